package org.meshnn;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Engine;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Recurrence;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.train.Loss;
import org.meshnn.train.RowOrder;

/**
 * One mesh with given weights, asked about one batch: the states after each tick, the loss and its
 * gradient, as EJML matrices. Immutable.
 *
 * <pre>{@code
 * var probe = mesh.at(A).input(X).classes(0, 2, 1);
 * probe.loss();
 * probe.gradient();                        // n x n, forward-only
 * probe.gradient(GradientMethod.TENSOR);   // the paper's literal tensor
 * }</pre>
 */
public final class Probe {
  private final Topology topology;
  private final int ticks;
  private final Transition transition;
  private final double[] weights;
  private List<DMatrixRMaj> x = List.of();
  private @Nullable DMatrixRMaj targets; // null until set, as the loss
  private @Nullable Loss loss;

  private Probe(Topology topology, int ticks, Transition transition, double[] weights) {
    this.topology = topology;
    this.ticks = ticks;
    this.transition = transition;
    this.weights = weights;
  }

  static Probe of(Topology topology, int ticks, Transition transition, double[] weights) {
    return new Probe(topology, ticks, transition, weights);
  }

  private Probe with(
      List<DMatrixRMaj> inputs, @Nullable DMatrixRMaj values, @Nullable Loss lossOfValues) {
    Probe copy = new Probe(topology, ticks, transition, weights);
    copy.x = inputs;
    copy.targets = values;
    copy.loss = lossOfValues;
    return copy;
  }

  /**
   * {@return a copy whose inputs are clamped to other values, without targets}
   *
   * @param perTick one matrix for an input that stays, or T matrices, one per tick; each of shape
   *     (samples, inputs), the bias not counted
   * @throws IllegalArgumentException for another number of matrices, another shape or no sample
   */
  public Probe input(DMatrixRMaj... perTick) {
    if (perTick.length != 1 && perTick.length != ticks) {
      throw new IllegalArgumentException(
          "expected 1 input matrix, or "
              + ticks
              + " for "
              + ticks
              + " ticks; got "
              + perTick.length);
    }
    for (DMatrixRMaj xt : perTick) {
      if (xt.numCols != topology.inputs() || xt.numRows != perTick[0].numRows || xt.numRows < 1) {
        throw new IllegalArgumentException(
            "expected one row a sample, the same number at each tick and at least one, and "
                + topology.inputs()
                + " columns, one per input (the bias is clamped by itself); got "
                + xt.numRows
                + " x "
                + xt.numCols);
      }
    }
    List<DMatrixRMaj> copies = Arrays.stream(perTick).map(DMatrixRMaj::copy).toList();
    return with(copies, null, null);
  }

  /**
   * {@return a copy whose loss is softmax cross-entropy, averaged over the batch}
   *
   * @param classes the class of each sample, in {@code [0, outputs)}
   * @throws IllegalStateException if there is no input yet
   * @throws IllegalArgumentException if a class is outside this range, or there is not one a sample
   */
  public Probe classes(int... classes) {
    requireBatch(classes.length);
    DMatrixRMaj oneHot = new DMatrixRMaj(classes.length, topology.outputs());
    for (int p = 0; p < classes.length; p++) {
      if (classes[p] < 0 || classes[p] >= topology.outputs()) {
        throw new IllegalArgumentException(
            "classes are numbered 0 to "
                + (topology.outputs() - 1)
                + ", one per output; got "
                + classes[p]);
      }
      oneHot.set(p, classes[p], 1);
    }
    return with(x, oneHot, Loss.CROSS_ENTROPY);
  }

  /**
   * {@return a copy whose loss is half the squared error, summed over the outputs and averaged over
   * the batch}
   *
   * @param values the targets, shape (samples, outputs)
   * @throws IllegalStateException if there is no input yet
   * @throws IllegalArgumentException for another shape
   */
  public Probe values(DMatrixRMaj values) {
    requireBatch(values.numRows);
    if (values.numCols != topology.outputs()) {
      throw new IllegalArgumentException(
          "expected one column per output, " + topology.outputs() + "; got " + values.numCols);
    }
    return with(x, values.copy(), Loss.HALF_SQUARED_ERROR);
  }

  /**
   * {@return the states after each tick: T matrices of shape (samples, neurons)} Clamped neurons
   * show f(Z), as they do between a tick and the next overwrite.
   *
   * @throws IllegalStateException if there is no input yet
   */
  public List<DMatrixRMaj> states() {
    requireInput();
    return Recurrence.states(topology, transition, weights, ticks, x);
  }

  /**
   * {@return the states of the output neurons after the last tick, shape (samples, outputs)}
   *
   * @throws IllegalStateException if there is no input yet
   */
  public DMatrixRMaj outputs() {
    return forward(GradientMethod.BACKWARD, false).copyOutputs();
  }

  /**
   * {@return the loss, averaged over the batch}
   *
   * @throws IllegalStateException if there are no input or no targets yet
   */
  public double loss() {
    return lossOf(forward(GradientMethod.BACKWARD, false));
  }

  /**
   * {@return the gradient dL/dA by exact forward-only propagation, n x n; 0 where there is no edge}
   *
   * @throws IllegalStateException if there are no input or no targets yet
   * @throws IllegalArgumentException if n² numbers are more than an array or this JVM holds
   */
  public DMatrixRMaj gradient() {
    return gradient(GradientMethod.FORWARD_ONLY);
  }

  /**
   * {@return the gradient dL/dA, n x n; 0 where there is no edge} All methods give the same one.
   *
   * @param method how it is taken
   * @throws IllegalStateException if there are no input or no targets yet
   * @throws IllegalArgumentException if n² numbers are more than an array or this JVM holds
   */
  public DMatrixRMaj gradient(GradientMethod method) {
    Engine engine = forward(method, true);
    double[] gradient = new double[topology.edges()];
    lossOf(engine);
    engine.gradient(weights, gradient);
    return topology.denseMatrix(gradient);
  }

  private Engine forward(GradientMethod method, boolean differentiate) {
    requireInput();
    Clamping clamping = x.size() == 1 ? Clamping.CONSTANT : Clamping.PER_TICK;
    Plan plan = Plan.of(topology, ticks, clamping, transition.rest(topology.roles()));
    int rows = x.get(0).numRows;
    Engine engine = Engine.of(plan, transition, method, rows, rows);
    for (int t = 1; t <= x.size(); t++) {
      engine.load(t, x.get(t - 1), order(), 0, order().length);
    }
    engine.forward(weights, differentiate);
    return engine;
  }

  private double lossOf(Engine engine) {
    if (targets == null || loss == null) {
      throw new IllegalStateException(
          "a loss needs targets; give them with .classes(0, 2, 1) or .values(Y)");
    }
    return loss.mean(
        engine.outputs(), engine.outputGradient(), targets.data, order(), 0, order().length);
  }

  private int[] order() {
    return RowOrder.ascending(x.get(0).numRows);
  }

  private void requireInput() {
    if (x.isEmpty()) {
      throw new IllegalStateException("the probe has no input yet; give it with .input(X)");
    }
  }

  private void requireBatch(int targetRows) {
    requireInput();
    if (targetRows != x.get(0).numRows) {
      throw new IllegalArgumentException(
          "one target per sample: expected " + x.get(0).numRows + ", got " + targetRows);
    }
  }

  @Override
  public String toString() {
    return "Probe of "
        + topology
        + ", "
        + ticks
        + " ticks, "
        + (x.isEmpty() ? "no input" : x.get(0).numRows + " samples")
        + (targets == null ? ", no targets" : ", loss " + loss());
  }
}
