package org.meshnn.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.meshnn.plan.Gather;
import org.meshnn.plan.StatePlan;

/**
 * The last ticks of some streams, each with the states before it, its slopes and its weights, and
 * the way of an error back through them:
 *
 * <pre>
 *   delta_j     = D_j(t) v_j                               with D_j = dS_j/dZ_j and v = dL/dS(t)
 *   gradient[e] += delta_target(e) S_source(e)(t-1)
 *   v_k         = sum over j of A(t)[k, j] delta_j + (1 - a_k) v_k,   which is dL/dS(t-1)
 * </pre>
 *
 * The gradient of all ticks is one product, with a column for each tick and stream. Nothing is
 * allocated after construction but by {@link #keep}.
 */
final class RecentTicks {
  private static final String TICKS = "recent ticks";

  private final StatePlan plan;
  private final Kernels kernels;
  private final int lanes;
  private final int neurons;
  private final int first; // neuron that is not clamped
  private final int capacity;
  private final int ticksPerStep;
  private final int width; // of a row of streams
  private final double[] rows; // v; delta; a zero; slopes of each tick: a row for each neuron
  private final int stride; // of a row of ticks and streams
  private final double[] columns; // S(t-1); delta: a row for each neuron
  private final double[][] weights; // of each step, or of one where they stay, by plan.outgoing()
  private final double[] errors; // dL/dS of the outputs after each tick: a row for each
  private final int outputs;
  private final LeakRows leaks;
  private final int[] errorRows;
  private int next; // where the next tick will be put
  private int count;

  /**
   * No tick yet.
   *
   * @param capacity most ticks, a multiple of those of a step
   * @param constant whether all ticks have the same weights
   */
  RecentTicks(
      StatePlan plan,
      LaneStates states,
      Kernels kernels,
      int lanes,
      int ticksPerStep,
      int capacity,
      boolean constant) {
    this.plan = plan;
    this.kernels = kernels;
    this.lanes = lanes;
    this.capacity = capacity;
    this.ticksPerStep = ticksPerStep;
    neurons = states.neurons();
    first = plan.topology().roles().clamped();
    width = states.width();
    long numbers = (2L * neurons + 1 + (long) capacity * neurons) * width;
    rows = new double[Requests.requireMemory(numbers, lanes, null)];
    stride = Requests.requireMemory((long) capacity * lanes + 2 * Kernels.LANES, lanes, null);
    numbers = 2L * neurons * stride + kernels.scratch();
    columns = new double[Requests.requireMemory(numbers, lanes, null)];
    weights = new double[constant ? 1 : capacity / ticksPerStep][plan.outgoing().length];
    outputs = plan.topology().outputs();
    numbers = (long) capacity * outputs * width;
    errors = new double[Requests.requireMemory(numbers, lanes, null)];
    leaks = new LeakRows(states, IntStream.range(first, neurons).toArray(), first);
    errorRows = new int[neurons - first];
    Arrays.setAll(errorRows, i -> neurons + first + i);
  }

  /**
   * Puts the tick that the states have just taken; the oldest gives way where there are too many.
   */
  void add(LaneStates states, double[] weightsNow) {
    states.copyBefore(columns, next * lanes, stride, lanes);
    states.copySlopes(rows, slopes(next));
    if (next % ticksPerStep == 0) {
      int[] outgoing = plan.outgoing();
      double[] w = weights[step(next)];
      for (int i = 0; i < w.length; i++) {
        w[i] = weightsNow[outgoing[i]];
      }
    }
    next = (next + 1) % capacity;
    count = Math.min(count + 1, capacity);
  }

  private int slopes(int slot) {
    return (2 * neurons + 1 + slot * neurons) * width;
  }

  private int step(int slot) {
    return slot / ticksPerStep % weights.length;
  }

  /** Puts dL/dS of the outputs after the last tick. */
  void putErrors(LaneStates states) {
    int last = (next - 1 + capacity) % capacity;
    states.copyErrors(errors, last * outputs * width);
  }

  /** Whether the next tick takes the place of one. */
  boolean isFull() {
    return count == capacity;
  }

  /** Most ticks. */
  int capacity() {
    return capacity;
  }

  /** Forgets all ticks. */
  void clear() {
    next = 0;
    count = 0;
    Arrays.fill(columns, 0);
    Arrays.fill(errors, 0);
  }

  /** Cuts one stream off from its past: no error passes through its ticks. */
  void reset(int lane) {
    for (int slot = 0; slot < capacity; slot++) {
      for (int j = 0; j < neurons; j++) {
        rows[slopes(slot) + j * width + lane] = 0;
        columns[j * stride + slot * lanes + lane] = 0;
      }
      for (int o = 0; o < outputs; o++) {
        errors[(slot * outputs + o) * width + lane] = 0;
      }
    }
  }

