package org.meshnn.engine;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.SequencePlan;
import org.meshnn.text.Plural;

/** Refuses what does not fit an engine's plan. */
final class Requests {
  private Requests() {}

  /** What an engine is made of. */
  static void requireEngine(Plan plan, Transition transition, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a batch holds at least 1 sample; got " + capacity);
    }
    if (!plan.rest().equals(transition.rest(plan.topology().roles()))) {
      throw new IllegalArgumentException(
          "the plan was made for other activations: it has "
              + plan.rest()
              + ", the transition "
              + transition.rest(plan.topology().roles()));
    }
  }

  /** What {@link Engine#load} is handed. */
  static void requireBatch(Plan plan, int tick, DMatrixRMaj x, int count, int capacity) {
    int ticks = plan.clamping() == Clamping.PER_TICK ? plan.ticks().size() : 1;
    if (tick < 1 || tick > ticks) {
      throw new IllegalArgumentException(
          "this mesh takes its input at ticks 1 to " + ticks + "; got tick " + tick);
    }
    if (x.numCols != plan.topology().inputs()) {
      throw new IllegalArgumentException(
          "one column per input: expected " + plan.topology().inputs() + ", got " + x.numCols);
    }
    requireCount(count, capacity);
  }

  /** What {@link BatchEngine#load} of sequences is handed. */
  static void requireBatch(SequencePlan plan, DMatrixRMaj x, int count, int capacity) {
    if (x.numCols != plan.inputColumns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected the inputs of %d steps, %d columns; got %d",
              plan.steps(),
              plan.inputColumns(),
              x.numCols));
    }
    requireCount(count, capacity);
  }

  private static void requireCount(int count, int capacity) {
    if (count < 1 || count > capacity) {
      throw new IllegalArgumentException(
          "a batch holds 1 to " + capacity + " samples; got " + count);
    }
  }

  /** Which of so many. */
  static void requireIndex(String what, int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "expected " + what + " from 0 to " + (count - 1) + "; got " + index);
    }
  }

  /** Some rows of a batch, each one of the samples. */
  static void requireRows(int[] rows, int first, int size, int samples) {
    if (first < 0 || first > rows.length - size) {
      throw new IllegalArgumentException(
          "expected " + size + " rows from position " + first + " on; got " + rows.length);
    }
    for (int i = first; i < first + size; i++) {
      requireIndex("rows", rows[i], samples);
    }
  }

  /** One value per edge. */
  static void requirePerEdge(Plan plan, String what, double[] values) {
    requirePerEdge(plan.topology(), what, values);
  }

  /** One value per edge. */
  static void requirePerEdge(Topology topology, String what, double[] values) {
    if (values.length != topology.edges()) {
      throw new IllegalArgumentException(
          "expected one " + what + " per edge, " + topology.edges() + "; got " + values.length);
    }
  }

  /** A gradient needs a forward pass that prepared it. */
  static void requireDifferentiated(boolean differentiated) {
    if (!differentiated) {
      throw new IllegalStateException(
          "no gradient was prepared; call forward(weights, true) before gradient(..)");
    }
  }

  /** That many numbers fit one array and the memory of this JVM; before they are asked for. */
  static int requireMemory(long numbers, int capacity, @Nullable GradientMethod method) {
    return requireMemory(numbers, Double.BYTES, capacity, method);
  }

  /** As {@link #requireMemory(long, int, GradientMethod)}, of numbers of so many bytes. */
  static int requireMemory(long numbers, int bytes, int capacity, @Nullable GradientMethod method) {
    long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / bytes);
    if (numbers > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a batch of %,d samples needs %,d numbers (%.1f GB), an engine of this JVM holds at"
                  + " most %,d; take smaller batches%s%s",
              capacity,
              numbers,
              1e-9 * bytes * numbers,
              most,
              method == GradientMethod.FORWARD_ONLY ? " or the gradient by back-propagation" : "",
              most < Integer.MAX_VALUE - 8 ? " or more memory (java -Xmx)" : ""));
    }
    return (int) numbers;
  }

  /** Says that influence of so many sequences side by side does not fit. */
  static IllegalArgumentException tooLargeBatch(double numbers, int capacity) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "the influence in a batch of %,d sequences takes %,.0f numbers (%.1f GB), more than half"
                + " of this JVM's memory or an array holds; take smaller batches, the gradient by"
                + " back-propagation, or more memory (java -Xmx)",
            capacity,
            numbers,
            numbers * 8e-9));
  }

  /** The numbers that are kept of some lanes fit one array; how many they are. */
  static int requireKept(long numbers, int lanes) {
    if (numbers > (Integer.MAX_VALUE - 8) / lanes) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "cannot be kept: the influence is %,d numbers in each of %s, and an array holds"
                  + " %,d; take fewer lanes, SnAp-n with a small n, or the truncated gradient",
              numbers,
              Plural.of(lanes, "lane"),
              Integer.MAX_VALUE - 8));
    }
    return (int) numbers * lanes;
  }

  /**
   * What the literal tensor leaves behind, dS_o/dA_e of every sample, output and edge, fits one
   * array and, beside the tensors of n neurons, half the memory of this JVM.
   */
  static int requireTensorMemory(Topology topology, int capacity) {
    double n = topology.neurons();
    double numbers = (double) capacity * topology.outputs() * topology.edges();
    double free = Runtime.getRuntime().maxMemory() / 2 - 16 * n * n * n;
    double most = Math.floor(Math.min(Integer.MAX_VALUE - 8.0, Math.max(0, free) / Double.BYTES));
    if (numbers > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the paper's literal tensor keeps %d samples x %d outputs x %,d edges = %,.0f numbers"
                  + " (%.1f GB); this JVM can hold %,.0f. It is there for teaching and checking:"
                  + " use FORWARD_ONLY or BACKWARD, or smaller batches",
              capacity,
              topology.outputs(),
              topology.edges(),
              numbers,
              numbers * 8e-9,
              most));
    }
    return (int) numbers;
  }
}
