package org.meshnn.plan;

import java.util.Arrays;
import java.util.List;

/**
 * How much forward-only propagation carries, known before anything is laid out: bounded from above,
 * and where the bound may be more than the number, counted by walking the paths of each
 * pre-activation without storing them. The count is given up at the limit, so that it takes at most
 * 2^27 looks at an edge.
 */
final class Forecast {
  /**
   * Bytes of indices beyond which sensitivities are not laid out: 1 GiB, about 2^27 multiply-adds
   * per sample. Indices are what runs out first: they take 8 bytes a term, once for all samples,
   * where the rows of a sample take 8 bytes a sum. They are laid out at their exact size, so that
   * they fit the heap Java takes on a machine of 8 GiB, a quarter of memory, with as much to spare.
   * The limit is a constant, not a share of this machine's memory, so that the same mesh trains
   * everywhere or nowhere.
   */
  static final long LIMIT = 1L << 30;

  private static final int TERM = 2 * Integer.BYTES; // source and edge
  private static final int TARGET = 3 * Integer.BYTES + 1; // start, factor, step, and if it repeats
  private static final int KEPT = 3 * Integer.BYTES; // to, from and neuron; times in the readout
  private static final int ORIGIN = 2 * Integer.BYTES; // start, and its error signal's row

  private final Layout layout;
  private final List<Tick> ticks;
  private final int last; // the tick at which paths end, T-1
  private final double[] terms; // [t]: of the step to tick t
  private final double[] targets; // [t]: the sums these terms belong to
  private final double[] kept; // [t]: of the step to tick t, by neurons that leak
  private final Waiting[] waiting; // [t]: the neurons that leak from tick t-1 to tick t
  private final long origins; // pre-activations that learn, of ticks 1 .. T-2
  private final boolean fits;

  Forecast(Layout layout, List<Tick> ticks) {
    this(layout, ticks, LIMIT);
  }

  /** A forecast that gives up counting at so many bytes. */
  Forecast(Layout layout, List<Tick> ticks, long limit) {
    this.layout = layout;
    this.ticks = ticks;
    last = ticks.size() - 1;
    terms = new double[ticks.size() + 1];
    targets = new double[ticks.size() + 1];
    kept = new double[ticks.size() + 1];
    waiting = new Waiting[ticks.size() + 1];
    for (int t = 2; t <= last; t++) {
      waiting[t] = Waiting.of(tick(t - 1), tick(t), 0);
    }
    long learning = 0;
    for (int tau = 1; tau < last; tau++) {
      for (int b = 0; b < tick(tau).size(); b++) {
        learning += tick(tau).learns(b) ? 1 : 0;
      }
    }
    origins = learning;
    fits = bound() ? indexBytes() <= limit : count(limit);
    if (!fits) {
      bound();
    }
  }

  private Tick tick(int t) {
    return ticks.get(t - 1);
  }

  /** Follows the paths of every origin; false as soon as more than the limit is counted. */
  private boolean count(long limit) {
    int[] seen = new int[ticks.stream().mapToInt(Tick::size).max().orElse(0)];
    int step = 0; // by place among the live neurons, the last step that came there is seen
    IntList reached = new IntList();
    IntList next = new IntList();
    Arrays.fill(terms, 0);
    Arrays.fill(targets, 0);
    Arrays.fill(kept, 0);
    double bytes = indexBytes();
    for (int tau = 1; tau < last && bytes <= limit; tau++) {
      for (int b = 0; b < tick(tau).size(); b++) {
        reached.resize(0);
        if (tick(tau).learns(b)) {
          reached.add(b);
        }
        for (int t = tau + 1; t <= last && reached.size() > 0 && bytes <= limit; t++) {
          long found = step(t, ++step, reached, next, seen);
          long waited = wait(t, step, reached, next, seen);
          terms[t] += found;
          kept[t] += waited;
          targets[t] += next.size();
          bytes += TERM * found + keptBytes(t) * waited + TARGET * next.size();
          IntList done = reached;
          reached = next;
          next = done;
        }
      }
    }
    return bytes <= limit;
  }

  /** From the neurons reached at tick t-1 to the next, those at tick t; the edges between. */
  private long step(int t, int step, IntList reached, IntList next, int[] seen) {
    Gather scatter = tick(t).scatter();
    int first = layout.errorSignalOf(tick(t).row());
    long found = 0;
    next.resize(0);
    for (int i = 0; i < reached.size(); i++) {
      int end = scatter.start()[reached.get(i) + 1];
      for (int k = scatter.start()[reached.get(i)]; k < end; k++, found++) {
        int j = scatter.source()[k] - first;
        if (seen[j] != step) {
          seen[j] = step;
          next.add(j);
        }
      }
    }
    return found;
  }

