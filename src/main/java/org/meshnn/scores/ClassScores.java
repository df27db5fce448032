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
  static int largest(double[] values) {
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
    return (double) confusion[predicted][predicted] / predicted(predicted);
  }

  private int predicted(int k) {
    int sum = 0;
    for (int[] row : confusion) {
      sum += row[k];
    }
    return sum;
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
    return 2.0 * confusion[k][k] / ((double) predicted(k) + support(k));
  }

  /** {@return unweighted mean of {@link #recall} over the classes that are there, in [0, 1]} */
  public double balancedAccuracy() {
    double sum = 0;
    int there = 0;
    for (int k = 0; k < classes(); k++) {
      if (support(k) > 0) {
        sum += recall(k);
        there++;
      }
    }
    return sum / there;
  }

  /**
   * {@return Matthews' correlation coefficient of the actual and the predicted class, in [-1, 1]: 1
   * is perfect, 0 no better than chance} Of any number of classes (Gorodkin, Comparing two
   * K-category assignments by a K-category correlation coefficient, 2004): with a_k rows of class
   * k, p_k predicted to be, c of n right,
   *
   * <pre>  (c n - sum a_k p_k) / sqrt((n² - sum a_k²) (n² - sum p_k²))  </pre>
   *
   * and 0 where all rows are, or are predicted to be, of one class.
   */
  public double mcc() {
    long n = samples();
    long both = correct() * n;
    long actual = n * n;
    long predicted = n * n;
    for (int k = 0; k < classes(); k++) {
      long a = support(k);
      long p = predicted(k);
      both -= a * p;
      actual -= a * a;
      predicted -= p * p;
    }
    return actual == 0 || predicted == 0
        ? 0
        : both / (Math.sqrt((double) actual) * Math.sqrt((double) predicted));
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
