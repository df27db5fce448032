/**
 * What a model depends on: the table and rows it learned from, and the code, Java and machine that
 * made it.
 */
package org.meshnn.provenance;
