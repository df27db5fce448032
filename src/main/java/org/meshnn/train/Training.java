package org.meshnn.train;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Precision;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;

/**
 * How a mesh is trained. Immutable: each setter returns a changed copy.
 *
 * <pre>{@code
 * Training.defaults().epochs(300).batchSize(10).optimiser(Optimiser.adam(1e-3)).validation(0.2).patience(30)
 * }</pre>
 */
public final class Training implements Serializable {
  private static final double LIGHTEST = 1e-6;
  private static final double HEAVIEST = 1e6;

  private static final Training DEFAULTS = new Training();

  private int epochs = 200;
  private int batchSize = 16;
  private @Nullable Loss loss; // null where the label decides
  private Optimiser optimiser = Optimiser.adam(0.01);
  private Schedule schedule = Schedule.constant();
  private Initialisation initialisation = Initialisation.he();
  private GradientMethod gradient = GradientMethod.FORWARD_ONLY;
  private Precision precision = Precision.DOUBLE;
  private int threads = Runtime.getRuntime().availableProcessors();
  private boolean shuffle = true;
  private int shuffleBlocks = 0;
  private long seed = 1;
  private double validation = 0;
  private int patience = 0;
  private Monitor monitor = Monitor.LOSS;
  private double weightDecay = 0;
  private double l1 = 0;
  private double clipNorm = Double.POSITIVE_INFINITY;
  private Dropout dropout = Dropout.hidden(0);
  private boolean balanced = false;
  private Map<String, Double> classWeights = Map.of();
  private List<Listener> listeners = List.of();
  private @Nullable Rewiring rewiring; // null where edges stay
  private @Nullable Checkpoints checkpoints; // null for none

  private Training() {}

  private Training(Training from) {
    epochs = from.epochs;
    batchSize = from.batchSize;
    loss = from.loss;
    optimiser = from.optimiser;
    schedule = from.schedule;
    initialisation = from.initialisation;
    gradient = from.gradient;
    precision = from.precision;
    threads = from.threads;
    shuffle = from.shuffle;
    shuffleBlocks = from.shuffleBlocks;
    seed = from.seed;
    validation = from.validation;
    patience = from.patience;
    monitor = from.monitor;
    weightDecay = from.weightDecay;
    l1 = from.l1;
    clipNorm = from.clipNorm;
    dropout = from.dropout;
    balanced = from.balanced;
    classWeights = from.classWeights;
    listeners = from.listeners;
    rewiring = from.rewiring;
    checkpoints = from.checkpoints;
  }

  private Training with(Consumer<Training> change) {
    Training copy = new Training(this);
    change.accept(copy);
    return copy;
  }

  /**
   * {@return 200 epochs in shuffled batches of 16, Adam at 0.01, He initialisation, forward-only
   * gradient, seed 1, no validation}
   */
  public static Training defaults() {
    return DEFAULTS;
  }

  /**
   * {@return a copy with another number of passes over the training rows}
   *
   * @param value at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Training epochs(int value) {
    requireAtLeastOne("epochs", value);
    return with(t -> t.epochs = value);
  }

  /**
   * {@return a copy with another number of samples in a batch} The last batch of an epoch takes
   * what is left.
   *
   * @param value at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Training batchSize(int value) {
    requireAtLeastOne("the batch size", value);
    return with(t -> t.batchSize = value);
  }

  /**
   * {@return a copy that minimises another loss; unless set, the label decides: {@link
   * Loss#CROSS_ENTROPY} for classes, {@link Loss#HALF_SQUARED_ERROR} for values}
   *
   * @param value for example {@code Loss.huber(1)}, {@code Loss.quantiles(0.1, 0.5, 0.9)} or {@code
   *     Loss.labelSmoothing(0.1)}; it has to suit the label, which is checked when training begins
   * @throws IllegalArgumentException if it is null
   */
  public Training loss(Loss value) {
    Required.of(value, "a loss, for example Loss.huber(1)");
    return with(t -> t.loss = value);
  }

  /**
   * {@return a copy with another rule that moves the weights}
   *
   * @param value for example {@code Optimiser.adam(0.01)}
   * @throws IllegalArgumentException if it is null
   */
  public Training optimiser(Optimiser value) {
    Required.of(value, "an optimiser, for example Optimiser.adam(0.01)");
    return with(t -> t.optimiser = value);
  }

  /**
   * {@return a copy whose learning rate changes in the course of training; constant unless set}
   * Cosine and one cycle go by the number of epochs: a training that was interrupted goes on with
   * as many as it began with, and is refused more. Each epoch of the history has its rate.
   *
   * @param value for example {@code Schedule.cosine().warmUp(5)}
   * @throws IllegalArgumentException if it is null
   */
  public Training schedule(Schedule value) {
    Required.of(value, "a schedule, for example Schedule.cosine()");
    return with(t -> t.schedule = value);
  }

