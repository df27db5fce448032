package org.meshnn.plan;

import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;

/**
 * Which neurons matter at which tick: those that some source has reached by then (forward) and that
 * can still reach an output in the ticks that remain (backward). Linear in ticks times edges.
 */
final class Reach {
  private final Topology topology;
  private final boolean[][] sounding; // [t][neuron]: state after tick t can differ from 0
  private final boolean[][] heard; // [t][neuron]: state after tick t can reach an output at tick T

  Reach(Topology topology, int ticks, Rest rest) {
    this.topology = topology;
    int n = topology.neurons();
    Roles roles = topology.roles();
    sounding = new boolean[ticks + 1][n];
    heard = new boolean[ticks + 1][n];
    for (int t = 0; t <= ticks; t++) {
      for (int j = 0; j < n; j++) {
        sounding[t][j] =
            roles.isClamped(j) || (t > 0 && (!rests(roles, rest, j) || anySounding(j, t - 1)));
      }
    }
    for (int j = roles.firstOutput(); j < n; j++) {
      heard[ticks][j] = true;
    }
    for (int t = ticks; t > 1; t--) {
      for (int j = roles.clamped(); j < n; j++) {
        if (heard[t][j]) {
          markSources(j, heard[t - 1]);
        }
      }
    }
  }

  /** Whether the neuron has to be computed at tick t in {@code 1 .. T}; outputs always at T. */
  boolean lives(int neuron, int t) {
    return heard[t][neuron] && (sounding[t][neuron] || t == heard.length - 1);
  }

  private boolean anySounding(int to, int t) {
    for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
      if (sounding[t][topology.source(e)]) {
        return true;
      }
    }
    return false;
  }

  private void markSources(int to, boolean[] marks) {
    for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
      int from = topology.source(e);
      marks[from] |= !topology.roles().isClamped(from);
    }
  }

  private static boolean rests(Roles roles, Rest rest, int neuron) {
    return roles.isOutput(neuron) ? rest.output() : rest.hidden();
  }
}
