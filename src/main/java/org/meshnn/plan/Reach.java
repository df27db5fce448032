package org.meshnn.plan;

import java.util.BitSet;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;

/**
 * Which neurons matter at which tick: those that some source has reached by then (forward) and that
 * can still reach an output in the ticks that remain (backward). Linear in ticks times edges.
 */
final class Reach {
  private final Topology topology;
  private final BitSet[] sounding; // [t][neuron]: state after tick t can differ from 0
  private final BitSet[] heard; // [t][neuron]: state after tick t can reach an output at tick T

  Reach(Topology topology, int ticks, Rest rest) {
    this.topology = topology;
    int n = topology.neurons();
    Roles roles = topology.roles();
    sounding = new BitSet[ticks + 1];
    heard = new BitSet[ticks + 1];
    for (int t = 0; t <= ticks; t++) {
      sounding[t] = new BitSet(n);
      heard[t] = new BitSet(n);
      sounding[t].set(0, roles.clamped());
      for (int j = roles.clamped(); t > 0 && j < n; j++) {
        sounding[t].set(j, !rests(roles, rest, j) || anySounding(j, sounding[t - 1]));
      }
    }
    heard[ticks].set(roles.firstOutput(), n);
    for (int t = ticks; t > 1; t--) {
      for (int j = heard[t].nextSetBit(0); j >= 0; j = heard[t].nextSetBit(j + 1)) {
        markSources(j, heard[t - 1]);
      }
    }
  }

  /** Whether the neuron has to be computed at tick t in {@code 1 .. T}; outputs always at T. */
  boolean lives(int neuron, int t) {
    return heard[t].get(neuron) && (sounding[t].get(neuron) || t == heard.length - 1);
  }

  private boolean anySounding(int to, BitSet sounding) {
    for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
      if (sounding.get(topology.source(e))) {
        return true;
      }
    }
    return false;
  }

  private void markSources(int to, BitSet marks) {
    for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
      int from = topology.source(e);
      if (!topology.roles().isClamped(from)) {
        marks.set(from);
      }
    }
  }

  private static boolean rests(Roles roles, Rest rest, int neuron) {
    return roles.isOutput(neuron) ? rest.output() : rest.hidden();
  }
}
