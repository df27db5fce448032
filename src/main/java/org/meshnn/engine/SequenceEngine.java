package org.meshnn.engine;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Topology;
import org.meshnn.plan.SequencePlan;

/** Runs sequences side by side, one stream each. */
final class SequenceEngine implements BatchEngine {
  private final SequencePlan plan;
  private final Streams streams;
  private final Kernels kernels;
  private final int capacity;
  private final SequenceRun sequences;
  private final DMatrixRMaj outputs;

  private SequenceEngine(SequencePlan plan, Streams streams, Kernels kernels, int capacity) {
    this.plan = plan;
    this.streams = streams;
    this.kernels = kernels;
    this.capacity = capacity;
    sequences = new SequenceRun(plan, streams, capacity);
    outputs = new DMatrixRMaj(capacity, plan.targetColumns());
  }

  /** For gradients by one of the methods; states alone where it is null. */
  static SequenceEngine of(
      SequencePlan plan,
      Transition transition,
      @Nullable GradientMethod method,
      int capacity,
      long samples) {
    Kernels kernels = kernels(plan, samples);
    Streams streams = streams(plan, transition, method, capacity, kernels);
    return new SequenceEngine(plan, streams, kernels, capacity);
  }

  /** Chosen by the work of the states and of carrying back, some three times as much. */
  private static Kernels kernels(SequencePlan plan, long samples) {
    return KernelChoice.forWork(4.0 * plan.multiplyAdds() * samples);
  }

  private static Streams streams(
      SequencePlan plan,
      Transition transition,
      @Nullable GradientMethod method,
      int capacity,
      Kernels kernels) {
    Topology topology = plan.topology();
    int k = plan.ticksPerStep();
    if (method == null) {
      return StreamEngine.ofStates(topology, transition, k, capacity, kernels);
    }
    if (method == GradientMethod.TENSOR) {
      return new TensorStreams(topology, transition, k, capacity);
    }
    int ticks = Math.toIntExact(plan.ticks());
    return StreamEngine.ofSequences(
        topology, transition, k, ticks, method == GradientMethod.FORWARD_ONLY, capacity, kernels);
  }

  @Override
  public boolean suits(long samples) {
    return kernels == kernels(plan, samples);
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public int count() {
    return sequences.count();
  }

  @Override
  public void load(DMatrixRMaj samples, int[] rows, int first, int size) {
    sequences.load(samples, rows, first, size);
  }

  @Override
  public void dropout(Masks masks, long draw) {
    if (masks.any()) {
      throw new IllegalArgumentException(
          "dropout is for tables, whose rows stand alone; sequences are trained without it");
    }
  }

  @Override
  public void run(double[] weights, StepLoss loss, double @Nullable [] gradient) {
    Requests.requirePerEdge(plan.topology(), "weight", weights);
    if (gradient != null) {
      Requests.requirePerEdge(plan.topology(), "gradient value", gradient);
      Arrays.fill(gradient, 0);
    }
    sequences.run(
        weights,
        target -> {
          loss.at(target, streams.outputs(), streams.outputGradient());
          if (gradient != null) {
            streams.addGradient(weights, gradient);
          }
        });
    if (gradient != null) {
      streams.end(weights, gradient);
    }
  }

  @Override
  public DMatrixRMaj outputs(double[] weights) {
    run(weights, this::copy, null);
    DMatrixRMaj copy = new DMatrixRMaj(count(), plan.targetColumns());
    System.arraycopy(outputs.data, 0, copy.data, 0, copy.getNumElements());
    return copy;
  }

  private void copy(int target, Block block, Block unused) {
    for (int p = 0; p < count(); p++) {
      for (int o = 0; o < block.rows(); o++) {
        outputs.unsafe_set(p, target * block.rows() + o, block.value(o, p));
      }
    }
  }
}
