package org.meshnn.plan;

import java.util.Arrays;
import java.util.Locale;
import org.meshnn.graph.Topology;

/**
 * A mesh that runs through sequences: at each step its inputs are clamped to a row of the sequence
 * for k ticks, and after some steps its outputs are compared with targets. A sample is one row of
 * numbers: the inputs of step 1, of step 2, and so on; its targets likewise. Where a sequence is
 * shorter, the inputs of its first steps are NaN: it has not begun, its state is 0. Targets that
 * are NaN are not compared.
 */
public final class SequencePlan implements Program {
  private final Topology topology;
  private final int ticksPerStep;
  private final int steps;
  private final int[] targetSteps;

  /**
   * A plan.
   *
   * @param topology the graph
   * @param ticksPerStep k, at least 1
   * @param steps of the longest sequence, at least 1
   * @param targetSteps steps after which there are targets, from 1 to {@code steps}, ascending, at
   *     least one
   * @throws IllegalArgumentException if a number is outside its range, or a sequence has more ticks
   *     or numbers than an int counts
   */
  public SequencePlan(Topology topology, int ticksPerStep, int steps, int... targetSteps) {
    this.topology = topology;
    this.ticksPerStep = ticksPerStep;
    this.steps = steps;
    this.targetSteps = targetSteps.clone();
    if (ticksPerStep < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 tick a step and 1 step; got " + ticksPerStep + " and " + steps);
    }
    int before = 0;
    for (int step : targetSteps) {
      if (step <= before || step > steps) {
        throw new IllegalArgumentException(
            "expected steps with targets from 1 to "
                + steps
                + ", ascending; got "
                + step
                + (before == 0 ? "" : " after " + before));
      }
      before = step;
    }
    if (before == 0) {
      throw new IllegalArgumentException("expected at least one step with targets; got none");
    }
    requireNumbers(steps, topology.inputs(), "inputs");
    requireNumbers(targetSteps.length, topology.outputs(), "outputs");
    if (ticks() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a sequence of at most %,d ticks; got %,d steps of %,d; take fewer steps",
              Integer.MAX_VALUE,
              steps,
              ticksPerStep));
    }
  }

  private static void requireNumbers(int steps, int count, String what) {
    if ((long) steps * count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a sequence of at most %,d numbers; got %,d steps of %,d %s; take fewer"
                  + " steps",
              Integer.MAX_VALUE,
              steps,
              count,
              what));
    }
  }

  @Override
  public Topology topology() {
    return topology;
  }

  /** {@return k, for how many ticks each row of a sequence is clamped} */
  public int ticksPerStep() {
    return ticksPerStep;
  }

  /** {@return rows of the longest sequence} */
  public int steps() {
    return steps;
  }

  /** {@return ticks from the beginning of the longest sequence to its end} */
  public long ticks() {
    return (long) steps * ticksPerStep;
  }

  /** {@return the steps after which there are targets, from 1 on, ascending} */
  public int[] targetSteps() {
    return targetSteps.clone();
  }

  /**
   * {@return which of the targets a step has, from 0; -1 for none}
   *
   * @param step from 1 on
   */
  public int targetAt(int step) {
    return Math.max(-1, Arrays.binarySearch(targetSteps, step));
  }

  @Override
  public int inputColumns() {
    return steps * topology.inputs();
  }

  @Override
  public int targets() {
    return targetSteps.length;
  }

  @Override
  public long multiplyAdds() {
    return ticks() * topology.edges();
  }

  @Override
  public long stateNumbers() {
    return 3L * topology.neurons() + inputColumns() + targetColumns();
  }

  @Override
  public String toString() {
    return steps
        + " steps of "
        + ticksPerStep
        + " ticks, targets after "
        + (targetSteps.length == steps ? "each" : targetSteps.length + " of them");
  }
}
