package org.meshnn.train;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.RandomMeshes;

/** Samples to learn from. */
final class Rings {
  private Rings() {}

  /** Two rings that no line parts. */
  static Samples rings(int size, long seed) {
    RandomGenerator random = RandomMeshes.generator(seed);
    DMatrixRMaj x = new DMatrixRMaj(size, 2);
    DMatrixRMaj y = new DMatrixRMaj(size, 2);
    for (int i = 0; i < size; i++) {
      double angle = random.nextDouble(2 * Math.PI);
      double radius = i % 2 == 0 ? 0.5 : 1.5;
      x.set(i, 0, radius * Math.cos(angle) + 0.05 * random.nextGaussian());
      x.set(i, 1, radius * Math.sin(angle) + 0.05 * random.nextGaussian());
      y.set(i, i % 2, 1);
    }
    return new Samples(x, y);
  }
}
