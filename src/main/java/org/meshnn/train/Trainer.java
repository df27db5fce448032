package org.meshnn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
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
  private final Transition transition;
  private final Loss loss;
  private final double unit;
  private final Training training;
  private final Randomness randomness;
  private final Samples train;
  private final @Nullable Measure measure; // null without validation, as the samples
  private final @Nullable Samples validation;

  /**
   * The parts of one seed, so that to change the use of one does not move the others.
   *
   * @param weights gives the first weights
   * @param order shuffles the rows before each epoch
   * @param rows chooses those held out for validation
   * @param dropout draws what is dropped
   */
  public record Randomness(
      RandomGenerator weights,
      RandomGenerator order,
      RandomGenerator rows,
      RandomGenerator dropout) {

    /**
     * {@return the parts of a seed}
     *
     * @param seed any number; the same one gives the same parts
     */
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
      @Nullable Samples validation) {
    this.plan = plan;
    this.transition = transition;
    this.loss = loss;
    this.unit = unit;
    this.training = training;
    this.randomness = randomness;
    this.train = train;
    this.validation = validation;
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
   * @return the weights learned, and how
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
      @Nullable Samples validation) {
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
    return new Trainer(plan, transition, loss, unit, training, randomness, train, validation).fit();
  }

  private Fit fit() {
    int batchSize = Math.min(training.batchSize(), train.size());
    try (Polling open = new Polling();
        BatchGradient batch =
            new BatchGradient(
                plan,
                transition,
                loss,
                training.gradient(),
                batchSize,
                USUAL_EPOCHS * train.size(),
                training.threads())) {
      return fit(Descent.start(plan, training, randomness, train, batch));
    }
  }

  private Fit fit(Descent descent) {
    for (Listener listener : training.listeners()) {
      listener.begun(training.epochs(), loss.metric().toString());
    }
    BestWeights best = new BestWeights(descent.weights());
    List<Epoch> epochs = new ArrayList<>();
    Ending ending = run(descent, best, epochs);
    boolean restore = ending == Ending.DIVERGED || (training.patience() > 0 && best.epoch() > 0);
    double[] chosen = restore ? best.weights() : descent.weights();
    for (Listener listener : training.listeners()) {
      listener.ended(ending);
    }
    return new Fit(chosen.clone(), List.copyOf(epochs), best.epoch(), ending, descent.steps());
  }

  private Ending run(Descent descent, BestWeights best, List<Epoch> epochs) {
    long begin = System.nanoTime();
    double[] before = descent.weights().clone();
    for (int number = 1; number <= training.epochs(); number++) {
      System.arraycopy(descent.weights(), 0, before, 0, before.length);
      boolean whole = descent.pass();
      if (descent.diverges(descent.loss(), !whole)) {
        return Ending.DIVERGED;
      }
      if (!whole) {
        return Ending.INTERRUPTED;
      }
      Epoch epoch = epoch(number, descent, begin);
      double watched = measure == null ? epoch.loss() : epoch.validationLoss();
      if (descent.diverges(watched, number == training.epochs())) {
        return Ending.DIVERGED;
      }
      epochs.add(epoch);
      // The training loss was measured on the way, from the weights the epoch began with.
      best.offer(number, watched, measure == null ? before : descent.weights());
      for (Listener listener : training.listeners()) {
        listener.epochDone(epoch, training.epochs());
      }
      if (training.patience() > 0 && number - best.epoch() >= training.patience()) {
        return Ending.STOPPED_EARLY;
      }
    }
    return Ending.COMPLETED;
  }

  private Epoch epoch(int number, Descent descent, long begin) {
    double trainLoss = descent.loss() / train.size();
    double trainMetric = unit * loss.metric().of(descent.score(), train.size());
    double validationLoss = Double.NaN;
    double validationMetric = Double.NaN;
    if (measure != null && validation != null) {
      Measure.Measured result = measure.of(descent.weights(), validation);
      validationLoss = result.loss();
      validationMetric = unit * result.metric();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Epoch(number, trainLoss, trainMetric, validationLoss, validationMetric, seconds);
  }
}
