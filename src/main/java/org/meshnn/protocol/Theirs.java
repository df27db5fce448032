package org.meshnn.protocol;

/**
 * What the protocol's authors report of a task, means over 10 seeds (truncated: 5; a^n b^n: 5); NaN
 * where they report nothing.
 *
 * @param exact 64 dense units by exact real-time recurrent learning
 * @param snap the same by SnAp-1
 * @param truncated the same by truncated back-propagation
 * @param gru a GRU by truncated back-propagation
 */
record Theirs(double exact, double snap, double truncated, double gru) {
  static final Theirs NONE = new Theirs(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
