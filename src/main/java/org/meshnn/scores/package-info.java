/**
 * How good predictions are, and how sure one can be: scores of classes, probabilities and values,
 * intervals of means, shares and areas, paired t-tests.
 */
package org.meshnn.scores;
