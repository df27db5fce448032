package org.meshnn.plan;

import java.util.Arrays;

/** The neurons that leak from one tick to the next, and what sensitivities they keep. */
final class Waiting {
  private final Tick tick;
  private final int[] leak; // [place at the tick before]: its number among the tick's leaks, or -1
  private final IntList to;
  private final IntList from;
  private final IntList times = new IntList();
  private final IntList neuron;

  private Waiting(Tick tick, int[] leak, int kept) {
    this.tick = tick;
    this.leak = leak;
    to = new IntList(kept);
    from = new IntList(kept);
    neuron = new IntList(kept);
  }

  /** No neuron waits. */
  static Waiting nobody(Tick tick) {
    return new Waiting(tick, new int[0], 0);
  }

  /**
   * What waits between two ticks.
   *
   * @param kept how many sensitivities they keep
   */
  static Waiting of(Tick before, Tick tick, int kept) {
    Leaks leaks = tick.leaks();
    int[] leak = new int[leaks.size() == 0 ? 0 : before.size()];
    Arrays.fill(leak, -1);
    for (int q = 0; q < leaks.size(); q++) {
      if (leaks.before()[q] >= 0) {
        leak[leaks.before()[q] - before.row()] = q;
      }
    }
    return new Waiting(tick, leak, kept);
  }

  /** Its place among the live neurons of the tick if it leaks and was live before, else -1. */
  int next(int placeBefore) {
    int q = number(placeBefore);
    return q < 0 ? -1 : tick.leaks().place()[q];
  }

  private int number(int placeBefore) {
    return leak.length == 0 ? -1 : leak[placeBefore];
  }

  /** Keeps a row of a neuron that leaks. */
  void keep(int target, int source, int placeBefore) {
    to.add(target);
    from.add(source);
    neuron.add(tick.neuron()[next(placeBefore)]);
  }

  /** Keeps a row of a neuron that leaks, times its dL/dS. */
  void read(int target, int source, int placeBefore) {
    keep(target, source, placeBefore);
    times.add(tick.leaks().gradient()[number(placeBefore)]);
  }

  Kept kept() {
    return to.size() == 0
        ? Kept.NONE
        : new Kept(to.toArray(), from.toArray(), times.toArray(), neuron.toArray());
  }
}
