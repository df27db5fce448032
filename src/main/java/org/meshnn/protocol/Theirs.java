package org.meshnn.protocol;

import org.jspecify.annotations.Nullable;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.replication.Claim;

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

  /** What a gradient is compared with: its kind, by a dense network of 4,289 weights. */
  @Nullable Claim claim(OnlineGradient gradient, int seeds) {
    return switch (gradient.kind()) {
      case SNAP -> claim(snap, seeds, "SnAp-1");
      case TRUNCATED -> claim(truncated, 5, "truncated");
      default -> claim(exact, seeds, "exact");
    };
  }

  private static @Nullable Claim claim(double figure, int seeds, String how) {
    return Double.isNaN(figure) ? null : new Claim(figure, seeds, "sketched-rtrl, " + how);
  }
}
