package org.meshnn.plan;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts, tick by tick, the sums that carry the sensitivities of one pre-activation, by walking its
 * paths without storing them. What is the same for many is walked once: a walk that has come to
 * every neuron of a tick that paths lead to waits there, and {@link #take} leads all that wait on
 * together. So a dense mesh costs one step per pre-activation, whatever T.
 */
final class PathWalk {
  /**
   * What was counted.
   *
   * @param terms at t, the terms of the step to tick t
   * @param targets at t, the sums these terms belong to
   */
  record Count(long[] terms, long[] targets) {}

  private final Rows rows;
  private final List<Tick> ticks;
  private final int last; // the walks' last tick, T-1
  private final int[] seen; // by place among the live neurons: the last step that came there
  private int step;
  private IntList reached = new IntList(); // where the walk is, by place
  private IntList next = new IntList();
  private final int[] most; // [t]: neurons of tick t that paths lead to
  private final long[] waiting; // [t]: walks that have come to all of them
  private Count count;
  private long walked;

  PathWalk(Rows rows, List<Tick> ticks) {
    this.rows = rows;
    this.ticks = ticks;
    last = ticks.size() - 1;
    seen = new int[ticks.stream().mapToInt(Tick::size).max().orElse(0)];
    waiting = new long[ticks.size()];
    most = new int[ticks.size()];
    for (int t = 1; t < last; t++) {
      most[t] = fed(t).cardinality();
    }
    count = nothing();
  }

  private Count nothing() {
    return new Count(new long[ticks.size()], new long[ticks.size()]);
  }

  /** Edges looked at so far: what the counting itself costs. */
  long walked() {
    return walked;
  }

  /** Walks from the b-th live neuron of tick tau to tick T-1. */
  void from(int tau, int b) {
    reached.resize(0);
    reached.add(b);
    for (int t = tau; t < last; t++) {
      if (t > tau && reached.size() == most[t]) {
        waiting[t]++;
        return;
      }
      step(t + 1, 1);
    }
  }

  /** Leads the waiting walks on, as one where they meet: what was counted since the last call. */
  Count take() {
    Map<BitSet, Long> here = new LinkedHashMap<>();
    for (int t = 1; t < last; t++) {
      if (waiting[t] > 0) {
        here.merge(fed(t), waiting[t], Long::sum);
        waiting[t] = 0;
      }
      Map<BitSet, Long> there = new LinkedHashMap<>();
      for (var entry : here.entrySet()) {
        reached.resize(0);
        entry.getKey().stream().forEach(reached::add);
        step(t + 1, entry.getValue());
        BitSet set = new BitSet();
        for (int i = 0; i < reached.size(); i++) {
          set.set(reached.get(i));
        }
        there.merge(set, entry.getValue(), Long::sum);
      }
      here = there;
    }
    Count taken = count;
    count = nothing();
    return taken;
  }

  /** The live neurons of a tick, by place, that some path of one edge comes to. */
  private BitSet fed(int t) {
    int[] start = tick(t).gather().start();
    BitSet fed = new BitSet();
    for (int i = 0; i < tick(t).size(); i++) {
      fed.set(i, start[i] < start[i + 1]);
    }
    return fed;
  }

  private Tick tick(int t) {
    return ticks.get(t - 1);
  }

  /** From {@link #reached} at tick t-1 to that at tick t, for so many walks at once. */
  private void step(int t, long walks) {
    Gather scatter = tick(t).scatter();
    int first = rows.errorSignalOf(tick(t).row());
    long terms = 0;
    step++;
    next.resize(0);
    for (int i = 0; i < reached.size(); i++) {
      int from = scatter.start()[reached.get(i)];
      int to = scatter.start()[reached.get(i) + 1];
      terms += to - from;
      for (int o = from; o < to && !(t == last && reached.size() == 1); o++) {
        int j = scatter.source()[o] - first;
        if (seen[j] != step) {
          seen[j] = step;
          next.add(j);
        }
      }
    }
    boolean counted = t == last && reached.size() == 1; // all its targets differ: none looked at
    walked += counted ? 1 : terms;
    count.terms()[t] += walks * terms;
    count.targets()[t] += walks * (counted ? terms : next.size());
    IntList done = reached;
    reached = next;
    next = done;
  }
}
