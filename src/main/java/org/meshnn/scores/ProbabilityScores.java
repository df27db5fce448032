package org.meshnn.scores;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Scores of the probabilities that a classifier gives, not of its decisions alone. Of two classes
 * the second is the positive one.
 *
 * @param ranks how many samples have their actual class first, second, .. in the order of the
 *     logits; of equal logits the class with the lower index comes first
 * @param brier mean squared error of the probabilities (Brier 1950), summed over the classes, in
 *     [0, 2]; of two classes that of one of them, in [0, 1]; NaN without samples
 * @param auc area under the ROC curve: of two classes with its interval ({@link
 *     Ranking#aucInterval}), of several the unweighted mean over the classes that are there, each
 *     against the rest, without; null where it was not worked out, NaN where all samples are of one
 *     class
 * @param averagePrecision likewise, {@link Ranking#averagePrecision}; NaN where it was not worked
 *     out, or no sample is positive
 */
public record ProbabilityScores(
    int[] ranks, double brier, @Nullable Interval auc, double averagePrecision)
    implements Serializable {
  /**
   * Samples times scores of each, one of two classes, K of K, up to which they are ranked. They
   * take 16 MB until the last sample is there, and at most four times as much then.
   */
  public static final int MOST_RANKED = 1 << 21;

  /**
   * Probabilities below it are 0: those that were 0 come as logarithms of the smallest normal
   * number, and must not be ranked by how these were rounded.
   */
  private static final double LEAST = 2 * Double.MIN_NORMAL;

  /** The sums over samples that come one after the other. */
  public static final class Sums {
    private final int[] ranks;
    private final double[] p;
    private final double[][] kept; // [score][sample]
    private final int[] actual;
    private double squares;
    private int samples;

    /**
     * No sample yet.
     *
     * @param classes number of classes, at least 2
     * @param samples how many come at most
     */
    public Sums(int classes, int samples) {
      int scores = classes == 2 ? 1 : classes;
      boolean ranked = (long) scores * samples <= MOST_RANKED;
      ranks = new int[classes];
      p = new double[classes];
      kept = new double[ranked ? scores : 0][ranked ? samples : 0];
      actual = new int[ranked ? samples : 0];
    }

    /**
     * Adds a sample.
     *
     * @param actual its class, from 0
     * @param logits hold its own, one a class, finite
     * @param at the first of its own
     */
    public void add(int actual, double[] logits, int at) {
      int rank = 0;
      System.arraycopy(logits, at, p, 0, p.length);
      double top = p[ClassScores.largest(p)];
      double sum = 0;
      for (int k = 0; k < p.length; k++) {
        double own = logits[at + actual];
        rank += p[k] > own || (p[k] == own && k < actual) ? 1 : 0;
        p[k] = StrictMath.exp(p[k] - top);
        sum += p[k];
      }
      ranks[rank]++;
      for (int k = 0; k < p.length; k++) {
        p[k] = p[k] / sum < LEAST ? 0 : p[k] / sum;
        double error = p[k] - (k == actual ? 1 : 0);
        squares += error * error;
      }
      keep(actual);
      samples++;
    }

    private void keep(int k) {
      if (kept.length > 0) {
        actual[samples] = k;
        for (int score = 0; score < kept.length; score++) {
          kept[score][samples] = kept.length == 1 ? p[p.length - 1] : p[score];
        }
      }
    }

    /** {@return the scores of the samples added} */
    public ProbabilityScores scores() {
      double brier = squares / samples / (ranks.length == 2 ? 2 : 1);
      if (kept.length == 0 || samples == 0) {
        return new ProbabilityScores(ranks, brier, null, Double.NaN);
      }
      if (kept.length == 1) {
        Ranking ranking = ranking(1, kept[0]);
        return new ProbabilityScores(
            ranks,
            brier,
            ranking.hasBoth() ? ranking.aucInterval() : Interval.unbounded(samples, Double.NaN),
            ranking.positives() > 0 ? ranking.averagePrecision() : Double.NaN);
      }
      return macro(brier);
    }

    /** The means over the classes that are there. */
    private ProbabilityScores macro(double brier) {
      double areas = 0;
      double precisions = 0;
      int there = 0;
      boolean several = true;
      for (int k = 0; k < kept.length; k++) {
        Ranking ranking = ranking(k, kept[k]);
        if (ranking.positives() > 0) {
          several = ranking.hasBoth();
          areas += several ? ranking.auc() : 0;
          precisions += ranking.averagePrecision();
          there++;
        }
      }
      double auc = several ? areas / there : Double.NaN;
      return new ProbabilityScores(
          ranks, brier, Interval.unbounded(samples, auc), precisions / there);
    }

    private Ranking ranking(int k, double[] scores) {
      boolean[] positive = new boolean[samples];
      for (int i = 0; i < samples; i++) {
        positive[i] = actual[i] == k;
      }
      return Ranking.of(
          positive, samples == scores.length ? scores : Arrays.copyOf(scores, samples));
    }
  }

  /** {@return the number of samples} */
  public int samples() {
    return Arrays.stream(ranks).sum();
  }

  /**
   * {@return the share of samples whose actual class is among the k most probable, in [0, 1], and
   * its 95 % interval by Wilson: where that of all samples of the same kind may lie, if those
   * measured are independent of each other and of the training}
   *
   * @param k from 1, the accuracy, to the number of classes
   * @throws IllegalArgumentException if there are fewer classes, or k is below 1
   */
  public Interval topK(int k) {
    if (k < 1 || k > ranks.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected k from 1 to the number of classes, %d, got %d",
              ranks.length,
              k));
    }
    return Interval.ofShare(Arrays.stream(ranks).limit(k).sum(), samples());
  }
}
