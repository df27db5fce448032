package org.meshnn.engine;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Roles;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rows;
import org.meshnn.plan.Sensitivities;
import org.meshnn.plan.Tick;

/**
 * Executes a plan. All numbers lie in one array: a row per thing the plan names, a value per sample
 * in each row. Nothing is allocated after construction.
 */
final class PlannedEngine implements Engine {
  private final Plan plan;
  private final Rows rows;
  private final Tick[] ticks;
  private final Kernels kernels;
  private final Transition transition;
  private final Sensitivities sensitivities; // null: back-propagation
  private final Sensitivities.Transport[] transports;
  private final int capacity;
  private final int stride;
  private final int zero; // a row of zeros, the last
  private final double[] m;
  private final int room; // scratch behind the last row
  private final Block outputs;
  private final Block outputGradient;
  private int count;
  private boolean differentiated;
  private int width;

  PlannedEngine(
      Plan plan, Transition transition, GradientMethod method, int capacity, Kernels kernels) {
    this.plan = plan;
    this.rows = plan.rows();
    this.ticks = plan.ticks().toArray(Tick[]::new);
    this.kernels = kernels;
    this.transition = transition;
    this.capacity = capacity;
    stride = padded(capacity);
    sensitivities = method == GradientMethod.FORWARD_ONLY ? plan.sensitivities() : null;
    transports =
        sensitivities == null
            ? null
            : sensitivities.transports().toArray(Sensitivities.Transport[]::new);
    zero = sensitivities == null ? rows.sensitivity() : sensitivities.end();
    long size = (long) stride * (zero + 1) + kernels.lanes();
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a batch of "
              + capacity
              + " samples needs "
              + size
              + " numbers, an engine holds at most "
              + (Integer.MAX_VALUE - 8)
              + "; take smaller batches"
              + (sensitivities == null ? "" : " or the gradient by back-propagation"));
    }
    m = new double[(int) size];
    room = (zero + 1) * stride;
    int last = ticks[ticks.length - 1].row();
    int outputNeurons = plan.topology().outputs();
    outputs = new Block(m, last * stride, stride, outputNeurons);
    outputGradient = new Block(m, rows.influenceOf(last) * stride, stride, outputNeurons);
  }

  private int padded(int samples) {
    return (samples + kernels.lanes() - 1) / kernels.lanes() * kernels.lanes();
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
    width = padded(count);
    int first = rows.input() + (tick - 1) * roles.inputs();
    for (int p = 0; p < count; p++) {
      int sample = order[from + p] * x.numCols;
      int to = first * stride + p;
      for (int a = 0; a < x.numCols; a++, to += stride) {
        m[to] = x.data[sample + a];
      }
    }
    for (int a = 0; a < x.numCols && count < width; a++) {
      int row = (first + a) * stride;
      Arrays.fill(m, row + count, row + width, 0);
    }
    if (roles.bias()) {
      int repeats = plan.clamping() == Clamping.PER_TICK ? ticks.length : 1;
      int bias = (rows.input() + repeats * roles.inputs()) * stride;
      Arrays.fill(m, bias, bias + width, 1);
    }
  }

  @Override
  public void forward(double[] weights, boolean differentiate) {
    Requests.requirePerEdge(plan, "weight", weights);
    differentiated = differentiate;
    kernels.gather(m, stride, width, plan.drive(), weights, null, null, zero);
    for (int t = 1; t <= ticks.length; t++) {
      states(ticks[t - 1], weights);
      if (differentiate && sensitivities != null && t > 1 && t < ticks.length - 1) {
        // P(tau -> t)[b, j] = f'_j(t) * sum over k of P(tau -> t-1)[b, k] A[k, j], for all tau < t
        Sensitivities.Transport transport = transports[t - 2];
        kernels.gather(
            m, stride, width, transport.gather(), weights, null, transport.slope(), zero);
      }
    }
  }

  /** Z(t) = drive + S(t-1) A, S(t) = f(Z(t)), and f'(Z(t)) beside it. */
  private void states(Tick tick, double[] weights) {
    kernels.gather(m, stride, width, tick.gather(), weights, tick.drive(), null, zero);
    int hidden = tick.hidden();
    activate(transition.hidden(), tick.row(), hidden);
    activate(transition.output(), tick.row() + hidden, tick.size() - hidden);
  }

  private void activate(Activation f, int row, int count) {
    kernels.activate(f, m, row * stride, rows.slopeOf(row) * stride, count * stride);
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
    influence(last, rows.influenceOf(last.row()));
    if (sensitivities != null) {
      contract(weights);
    } else {
      propagateBack(weights);
    }
    kernels.sums(m, stride, width, plan.driveInfluence());
    Arrays.fill(gradient, 0);
    kernels.outer(m, stride, width, plan.drive(), plan.driveInfluence().first(), gradient, room);
    for (int t = 2; t <= ticks.length; t++) {
      Tick tick = ticks[t - 1];
      kernels.outer(m, stride, width, tick.gather(), rows.influenceOf(tick.row()), gradient, room);
    }
  }

  /** dL/dZ(t) = f'(Z(t)) dL/dS(t), the latter in the rows from {@code readout} on. */
  private void influence(Tick tick, int readout) {
    kernels.multiply(
        m,
        rows.slopeOf(tick.row()) * stride,
        readout * stride,
        rows.influenceOf(tick.row()) * stride,
        tick.size() * stride);
  }

  /** Forward-only: u = f'(Z(T-1)) (A dL/dZ(T)), then dL/dZ_b(tau) = (dZ(T-1)/dZ_b(tau)) u. */
  private void contract(double[] weights) {
    if (ticks.length > 1) {
      stepBack(ticks.length - 1, weights);
      kernels.readout(m, stride, width, sensitivities.readout(), weights);
    }
  }

  /** Reverse mode: from the last tick back to the first. */
  private void propagateBack(double[] weights) {
    for (int t = ticks.length - 1; t >= 1; t--) {
      stepBack(t, weights);
    }
  }

  /** dL/dZ(t) = f'(Z(t)) (A dL/dZ(t+1)). */
  private void stepBack(int t, double[] weights) {
    kernels.gather(m, stride, width, ticks[t].scatter(), weights, null, null, zero);
    influence(ticks[t - 1], rows.readout());
  }
}
