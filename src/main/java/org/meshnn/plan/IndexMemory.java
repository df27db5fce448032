package org.meshnn.plan;

import java.util.Locale;
import org.meshnn.graph.Topology;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;

/**
 * The memory that a plan's indices take, forecast before they are laid out. A plan may take half of
 * the memory: the other half is for the states it is made for.
 */
final class IndexMemory {
  /** Bytes of a tick with nothing in it: its records, the headers of their arrays, its sets. */
  private static final int TICK = 352;

  /**
   * Bytes for each live neuron of a tick: ten numbers, in the records of this tick and the next.
   */
  private static final int LIVE = 40;

  /** Bytes more for each live neuron where neurons leak: three numbers. */
  private static final int LEAK = 12;

  /** Bytes for each edge between live neurons: source and edge, gathered and scattered. */
  private static final int TERM = 16;

  /** Bytes for each edge from a clamped neuron whose value changes: source and edge. */
  private static final int DRIVE_TERM = 8;

  private final Topology topology;
  private final int ticks;
  private final int perLive;
  private final int driveTerm;
  private final long most;

  /**
   * A forecast.
   *
   * @param memory of the virtual machine in bytes
   */
  IndexMemory(Topology topology, int ticks, Clamping clamping, Rest rest, long memory) {
    this.topology = topology;
    this.ticks = ticks;
    perLive = LIVE + (rest.leaking() > 0 ? LEAK : 0);
    driveTerm = clamping == Clamping.PER_TICK ? DRIVE_TERM : 0;
    most = memory / 2;
  }

  /** Refuses more ticks than fit with nothing in them; to be asked before any is thought of. */
  void requireTicks() {
    require(ticks * emptyTick());
  }

  /**
   * Refuses more than fits. Counts edges only where the edges into live neurons could be too many:
   * linear in ticks times edges then, up to the tick that is one too many.
   *
   * @param live neurons computed at each tick, from tick 1 on; none at 0
   */
  void require(int[][] live) {
    if (atMost(live) <= most) {
      return;
    }
    boolean[] before = new boolean[topology.neurons()];
    double bytes = 0;
    for (int t = 1; t <= ticks; t++) {
      bytes += emptyTick() + (double) perLive * live[t].length + terms(live[t], before);
      if (bytes > most) {
        require(bytes / t * ticks);
      }
      mark(before, live[t - 1], false);
      mark(before, live[t], true);
    }
  }

  private double emptyTick() {
    return TICK + topology.neurons() / 8.0;
  }

  private double atMost(int[][] live) {
    double bytes = ticks * emptyTick();
    for (int[] neurons : live) {
      bytes += (double) perLive * neurons.length;
      for (int j : neurons) {
        bytes += (double) TERM * (topology.columnEnd(j) - topology.columnStart(j));
      }
    }
    return bytes;
  }

  /**
   * Bytes for the edges into the live neurons of a tick.
   *
   * @param before whether a neuron lived the tick before
   */
  private double terms(int[] live, boolean[] before) {
    double bytes = 0;
    for (int to : live) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int from = topology.source(e);
        bytes += before[from] ? TERM : topology.roles().isClamped(from) ? driveTerm : 0;
      }
    }
    return bytes;
  }

  private static void mark(boolean[] marks, int[] neurons, boolean value) {
    for (int j : neurons) {
      marks[j] = value;
    }
  }

  private void require(double bytes) {
    if (bytes > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the plan of %s through %s takes about %s of indices, and at most %s, half of the"
                  + " memory of this virtual machine, are laid out; take fewer ticks or a sparser"
                  + " wiring, or give Java more memory (-Xmx)",
              topology,
              Plural.grouped(ticks, "tick"),
              Sizes.bytes((long) bytes),
              Sizes.bytes(most)));
    }
  }
}