  /**
   * Carries the errors that were {@link #putErrors put} back through all ticks, and adds the
   * gradient by the weights; each error counts once. {@link #error} is dL/dS before the oldest tick
   * then.
   */
  void carryBack(double[] gradient) {
    Arrays.fill(rows, 0, neurons * width, 0);
    for (int i = 1; i <= count; i++) {
      carry((next - i + capacity) % capacity);
    }
    int filled = kernels.padded(count * lanes);
    int scratch = 2 * neurons * stride;
    Gather gather = plan.gather()[0];
    kernels.outer(columns, stride, filled, gather, errorRows, gradient, scratch);
  }

  private void carry(int slot) {
    int v = (neurons - outputs) * width;
    int error = slot * outputs * width;
    for (int i = 0; i < outputs * width; i++) {
      rows[v + i] += errors[error + i];
      errors[error + i] = 0;
    }
    int from = first * width;
    int delta = neurons * width;
    kernels.multiply(rows, from, slopes(slot) + from, delta + from, (neurons - first) * width);
    for (int j = first; j < neurons; j++) {
      int to = (neurons + j) * stride + slot * lanes;
      System.arraycopy(rows, delta + j * width, columns, to, lanes);
    }
    leaks.scale(rows, width, width);
    double[] w = weights[step(slot)];
    kernels.gather(rows, width, width, plan.scatter(), w, leaks.add(), null, 2 * neurons);
  }

  /** dL/dS of a neuron before the oldest tick, after {@link #carryBack}. */
  double error(int neuron, int lane) {
    return rows[neuron * width + lane];
  }

  /** dS/dZ of a neuron at the i-th tick since {@link #clear}, from 0. */
  double slope(int i, int neuron, int lane) {
    return rows[slopes(i) + neuron * width + lane];
  }

  /** The weights of the i-th tick since {@link #clear}, from 0, in the plan's order, shared. */
  double[] weights(int i) {
    return weights[step(i)];
  }

  /** The states of a neuron before each tick since {@link #clear}, times a number for each. */
  void copyStates(int neuron, int lane, double[] times, double[] to, int at) {
    int from = neuron * stride + lane;
    for (int i = 0; i < count; i++) {
      to[at + i] = times[i] * columns[from + i * lanes];
    }
  }

  /** Puts all ticks: of each neuron its states, and its slopes, at each tick of each stream. */
  void keep(Map<String, double[]> numbers) {
    int edges = plan.outgoing().length;
    double[] kept = new double[Math.multiplyExact(weights.length, edges)];
    for (int step = 0; step < weights.length; step++) {
      System.arraycopy(weights[step], 0, kept, step * edges, edges);
    }
    int row = capacity * lanes;
    double[] states = new double[neurons * row];
    double[] slopes = new double[neurons * row];
    for (int j = 0; j < neurons; j++) {
      System.arraycopy(columns, j * stride, states, j * row, row);
      for (int slot = 0; slot < capacity; slot++) {
        int at = slopes(slot) + j * width;
        System.arraycopy(rows, at, slopes, j * row + slot * lanes, lanes);
      }
    }
    numbers.put(TICKS, new double[] {next, count});
    numbers.put("recent weights", kept);
    numbers.put("recent states", states);
    numbers.put("recent slopes", slopes);
  }

  /** Takes what was {@link #keep kept}. */
  void restore(Map<String, double[]> numbers) {
    int edges = plan.outgoing().length;
    int row = capacity * lanes;
    double[] kept = StreamEngine.kept(numbers, "recent weights", (long) weights.length * edges);
    double[] states = StreamEngine.kept(numbers, "recent states", (long) neurons * row);
    double[] slopes = StreamEngine.kept(numbers, "recent slopes", (long) neurons * row);
    double[] place = StreamEngine.kept(numbers, TICKS, 2);
    requirePlace(place[0], capacity - 1);
    requirePlace(place[1], capacity);
    clear();
    Arrays.fill(rows, 0);
    for (int step = 0; step < weights.length; step++) {
      System.arraycopy(kept, step * edges, weights[step], 0, edges);
    }
    for (int j = 0; j < neurons; j++) {
      System.arraycopy(states, j * row, columns, j * stride, row);
      for (int slot = 0; slot < capacity; slot++) {
        int at = slopes(slot) + j * width;
        System.arraycopy(slopes, j * row + slot * lanes, rows, at, lanes);
      }
    }
    next = (int) place[0];
    count = (int) place[1];
  }

  private static void requirePlace(double place, int most) {
    if (!(place >= 0 && place <= most && place == Math.rint(place))) {
      throw new IllegalArgumentException(
          "expected recent ticks from 0 to " + most + ", got " + place);
    }
  }
}
