package org.meshnn.bench;

import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.Engine;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Plan;
import org.meshnn.train.BatchGradient;
import org.meshnn.train.Loss;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Samples;

/** Our training step, as training takes it. The one place that knows the library's interface. */
final class Step implements AutoCloseable {
  static final double LEARNING_RATE = 1e-3;

  private final BatchGradient gradients;
  private final Engine shard;
  private final Optimiser.Steps optimiser;
  private final Samples samples;
  private final int[] order;
  private final int batch;
  private final double[] weights;
  private final double[] gradient;
  private int from;

  Step(
      Plan plan,
      Transition transition,
      GradientMethod method,
      Problem numbers,
      int batch,
      int threads) {
    gradients =
        new BatchGradient(
            plan, transition, Loss.CROSS_ENTROPY, method, batch, Integer.MAX_VALUE, threads);
    shard = Engine.of(plan, transition, method, Math.min(batch, BatchGradient.SHARD));
    samples = new Samples(numbers.x(), numbers.oneHot());
    order = numbers.order();
    this.batch = batch;
    weights = numbers.weights().clone();
    gradient = new double[weights.length];
    optimiser = Optimiser.adam(LEARNING_RATE).start(weights.length);
    DMatrixRMaj x = samples.x();
    shard.load(x, order, 0, shard.capacity());
    shard.forward(weights, true);
  }

  static Step of(Work work, GradientMethod method, int threads) {
    Plan plan = work.plan();
    return new Step(plan, work.transition(), method, Problem.of(work), work.batch(), threads);
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
