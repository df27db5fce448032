package org.meshnn.train;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;

/** Samples to learn from, and a mesh that learns them. */
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

  /** Six hidden neurons, wired densely, learn 30 samples in 3 ticks. */
  static Fit fit(Training training, @Nullable Samples validation) {
    Plan plan =
        Plan.of(Wiring.dense().wire(new Roles(2, true, 6, 2)), 3, Clamping.CONSTANT, Rest.SILENT);
    return Trainer.fit(
        plan,
        new Transition(Activation.TANH, Activation.IDENTITY),
        Loss.CROSS_ENTROPY,
        1,
        training,
        Trainer.Randomness.of(1),
        rings(30, 1),
        validation);
  }
}
