package org.meshnn.bench;

import java.util.Locale;

/** Peers are timed only if their losses over the first steps are ours. */
enum Agreement {
  /** The same formulas in doubles. */
  EXACT(1e-6),
  /** In floats; or, in DJL's Adam, with an epsilon that is added before the bias correction. */
  ROUNDED(1e-3);

  static final int STEPS = 4;

  private final double tolerance;

  Agreement(double tolerance) {
    this.tolerance = tolerance;
  }

  void require(String peer, int step, double ours, double theirs) {
    double difference = Math.abs(ours - theirs) / Math.max(1, Math.abs(ours));
    if (!(difference <= tolerance)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s does other work than we do: loss %.9g where ours is %.9g after %d steps",
              peer,
              theirs,
              ours,
              step));
    }
  }
}
