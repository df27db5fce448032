package org.meshnn.engine;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Plan;

/** Executes a plan in double precision. Nothing is allocated after construction. */
final class PlannedEngine implements Engine {
  private final Plan plan;
  private final Kernels kernels;
  private final int capacity;
  private final PlannedRows rows;
  private final Block outputs;
  private final Block outputGradient;
  private final boolean differentiable; // not an engine of states alone
  private boolean differentiated;
  private int count;

  /**
   * Lays out the rows.
   *
   * @param method how the gradient is taken; null for an engine of states alone
   */
  PlannedEngine(
      Plan plan,
      Transition transition,
      @Nullable GradientMethod method,
      int capacity,
      Kernels kernels) {
    this.plan = plan;
    this.kernels = kernels;
    this.capacity = capacity;
    differentiable = method != null;
    rows = new PlannedRows(plan, transition, method, capacity, kernels);
    outputs = block(rows.outputs());
    outputGradient = block(rows.outputGradient());
  }

  private Block block(int first) {
    int outputNeurons = plan.topology().outputs();
    return new Block(rows.numbers(), first, rows.stride(), outputNeurons, kernels, rows.scratch());
  }

  @Override
  public boolean suits(long samples) {
    return kernels == KernelChoice.forWork((double) plan.multiplyAdds() * samples);
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void load(int tick, DMatrixRMaj x, int[] order, int from, int count) {
    Requests.requireBatch(plan, tick, x, count, capacity);
    this.count = count;
    rows.load(tick, x, order, from, count);
  }

  @Override
  public void dropout(Masks masks, long draw) {
    masks.requireFor(plan.topology().neurons());
    rows.dropout(masks, draw);
  }

  @Override
  public void forward(double[] weights, boolean differentiate) {
    Requests.requirePerEdge(plan, "weight", weights);
    differentiated = differentiate && differentiable;
    rows.forward(weights, differentiated);
  }

  @Override
  public Block outputs() {
    return outputs;
  }

  @Override
  public Block outputGradient() {
    return outputGradient;
  }

  @Override
  public void gradient(double[] weights, double[] gradient) {
    Requests.requirePerEdge(plan, "weight", weights);
    Requests.requirePerEdge(plan, "gradient value", gradient);
    Requests.requireDifferentiated(differentiated);
    rows.gradient(weights, gradient);
  }
}
