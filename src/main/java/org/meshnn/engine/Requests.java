package org.meshnn.engine;

import org.ejml.data.DMatrixRMaj;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;

/** Refuses what does not fit an engine's plan. */
final class Requests {
  private Requests() {}

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
    if (count < 1 || count > capacity) {
      throw new IllegalArgumentException(
          "a batch holds 1 to " + capacity + " samples; got " + count);
    }
  }

  /** One value per edge. */
  static void requirePerEdge(Plan plan, String what, double[] values) {
    if (values.length != plan.topology().edges()) {
      throw new IllegalArgumentException(
          "expected one "
              + what
              + " per edge, "
              + plan.topology().edges()
              + "; got "
              + values.length);
    }
  }

  /** A gradient needs a forward pass that prepared it. */
  static void requireDifferentiated(boolean differentiated) {
    if (!differentiated) {
      throw new IllegalStateException(
          "no gradient was prepared; call forward(weights, true) before gradient(..)");
    }
  }
}