  /** Those of them that leak come to tick t without an edge; the readout has no sum for them. */
  private long wait(int t, int step, IntList reached, IntList next, int[] seen) {
    long waited = 0;
    for (int i = 0; i < reached.size(); i++) {
      int j = waiting[t].next(reached.get(i));
      waited += j < 0 ? 0 : 1;
      if (j >= 0 && t < last && seen[j] != step) {
        seen[j] = step;
        next.add(j);
      }
    }
    return waited;
  }

  private int keptBytes(int t) {
    return t == last ? KEPT + Integer.BYTES : KEPT;
  }

  /**
   * Bounds from above how many origins lead to each neuron. To a neuron of tick t lead the origins
   * among its sources, and of the earlier ones at most as many as to all its sources together, and
   * never more than there are.
   *
   * @return whether the bounds are the numbers themselves: where there are earlier origins, all of
   *     those that lead to the sources lead to one of them. So it is on dense meshes, and up to T =
   *     3 on all.
   */
  private boolean bound() {
    boolean exact = true;
    double earlier = 0; // origins before tick t-1
    double[] leading = new double[last < 1 ? 0 : tick(1).size()]; // of them, by place at tick t-1
    Arrays.fill(terms, 0);
    Arrays.fill(targets, 0);
    Arrays.fill(kept, 0);
    for (int t = 2; t <= last; t++) {
      Tick before = tick(t - 1);
      Gather gather = tick(t).gather();
      double[] next = new double[tick(t).size()];
      int[] itself = itself(t);
      for (int j = 0; j < next.length; j++) {
        double sum = 0;
        double most = 0;
        double own = 0;
        for (int k = gather.start()[j]; k < gather.start()[j + 1]; k++) {
          int b = gather.source()[k] - before.row();
          sum += leading[b];
          most = Math.max(most, leading[b]);
          own += before.learns(b) ? 1 : 0;
        }
        terms[t] += sum + own;
        int b = itself[j]; // a source like any other, but no term
        if (b >= 0) {
          int begins = before.learns(b) ? 1 : 0;
          kept[t] += leading[b] + begins;
          if (t < last && !feedsItself(gather, j, before.row() + b)) {
            sum += leading[b];
            most = Math.max(most, leading[b]);
            own += begins;
          }
        }
        double together = Math.min(sum, earlier);
        exact &= most == together;
        next[j] = together + own;
        targets[t] += next[j];
      }
      for (int b = 0; b < before.size(); b++) {
        earlier += before.learns(b) ? 1 : 0;
      }
      leading = next;
    }
    return exact;
  }

  /** Of each live neuron of a tick, its place at the tick before if it leaks, else -1. */
  private int[] itself(int t) {
    int[] before = new int[tick(t).size()];
    Arrays.fill(before, -1);
    for (int b = 0; b < tick(t - 1).size(); b++) {
      int j = waiting[t].next(b);
      if (j >= 0) {
        before[j] = b;
      }
    }
    return before;
  }

  private static boolean feedsItself(Gather gather, int j, int row) {
    for (int k = gather.start()[j]; k < gather.start()[j + 1]; k++) {
      if (gather.source()[k] == row) {
        return true;
      }
    }
    return false;
  }

  /** Whether the sensitivities are laid out. Then all numbers are exact, else upper bounds. */
  boolean fits() {
    return fits;
  }

  /** Multiply-adds per sample, of transport and readout. */
  double terms() {
    return sum(terms) + products() + sum(kept) + kept[last];
  }

  /** Rows in which sensitivities are carried. */
  double carried() {
    return sum(targets) - products();
  }

  /** What {@link Sensitivities} holds, in bytes. */
  double indexBytes() {
    double ends = (double) Integer.BYTES * last; // arrays with one entry more than sums or origins
    return last < 2
        ? 0
        : TERM * sum(terms) + TARGET * sum(targets) + keptBytes() + ORIGIN * origins + ends;
  }

  private double keptBytes() {
    double bytes = 0;
    for (int t = 2; t <= last; t++) {
      bytes += keptBytes(t) * kept[t];
    }
    return bytes;
  }

  /** Where it fits: terms of the step to tick t. */
  int terms(int t) {
    return (int) terms[t];
  }

  /** Where it fits: sums of the step to tick t. */
  int targets(int t) {
    return (int) targets[t];
  }

  /** Where it fits: what neurons that leak keep in the step to tick t. */
  int kept(int t) {
    return (int) kept[t];
  }

  /** Sums of the readout, each of which is multiplied once. */
  private double products() {
    return last < 2 ? 0 : targets[last];
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
