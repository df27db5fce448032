package org.meshnn.train;

import org.meshnn.engine.Masks;
import org.meshnn.plan.Plan;

/** The weights of one training under way, and the steps that move them down the gradient. */
final class Descent {
  private final Plan plan;
  private final Training training;
  private final Trainer.Randomness randomness;
  private final Samples train;
  private final BatchGradient batch;
  private final int batchSize;
  private final int[] order;
  private final double[] weights;
  private final double[] gradient;
  private final Optimiser.Steps optimiser;
  private final Regularisation regularisation;
  private final Masks masks;
  private double loss;
  private double score;
  private long steps;

  private Descent(
      Plan plan,
      Training training,
      Trainer.Randomness randomness,
      Samples train,
      BatchGradient batch,
      double[] weights,
      Optimiser.Steps optimiser) {
    this.plan = plan;
    this.training = training;
    this.randomness = randomness;
    this.train = train;
    this.batch = batch;
    this.weights = weights;
    this.optimiser = optimiser;
    batchSize = Math.min(training.batchSize(), train.size());
    order = RowOrder.ascending(train.size());
    gradient = new double[weights.length];
    regularisation = new Regularisation(training.weightDecay(), training.clipNorm());
    masks = Masks.of(training.dropout().probabilities(plan.topology().roles()));
  }

  /** At the initial weights, the optimiser started. */
  static Descent start(
      Plan plan,
      Training training,
      Trainer.Randomness randomness,
      Samples train,
      BatchGradient batch) {
    double[] weights = training.initialisation().weights(plan.topology(), randomness.weights());
    Optimiser.Steps optimiser = training.optimiser().start(weights.length);
    return new Descent(plan, training, randomness, train, batch, weights, optimiser);
  }

  /**
   * One pass over the rows, a step for each batch; it ends at once where it diverges.
   *
   * @return whether the pass was not interrupted
   */
  boolean pass() {
    loss = 0;
    score = 0;
    if (training.shuffle()) {
      RowOrder.shuffle(order, randomness.order());
    }
    boolean diverged = false;
    for (int from = 0; from < order.length && !diverged; from += batchSize) {
      if (Thread.interrupted()) {
        return false;
      }
      diverged = diverges(step(from, Math.min(batchSize, order.length - from)), false);
    }
    return true;
  }

  /** Takes one step, unless the loss of its batch, which is returned, is no longer finite. */
  private double step(int from, int count) {
    if (masks.any()) {
      batch.dropout(masks, randomness.dropout().nextLong());
    }
    double sum = batch.of(weights, train, order, from, count, gradient);
    loss += sum;
    if (Double.isFinite(sum)) {
      train.prefetch(order, from + count, batchSize);
      score += batch.score();
      regularisation.apply(weights, gradient);
      optimiser.step(weights, gradient);
      steps++;
    }
    return sum;
  }

  /**
   * Whether training has diverged: a loss or a weight is no longer a finite number, or, if training
   * ends here, a row has outputs that are not, with weights that no loss has been measured with.
   *
   * @param measured the last loss
   * @param ends whether no step follows
   */
  boolean diverges(double measured, boolean ends) {
    return !Double.isFinite(measured) || !Finite.all(weights) || (ends && explodes());
  }

  private boolean explodes() {
    if (Finite.surely(plan, weights, train)) {
      return false;
    }
    batch.dropout(Masks.NONE, 0);
    double sum = 0;
    for (int from = 0; from < order.length; from += batchSize) {
      int count = Math.min(batchSize, order.length - from);
      sum += batch.loss(weights, train, order, from, count);
    }
    return !Double.isFinite(sum);
  }

  /** The weights now, one per edge, shared. */
  double[] weights() {
    return weights;
  }

  /** The losses of the last pass, as seen on the way, summed over the samples. */
  double loss() {
    return loss;
  }

  /** What the metric adds up in the last pass, summed over the samples. */
  double score() {
    return score;
  }

  /** Steps taken. */
  long steps() {
    return steps;
  }
}
