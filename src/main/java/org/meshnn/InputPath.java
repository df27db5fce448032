package org.meshnn;

import java.util.Locale;
import org.meshnn.graph.Topology;
import org.meshnn.plan.SequencePlan;
import org.meshnn.text.Plural;

/** Whether an input reaches an output in time, without which nothing can be learned. */
final class InputPath {
  private InputPath() {}

  /**
   * Refuses a mesh whose streams never bring an input to an output.
   *
   * @return the edges of the shortest path
   * @throws IllegalArgumentException if there is no path
   */
  static int require(Topology topology) {
    int length = topology.shortestPath();
    if (length < 0) {
      throw new IllegalArgumentException(
          "no path leads from an input to an output, so nothing can be learned; connect more");
    }
    return length;
  }

  /**
   * Refuses a mesh that runs too short.
   *
   * @throws IllegalArgumentException if no path is so short
   */
  static void require(Topology topology, int ticks) {
    int length = require(topology);
    if (length > ticks) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no input reaches an output within %s: the shortest path has %s; take"
                  + " .ticks(%d) or more",
              Plural.of(ticks, "tick"),
              Plural.of(length, "edge"),
              length));
    }
  }

  /**
   * Refuses a mesh that even the longest sequence moves too short.
   *
   * @throws IllegalArgumentException if no path is so short
   */
  static void require(SequencePlan plan) {
    int length = require(plan.topology());
    if (length > plan.ticks()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no input reaches an output within a sequence: the shortest path has %s, the longest"
                  + " sequence %s of %s; take more .ticksPerStep(..) or longer sequences",
              Plural.of(length, "edge"),
              Plural.of(plan.steps(), "step"),
              Plural.of(plan.ticksPerStep(), "tick")));
    }
  }
}
