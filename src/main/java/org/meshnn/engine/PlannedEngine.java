package org.meshnn.engine;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Roles;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.DriveErrorSignal;
import org.meshnn.plan.Layout;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Sensitivities;
import org.meshnn.plan.Tick;

/**
 * Executes a plan. All numbers lie in one array: a row per thing the plan names, a value per sample
 * in each row. Nothing is allocated after construction.
 */
final class PlannedEngine implements Engine {
  private final Plan plan;
  private final Layout layout;
  private final Tick[] ticks;
  private final Kernels kernels;
  private final Runs[] runs; // [t - 1]: which neurons apply what
  private final Leaking leaking;
  private final boolean differentiable; // not an engine of states alone
  private final @Nullable Sensitivities sensitivities; // null: back-propagation, or states alone
  private final Sensitivities.Transport[] transports;
  private final int[][] slopes; // [t - 1]: the rows of f'(Z(t))
  private final int[][] errorSignals; // [t - 1]: the rows of dL/dZ(t)
  private final int capacity;
  private final int stride;
  private final int zero; // a row of zeros, the last
  private final double[] m;
  private final int scratch; // behind the last row
  private final Block outputs;
  private final Block outputGradient;
  private Masks masks = Masks.NONE;
  private long draw;
  private int count;
  private boolean differentiated;
  private int width;

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
    this.layout = plan.layout();
    this.ticks = plan.ticks().toArray(Tick[]::new);
    this.kernels = kernels;
    Roles roles = plan.topology().roles();
    runs = Runs.of(ticks, transition.activations(roles));
    this.capacity = capacity;
    differentiable = method != null;
    stride = kernels.padded(capacity);
    sensitivities = method == GradientMethod.FORWARD_ONLY ? plan.sensitivities() : null;
    transports =
        sensitivities == null
            ? new Sensitivities.Transport[0]
            : sensitivities.transports().toArray(Sensitivities.Transport[]::new);
    slopes = new int[ticks.length][];
    errorSignals = new int[ticks.length][];
    for (int t = 0; differentiable && t < ticks.length; t++) {
      slopes[t] = consecutive(layout.slopeOf(ticks[t].row()), ticks[t].size());
      errorSignals[t] = consecutive(layout.errorSignalOf(ticks[t].row()), ticks[t].size());
    }
    int last = ticks[ticks.length - 1].row();
    int outputNeurons = plan.topology().outputs();
    int firstGradient = differentiable ? layout.errorSignalOf(last) : layout.errorSignal();
    zero = end(firstGradient + outputNeurons);
    m = new double[Requests.requireMemory(size(), capacity, method)];
    scratch = (zero + 1) * stride;
    leaking = new Leaking(transition.leaks(roles), kernels, layout, m, stride, zero);
    outputs = new Block(m, last * stride, stride, outputNeurons, kernels, scratch);
    outputGradient = new Block(m, firstGradient * stride, stride, outputNeurons, kernels, scratch);
  }

  private int end(int afterGradient) {
    if (!differentiable) {
      return afterGradient;
    }
    return sensitivities == null ? layout.sensitivity() : sensitivities.end();
  }

  private long size() {
    return (long) stride * (zero + 1) + kernels.scratch();
  }

  private static int[] consecutive(int first, int count) {
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> first + i);
    return rows;
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
    Roles roles = plan.topology().roles();
    width = kernels.padded(count);
    int first = layout.input() + (tick - 1) * roles.inputs();
    int p = 0;
    for (; p < count - 3; p += 4) {
      turn4(x, order, from + p, first * stride + p);
    }
    for (; p < count; p++) {
      int sample = order[from + p] * x.numCols;
      int to = first * stride + p;
      for (int a = 0; a < x.numCols; a++, to += stride) {
        m[to] = x.data[sample + a];
      }
    }
    for (int a = 0; a < x.numCols && count < width; a++) {
      int row = (first + a) * stride;
      Arrays.fill(m, row + count, row + width, m[row]); // as finite as a sample
    }
    if (roles.bias()) {
      int repeats = plan.clamping() == Clamping.PER_TICK ? ticks.length : 1;
      int bias = (layout.input() + repeats * roles.inputs()) * stride;
      Arrays.fill(m, bias, bias + width, 1);
    }
  }

  /** Four samples transposed together: their rows are far apart, the columns adjacent. */
  private void turn4(DMatrixRMaj x, int[] order, int from, int to) {
    int s0 = order[from] * x.numCols;
    int s1 = order[from + 1] * x.numCols;
    int s2 = order[from + 2] * x.numCols;
    int s3 = order[from + 3] * x.numCols;
    for (int a = 0; a < x.numCols; a++, to += stride) {
      m[to] = x.data[s0 + a];
      m[to + 1] = x.data[s1 + a];
      m[to + 2] = x.data[s2 + a];
      m[to + 3] = x.data[s3 + a];
    }
  }

  @Override
  public void dropout(Masks masks, long draw) {
    masks.requireFor(plan.topology().neurons());
    this.masks = masks;
    this.draw = draw;
  }

  @Override
  public void forward(double[] weights, boolean differentiate) {
    Requests.requirePerEdge(plan, "weight", weights);
    differentiated = differentiate && differentiable;
    kernels.gather(m, stride, width, plan.drive(), weights, null, null, zero);
    for (int t = 1; t <= ticks.length; t++) {
      states(t, weights);
      if (differentiate && sensitivities != null && t > 1 && t < ticks.length - 1) {
        // P(tau -> t)[b, j] = dS_j/dZ_j(t) * sum over k of P(tau -> t-1)[b, k] A[k, j], tau < t
        Sensitivities.Transport transport = transports[t - 2];
        kernels.gather(
            m, stride, width, transport.gather(), weights, null, transport.slope(), zero);
        leaking.transport(transport.kept(), width);
      }
    }
  }

  /** Z(t) = drive + S(t-1) A, S(t) of it, and dS/dZ(t) beside it. */
  private void states(int t, double[] weights) {
    Tick tick = ticks[t - 1];
    kernels.gather(m, stride, width, tick.gather(), weights, tick.drive(), null, zero);
    Runs of = runs[t - 1];
    for (int r = 0; r < of.count(); r++) {
      activate(of.activation()[r], tick.row() + of.start(r), of.end()[r] - of.start(r));
    }
    if (masks.any()) {
      drop(t, tick);
    }
    leaking.states(tick, width);
  }

  private void drop(int t, Tick tick) {
    for (int i = 0; i < tick.size(); i++) {
      int row = tick.row() + i;
      int neuron = tick.neuron()[i];
      masks.apply(m, row * stride, layout.slopeOf(row) * stride, draw, t, neuron, count);
    }
  }

  private void activate(Activation f, int row, int count) {
    kernels.activate(f, m, row * stride, layout.slopeOf(row) * stride, count * stride, scratch);
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
    for (int o = 0; o < outputGradient.rows() && count < width; o++) {
      int row = outputGradient.at(o);
      Arrays.fill(m, row + count, row + width, 0);
    }
    Tick last = ticks[ticks.length - 1];
    leaking.remember(last, width);
    timesSlope(last);
    if (sensitivities != null) {
      contract(weights, sensitivities.readout());
    } else {
      propagateBack(weights);
    }
    DriveErrorSignal drives = plan.driveErrorSignal();
    kernels.sums(m, stride, width, drives.shared());
    Arrays.fill(gradient, 0);
    kernels.outer(m, stride, width, plan.drive(), drives.row(), gradient, scratch);
    for (int t = 2; t <= ticks.length; t++) {
      kernels.outer(
          m, stride, width, ticks[t - 1].gather(), errorSignals[t - 1], gradient, scratch);
    }
  }

  /** From dL/dS of a tick to dL/dZ. */
  private void timesSlope(Tick tick) {
    int errorSignal = layout.errorSignalOf(tick.row()) * stride;
    int slope = layout.slopeOf(tick.row()) * stride;
    kernels.multiply(m, slope, errorSignal, errorSignal, tick.size() * stride);
  }

  /** Forward-only: u = dL/dZ(T-1), then dL/dZ_b(tau) = (dZ(T-1)/dZ_b(tau)) u. */
  private void contract(double[] weights, Sensitivities.Readout readout) {
    if (ticks.length > 1) {
      stepBack(ticks.length - 1, weights);
      kernels.readout(m, stride, width, readout, weights);
      leaking.readout(readout.kept(), width);
    }
  }

  /** Reverse mode: from the last tick back to the first. */
  private void propagateBack(double[] weights) {
    for (int t = ticks.length - 1; t >= 1; t--) {
      stepBack(t, weights);
    }
  }

  /** dL/dZ(t) = dS/dZ(t) dL/dS(t), of which A dL/dZ(t+1) is all where no neuron leaks. */
  private void stepBack(int t, double[] weights) {
    Tick tick = ticks[t - 1];
    Tick after = ticks[t];
    if (tick.leaks().size() == 0) {
      kernels.gather(m, stride, width, after.scatter(), weights, null, slopes[t - 1], zero);
      return;
    }
    kernels.gather(m, stride, width, after.scatter(), weights, null, null, zero);
    leaking.stepBack(after, width);
    leaking.remember(tick, width);
    timesSlope(tick);
  }
}
