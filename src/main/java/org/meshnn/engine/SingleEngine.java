package org.meshnn.engine;

import org.ejml.data.DMatrixRMaj;
import org.meshnn.plan.Plan;

/**
 * Executes a plan in single precision, between weights, outputs and gradients in double. Nothing is
 * allocated after construction.
 */
final class SingleEngine implements Engine {
  /** Of dL/dS: what it is multiplied by would soon leave the range where numbers are fast. */
  private static final double NEXT_TO_0 = 1e-30;

  private final Plan plan;
  private final Kernels kernels;
  private final int capacity;
  private final SinglePlannedRows rows;
  private final float[] roundedWeights; // those of the last forward pass
  private final float[] roundedGradient;
  private final Block outputs;
  private final Block outputGradient;
  private boolean differentiated;
  private int count;

  /**
   * Lays out the rows.
   *
   * @param kernels those that double precision takes for the same work
   */
  SingleEngine(
      Plan plan, Transition transition, GradientMethod method, int capacity, Kernels kernels) {
    this.plan = plan;
    this.kernels = kernels;
    this.capacity = capacity;
    SingleKernels single = KernelChoice.single(kernels);
    rows = new SinglePlannedRows(plan, transition, method, capacity, single);
    roundedWeights = new float[plan.topology().edges()];
    roundedGradient = new float[plan.topology().edges()];
    int outputNeurons = plan.topology().outputs();
    int stride = kernels.padded(capacity);
    int size = outputNeurons * stride;
    double[] ends = new double[2 * size + kernels.scratch()];
    outputs = new Block(ends, 0, stride, outputNeurons, kernels, 2 * size);
    outputGradient = new Block(ends, size, stride, outputNeurons, kernels, 2 * size);
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
    differentiated = differentiate;
    round(weights);
    rows.forward(roundedWeights, differentiate);
    float[] numbers = rows.numbers();
    for (int o = 0; o < outputs.rows(); o++) {
      int from = rows.outputs() + o * rows.stride();
      for (int p = 0; p < count; p++) {
        outputs.values()[outputs.at(o) + p] = numbers[from + p];
      }
    }
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
    float[] numbers = rows.numbers();
    for (int o = 0; o < outputGradient.rows(); o++) {
      int to = rows.outputGradient() + o * rows.stride();
      for (int p = 0; p < count; p++) {
        double value = outputGradient.value(o, p);
        numbers[to + p] = Math.abs(value) < NEXT_TO_0 ? 0 : (float) value;
      }
    }
    rows.gradient(roundedWeights, roundedGradient);
    widen(gradient);
  }

  /*
   * Plain loops: vectors of half the width for the conversion keep Java 17 from compiling those of
   * the kernels.
   */
  private void round(double[] weights) {
    for (int e = 0; e < weights.length; e++) {
      roundedWeights[e] = (float) weights[e];
    }
  }

  private void widen(double[] gradient) {
    for (int e = 0; e < gradient.length; e++) {
      gradient[e] = roundedGradient[e];
    }
  }
}
