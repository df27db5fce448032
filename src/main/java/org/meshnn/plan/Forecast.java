package org.meshnn.plan;

import java.util.List;

/**
 * How much forward-only propagation carries, known before anything is laid out. Counted exactly as
 * long as that takes at most 2^27 looks at an edge (a second or so; whatever fits is counted
 * exactly); beyond, the pre-activations left are estimated from a sample of them, evenly spaced by
 * the golden ratio. No chance and no clock in it: the same on every machine.
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

  private static final long LOOKS = 1L << 27;
  private static final long MORE_LOOKS = 1L << 25;
  private static final int FEWEST = 8;
  private static final int MOST = 4096;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final int ticks;
  private final double[] terms; // [t]: of the step to tick t
  private final double[] targets;
  private final long origins;
  private final boolean exact;

  private Forecast(Rows rows, List<Tick> program, long looks, long moreLooks) {
    ticks = program.size();
    terms = new double[ticks + 1];
    targets = new double[ticks + 1];
    PathWalk walk = new PathWalk(rows, program);
    long all = 0; // pre-activations of ticks 1 .. T-2
    long counted = 0;
    long learning = 0;
    for (int tau = 1; tau < ticks - 1; tau++) {
      Tick origin = program.get(tau - 1);
      all += origin.size();
      for (int b = 0; b < origin.size(); b++) {
        learning += origin.learns(b) ? 1 : 0;
        if (walk.walked() <= looks) {
          walk(origin, tau, b, walk);
          counted++;
        }
      }
    }
    origins = learning;
    add(walk.take(), 1);
    exact = counted == all;
    if (!exact) {
      sample(counted, all, program, walk, walk.walked() + moreLooks);
    }
  }

  static Forecast of(Rows rows, List<Tick> program) {
    return new Forecast(rows, program, LOOKS, MORE_LOOKS);
  }

  /**
   * A forecast that counts less before it estimates.
   *
   * @param looks edges looked at by the exact count, about
   * @param moreLooks edges looked at by the sample, about
   */
  static Forecast of(Rows rows, List<Tick> program, long looks, long moreLooks) {
    return new Forecast(rows, program, looks, moreLooks);
  }

  private void sample(long first, long end, List<Tick> program, PathWalk walk, long bound) {
    int walks = 0;
    for (; walks < FEWEST || (walks < MOST && walk.walked() < bound); walks++) {
      long place = first + (long) (((walks + 0.5) * GOLDEN % 1) * (end - first));
      int tau = 1;
      while (place >= program.get(tau - 1).size()) {
        place -= program.get(tau - 1).size();
        tau++;
      }
      walk(program.get(tau - 1), tau, (int) place, walk);
    }
    add(walk.take(), (end - first) / (double) walks);
  }

  private static void walk(Tick origin, int tau, int b, PathWalk walk) {
    if (origin.learns(b)) {
      walk.from(tau, b);
    }
  }

  private void add(PathWalk.Count count, double times) {
    for (int t = 0; t < ticks; t++) {
      terms[t] += times * count.terms()[t];
      targets[t] += times * count.targets()[t];
    }
  }

  /** Whether the numbers are counts; else estimates. */
  boolean exact() {
    return exact;
  }

  /** Whether the sensitivities are laid out. */
  boolean fits() {
    return exact && indexBytes() <= LIMIT;
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
    int sums = ticks - 2; // arrays with one entry more than sums: those of the steps
    double ints = 2 * (sum(terms) + sum(targets) + origins) + sums + 1;
    double repeats = sum(targets); // a byte each
    return ticks < 3 ? 0 : Integer.BYTES * ints + repeats;
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
    return ticks < 3 ? 0 : targets[ticks - 1];
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