  /**
   * {@return a copy with other first weights}
   *
   * @param value for example {@code Initialisation.he()}
   * @throws IllegalArgumentException if it is null
   */
  public Training initialisation(Initialisation value) {
    Required.of(value, "an initialisation, for example Initialisation.he()");
    return with(t -> t.initialisation = value);
  }

  /**
   * {@return a copy that takes the gradient in another way; all methods give the same one, to
   * rounding} {@code GradientMethod.AUTO} chooses the cheaper exact one when training begins.
   *
   * @param value for example {@code GradientMethod.BACKWARD}
   * @throws IllegalArgumentException if it is null
   */
  public Training gradient(GradientMethod value) {
    Required.of(value, "a gradient method, for example GradientMethod.BACKWARD");
    return with(t -> t.gradient = value);
  }

  /**
   * {@return a copy that computes states and gradients with another number of digits; double unless
   * set} In single precision a batch of a table or of pictures takes less time, most where the mesh
   * is dense and batches are large. Weights, the optimiser and the loss stay double, as do
   * measuring and predicting; the same seed gives the same bits here too. Refused where it is
   * trained, of sequences and of the paper's tensor.
   *
   * @param value for example {@code Precision.SINGLE}
   * @throws IllegalArgumentException if it is null
   */
  public Training precision(Precision value) {
    Required.of(value, "a precision, for example Precision.SINGLE");
    return with(t -> t.precision = value);
  }

  /**
   * {@return a copy with another limit of the threads that share a batch; all processors unless
   * set} Small batches stay on one thread. The result has the same bits whatever the number.
   *
   * @param value at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Training threads(int value) {
    requireAtLeastOne("threads", value);
    return with(t -> t.threads = value);
  }

  /**
   * {@return a copy that does or does not put rows in a new random order before each epoch}
   *
   * @param value whether it does; true unless set
   */
  public Training shuffle(boolean value) {
    return with(t -> t.shuffle = value);
  }

  /**
   * {@return a copy that shuffles neighbours together: blocks of so many rows that stand beside
   * each other are put in random order, then the rows of each 16 blocks that follow each other are
   * shuffled among themselves} For a {@link org.meshnn.train.RowSource} that is larger than memory:
   * what is read at a time are whole blocks. Every row comes once an epoch, at any time as likely,
   * but rows of one block come near each other. Where the rows stand in no particular order that
   * changes nothing; where they are sorted, as by class or time, batches are of few kinds of rows
   * unless the blocks are few rows or the rows many blocks.
   *
   * @param rows of a block, for example 4096; 0, as unless set, to shuffle all rows alike
   * @throws IllegalArgumentException if it is negative
   */
  public Training shuffleBlocks(int rows) {
    if (rows < 0) {
      throw new IllegalArgumentException(
          "expected blocks of at least 1 row, or 0 to shuffle all rows alike; got " + rows);
    }
    return with(t -> t.shuffleBlocks = rows);
  }

  /**
   * {@return a copy with another seed, where all randomness comes from: weights, order and
   * validation rows each get a part of it} The same seed gives the same bits for any number of
   * threads, on every processor that fuses multiply-adds ({@link
   * org.meshnn.engine.Engine#fusesMultiplyAdds()}), by plain loops and by vectors of any width. Of
   * Java one thing is not the same in all versions: some ten millionth normal number that it draws
   * for {@link Initialisation#he} and {@link Initialisation#spectralRadius}, so that very large
   * meshes may begin with other weights on 17 and on 25.
   *
   * @param value any number
   */
  public Training seed(long value) {
    return with(t -> t.seed = value);
  }

