package org.meshnn.engine;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.plan.SequencePlan;

/**
 * Runs sequences side by side through a mesh, one stream each, from their beginnings to their ends.
 */
public final class SequenceRun {
  private final SequencePlan plan;
  private final Streams streams;
  private final int capacity;
  private final boolean[] begun; // of each sequence: whether an input has been there
  private DMatrixRMaj x = new DMatrixRMaj(0, 0);
  private int[] order = {};
  private int from;
  private int count;

  /**
   * Prepares to run.
   *
   * @param plan the mesh, and how sequences run through it
   * @param streams of that mesh; their number is the most sequences that run together
   * @throws IllegalArgumentException if the streams are of another mesh, or other ticks a step
   */
  public SequenceRun(SequencePlan plan, StreamEngine streams) {
    this(plan, streams, streams.lanes());
    if (!plan.topology().equals(streams.topology())) {
      throw new IllegalArgumentException(
          "expected a plan and streams of one mesh; got "
              + plan.topology()
              + " and "
              + streams.topology());
    }
    if (plan.ticksPerStep() != streams.ticksPerStep()) {
      throw new IllegalArgumentException(
          "expected streams of "
              + plan.ticksPerStep()
              + " ticks a step, as the plan has; got "
              + streams.ticksPerStep());
    }
  }

  SequenceRun(SequencePlan plan, Streams streams, int capacity) {
    this.plan = plan;
    this.streams = streams;
    this.capacity = capacity;
    begun = new boolean[capacity];
  }

  /**
   * Takes the next sequences.
   *
   * @param samples (sequences, input columns of the plan), shared
   * @param rows to take
   * @param first position in {@code rows}
   * @param size number of positions, from 1 to the number of streams
   * @throws IllegalArgumentException if the columns are not the plan's, the size is not in range,
   *     or there are no such rows
   */
  public void load(DMatrixRMaj samples, int[] rows, int first, int size) {
    Requests.requireBatch(plan, samples, size, capacity);
    Requests.requireRows(rows, first, size, samples.numRows);
    x = samples;
    order = rows;
    from = first;
    count = size;
  }

  /** The number of sequences taken. */
  int count() {
    return count;
  }

  /**
   * Moves the states from S = 0 through all steps.
   *
   * @param weights one per edge
   * @param target is called after each step that has targets, with its number among those, from 0
   * @throws IllegalArgumentException if there are more or fewer weights
   * @throws IllegalStateException if no sequences were taken
   */
  public void run(double[] weights, IntConsumer target) {
    Requests.requirePerEdge(plan.topology(), "weight", weights);
    if (count == 0) {
      throw new IllegalStateException("no sequences to run; take some by load(..) before");
    }
    begin();
    for (int step = 1; step <= plan.steps(); step++) {
      clamp(step);
      streams.step(weights);
      int number = plan.targetAt(step);
      if (number >= 0) {
        target.accept(number);
      }
    }
  }

  private void begin() {
    Arrays.fill(begun, false);
    Block errors = streams.outputGradient();
    streams.begin(capacity);
    for (int lane = 0; lane < capacity; lane++) {
      for (int o = 0; o < errors.rows(); o++) {
        errors.values()[errors.at(o) + lane] = 0;
      }
    }
  }

  /**
   * Clamps the inputs of a step; a sequence whose first inputs these are begins at S = 0. Streams
   * without a sequence follow the first, so that they overflow only where it does: an error of 0
   * times infinity would be NaN.
   */
  private void clamp(int step) {
    int inputs = plan.topology().inputs();
    for (int p = 0; p < capacity; p++) {
      int row = order[from + (p < count ? p : 0)];
      int at = row * x.numCols + (step - 1) * inputs;
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
