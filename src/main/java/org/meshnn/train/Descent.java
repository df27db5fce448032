package org.meshnn.train;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Masks;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Program;

/**
 * One training under way: passes over the rows, a step for each batch; from one topology to the
 * next where it rewires.
 */
final class Descent implements AutoCloseable {
  private final Training training;
  private final Trainer.Randomness randomness;
  private final int batchSize;
  private final int[] order;
  private final Masks masks;
  private final @Nullable Rewirer rewirer; // null where edges stay
  private final Schedule.Rates rates;
  private WiredDescent wired;
  private Topology begunOn; // the topology before the first batch of the epoch
  private double[] begunWith; // the weights then
  private int next; // position in the order of the epoch's next batch; 0 between epochs
  private double loss;
  private double score;
  private long steps;

  /**
   * Goes on from a state, whose arrays are copied.
   *
   * @param program the mesh, with the state's topology
   * @param validationProgram how rows held out run through it
   * @param randomness of which nothing but the first weights has been drawn
   */
  Descent(
      Objective objective,
      Program program,
      Program validationProgram,
      Trainer.Randomness randomness,
      TrainingState from) {
    this.randomness = randomness;
    training = objective.training();
    batchSize = objective.batchSize();
    order = objective.rows().order();
    masks = Masks.of(training.dropout().probabilities(program.topology().roles()));
    rewirer = rewirer(objective, randomness, from);
    rates = training.schedule().start(training.epochs(), objective.batches());
    double[] weights = from.weights().clone();
    begunOn = from.part().map(TrainingState.Part::topology).orElse(from.topology());
    begunWith = from.part().map(TrainingState.Part::begunWith).orElse(weights).clone();
    goOn(from);
    wired = new WiredDescent(objective, program, validationProgram, weights, from.memory());
  }

  private static @Nullable Rewirer rewirer(
      Objective objective, Trainer.Randomness randomness, TrainingState from) {
    return objective
        .training()
        .rewiring()
        .map(
            rewiring ->
                new Rewirer(
                    rewiring,
                    objective.training(),
                    objective.batches(),
                    randomness.rewiring(),
                    from))
        .orElse(null);
  }

  /** Draws what the steps taken have drawn, and stands where they ended. */
  private void goOn(TrainingState from) {
    steps = from.steps();
    next = batchesBegun(from) * batchSize;
    loss = from.part().map(TrainingState.Part::loss).orElse(0.0);
    score = from.part().map(TrainingState.Part::score).orElse(0.0);
    int begun = from.epochs().size() + (next > 0 ? 1 : 0);
    for (int epoch = 0; epoch < begun; epoch++) {
      shuffle(order, training, randomness.order());
    }
    for (long step = 0; masks.any() && step < steps; step++) {
      randomness.dropout().nextLong();
    }
  }

  /** Puts rows in a new order, unless the training does not. */
  static void shuffle(int[] order, Training training, RandomGenerator random) {
    if (!training.shuffle()) {
      return;
    }
    if (training.shuffleBlocks() == 0) {
      RowOrder.shuffle(order, random);
    } else {
      RowOrder.shuffleBlocks(order, training.shuffleBlocks(), random);
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
      if (Thread.interrupted()) {
        return false; // before edges change that no step would be taken with
      }
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
    if (rewirer != null && rewirer.isDueBetweenEpochs(steps)) {
      rewire(rewirer.betweenEpochs(wired.topology(), wired.weights(), steps));
    }
    keepBegun();
    shuffle(order, training, randomness.order());
  }

  private void keepBegun() {
    double[] weights = wired.weights();
    begunOn = wired.topology();
    begunWith = begunWith.length == weights.length ? begunWith : new double[weights.length];
    System.arraycopy(weights, 0, begunWith, 0, weights.length);
  }

  private void rewire(Rewirer.Step step) {
    wired = wired.rewired(step);
    List<Rewired> log = rewired();
    for (Listener listener : training.listeners()) {
      listener.rewired(log.get(log.size() - 1), wired.topology());
    }
  }

  /** Takes one step, unless the loss of its batch, which is returned, is no longer finite. */
  private double step(int from, int count) {
    long draw = masks.any() ? randomness.dropout().nextLong() : 0;
    if (rewirer != null && rewirer.isDueInPlaceOfStep(steps)) {
      return rewireBy(from, count, draw, rewirer);
    }
    double sum = wired.step(order, from, count, masks, draw, rates.factor(steps));
    loss += sum;
    if (Double.isFinite(sum)) {
      score += wired.score();
      steps++;
    }
    return sum;
  }

  /** Changes edges in place of a step. */
  private double rewireBy(int from, int count, long draw, Rewirer by) {
    WiredDescent.Pairs pairs = wired.pairs(order, from, count, masks, draw);
    loss += pairs.loss();
    if (Double.isFinite(pairs.loss())) {
      score += pairs.score();
      rewire(by.byGradient(wired.topology(), wired.weights(), steps, pairs.gradient()));
      steps++;
    }
    return pairs.loss();
  }

  /**
   * Whether training has diverged: a loss or a weight is no longer a finite number, or, if training
   * ends here, a row has outputs that are not, with weights that no loss has been measured with.
   *
   * @param measured the last loss
   * @param ends whether no step follows
   */
  boolean diverges(double measured, boolean ends) {
    return !Double.isFinite(measured) || !Finite.all(weights()) || (ends && wired.explodes(order));
  }

  /** Tells how an epoch went, those before the state that it goes on from included. */
  void epochDone(double watched) {
    rates.epochDone(watched);
  }

  /** The learning rate of the last step; NaN where none is scheduled. */
  double scheduledRate() {
    return training.schedule() instanceof ConstantRate
        ? Double.NaN
        : training.optimiser().learningRate() * rates.factor(Math.max(0, steps - 1));
  }

  /** The edges now. */
  Topology topology() {
    return wired.topology();
  }

  /** The weights now, one per edge, shared. */
  double[] weights() {
    return wired.weights();
  }

  /** The edges that the last pass began with. */
  Topology begunOn() {
    return begunOn;
  }

  /** The weights that the last pass began with, one per edge, shared. */
  double[] begunWith() {
    return begunWith;
  }

  /** What the optimiser remembers, shared. */
  Optimiser.Memory memory() {
    return wired.memory();
  }

  /** Runs the mesh over rows held out. */
  Measure measure() {
    return wired.measure();
  }

  /** What was rewired up to now, shared. */
  List<Rewired> rewired() {
    return rewirer == null ? List.of() : rewirer.log();
  }

  /** The part of a pass that was interrupted, shared; empty where none was, or before a batch. */
  Optional<TrainingState.Part> part() {
    return next == 0
        ? Optional.empty()
        : Optional.of(new TrainingState.Part(begunOn, begunWith, loss, score));
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

  @Override
  public void close() {
    wired.close();
  }
}
