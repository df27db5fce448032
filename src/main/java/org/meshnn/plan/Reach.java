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
  private final int[] reached; // [neuron]: first tick after which its state can differ from 0
  private final BitSet[] reaching; // [t][neuron]: state after tick t can reach an output at tick T

  Reach(Topology topology, int ticks, Rest rest) {
    this.topology = topology;
    reached = reached(ticks, rest);
    reaching = new BitSet[ticks + 1];
    for (int t = 0; t <= ticks; t++) {
      reaching[t] = new BitSet(topology.neurons());
    }
    reaching[ticks].set(topology.roles().firstOutput(), topology.neurons());
    for (int t = ticks; t > 1; t--) {
      for (int j = reaching[t].nextSetBit(0); j >= 0; j = reaching[t].nextSetBit(j + 1)) {
        markSources(j, reaching[t - 1]);
        if (rest.leaks(j)) {
          reaching[t - 1].set(j);
        }
      }
    }
  }

  private Reach(Topology topology, BitSet[] reaching) {
    this.topology = topology;
    this.reaching = reaching;
    reached = new int[topology.neurons()];
  }

  /** Of all neurons that are not clamped, at each tick but the last: there of the outputs. */
  static Reach ofAll(Topology topology, int ticks) {
    Roles roles = topology.roles();
    BitSet[] reaching = new BitSet[ticks + 1];
    for (int t = 0; t <= ticks; t++) {
      reaching[t] = new BitSet(topology.neurons());
      reaching[t].set(t == ticks ? roles.firstOutput() : roles.clamped(), topology.neurons());
    }
    return new Reach(topology, reaching);
  }

  /** Whether the neuron has to be computed at tick t in {@code 1 .. T}; outputs always at T. */
  boolean lives(int neuron, int t) {
    return reaching[t].get(neuron) && (reached[neuron] <= t || t == reaching.length - 1);
  }

  /**
   * Clamped neurons at 0, those that do not rest at 1, the others a tick after their first source.
   */
  private int[] reached(int ticks, Rest rest) {
    Roles roles = topology.roles();
    int[] first = new int[topology.neurons()];
    for (int j = roles.clamped(); j < first.length; j++) {
      first[j] = rest.rests(j) ? Distances.NEVER : 1;
    }
    boolean more = true;
    for (int t = 1; t <= ticks && more; t++) {
      more = t == 1; // those that do not rest reach others from tick 2 on
      for (int j = roles.clamped(); j < first.length; j++) {
        if (first[j] == Distances.NEVER && anyReached(j, t - 1, first)) {
          first[j] = t;
          more = true;
        }
      }
    }
    return first;
  }

  private boolean anyReached(int to, int t, int[] first) {
    for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
      if (first[topology.source(e)] <= t) {
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
}
