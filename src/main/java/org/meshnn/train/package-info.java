/**
 * Training on arrays, or on rows that are read as they are needed: losses, optimisers, initial
 * weights, the loop, and scores.
 */
package org.meshnn.train;
