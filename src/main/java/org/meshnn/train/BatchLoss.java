package org.meshnn.train;

import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Block;
import org.meshnn.engine.StepLoss;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Program;

/**
 * The loss and score of one batch, target after target: for each sample the mean over the targets
 * that it has, times the sample's weight if it has one, summed over the samples. A target of NaN is
 * none.
 */
final class BatchLoss implements StepLoss {
  private final Loss loss;
  private final boolean complete; // every sample has its one target
  private final int targets; // of a sample, one after the other in its row
  private final int width; // of a target
  private double[] y = {};
  private double @Nullable [] weights; // of the rows; null where all count the same
  private int[] order = {};
  private int from;
  private int count;
  private int[] present = {}; // how many targets each sample of the batch has
  private double scale;
  private double sum;
  private double score;

  BatchLoss(Loss loss, Program program) {
    this.loss = loss;
    complete = program instanceof Plan;
    targets = program.targets();
    width = program.topology().outputs();
  }

  /**
   * Begins a batch.
   *
   * @param all with targets, and perhaps weights, one row a sample
   * @param rows of them to take
   * @param first position in {@code rows}
   * @param samples number of positions
   * @param factor what derivatives are multiplied by
   */
  void begin(Samples all, int[] rows, int first, int samples, double factor) {
    y = all.y().data;
    weights = all.weights();
    order = rows;
    from = first;
    count = samples;
    scale = factor;
    sum = 0;
    score = 0;
    if (!complete) {
      countTargets();
    }
  }

  @Override
  public void at(int target, Block outputs, Block outputGradient) {
    if (complete) {
      score += loss.score(outputs, outputGradient, y, order, from, count);
      if (weights == null) {
        sum += loss.sum(outputs, outputGradient, y, order, from, count, scale);
      } else {
        addWeighted(weights, outputs, outputGradient);
      }
      return;
    }
    for (int p = 0; p < count; p++) {
      int at = (order[from + p] * targets + target) * width;
      if (!Double.isNaN(y[at])) {
        score += loss.score(outputs, y, at, p) / present[p];
      }
    }
    loss.prepare(outputs, outputGradient, count);
    for (int p = 0; p < count; p++) {
      int at = (order[from + p] * targets + target) * width;
      if (Double.isNaN(y[at])) {
        clear(outputGradient, p);
      } else {
        double share = 1.0 / present[p];
        sum += share * loss.sample(outputs, outputGradient, p, y, at, share * scale);
      }
    }
  }

  /** Each row's loss and its derivative, times the row's weight; one of weight 0 is left out. */
  private void addWeighted(double[] ofRows, Block outputs, Block gradient) {
    loss.prepare(outputs, gradient, count);
    for (int p = 0; p < count; p++) {
      double w = ofRows[order[from + p]];
      if (w == 0) {
        clear(gradient, p);
      } else {
        int at = order[from + p] * width;
        sum += w * loss.sample(outputs, gradient, p, y, at, w * scale);
      }
    }
  }

  private void countTargets() {
    present = present.length < count ? new int[count] : present;
    for (int p = 0; p < count; p++) {
      present[p] = 0;
      for (int target = 0; target < targets; target++) {
        int at = (order[from + p] * targets + target) * width;
        present[p] += Double.isNaN(y[at]) ? 0 : 1;
      }
    }
  }

  private static void clear(Block gradient, int p) {
    for (int k = 0; k < gradient.rows(); k++) {
      gradient.values()[gradient.at(k) + p] = 0;
    }
  }

  /** Summed over the samples. */
  double sum() {
    return sum;
  }

  /** What the metric adds up, summed over the samples. */
  double score() {
    return score;
  }
}
