package org.meshnn.engine;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Roles;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Products;
import org.meshnn.plan.Rows;
import org.meshnn.plan.Sensitivities;
import org.meshnn.plan.Sums;
import org.meshnn.plan.Tick;

/**
 * Executes a plan. All numbers lie in one array: a row per thing the plan names, a value per sample
 * in each row. Nothing is allocated after construction.
 */
final class PlannedEngine implements Engine {
  private final Plan plan;
  private final Rows rows;
  private final List<Tick> ticks;
  private final Transition transition;
  private final Sensitivities sensitivities; // null: back-propagation
  private final int capacity;
  private final double[] m;
  private int count;

  PlannedEngine(Plan plan, Transition transition, GradientMethod method, int capacity) {
    this.plan = plan;
    this.rows = plan.rows();
    this.ticks = plan.ticks();
    this.transition = transition;
    this.capacity = capacity;
    sensitivities = method == GradientMethod.FORWARD_ONLY ? plan.sensitivities() : null;
    long size =
        (long) capacity * (sensitivities == null ? rows.sensitivity() : sensitivities.end());
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
    Engine.requireBatch(plan, tick, x, count, capacity);
    this.count = count;
    Roles roles = plan.topology().roles();
    int first = rows.input() + (tick - 1) * roles.inputs();
    for (int p = 0; p < count; p++) {
      int sample = order[from + p] * x.numCols;
      for (int a = 0; a < x.numCols; a++) {
        m[(first + a) * capacity + p] = x.data[sample + a];
      }
    }
    if (roles.bias()) {
      int repeats = plan.clamping() == Clamping.PER_TICK ? ticks.size() : 1;
      int bias = (rows.input() + repeats * roles.inputs()) * capacity;
      java.util.Arrays.fill(m, bias, bias + count, 1);
    }
  }

  @Override
  public void forward(double[] weights, boolean differentiate) {
    gather(plan.drive(), weights);
    for (int t = 1; t <= ticks.size(); t++) {
      states(ticks.get(t - 1), weights);
      if (differentiate && sensitivities != null && t > 1 && t < ticks.size()) {
        carry(sensitivities.transports().get(t - 2), weights);
      }
    }
  }

  /** Z(t) = drive + S(t-1) A, S(t) = f(Z(t)), and f'(Z(t)) beside it. */
  private void states(Tick tick, double[] weights) {
    Gather gather = tick.gather();
    Roles roles = plan.topology().roles();
    for (int i = 0; i < tick.size(); i++) {
      int z = (tick.row() + i) * capacity;
      if (tick.drive()[i] >= 0) {
        Kernels.copy(m, tick.drive()[i] * capacity, z, count);
      } else {
        Kernels.clear(m, z, count);
      }
      accumulate(gather, i, weights, z);
      Activation f = transition.of(roles, tick.neuron()[i]);
      Kernels.activate(f, m, z, rows.slopeOf(tick.row() + i) * capacity, count);
    }
  }

  /** P(tau -> t)[b, j] = f'_j(t) * sum over k of P(tau -> t-1)[b, k] A[k, j], for all tau < t. */
  private void carry(Sensitivities.Transport transport, double[] weights) {
    gather(transport.gather(), weights);
    for (int i = 0; i < transport.gather().rows(); i++) {
      int p = (transport.gather().first() + i) * capacity;
      Kernels.multiply(m, p, transport.slope()[i] * capacity, p, count);
    }
  }

  @Override
  public Block outputs() {
    return lastBlock(ticks.get(ticks.size() - 1).row());
  }

  @Override
  public Block outputGradient() {
    return lastBlock(rows.influenceOf(ticks.get(ticks.size() - 1).row()));
  }

  private Block lastBlock(int firstRow) {
    return new Block(m, firstRow * capacity, capacity, plan.topology().outputs());
  }

  @Override
  public void gradient(double[] weights, double[] gradient) {
    influenceFromReadout(ticks.size(), rows.influenceOf(ticks.get(ticks.size() - 1).row()));
    if (sensitivities != null) {
      contract(weights);
    } else {
      propagateBack(weights);
    }
    sum(plan.driveInfluence());
    Products products = plan.gradient();
    for (int e = 0; e < products.results(); e++) {
      double sum = 0;
      for (int k = products.start()[e]; k < products.start()[e + 1]; k++) {
        sum += Kernels.dot(m, products.left()[k] * capacity, products.right()[k] * capacity, count);
      }
      gradient[e] = sum;
    }
  }

  /** dL/dZ(t) = f'(Z(t)) dL/dS(t), the latter in the rows from {@code readout} on. */
  private void influenceFromReadout(int t, int readout) {
    Tick tick = ticks.get(t - 1);
    for (int i = 0; i < tick.size(); i++) {
      int state = tick.row() + i;
      Kernels.multiply(
          m,
          rows.slopeOf(state) * capacity,
          (readout + i) * capacity,
          rows.influenceOf(state) * capacity,
          count);
    }
  }

  /** Forward-only: v = A dL/dZ(T), then dL/dZ_b(tau) = sum over k of P(tau -> T-1)[b, k] v_k. */
  private void contract(double[] weights) {
    gather(ticks.get(ticks.size() - 1).scatter(), weights);
    Products readout = sensitivities.readout();
    for (int g = 0; g < readout.results(); g++) {
      int influence = sensitivities.influence()[g] * capacity;
      Kernels.clear(m, influence, count);
      for (int k = readout.start()[g]; k < readout.start()[g + 1]; k++) {
        int left = readout.left()[k] * capacity;
        Kernels.addProduct(m, left, readout.right()[k] * capacity, influence, count);
      }
    }
  }

  /** Reverse mode: dL/dZ(t) = f'(Z(t)) (A dL/dZ(t+1)), from the last tick back to the first. */
  private void propagateBack(double[] weights) {
    for (int t = ticks.size() - 1; t >= 1; t--) {
      gather(ticks.get(t).scatter(), weights);
      influenceFromReadout(t, rows.readout());
    }
  }

  private void gather(Gather gather, double[] weights) {
    for (int i = 0; i < gather.rows(); i++) {
      int y = (gather.first() + i) * capacity;
      Kernels.clear(m, y, count);
      accumulate(gather, i, weights, y);
    }
  }

  private void accumulate(Gather gather, int i, double[] weights, int y) {
    for (int k = gather.start()[i]; k < gather.start()[i + 1]; k++) {
      Kernels.addScaled(m, weights[gather.edge()[k]], gather.source()[k] * capacity, y, count);
    }
  }

  private void sum(Sums sums) {
    for (int i = 0; i < sums.rows(); i++) {
      int y = (sums.first() + i) * capacity;
      Kernels.clear(m, y, count);
      for (int k = sums.start()[i]; k < sums.start()[i + 1]; k++) {
        Kernels.add(m, sums.source()[k] * capacity, y, count);
      }
    }
  }
}
