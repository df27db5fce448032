package org.meshnn.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.meshnn.graph.Roles;
import org.meshnn.plan.StatePlan;

/**
 * The states of some streams that run side by side through one mesh, all with the same weights:
 *
 * <pre>
 *   Z_j(t) = sum over k of S_k(t-1) A[k, j]
 *   S_j(t) = (1 - a_j) S_j(t-1) + a_j f_j(Z_j(t))
 * </pre>
 *
 * A row for each neuron, a value for each stream in it. Nothing is allocated after construction.
 */
final class LaneStates {
  private final StatePlan plan;
  private final Kernels kernels;
  private final int neurons;
  private final int clamped;
  private final int width;
  private final int scratch; // behind the last row
  private final double[] m; // rows: states now and a tick ago, in turn; slopes; a zero; dL/dS
  private final Run[] runs; // of neurons with the same activation
  private final double[] leak; // of each neuron
  private final int[] leaking;
  private final Block[] outputs; // by place
  private final Block outputGradient;
  private int place; // 0 or 1: where the states are now

  /** Neurons {@code first} to {@code end - 1} with the same activation. */
  private record Run(Activation activation, int first, int end) {}

  LaneStates(StatePlan plan, Transition transition, Kernels kernels, int lanes) {
    this.plan = plan;
    this.kernels = kernels;
    Roles roles = plan.topology().roles();
    neurons = roles.neurons();
    clamped = roles.clamped();
    width = kernels.padded(lanes);
    int outputNeurons = roles.outputs();
    int rows = 3 * neurons + 1 + outputNeurons;
    m = new double[Requests.requireMemory((long) rows * width + kernels.scratch(), lanes, null)];
    scratch = rows * width;
    outputs = new Block[2];
    for (int at = 0; at < 2; at++) {
      int first = at * neurons + roles.firstOutput();
      outputs[at] = new Block(m, first * width, width, outputNeurons, kernels, scratch);
    }
    int errors = (3 * neurons + 1) * width;
    outputGradient = new Block(m, errors, width, outputNeurons, kernels, scratch);
    Activation[] f = transition.activations(roles);
    List<Run> found = new ArrayList<>();
    for (int first = clamped, end; first < neurons; first = end) {
      end = first + 1;
      while (end < neurons && f[end].equals(f[first])) {
        end++;
      }
      found.add(new Run(f[first], first, end));
    }
    runs = found.toArray(Run[]::new);
    leak = transition.leaks(roles);
    leaking = IntStream.range(clamped, neurons).filter(j -> leak[j] < 1).toArray();
    for (int lane = 0; lane < width; lane++) {
      reset(lane);
    }
  }

  /** S = 0 of one stream, the bias 1. */
  void reset(int lane) {
    for (int row = 0; row < 2 * neurons; row++) {
      m[row * width + lane] = 0;
    }
    if (plan.topology().hasBias()) {
      clamp(clamped - 1, lane, 1);
    }
  }

  /** Overwrites the inputs of one stream: as many as there are, from an index on. */
  void clamp(int lane, double[] x, int from) {
    for (int i = 0; i < plan.topology().inputs(); i++) {
      clamp(i, lane, x[from + i]);
    }
  }

  /** Overwrites the state of a clamped neuron. */
  void clamp(int neuron, int lane, double value) {
    m[neuron * width + lane] = value;
    m[(neurons + neuron) * width + lane] = value;
  }

  /** One tick of all streams. */
  void tick(double[] weights) {
    int before = place * neurons;
    place = 1 - place;
    int now = place * neurons;
    kernels.gather(m, width, width, plan.gather()[1 - place], weights, null, null, 3 * neurons);
    for (Run run : runs) {
      int at = (now + run.first) * width;
      int slope = (2 * neurons + run.first) * width;
      kernels.activate(run.activation, m, at, slope, (run.end - run.first) * width, scratch);
    }
    for (int j : leaking) {
      leak(leak[j], (before + j) * width, (now + j) * width, (2 * neurons + j) * width);
    }
  }

  /** S = (1 - a) S(t-1) + a f(Z), dS/dZ = a f'(Z). */
  private void leak(double a, int before, int now, int slope) {
    for (int lane = 0; lane < width; lane++) {
      m[now + lane] = MultiplyAdd.of(1 - a, m[before + lane], a * m[now + lane]);
      m[slope + lane] *= a;
    }
  }

  double state(int neuron, int lane) {
    return m[(place * neurons + neuron) * width + lane];
  }

  /** The state before the last tick; that of a clamped neuron as it is now. */
  double stateBefore(int neuron, int lane) {
    return m[((1 - place) * neurons + neuron) * width + lane];
  }

  void setState(int neuron, int lane, double value) {
    m[(place * neurons + neuron) * width + lane] = value;
  }

  /** The states before the last tick, one per neuron, the clamped ones as they are now. */
  void copyBefore(int lane, double[] to) {
    copy((1 - place) * neurons, lane, to);
  }

  /** dS_j/dZ_j of the last tick, one per neuron; 0 for clamped ones. */
  void copySlopes(int lane, double[] to) {
    copy(2 * neurons, lane, to);
  }

  private void copy(int row, int lane, double[] to) {
    int at = row * width + lane;
    for (int j = 0; j < neurons; j++, at += width) {
      to[j] = m[at];
    }
  }

  /**
   * The states before the last tick, the clamped ones as they are now, a row for each neuron.
   *
   * @param at index of the first neuron's first lane
   * @param stride distance between rows
   * @param lanes how many
   */
  void copyBefore(double[] to, int at, int stride, int lanes) {
    int from = (1 - place) * neurons * width;
    for (int j = 0; j < neurons; j++) {
      System.arraycopy(m, from + j * width, to, at + j * stride, lanes);
    }
  }

  /** dS_j/dZ_j of the last tick, a row for each neuron as they lie here, from an index on. */
  void copySlopes(double[] to, int at) {
    System.arraycopy(m, 2 * neurons * width, to, at, neurons * width);
  }

  /** dL/dS_j of the outputs into the rows of all neurons. */
  void copyErrors(double[] to, int at) {
    int length = outputGradient.rows() * width;
    System.arraycopy(m, (3 * neurons + 1) * width, to, at, length);
  }

  /** dL/dS_j by neuron; only those of outputs are written. */
  void copyErrors(int lane, double[] to) {
    for (int o = 0; o < outputGradient.rows(); o++) {
      to[neurons - outputGradient.rows() + o] = outputGradient.value(o, lane);
    }
  }

  /** The states of the output neurons now. */
  Block outputs() {
    return outputs[place];
  }

  /** Where dL/dS of the output neurons is put. */
  Block outputGradient() {
    return outputGradient;
  }

  /** How much of a neuron's state a tick replaces. */
  double leak(int neuron) {
    return leak[neuron];
  }

  StatePlan plan() {
    return plan;
  }

  int[] leaking() {
    return leaking;
  }

  /** The distance between rows. */
  int width() {
    return width;
  }

  int neurons() {
    return neurons;
  }
}
