package org.meshnn.train;

import java.util.Locale;
import java.util.Optional;
import org.meshnn.engine.Masks;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Program;

/** The weights of one training under way, and the steps that move them down the gradient. */
final class Descent {
  private static final int MOST_AHEAD = 4096; // rows of the next batch brought near

  private final Program program;
  private final Transition transition;
  private final Training training;
  private final Trainer.Randomness randomness;
  private final RowSource train;
  private final BatchGradient batch;
  private final int batchSize;
  private final int[] order;
  private final double[] weights;
  private final double[] begunWith; // the weights before the first batch of the epoch
  private final double[] gradient;
  private final Optimiser.Steps optimiser;
  private final Regularisation regularisation;
  private final Masks masks;
  private int next; // position in the order of the epoch's next batch; 0 between epochs
  private double loss;
  private double score;
  private long steps;

  /**
   * Goes on from a state, whose arrays are copied.
   *
   * @param randomness of which nothing but the first weights has been drawn
   */
  Descent(
      Program program,
      Transition transition,
      Training training,
      Trainer.Randomness randomness,
      RowSource train,
      BatchGradient batch,
      TrainingState from) {
    this.program = program;
    this.transition = transition;
    this.training = training;
    this.randomness = randomness;
    this.train = train;
    this.batch = batch;
    batchSize = Math.min(training.batchSize(), train.size());
    order = train.order();
    weights = from.weights().clone();
    begunWith = from.part().map(TrainingState.Part::begunWith).orElse(weights).clone();
    gradient = new double[weights.length];
    optimiser = training.optimiser().start(weights.length, from.memory());
    regularisation = new Regularisation(training.weightDecay(), training.clipNorm());
    masks = Masks.of(training.dropout().probabilities(program.topology().roles()));
    goOn(from);
  }

  /** Draws what the steps taken have drawn, and stands where they ended. */
  private void goOn(TrainingState from) {
    steps = from.steps();
    next = batchesBegun(from) * batchSize;
    loss = from.part().map(TrainingState.Part::loss).orElse(0.0);
    score = from.part().map(TrainingState.Part::score).orElse(0.0);
    int begun = from.epochs().size() + (next > 0 ? 1 : 0);
    for (int epoch = 0; training.shuffle() && epoch < begun; epoch++) {
      shuffle();
    }
    for (long step = 0; masks.any() && step < steps; step++) {
      randomness.dropout().nextLong();
    }
  }

  private void shuffle() {
    if (training.shuffleBlocks() == 0) {
      RowOrder.shuffle(order, randomness.order());
    } else {
      RowOrder.shuffleBlocks(order, training.shuffleBlocks(), randomness.order());
    }
  }

  /** How many batches of an epoch have been taken; the state must be of as many rows. */
  private int batchesBegun(TrainingState from) {
    int perEpoch = (order.length + batchSize - 1) / batchSize;
    long begun = from.steps() - (long) perEpoch * from.epochs().size();
    boolean fits = from.part().isPresent() ? begun > 0 && begun < perEpoch : begun == 0;
    if (!fits) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a state of %d rows in batches of %d, %d steps an epoch; got one of %d steps"
                  + " after %d epochs; go on with the rows and the batch size it is of",
              order.length,
              batchSize,
              perEpoch,
              from.steps(),
              from.epochs().size()));
    }
    return (int) begun;
  }

  /**
   * One pass over the rows, or the rest of one, a step for each batch; it ends at once where the
   * loss of one is no longer finite. (Weights that are not finite stay so: they are looked at after
   * the pass.)
   *
   * @return whether the pass was not interrupted
   */
  boolean pass() {
    if (next == 0) {
      begin();
    }
    boolean finite = true;
    while (next < order.length && finite) {
      if (Thread.interrupted()) {
        return false;
      }
      int count = Math.min(batchSize, order.length - next);
      finite = Double.isFinite(step(next, count));
      next += count;
    }
    next = 0;
    return true;
  }

  private void begin() {
    loss = 0;
    score = 0;
    System.arraycopy(weights, 0, begunWith, 0, weights.length);
    if (training.shuffle()) {
      shuffle();
    }
  }

  /** Takes one step, unless the loss of its batch, which is returned, is no longer finite. */
  private double step(int from, int count) {
    if (masks.any()) {
      batch.dropout(masks, randomness.dropout().nextLong());
    }
    double sum = batch.of(weights, train, order, from, count, gradient);
    loss += sum;
    if (Double.isFinite(sum)) {
      train.prefetch(order, from + count, Math.min(batchSize, MOST_AHEAD));
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
    if (program instanceof Plan table && Finite.surely(table, transition, weights, train)) {
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

  /** The weights that the last pass began with, one per edge, shared. */
  double[] begunWith() {
    return begunWith;
  }

  /** What the optimiser remembers, shared. */
  Optimiser.Memory memory() {
    return optimiser.memory();
  }

  /** The part of a pass that was interrupted, shared; empty where none was, or before a batch. */
  Optional<TrainingState.Part> part() {
    return next == 0
        ? Optional.empty()
        : Optional.of(new TrainingState.Part(begunWith, loss, score));
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