  /**
   * {@return a copy that holds a part of the rows out of training to measure on after each epoch}
   *
   * @param fraction in [0, 1); 0 for none
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public Training validation(double fraction) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the validation fraction must be in [0, 1); got " + fraction);
    }
    return with(t -> t.validation = fraction);
  }

  /**
   * {@return a copy that stops early once the validation loss, or what else is {@linkplain #monitor
   * monitored}, has not improved for so many epochs, and restores the weights of the best epoch}
   * Needs a {@link #validation} part.
   *
   * @param value epochs, or 0 never to stop early
   * @throws IllegalArgumentException if it is negative
   */
  public Training patience(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("patience must be 0 or more epochs; got " + value);
    }
    return with(t -> t.patience = value);
  }

  /**
   * {@return a copy in which the better epoch is told by something else than the loss: for {@link
   * #patience}, the best weights, and a rate that falls {@linkplain Schedule#onPlateau on a
   * plateau}}
   *
   * <p>Scores, as the AUC, are of the rows held out, so they need a {@link #validation} part, and
   * of tables; {@link Monitor} has them all.
   *
   * @param value {@code Monitor.METRIC}, as accuracy or RMSE, {@code Monitor.BALANCED_ACCURACY},
   *     {@code Monitor.AUC} and so on; {@code Monitor.LOSS} unless set
   * @throws IllegalArgumentException if it is null
   */
  public Training monitor(Monitor value) {
    Required.of(value, "what is monitored, for example Monitor.METRIC");
    return with(t -> t.monitor = value);
  }

  /**
   * {@return a copy that adds {@code decay * w} to the gradient of every weight (an L2 penalty of
   * {@code decay / 2 * |w|²}, which the reported losses leave out)}
   *
   * @param decay 0 or more
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Training weightDecay(double decay) {
    if (!(decay >= 0) || Double.isInfinite(decay)) {
      throw new IllegalArgumentException("weight decay must be 0 or more and finite; got " + decay);
    }
    return with(t -> t.weightDecay = decay);
  }

  /**
   * {@return a copy that adds {@code lambda * sign(w)} to the gradient of every weight, 0 at 0 (the
   * subgradient of an L1 penalty of {@code lambda * |w|_1}, which the reported losses leave out)}
   * Weights go near 0 and waver there, but seldom are 0, and no edge goes; {@link Rewiring#prune}
   * removes edges.
   *
   * @param lambda 0 or more
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Training l1(double lambda) {
    if (!(lambda >= 0) || Double.isInfinite(lambda)) {
      throw new IllegalArgumentException(
          "the factor of an L1 penalty must be 0 or more and finite; got " + lambda);
    }
    return with(t -> t.l1 = lambda);
  }

  /**
   * {@return a copy that shortens a gradient longer than this to this length}
   *
   * @param norm Euclidean length over all edges, positive; infinity for no limit
   * @throws IllegalArgumentException if it is not positive
   */
  public Training clipNorm(double norm) {
    if (!(norm > 0)) {
      throw new IllegalArgumentException("the clipping norm must be positive; got " + norm);
    }
    return with(t -> t.clipNorm = norm);
  }

  /**
   * {@return a copy that drops states of hidden neurons while training: at each tick each is 0 with
   * this probability, independently for each sample, and the others are scaled up by {@code 1 / (1
   * - probability)} (Srivastava et al., Dropout, JMLR 15, 2014)} Nothing is dropped when the mesh
   * is measured or predicts; the losses of the training rows, seen on the way, are those with
   * states dropped.
   *
   * @param probability in [0, 1); 0 for none
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public Training dropout(double probability) {
    return dropout(Dropout.hidden(probability));
  }

  /**
   * {@return a copy as of {@link #dropout(double)}, of other neurons than the hidden ones}
   *
   * @param value the probability of each neuron
   * @throws IllegalArgumentException if it is null
   */
  public Training dropout(Dropout value) {
    Required.of(value, "a dropout, for example Dropout.hidden(0.2)");
    return with(t -> t.dropout = value);
  }

  /**
   * {@return a copy that weights classes by their rarity, {@code rows / (classes * rows of the
   * class)}}
   */
  public Training balancedClasses() {
    return with(
        t -> {
          t.balanced = true;
          t.classWeights = Map.of();
        });
  }

  /**
   * {@return a copy that multiplies the loss of each class's rows}
   *
   * @param weights by class name, from 1e-6 to 1e6, so that beside rows of the heaviest class those
   *     of the lightest still keep digits in a sum; classes not named keep 1
   * @throws IllegalArgumentException if there is no map, or one is outside this range
   */
  public Training classWeights(Map<String, Double> weights) {
    Required.of(weights, "class weights, for example Map.of(\"rare\", 5.0)");
    weights.forEach(Training::requireClassWeight);
    return with(
        t -> {
          t.balanced = false;
          t.classWeights = Map.copyOf(weights);
        });
  }

  private static void requireClassWeight(String name, Double weight) {
    if (name == null || weight == null || !(weight >= LIGHTEST && weight <= HEAVIEST)) {
      throw new IllegalArgumentException(
          "class weights must be from 1e-6 to 1e6, where 1 changes nothing; got "
              + weight
              + " for "
              + Listing.quoted(name));
    }
  }

  /**
   * {@return a copy that changes the edges of the mesh while it learns} The topology of the model
   * is the one it ends with; with {@link #patience} that of the best epoch. For tables: sequences
   * are refused.
   *
   * <pre>{@code
   * training.rewiring(Rewiring.set(0.3))    // edges drop and grow, their number stays
   * training.rewiring(Rewiring.rigl(0.3))   // they grow where the gradient is largest
   * training.rewiring(Rewiring.prune(0.1))  // in the end a tenth of them is left
   * }</pre>
   *
   * @param value how
   * @throws IllegalArgumentException if it is null
   */
  public Training rewiring(Rewiring value) {
    Required.of(value, "a rewiring, for example Rewiring.set(0.3)");
    return with(t -> t.rewiring = value);
  }

  /**
   * {@return a copy with one more listener, called after every epoch}
   *
   * @param listener for example {@code Show.progress()}
   * @throws IllegalArgumentException if it is null
   */
  public Training listen(Listener listener) {
    Required.of(listener, "a listener, for example (epoch, epochs) -> {}");
    return with(
        t -> {
          t.listeners = new ArrayList<>(listeners);
          t.listeners.add(listener);
        });
  }

  /**
   * {@return a copy that is written to a file while it runs, so that it can go on after whatever
   * may stop it} Written after so many epochs, and where training ends, unless it diverged; what
   * was there before is replaced. The step from one to the next leaves the old or the new file,
   * whenever the machine stops. One that cannot be written ends the training with an {@link
   * java.io.UncheckedIOException} that holds the model so far; the one before it stays.
   *
   * @param path of the file, in a folder that exists
   * @param every so many epochs, at least 1
   * @throws IllegalArgumentException if there is no path, or {@code every} is below 1
   */
  public Training checkpoints(Path path, int every) {
    Checkpoints value = new Checkpoints(path, every);
    return with(t -> t.checkpoints = value);
  }

  /**
   * {@return a copy as of {@link #checkpoints(Path, int)}}
   *
   * @param path of the file, in a folder that exists
   * @param every so many epochs, at least 1
   * @throws IllegalArgumentException if there is no path, or {@code every} is below 1
   */
  public Training checkpoints(String path, int every) {
    return checkpoints(Path.of(Required.of(path, "a path, for example \"iris.mesh\"")), every);
  }

  /** {@return the number of passes over the training rows} */
  public int epochs() {
    return epochs;
  }

  /** {@return the number of samples in a batch} */
  public int batchSize() {
    return batchSize;
  }

  /** {@return the loss that was asked for; empty where the label decides} */
  public Optional<Loss> loss() {
    return Optional.ofNullable(loss);
  }

  /** {@return the rule that moves the weights} */
  public Optimiser optimiser() {
    return optimiser;
  }

  /** {@return how the learning rate changes in the course of training} */
  public Schedule schedule() {
    return schedule;
  }

  /** {@return how the weights begin} */
  public Initialisation initialisation() {
    return initialisation;
  }

  /** {@return how the gradient is taken} */
  public GradientMethod gradient() {
    return gradient;
  }

  /** {@return how many digits states and gradients are computed with} */
  public Precision precision() {
    return precision;
  }

  /** {@return the most threads that share a batch} */
  public int threads() {
    return threads;
  }

  /** {@return whether rows are put in a new random order before each epoch} */
  public boolean shuffle() {
    return shuffle;
  }

  /** {@return the rows of a block that is shuffled together; 0 where all rows are alike} */
  public int shuffleBlocks() {
    return shuffleBlocks;
  }

  /** {@return where all randomness comes from} */
  public long seed() {
    return seed;
  }

  /** {@return the fraction of the rows held out, in [0, 1)} */
  public double validation() {
    return validation;
  }

  /**
   * {@return the epochs without a lower validation loss after which training stops; 0 for never}
   */
  public int patience() {
    return patience;
  }

  /** {@return what tells the better epoch} */
  public Monitor monitor() {
    return monitor;
  }

  /** {@return the factor of the L2 penalty, 0 or more} */
  public double weightDecay() {
    return weightDecay;
  }

  /** {@return the factor of the L1 penalty, 0 or more} */
  public double l1() {
    return l1;
  }

  /** {@return the length that gradients are shortened to; infinity for no limit} */
  public double clipNorm() {
    return clipNorm;
  }

  /** {@return which states are dropped while training} */
  public Dropout dropout() {
    return dropout;
  }

  /** {@return how the mesh changes its edges while it learns; empty where they stay} */
  public Optional<Rewiring> rewiring() {
    return Optional.ofNullable(rewiring);
  }

  /** {@return whether classes are weighted by their rarity} */
  public boolean classesBalanced() {
    return balanced;
  }

  /** {@return the factor of each class's loss, by class name; 1 for those not named} */
  public Map<String, Double> classWeights() {
    return classWeights;
  }

  /** {@return the listeners, in the order they were added} */
  public List<Listener> listeners() {
    return List.copyOf(listeners);
  }

  /** {@return where and how often it is written while it runs; empty for never} */
  public Optional<Checkpoints> checkpoints() {
    return Optional.ofNullable(checkpoints);
  }

  /**
   * Refuses a training whose steps are not those of this one. Epochs, where neither the learning
   * rate nor the rewiring goes by them, patience, threads, listeners and checkpoints may differ.
   *
   * @param other takes the place of this one
   * @throws IllegalArgumentException if another setting differs, naming it
   */
  public void requireSameSteps(Training other) {
    Map<String, Object> theirs = other.stepSettings();
    boolean byEpochs = stepSettings().keySet().stream().anyMatch(name -> name.contains("epochs"));
    String free = byEpochs ? "patience" : "epochs, patience";
    stepSettings()
        .forEach(
            (name, value) -> {
              if (!value.equals(theirs.get(name))) {
                throw new IllegalArgumentException(
                    "expected the "
                        + name
                        + " that training began with, "
                        + value
                        + "; got "
                        + theirs.get(name)
                        + ": only "
                        + free
                        + ", threads, listeners and checkpoints can change on the way; to train on"
                        + " in another way: model.train(table, training)");
              }
            });
  }

  /** What each step depends on, by name. */
  private Map<String, Object> stepSettings() {
    Map<String, Object> settings =
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("batch size", batchSize),
                Map.entry("optimiser", optimiser),
                Map.entry(
                    "initialisation", initialisation.toString()), // given weights: as a file has it
                Map.entry("gradient method", gradient),
                Map.entry("precision", precision),
                Map.entry("shuffling", shuffle),
                Map.entry("blocks of shuffling", shuffleBlocks),
                Map.entry("seed", seed),
                Map.entry("validation fraction", validation),
                Map.entry("learning rate's schedule", schedule),
                Map.entry("monitored quantity", monitor),
                Map.entry("weight decay", weightDecay),
                Map.entry("L1 penalty", l1),
                Map.entry("clipping norm", clipNorm),
                Map.entry("dropout", dropout),
                Map.entry("balancing of classes", balanced),
                Map.entry("class weights", classWeights)));
    settings.put("loss", loss == null ? "that of the label" : loss.toString());
    settings.put("rewiring", rewiring == null ? "none" : rewiring.toString());
    if (rewiring != null && !(rewiring instanceof SparseEvolution)) {
      settings.put("number of epochs, which rewiring goes by", epochs);
    }
    if (schedule.goesByEpochsPlanned()) {
      settings.put("number of epochs (the learning rate goes by it)", epochs);
    }
    return settings;
  }

  private static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1; got " + value);
    }
  }

  @Override
  public String toString() {
    String held = validation > 0 ? ", validation " + validation : "";
    String early =
        (patience > 0 ? ", patience " + patience : "")
            + (monitor == Monitor.LOSS ? "" : ", " + monitor + " monitored");
    String rate = schedule instanceof ConstantRate ? "" : ", learning rate " + schedule;
    StringBuilder more = new StringBuilder();
    more.append(loss == null ? "" : ", loss " + loss);
    more.append(precision == Precision.DOUBLE ? "" : ", " + precision + " precision");
    more.append(weightDecay > 0 ? ", weight decay " + weightDecay : "");
    more.append(l1 > 0 ? ", L1 penalty " + l1 : "");
    more.append(Double.isInfinite(clipNorm) ? "" : ", clipped to " + clipNorm);
    more.append(dropout.equals(DEFAULTS.dropout) ? "" : ", dropout " + dropout);
    more.append(balanced ? ", classes balanced" : "");
    more.append(
        classWeights.isEmpty()
            ? ""
            : ", class weights {" + Listing.of(new TreeMap<>(classWeights).entrySet()) + "}");
    more.append(rewiring == null ? "" : ", rewired by " + rewiring);
    more.append(shuffle ? "" : ", not shuffled");
    more.append(
        shuffle && shuffleBlocks > 0
            ? ", shuffled in blocks of " + Plural.grouped(shuffleBlocks, "row")
            : "");
    return "up to "
        + Plural.of(epochs, "epoch")
        + ", batches of "
        + batchSize
        + ", "
        + optimiser
        + rate
        + ", "
        + initialisation
        + ", gradient "
        + gradient
        + held
        + early
        + more
        + ", seed "
        + seed;
  }
}
