package org.meshnn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;

/**
 * The training loop: epochs of shuffled batches, each a step of the optimiser along the gradient of
 * the batch mean.
 */
public final class Trainer {
  /** Epochs supposed when kernels are chosen: not those asked for, lest more change the first. */
  private static final long USUAL_EPOCHS = 100;

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
  private final List<Epoch> epochs = new ArrayList<>();
  private double bestLoss = Double.POSITIVE_INFINITY;
  private double[] best;
  private final double[] epochStart;
  private int bestEpoch;
  private double touched; // read by nobody: its reading is what is wanted
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
    this.unit = unit;
    this.training = training;
    this.loss = loss;
    this.train = train;
    this.validation = validation;
    weights = training.initialisation().weights(plan.topology(), randomness.weights());
    best = weights.clone();
    epochStart = weights.clone();
    gradient = new double[weights.length];
    optimiser = training.optimiser().start(weights.length);
    shuffling = randomness.order();
    dropping = randomness.dropout();
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
    measure =
        validation == null
            ? null
            : new Measure(plan, transition, loss, USUAL_EPOCHS * validation.size());
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
   * @throws IllegalArgumentException if patience is asked for without validation rows
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
    requireFit(plan, train);
    if (training.patience() > 0 && validation == null) {
      throw new IllegalArgumentException(
          "patience("
              + training.patience()
              + ") watches the validation loss, but no rows are held out; add validation(0.2)");
    }
    Trainer trainer =
        new Trainer(plan, transition, loss, unit, training, randomness, train, validation);
    try (BatchGradient open = trainer.batch) {
      return trainer.run();
    }
  }

  private static void requireFit(Plan plan, Samples train) {
    if (plan.clamping() != Clamping.CONSTANT) {
      throw new IllegalArgumentException(
          "training clamps the same input at every tick; plan for Clamping.CONSTANT");
    }
    int inputs = plan.topology().inputs();
    int outputs = plan.topology().outputs();
    if (train.size() < 1 || train.x().numCols != inputs || train.y().numCols != outputs) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least one sample with %d inputs and %d targets; got %d with %d and %d",
              inputs,
              outputs,
              train.size(),
              train.x().numCols,
              train.y().numCols));
    }
  }

  private Fit run() {
    int[] order = new int[train.size()];
    Arrays.setAll(order, i -> i);
    for (Listener listener : training.listeners()) {
      listener.begun(training.epochs(), loss.metricName());
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
        return end(early);
      }
      Epoch epoch = finish(number, sums, begin);
      if (!Double.isFinite(watched(epoch))) {
        return end(Ending.DIVERGED);
      }
      epochs.add(epoch);
      remember(epoch);
      for (Listener listener : training.listeners()) {
        listener.epochDone(epoch, training.epochs());
      }
      if (training.patience() > 0 && number - bestEpoch >= training.patience()) {
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
    if (training.dropout() > 0) {
      batch.dropout(training.dropout(), dropping.nextLong());
    }
    double sum = batch.of(weights, train, order, from, count, gradient);
    if (!Double.isFinite(sum)) {
      return false;
    }
    int next = from + count;
    touched = train.touch(order, next, Math.min(batchSize, order.length - next));
    sums[0] += sum;
    sums[1] += batch.score();
    decay();
    clip();
    optimiser.step(weights, gradient);
    steps++;
    return allFinite(weights);
  }

  private static boolean allFinite(double[] values) {
    double even = 0; // x * 0 is 0 for finite x, else NaN
    double odd = 0;
    for (int i = 0; i < values.length; i++) {
      if (i % 2 == 0) {
        even += values[i] * 0;
      } else {
        odd += values[i] * 0;
      }
    }
    return even + odd == 0;
  }

  private void decay() {
    double decay = training.weightDecay();
    for (int e = 0; decay > 0 && e < gradient.length; e++) {
      gradient[e] += decay * weights[e];
    }
  }

  private void clip() {
    if (Double.isInfinite(training.clipNorm())) {
      return;
    }
    double largest = 0;
    for (double g : gradient) {
      largest = Math.max(largest, Math.abs(g));
    }
    double squares = 0;
    for (double g : gradient) {
      squares += (g / largest) * (g / largest); // of huge numbers too
    }
    double factor = training.clipNorm() / largest / Math.sqrt(squares);
    for (int e = 0; factor < 1 && e < gradient.length; e++) {
      gradient[e] *= factor;
    }
  }

  private Epoch finish(int number, double[] sums, long begin) {
    double trainLoss = sums[0] / train.size();
    double trainMetric = unit * loss.metric(sums[1], train.size());
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

  private void remember(Epoch epoch) {
    if (watched(epoch) < bestLoss) {
      bestLoss = watched(epoch);
      bestEpoch = epoch.number();
      // The training loss was measured on the way, from the weights the epoch began with.
      double[] measured = measure == null ? epochStart : weights;
      System.arraycopy(measured, 0, best, 0, best.length);
    }
  }

  private Fit end(Ending ending) {
    boolean restore = ending == Ending.DIVERGED || (training.patience() > 0 && bestEpoch > 0);
    double[] chosen = restore ? best : weights;
    for (Listener listener : training.listeners()) {
      listener.ended(ending);
    }
    return new Fit(chosen.clone(), List.copyOf(epochs), bestEpoch, ending, steps);
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
