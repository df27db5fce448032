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
  private final int capacity;
  private final boolean[] begun; // of each sample: whether an input has been there
  private final DMatrixRMaj outputs;
  private DMatrixRMaj x = new DMatrixRMaj(0, 0);
  private int[] order = {};
  private int from;
  private int count;

  private SequenceEngine(SequencePlan plan, Streams streams, int capacity) {
    this.plan = plan;
    this.streams = streams;
    this.capacity = capacity;
    begun = new boolean[capacity];
    outputs = new DMatrixRMaj(capacity, plan.targetColumns());
  }

  /** For gradients by one of the methods; states alone where it is null. */
  static SequenceEngine of(
      SequencePlan plan,
      Transition transition,
      @Nullable GradientMethod method,
      int capacity,
      long samples) {
    return new SequenceEngine(plan, streams(plan, transition, method, capacity), capacity);
  }

  private static Streams streams(
      SequencePlan plan, Transition transition, @Nullable GradientMethod method, int capacity) {
    Topology topology = plan.topology();
    int k = plan.ticksPerStep();
    if (method == null) {
      return StreamEngine.ofStates(topology, transition, k, capacity);
    }
    return method == GradientMethod.TENSOR
        ? new TensorStreams(topology, transition, k, capacity)
        : StreamEngine.of(topology, transition, k, OnlineGradient.exact(), capacity);
  }

  @Override
  public boolean suits(long samples) {
    return true;
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
  public void load(DMatrixRMaj samples, int[] rows, int first, int size) {
    Requests.requireBatch(plan, samples, size, capacity);
    x = samples;
    order = rows;
    from = first;
    count = size;
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
    begin();
    for (int step = 1; step <= plan.steps(); step++) {
      clamp(step);
      streams.step(weights);
      int target = plan.targetAt(step);
      if (target >= 0) {
        loss.at(target, streams.outputs(), streams.outputGradient());
        if (gradient != null) {
          streams.addGradient(weights, gradient);
        }
      }
    }
    if (gradient != null) {
      streams.end(weights, gradient);
    }
  }

  @Override
  public DMatrixRMaj outputs(double[] weights) {
    run(weights, this::copy, null);
    DMatrixRMaj copy = new DMatrixRMaj(count, plan.targetColumns());
    System.arraycopy(outputs.data, 0, copy.data, 0, copy.getNumElements());
    return copy;
  }

  private void copy(int target, Block block, Block unused) {
    for (int p = 0; p < count; p++) {
      for (int o = 0; o < block.rows(); o++) {
        outputs.unsafe_set(p, target * block.rows() + o, block.value(o, p));
      }
    }
  }

  private void begin() {
    Arrays.fill(begun, false);
    for (int lane = 0; lane < capacity; lane++) {
      streams.reset(lane);
      for (int o = 0; o < plan.topology().outputs(); o++) {
        Block errors = streams.outputGradient();
        errors.values()[errors.at(o) + lane] = 0;
      }
    }
  }

  /** Clamps the inputs of a step; a sample whose first inputs these are begins at S = 0. */
  private void clamp(int step) {
    int inputs = plan.topology().inputs();
    for (int p = 0; p < count; p++) {
      int at = order[from + p] * x.numCols + (step - 1) * inputs;
      if (begun[p] || !Double.isNaN(x.data[at])) {
        if (!begun[p] && step > 1) {
          streams.reset(p);
        }
        begun[p] = true;
        streams.clamp(p, x.data, at);
      }
    }
  }
}
