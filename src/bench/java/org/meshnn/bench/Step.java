package org.meshnn.bench;

import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.Engine;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Plan;
import org.meshnn.train.Loss;
import org.meshnn.train.Optimiser;

/** Our training step. The one place that knows the library's interface to it. */
final class Step {
  static final double LEARNING_RATE = 1e-3;

  private final Engine engine;
  private final Optimiser.Steps optimiser;
  private final DMatrixRMaj x;
  private final double[] y;
  private final int[] order;
  private final int batch;
  private final double[] weights;
  private final double[] gradient;
  private int from;

  Step(Plan plan, Transition transition, GradientMethod method, Numbers numbers, int batch) {
    engine = Engine.of(plan, transition, method, batch);
    x = numbers.x();
    y = numbers.oneHot().data;
    order = numbers.order();
    this.batch = batch;
    weights = numbers.weights().clone();
    gradient = new double[weights.length];
    optimiser = Optimiser.adam(LEARNING_RATE).start(weights.length);
  }

  static Step of(Work work, GradientMethod method) {
    return new Step(work.plan(), work.transition(), method, Numbers.of(work), work.batch());
  }

  /** The next batch gathered, states, loss, gradient, Adam; returns the batch's mean loss. */
  double run() {
    engine.load(x, order, from, batch);
    engine.forward(weights, true);
    double loss =
        Loss.CROSS_ENTROPY.mean(engine.outputs(), engine.outputGradient(), y, order, from, batch);
    engine.gradient(weights, gradient);
    optimiser.step(weights, gradient);
    from = from + 2 * batch <= order.length ? from + batch : 0;
    return loss;
  }

  /** States and gradient alone: the part whose multiply-adds the plan counts. */
  double matrix() {
    engine.forward(weights, true);
    engine.gradient(weights, gradient);
    return gradient[0];
  }
}
