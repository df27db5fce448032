package org.meshnn.train;

import org.meshnn.engine.Block;

/** What is reported beside the loss: a sum over samples of scores, made into one figure. */
public enum Metric {
  /** The share of the samples whose own class has the largest output, in [0, 1]. */
  ACCURACY("accuracy") {
    @Override
    double score(Block outputs, double[] targets, int y, int p) {
      return hit(outputs, targets, y, p);
    }

    @Override
    double score(Block outputs, Block scratch, double[] targets, int[] order, int from, int count) {
      return hits(outputs, scratch, targets, order, from, count);
    }

    @Override
    double of(double score, int samples) {
      return score / samples;
    }

    @Override
    public boolean moreIsBetter() {
      return true;
    }
  },

  /** Root mean squared error per sample; the squares are summed over the outputs. */
  RMSE("RMSE") {
    @Override
    double score(Block outputs, double[] targets, int y, int p) {
      double sum = 0;
      for (int k = 0; k < outputs.rows(); k++) {
        double error = outputs.value(k, p) - targets[y + k];
        sum += error * error;
      }
      return sum;
    }

    @Override
    double of(double score, int samples) {
      return Math.sqrt(score / samples);
    }

    @Override
    public boolean moreIsBetter() {
      return false;
    }
  };

  private final String word;

  Metric(String word) {
    this.word = word;
  }

  /** {@return whether more of it is better, as of a share that is right; not so of an error} */
  public abstract boolean moreIsBetter();

  /** The score of sample p, whose target begins at y. */
  abstract double score(Block outputs, double[] targets, int y, int p);

  /** The figure of so many samples with this sum of scores. */
  abstract double of(double score, int samples);

  /**
   * The sum of scores of some samples.
   *
   * @param outputs states of the output neurons, a row each
   * @param scratch of as many samples, a row or more; overwritten
   * @param targets one row a sample, row-major
   * @param order rows of {@code targets} to take
   * @param from first position in {@code order}
   * @param count number of samples
   */
  double score(Block outputs, Block scratch, double[] targets, int[] order, int from, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      sum += score(outputs, targets, order[from + p] * outputs.rows(), p);
    }
    return sum;
  }

  /** 1 if no output before the target's is as large, and none after it larger; else 0. */
  private static double hit(Block outputs, double[] targets, int y, int p) {
    int truth = largest(targets, y, outputs.rows());
    double own = outputs.value(truth, p);
    for (int k = truth + 1; k < outputs.rows(); k++) {
      if (outputs.value(k, p) > own) {
        return 0;
      }
    }
    return isFirst(outputs, truth, own, p);
  }

  /**
   * The hits of some samples. The largest outputs are found for all of them first: to look at one
   * output after the other, sample by sample, is a branch that no processor foresees.
   */
  private static double hits(
      Block outputs, Block largest, double[] targets, int[] order, int from, int count) {
    double[] top = largest.values();
    int first = largest.offset();
    System.arraycopy(outputs.values(), outputs.offset(), top, first, count);
    for (int k = 1; k < outputs.rows(); k++) {
      raise(top, first, outputs.values(), outputs.at(k), count);
    }
    double hits = 0;
    for (int p = 0; p < count; p++) {
      int truth = largest(targets, order[from + p] * outputs.rows(), outputs.rows());
      double own = outputs.value(truth, p);
      if (own >= top[first + p]) {
        hits += isFirst(outputs, truth, own, p);
      }
    }
    return hits;
  }

  private static void raise(double[] top, int first, double[] values, int from, int count) {
    for (int p = 0; p < count; p++) {
      top[first + p] = Math.max(top[first + p], values[from + p]);
    }
  }

  /** 1 if no output before one is as large as it, else 0. */
  private static double isFirst(Block outputs, int truth, double own, int p) {
    for (int k = 0; k < truth; k++) {
      if (outputs.value(k, p) >= own) {
        return 0;
      }
    }
    return 1;
  }

  /** The place of the largest number, the first of equals. */
  private static int largest(double[] numbers, int from, int count) {
    int place = 0;
    double largest = numbers[from];
    for (int k = 1; k < count; k++) {
      if (numbers[from + k] > largest) {
        largest = numbers[from + k];
        place = k;
      }
    }
    return place;
  }

  /** As reports name it. */
  @Override
  public String toString() {
    return word;
  }
}
