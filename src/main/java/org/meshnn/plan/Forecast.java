package org.meshnn.plan;

import java.util.List;

/**
 * How much forward-only propagation carries, known before anything is laid out: counted by walking
 * the paths of each pre-activation without storing them, and given up at the limit, so that the
 * count takes at most 2^27 looks at an edge; what lies beyond is bounded from above.
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
  private static final int TARGET = 2 * Integer.BYTES + 1; // start, factor, and whether it repeats
  private static final int ORIGIN = 2 * Integer.BYTES; // start, and its error signal's row

  private final Layout layout;
  private final List<Tick> ticks;
  private final int last; // the tick at which paths end, T-1
  private final double[] terms; // [t]: of the step to tick t
  private final double[] targets; // [t]: the sums these terms belong to
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
    long learning = 0;
    for (int tau = 1; tau < last; tau++) {
      for (int b = 0; b < tick(tau).size(); b++) {
        learning += tick(tau).learns(b) ? 1 : 0;
      }
    }
    origins = learning;
    fits = count(limit);
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
    double bytes = indexBytes();
    for (int tau = 1; tau < last && bytes <= limit; tau++) {
      for (int b = 0; b < tick(tau).size(); b++) {
        reached.resize(0);
        if (tick(tau).learns(b)) {
          reached.add(b);
        }
        for (int t = tau + 1; t <= last && reached.size() > 0 && bytes <= limit; t++) {
          long found = step(t, ++step, reached, next, seen);
          terms[t] += found;
          targets[t] += next.size();
          bytes += TERM * found + TARGET * next.size();
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

  /**
   * At most as many origins lead to a neuron as lead to all its sources together, and never more
   * than there are. On dense meshes that is the number itself.
   */
  private void bound() {
    double begun = 0; // origins before tick t
    double[] leading = {}; // to each live neuron of the tick before
    for (int t = 1; t <= last; t++) {
      Gather gather = tick(t).gather();
      double[] next = new double[tick(t).size()];
      terms[t] = 0;
      targets[t] = 0;
      for (int j = 0; j < next.length; j++) {
        double sum = 0;
        for (int k = gather.start()[j]; k < gather.start()[j + 1]; k++) {
          sum += leading[gather.source()[k] - tick(t - 1).row()];
        }
        next[j] = Math.min(sum, begun);
        terms[t] += sum;
        targets[t] += next[j];
      }
      for (int b = 0; b < next.length; b++) {
        next[b] += tick(t).learns(b) ? 1 : 0;
        begun += tick(t).learns(b) ? 1 : 0;
      }
      leading = next;
    }
  }

  /** Whether the sensitivities are laid out. Then all numbers are exact, else upper bounds. */
  boolean fits() {
    return fits;
  }

  /** Multiply-adds per sample, of transport and readout. */
  double terms() {
    return sum(terms) + products();
  }

  /** Rows in which sensitivities are carried. */
  double carried() {
    return sum(targets) - products();
  }

  /** What {@link Sensitivities} holds, in bytes. */
  double indexBytes() {
    double ends = (double) Integer.BYTES * last; // arrays with one entry more than sums or origins
    return last < 2 ? 0 : TERM * sum(terms) + TARGET * sum(targets) + ORIGIN * origins + ends;
  }

  /** Where it fits: terms of the step to tick t. */
  int terms(int t) {
    return (int) terms[t];
  }

  /** Where it fits: sums of the step to tick t. */
  int targets(int t) {
    return (int) targets[t];
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
