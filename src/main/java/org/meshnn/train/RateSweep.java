package org.meshnn.train;

import java.util.Arrays;
import org.meshnn.engine.Masks;

/**
 * The losses of a training in which the learning rate grows from step to step (Smith, Cyclical
 * learning rates for training neural networks, WACV 2017, section 3.3). At step i of n, from 0, the
 * rate is {@code lowest (highest / lowest)^(i / (n - 1))}; the smoothed loss is a mean over about a
 * twentieth of the steps,
 *
 * <pre>
 *   m_i = beta m_(i-1) + (1 - beta) loss_i,   s_i = m_i / (1 - beta^(i + 1)),   beta = 1 - 20 / n
 * </pre>
 *
 * It is over after n steps, or where s is four times its least and higher than at first, or a loss
 * is not finite. The arrays are as long as there were steps, and shared.
 *
 * @param rates of the steps
 * @param losses of their batches, means over the samples
 * @param smoothed s
 * @param planned n
 */
public record RateSweep(double[] rates, double[] losses, double[] smoothed, int planned) {
  private static final int FEWEST = 200;
  private static final int MOST = 2000;
  private static final double WINDOWS = 20;
  private static final double TOO_HIGH = 4;

  /** One step for each batch of a pass, but at least 200, in more passes, and at most 2000. */
  static int steps(int batches) {
    return Math.min(MOST, Math.max(FEWEST, batches));
  }

  /**
   * Takes the steps. Interrupted, it ends with those it took.
   *
   * @throws IllegalArgumentException if not even the first loss is finite
   */
  static RateSweep of(
      WiredDescent descent,
      Objective objective,
      Trainer.Randomness randomness,
      double lowest,
      double highest) {
    Training training = objective.training();
    Masks masks = Masks.of(training.dropout().probabilities(descent.topology().roles()));
    int[] order = objective.rows().order();
    int steps = steps(objective.batches());
    double beta = 1 - WINDOWS / steps;
    double[] rates = new double[steps];
    double[] losses = new double[steps];
    double[] smoothed = new double[steps];
    double mean = 0;
    double kept = 1; // beta^(i + 1)
    double least = Double.POSITIVE_INFINITY;
    int next = order.length;
    int taken = 0;
    boolean over = false;
    while (taken < steps && !over) {
      if (next >= order.length) {
        next = 0;
        Descent.shuffle(order, training, randomness.order());
      }
      int count = Math.min(objective.batchSize(), order.length - next);
      long draw = masks.any() ? randomness.dropout().nextLong() : 0;
      rates[taken] = lowest * StrictMath.pow(highest / lowest, taken / (steps - 1.0));
      double factor = rates[taken] / training.optimiser().learningRate();
      double loss = descent.step(order, next, count, masks, draw, factor) / count;
      if (!Double.isFinite(loss)) {
        break;
      }
      mean = beta * mean + (1 - beta) * loss;
      kept *= beta;
      losses[taken] = loss;
      smoothed[taken] = mean / (1 - kept);
      least = Math.min(least, smoothed[taken]);
      over = smoothed[taken] > TOO_HIGH * least && smoothed[taken] > smoothed[0];
      over |= Thread.interrupted();
      taken++;
      next += count;
    }
    if (taken == 0) {
      throw new IllegalArgumentException(
          "the loss of the first batch is not finite whatever the learning rate; try fewer ticks or"
              + " smaller first weights");
    }
    return new RateSweep(
        Arrays.copyOf(rates, taken),
        Arrays.copyOf(losses, taken),
        Arrays.copyOf(smoothed, taken),
        steps);
  }

  /** {@return the step of the least smoothed loss, from 0 on} */
  public int leastAt() {
    int at = 0;
    for (int i = 1; i < smoothed.length; i++) {
      at = smoothed[i] < smoothed[at] ? i : at;
    }
    return at;
  }

  /** {@return whether it ended before the highest rate} */
  public boolean endedEarly() {
    return rates.length < planned;
  }
}
