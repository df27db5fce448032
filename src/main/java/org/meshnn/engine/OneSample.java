package org.meshnn.engine;

import org.meshnn.plan.Clamping;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Leaks;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Tick;

/**
 * Runs a planned mesh on one sample at a time, to the bits of the engines: the same sums in the
 * same order. Nothing is allocated after construction. Used by one thread at a time.
 */
public final class OneSample {
  private final Plan plan;
  private final double[] weights;
  private final Tick[] ticks;
  private final Runs[] runs; // [t - 1]: which neurons apply what
  private final double[] leak; // of each neuron
  private final double[] m; // a number for each row of the plan: inputs, drives, states
  private final int firstOutput;

  /**
   * Lays out the numbers.
   *
   * @param plan of a mesh whose input is constant
   * @param transition the activations; the plan must have been made for their {@link
   *     Transition#rest}
   * @param weights one per edge; shared, not copied
   * @throws IllegalArgumentException if the plan was made for other activations or an input that
   *     changes, or there are not as many weights as edges
   */
  public OneSample(Plan plan, Transition transition, double[] weights) {
    Requests.requireEngine(plan, transition, 1);
    Requests.requirePerEdge(plan, "weight", weights);
    if (plan.clamping() != Clamping.CONSTANT) {
      throw new IllegalArgumentException("expected a plan for a constant input, got " + plan);
    }
    this.plan = plan;
    this.weights = weights;
    ticks = plan.ticks().toArray(Tick[]::new);
    runs = Runs.of(ticks, transition.activations(plan.topology().roles()));
    leak = transition.leaks(plan.topology().roles());
    m = new double[plan.layout().slope()];
    firstOutput = ticks[ticks.length - 1].row();
    if (plan.topology().hasBias()) {
      m[plan.layout().input() + plan.topology().inputs()] = 1;
    }
  }

  /**
   * Moves the states through the T ticks.
   *
   * @param inputs one number per input neuron
   * @throws IllegalArgumentException if there are more or fewer
   */
  public void run(double[] inputs) {
    if (inputs.length != plan.topology().inputs()) {
      throw new IllegalArgumentException(
          "one number per input: expected " + plan.topology().inputs() + ", got " + inputs.length);
    }
    System.arraycopy(inputs, 0, m, plan.layout().input(), inputs.length);
    Gather drive = plan.drive();
    for (int i = 0; i < drive.rows(); i++) {
      m[drive.first() + i] = sum(0, drive, i);
    }
    for (int t = 0; t < ticks.length; t++) {
      Runs of = runs[t];
      for (int r = 0; r < of.count(); r++) {
        states(ticks[t], of.start(r), of.end()[r], of.activation()[r]);
      }
      leak(ticks[t]);
    }
  }

  /** S_j(t) = f(drive_j + sum over k of S_k(t-1) A[k, j]) for some of the live neurons. */
  private void states(Tick tick, int from, int to, Activation f) {
    int[] drive = tick.drive();
    for (int i = from; i < to; i++) {
      m[tick.row() + i] = f.value(sum(drive[i] < 0 ? 0 : m[drive[i]], tick.gather(), i));
    }
  }

  /** S_j(t) = a_j f_j(Z_j(t)) + (1 - a_j) S_j(t-1) of the live neurons that leak. */
  private void leak(Tick tick) {
    Leaks leaks = tick.leaks();
    for (int q = 0; q < leaks.size(); q++) {
      int place = leaks.place()[q];
      double a = leak[tick.neuron()[place]];
      double before = leaks.before()[q] < 0 ? 0 : m[leaks.before()[q]];
      m[tick.row() + place] = MultiplyAdd.of(1 - a, before, a * m[tick.row() + place]);
    }
  }

  /** {@code begin + sum over k of weight[edge[k]] * row[source[k]]} of the i-th row. */
  private double sum(double begin, Gather gather, int i) {
    int[] source = gather.source();
    int[] edge = gather.edge();
    int end = gather.start()[i + 1];
    double sum = begin;
    for (int k = gather.start()[i]; k < end; k++) {
      sum = MultiplyAdd.of(weights[edge[k]], m[source[k]], sum);
    }
    return sum;
  }

  /** {@return the number of output neurons} */
  public int outputs() {
    return plan.topology().outputs();
  }

  /**
   * {@return the state of an output neuron after tick T of the last run}
   *
   * @param output from 0 to one below the number of output neurons
   */
  public double output(int output) {
    return m[firstOutput + output];
  }
}
