package org.meshnn.graph;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What every random choice begins with. */
final class Draw {
  private Draw() {}

  /** The same numbers for the same seed, on every machine. */
  static RandomGenerator of(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static void requireFraction(String what, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(what + " must be in (0, 1]; got " + value);
    }
  }
}
