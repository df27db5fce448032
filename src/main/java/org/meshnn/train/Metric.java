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
    double of(double score, int samples) {
      return score / samples;
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
  };

  private final String word;

  Metric(String word) {
    this.word = word;
  }

  /** The score of sample p, whose target begins at y. */
  abstract double score(Block outputs, double[] targets, int y, int p);

  /** The figure of so many samples with this sum of scores. */
  abstract double of(double score, int samples);

  /**
   * The sum of scores of some samples.
   *
   * @param outputs states of the output neurons, a row each
   * @param targets one row a sample, row-major
   */
  double score(Block outputs, double[] targets, int[] order, int from, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      sum += score(outputs, targets, order[from + p] * outputs.rows(), p);
    }
    return sum;
  }

  /** 1 if no output before the target's is as large, and none after it larger; else 0. */
  private static double hit(Block outputs, double[] targets, int y, int p) {
    double[] values = outputs.values();
    int stride = outputs.stride();
    int first = outputs.offset() + p;
    int truth = largest(targets, y, outputs.rows());
    double own = values[first + truth * stride];
    int ahead = 0;
    for (int k = 0, at = first; k < outputs.rows(); k++, at += stride) {
      ahead += values[at] > own || (values[at] == own && k < truth) ? 1 : 0;
    }
    return ahead == 0 ? 1 : 0;
  }

  /** The place of the largest number, the first of equals. */
  private static int largest(double[] numbers, int from, int count) {
    int place = 0;
    double largest = numbers[from];
    for (int k = 1; k < count; k++) {
      boolean larger = numbers[from + k] > largest;
      place = larger ? k : place;
      largest = larger ? numbers[from + k] : largest;
    }
    return place;
  }

  /** As reports name it. */
  @Override
  public String toString() {
    return word;
  }
}
