package org.meshnn.scores;

import org.ejml.data.DMatrixRMaj;

/**
 * Scores of a classifier from its confusion matrix.
 *
 * @param confusion {@code confusion[actual][predicted]} counts samples
 * @param logLoss mean of {@code -log} of the probability given to the actual class
 */
public record ClassScores(int[][] confusion, double logLoss) implements Scores {

  /**
   * {@return the scores of predictions}
   *
   * @param actual class index of each sample, from 0
   * @param logits shape (samples, classes); the largest of a row is the prediction, the first of
   *     equals
   * @throws IllegalArgumentException if a logit is NaN or infinite: such a row is of no class
   */
  public static ClassScores of(int[] actual, DMatrixRMaj logits) {
    for (int i = 0; i < logits.getNumElements(); i++) {
      if (!Double.isFinite(logits.get(i))) {
        throw new IllegalArgumentException(
            "expected finite logits, got " + logits.get(i) + " in row " + i / logits.numCols);
      }
    }
    Sums sums = new Sums(logits.numCols);
    for (int i = 0; i < actual.length; i++) {
      sums.add(actual[i], logits.data, i * logits.numCols);
    }
    return sums.scores();
  }

  /** The sums over samples that come one after the other. */
  public static final class Sums {
    private final int[][] confusion;
    private final double[] z;
    private double surprise;
    private int samples;

    /**
     * No sample yet.
     *
     * @param classes number of classes
     */
    public Sums(int classes) {
      confusion = new int[classes][classes];
      z = new double[classes];
    }

    /**
     * Adds a sample.
     *
     * @param actual its class, from 0
     * @param logits hold its own, one a class, finite
     * @param at the first of its own
     */
    public void add(int actual, double[] logits, int at) {
      System.arraycopy(logits, at, z, 0, z.length);
      int predicted = largest(z);
      double sum = 0;
      for (double v : z) {
        sum += StrictMath.exp(v - z[predicted]);
      }
      confusion[actual][predicted]++;
      surprise += StrictMath.log(sum) + (z[predicted] - z[actual]);
      samples++;
    }

    /** {@return the scores of the samples added} */
    public ClassScores scores() {
      return new ClassScores(confusion, surprise / samples);
    }
  }

  /** Index of the largest value, the first of several. */
  private static int largest(double[] values) {
    int at = 0;
    for (int k = 1; k < values.length; k++) {
      at = values[k] > values[at] ? k : at;
    }
    return at;
  }

  /** {@return the number of classes} */
  public int classes() {
    return confusion.length;
  }

  /** {@return the number of samples} */
  @Override
  public int samples() {
    int sum = 0;
    for (int actual = 0; actual < classes(); actual++) {
      sum += support(actual);
    }
    return sum;
  }

  /** {@return correct predictions over all, in [0, 1]} */
  public double accuracy() {
    return (double) correct() / samples();
  }

  private int correct() {
    int correct = 0;
    for (int k = 0; k < classes(); k++) {
      correct += confusion[k][k];
    }
    return correct;
  }

  /** {@return the accuracy over all samples of the same kind, and its 95 % interval by Wilson} */
  @Override
  public Interval interval() {
    return Interval.ofShare(correct(), samples());
  }

  /**
   * {@return the number of samples that are of a class}
   *
   * @param actual class index, from 0
   */
  public int support(int actual) {
    int sum = 0;
    for (int count : confusion[actual]) {
      sum += count;
    }
    return sum;
  }

  /**
   * {@return the share of those predicted to be of a class that are, in [0, 1]; NaN if none was
   * predicted}
   *
   * @param predicted class index, from 0
   */
  public double precision(int predicted) {
    int sum = 0;
    for (int[] row : confusion) {
      sum += row[predicted];
    }
    return (double) confusion[predicted][predicted] / sum;
  }

  /**
   * {@return the share of those of a class that were predicted to be, in [0, 1]; NaN if there is
   * none}
   *
   * @param actual class index, from 0
   */
  public double recall(int actual) {
    return (double) confusion[actual][actual] / support(actual);
  }

  /**
   * {@return harmonic mean of precision and recall, {@code 2 tp / (2 tp + fp + fn)}, in [0, 1]; NaN
   * if the class was neither there nor predicted}
   *
   * @param k class index, from 0
   */
  public double f1(int k) {
    int predicted = 0;
    for (int[] row : confusion) {
      predicted += row[k];
    }
    return 2.0 * confusion[k][k] / ((double) predicted + support(k));
  }

  /** {@return unweighted mean of {@link #f1} over the classes that occur, in [0, 1]} */
  public double macroF1() {
    double sum = 0;
    int seen = 0;
    for (int k = 0; k < classes(); k++) {
      if (!Double.isNaN(f1(k))) {
        sum += f1(k);
        seen++;
      }
    }
    return sum / seen;
  }
}
