/**
 * Settings side by side, with several seeds each: how good each is, with its interval, and whether
 * two differ.
 */
package org.meshnn.experiment;
