package org.meshnn.engine;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.train.Loss;

/** One question to an engine: a mesh, its weights, a batch with targets, a loss. */
public record Case(
    Topology topology,
    int ticks,
    Transition transition,
    double[] weights,
    List<DMatrixRMaj> x,
    DMatrixRMaj targets,
    Loss loss) {

  /** Loss and gradient by one method. */
  public record Answer(double loss, double[] gradient, DMatrixRMaj outputs) {}

  public Clamping clamping() {
    return x.size() == 1 ? Clamping.CONSTANT : Clamping.PER_TICK;
  }

  public Plan plan() {
    return Plan.of(topology, ticks, clamping(), transition.rest(topology.roles()));
  }

  public int batch() {
    return targets.numRows;
  }

  public Answer ask(GradientMethod method) {
    return ask(method, Masks.NONE, 0);
  }

  /** As {@link #ask(GradientMethod)}, with states dropped. */
  public Answer ask(GradientMethod method, Masks masks, long draw) {
    return ask(method, Precision.DOUBLE, masks, draw);
  }

  /** As {@link #ask(GradientMethod, Masks, long)}, with other digits. */
  public Answer ask(GradientMethod method, Precision precision, Masks masks, long draw) {
    Engine engine = Engine.of(plan(), transition, method, precision, batch(), Long.MAX_VALUE);
    engine.dropout(masks, draw);
    double loss = run(engine, weights, true);
    double[] gradient = new double[topology.edges()];
    Arrays.fill(gradient, Double.NaN);
    DMatrixRMaj outputs = engine.copyOutputs();
    engine.gradient(weights, gradient);
    return new Answer(loss, gradient, outputs);
  }

  /** The gradient by a given engine. */
  public double[] gradient(Engine engine) {
    run(engine, weights, true);
    double[] gradient = new double[topology.edges()];
    engine.gradient(weights, gradient);
    return gradient;
  }

  /** The same question at other weights. */
  public Case at(double[] otherWeights) {
    return new Case(topology, ticks, transition, otherWeights, x, targets, loss);
  }

  public double lossAt(double[] otherWeights) {
    return run(
        Engine.of(plan(), transition, GradientMethod.BACKWARD, batch()), otherWeights, false);
  }

  /** Central differences, with the step that balances rounding and curvature. */
  public double[] differences() {
    double[] gradient = new double[weights.length];
    for (int e = 0; e < weights.length; e++) {
      double h = 1e-5 * Math.max(1, Math.abs(weights[e]));
      double[] moved = weights.clone();
      moved[e] = weights[e] + h;
      double up = lossAt(moved);
      moved[e] = weights[e] - h;
      gradient[e] = (up - lossAt(moved)) / (2 * h);
    }
    return gradient;
  }

  private double run(Engine engine, double[] at, boolean differentiate) {
    int[] order = new int[batch()];
    Arrays.setAll(order, p -> p);
    for (int t = 1; t <= x.size(); t++) {
      engine.load(t, x.get(t - 1), order, 0, batch());
    }
    engine.forward(at, differentiate);
    return loss.mean(engine.outputs(), engine.outputGradient(), targets.data, order, 0, batch());
  }
}
