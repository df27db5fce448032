package org.meshnn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import org.meshnn.engine.Masks;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;

/**
 * The training loop: epochs of shuffled batches, each a step of the optimiser along the gradient of
 * the batch mean.
 */
public final class Trainer {
  /**
   * Kernels are chosen as if for so many epochs, whatever is asked, so that training longer does
   * not change the first epochs' bits.
   */
  private static final long USUAL_EPOCHS = 100;

  private final Plan plan;
  private final Training training;
  private final Loss loss;
  private final double unit;
  private final Samples train;
  private final Samples validation;
  private final BatchGradient batch;
  private final int batchSize;
  private final Measure measure;
  private final double[] weights;
  private final double[] gradient;
  private final Optimiser.Steps optimiser;
  private final RandomGenerator shuffling;
  private final RandomGenerator dropping;
  private final Masks masks;
  private final Regularisation regularisation;
  private final List<Epoch> epochs = new ArrayList<>();
  private final double[] epochStart;
  private final BestWeights best;
  private double touched; // written so that the JIT cannot remove the prefetch reads
  private long steps;

  /** The parts of one seed, so that to change the use of one does not move the others. */
  public record Randomness(
      RandomGenerator weights,
      RandomGenerator order,
      RandomGenerator rows,
      RandomGenerator dropout) {

    /** Splits a seed. */
    public static Randomness of(long seed) {
      SplittableGenerator root =
          (SplittableGenerator) RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      return new Randomness(root.split(), root.split(), root.split(), root.split());
    }
  }

  private Trainer(
      Plan plan,
      Transition transition,
      Loss loss,
      double unit,
      Training training,
      Randomness randomness,
      Samples train,
      Samples validation) {
    this.plan = plan;
    this.unit = unit;
    this.training = training;
    this.loss = loss;
    this.train = train;
    this.validation = validation;
    weights = training.initialisation().weights(plan.topology(), randomness.weights());
    best = new BestWeights(weights);
    epochStart = weights.clone();
    gradient = new double[weights.length];
    optimiser = training.optimiser().start(weights.length);
    shuffling = randomness.order();
    dropping = randomness.dropout();
    masks = Masks.of(training.dropout().probabilities(plan.topology().roles()));
    regularisation = new Regularisation(training.weightDecay(), training.clipNorm());
    batchSize = Math.min(training.batchSize(), train.size());
    batch =
        new BatchGradient(
            plan,
            transition,
            loss,
            training.gradient(),
            batchSize,
            USUAL_EPOCHS * train.size(),
            training.threads());
    measure = validation == null ? null : new Measure(plan, transition, loss, USUAL_EPOCHS);
  }

  /**
   * Trains.
   *
   * @param plan the mesh, its input constant over the ticks
   * @param transition its activations
   * @param loss what is minimised
   * @param unit what the reported metric is multiplied by: the deviation of standardised values, so
   *     that it comes in their own unit; 1 for classes
   * @param training the settings; its validation fraction and class weights are the caller's to
   *     apply
   * @param randomness where weights and orders come from
   * @param train the rows to learn from, at least one
   * @param validation the rows held out, or null
   * @throws IllegalArgumentException if the samples do not fit the plan, or patience is asked for
   *     without validation rows
   */
  public static Fit fit(
      Plan plan,
      Transition transition,
      Loss loss,
      double unit,
      Training training,
      Randomness randomness,
      Samples train,
      Samples validation) {
    if (plan.clamping() != Clamping.CONSTANT) {
      throw new IllegalArgumentException(
          "training clamps the same input at every tick; plan for Clamping.CONSTANT");
    }
    train.requireFor(plan.topology());
    if (validation != null) {
      validation.requireFor(plan.topology());
    }
    if (training.patience() > 0 && validation == null) {
      throw new IllegalArgumentException(
          "patience("
              + training.patience()
              + ") watches the validation loss, but no rows are held out; add validation(0.2)");
    }
    Trainer trainer =
        new Trainer(plan, transition, loss, unit, training, randomness, train, validation);
    try (BatchGradient open = trainer.batch;
        Polling polling = new Polling()) {
      return trainer.run();
    }
  }

  private Fit run() {
    int[] order = new int[train.size()];
    Arrays.setAll(order, i -> i);
    for (Listener listener : training.listeners()) {
      listener.begun(training.epochs(), loss.metric().toString());
    }
    long begin = System.nanoTime();
    for (int number = 1; number <= training.epochs(); number++) {
      if (training.shuffle()) {
        shuffle(order);
      }
      System.arraycopy(weights, 0, epochStart, 0, weights.length);
      double[] sums = new double[2];
      Ending early = epoch(order, sums);
      if (early != null) {
        return end(explodes(order) ? Ending.DIVERGED : early);
      }
      Epoch epoch = finish(number, sums, begin);
      boolean last = number == training.epochs();
      if (!Double.isFinite(watched(epoch)) || (last && explodes(order))) {
        return end(Ending.DIVERGED);
      }
      epochs.add(epoch);
      // The training loss was measured on the way, from the weights the epoch began with.
      best.offer(number, watched(epoch), measure == null ? epochStart : weights);
      for (Listener listener : training.listeners()) {
        listener.epochDone(epoch, training.epochs());
      }
      if (training.patience() > 0 && number - best.epoch() >= training.patience()) {
        return end(Ending.STOPPED_EARLY);
      }
    }
    return end(Ending.COMPLETED);
  }

  /** One pass over the rows; not null if training has to end within it. */
  private Ending epoch(int[] order, double[] sums) {
    for (int from = 0; from < order.length; from += batchSize) {
      if (Thread.interrupted()) {
        return Ending.INTERRUPTED;
      }
      int count = Math.min(batchSize, order.length - from);
      if (!step(order, from, count, sums)) {
        return Ending.DIVERGED;
      }
    }
    return null;
  }

  /** Takes one step; false if the loss or a weight is no longer a finite number. */
  private boolean step(int[] order, int from, int count, double[] sums) {
    if (masks.any()) {
      batch.dropout(masks, dropping.nextLong());
    }
    double sum = batch.of(weights, train, order, from, count, gradient);
    if (!Double.isFinite(sum)) {
      return false;
    }
    int next = from + count;
    touched = train.touch(order, next, Math.min(batchSize, order.length - next));
    sums[0] += sum;
    sums[1] += batch.score();
    regularisation.apply(weights, gradient);
    optimiser.step(weights, gradient);
    steps++;
    return Finite.all(weights);
  }

  /** Whether a training row has outputs that are not finite, now: after a step no loss checks. */
  private boolean explodes(int[] order) {
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

  private Epoch finish(int number, double[] sums, long begin) {
    double trainLoss = sums[0] / train.size();
    double trainMetric = unit * loss.metric().of(sums[1], train.size());
    double validationLoss = Double.NaN;
    double validationMetric = Double.NaN;
    if (measure != null) {
      Measure.Result result = measure.of(weights, validation);
      validationLoss = result.loss();
      validationMetric = unit * result.metric();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Epoch(number, trainLoss, trainMetric, validationLoss, validationMetric, seconds);
  }

  private double watched(Epoch epoch) {
    return measure == null ? epoch.loss() : epoch.validationLoss();
  }

  private Fit end(Ending ending) {
    boolean restore = ending == Ending.DIVERGED || (training.patience() > 0 && best.epoch() > 0);
    double[] chosen = restore ? best.weights() : weights;
    for (Listener listener : training.listeners()) {
      listener.ended(ending);
    }
    return new Fit(chosen.clone(), List.copyOf(epochs), best.epoch(), ending, steps);
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = shuffling.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
