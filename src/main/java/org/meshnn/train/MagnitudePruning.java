package org.meshnn.train;

/**
 * Gradual magnitude pruning (Zhu and Gupta, To prune, or not to prune, 2017, equation 1). After
 * epoch m, the edges of smallest weight go until
 *
 * <pre>  edges = last + (first - last) (1 - m / n)^3,   n = until * epochs</pre>
 *
 * are left, rounded; n is rounded down, at least 1, and before the last epoch. After epoch n and to
 * the end there are exactly as many as asked for. Edges into inputs and bias, which have no effect,
 * go first; of equal weights those of earlier targets. Early stopping may take an epoch of more
 * edges for the best.
 *
 * @param part of the first edges that is left, in (0, 1); 0 where their number is given
 * @param edges that are left, at least 1; 0 where the part says it
 * @param until which part of all epochs edges go, in (0, 1]
 */
public record MagnitudePruning(double part, int edges, double until) implements Rewiring {

  /**
   * Checks the ranges.
   *
   * @param part in (0, 1), or 0
   * @param edges at least 1, or 0 where there is a part
   * @param until in (0, 1]
   * @throws IllegalArgumentException if one is outside its range, or not one of both says what is
   *     left
   */
  public MagnitudePruning {
    if (!(part >= 0 && part < 1) || edges < 0 || (part > 0) == (edges > 0)) {
      throw new IllegalArgumentException(
          "expected a part of the edges in (0, 1) or a number of them; got "
              + part
              + " and "
              + edges);
    }
    requireUntil(until);
  }

  /**
   * {@return the same, in another part of training}
   *
   * @param other part of all epochs after which edges stay, in (0, 1]
   * @throws IllegalArgumentException if it is not in (0, 1]
   */
  public MagnitudePruning until(double other) {
    return new MagnitudePruning(part, edges, other);
  }

  /** The edges at last, of so many at first. */
  int last(int first) {
    return edges > 0 ? edges : (int) Math.max(1, Math.round(part * first));
  }

  /** The last epoch after which edges go. */
  int lastEpoch(int epochs) {
    return Math.min(epochs - 1, Math.max(1, (int) (until * epochs)));
  }

  /** The edges that are left after an epoch. */
  int left(int first, int epoch, int epochs) {
    int n = lastEpoch(epochs);
    double open = 1 - Math.min(epoch, n) / (double) n;
    int last = last(first);
    return (int) Math.round(last + (first - last) * open * open * open);
  }

  /** Refuses what is not in (0, 1]. */
  static void requireUntil(double until) {
    if (!(until > 0 && until <= 1)) {
      throw new IllegalArgumentException(
          "the part of training in which edges change must be in (0, 1]; got " + until);
    }
  }

  @Override
  public String toString() {
    String left = edges > 0 ? edges + " edges" : part + " of the edges";
    return "pruning to " + left + " until " + until;
  }
}
