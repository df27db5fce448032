/**
 * How good predictions are, and how sure one can be: scores of classes and values, intervals of
 * means, paired t-tests.
 */
package org.meshnn.scores;
