package org.meshnn.bench;

import java.util.function.Supplier;
import org.meshnn.engine.Engine;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Precision;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Plan;
import org.meshnn.train.BatchGradient;
import org.meshnn.train.Loss;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Samples;

/** Our training step, as training takes it. The one place that knows the library's interface. */
final class Step implements AutoCloseable {
  static final double LEARNING_RATE = 1e-3;
  private static final long PASSES = Integer.MAX_VALUE;

  private final BatchGradient gradients;
  private final Supplier<Engine> newShard;
  private final Optimiser.Steps optimiser;
  private final Samples samples;
  private final int[] order;
  private final int batch;
  private final double[] weights;
  private final double[] gradient;
  private int from;
  private Engine shard; // until it is asked for, null

  /** Takes over the numbers' weights. */
  Step(
      Plan plan,
      Transition transition,
      GradientMethod method,
      Precision precision,
      Problem numbers,
      int batch,
      int threads) {
    gradients =
        new BatchGradient(
            plan, transition, Loss.CROSS_ENTROPY, method, precision, batch, PASSES, threads);
    int capacity = Math.min(batch, precision.shard());
    newShard = () -> Engine.of(plan, transition, method, precision, capacity, PASSES);
    samples = new Samples(numbers.x(), numbers.oneHot());
    order = numbers.order();
    this.batch = batch;
    weights = numbers.weights();
    gradient = new double[weights.length];
    optimiser = Optimiser.adam(LEARNING_RATE).start(weights.length);
  }

  static Step of(Work work, GradientMethod method, Precision precision, int threads) {
    return new Step(
        work.plan(), work.transition(), method, precision, Problem.of(work), work.batch(), threads);
  }

  /** The next batch gathered, states, loss, accuracy, gradient, Adam; the batch's mean loss. */
  double run() {
    double loss = gradients.of(weights, samples, order, from, batch, gradient) / batch;
    optimiser.step(weights, gradient);
    from = from + 2 * batch <= order.length ? from + batch : 0;
    return loss;
  }

  /** States and gradient alone, of all shards: the part whose multiply-adds the plan counts. */
  double matrix() {
    if (shard == null) {
      shard = newShard.get();
      shard.load(samples.x(), order, 0, shard.capacity());
    }
    for (int done = 0; done < batch; done += shard.capacity()) {
      shard.forward(weights, true);
      shard.gradient(weights, gradient);
    }
    return gradient[0];
  }

  @Override
  public void close() {
    gradients.close();
  }
}
