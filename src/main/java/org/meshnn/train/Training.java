package org.meshnn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.meshnn.engine.GradientMethod;
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
public final class Training {
  private static final double LIGHTEST = 1e-6;
  private static final double HEAVIEST = 1e6;

  private static final Training DEFAULTS = new Training();

  private int epochs = 200;
  private int batchSize = 16;
  private Optimiser optimiser = Optimiser.adam(0.01);
  private Initialisation initialisation = Initialisation.he();
  private GradientMethod gradient = GradientMethod.FORWARD_ONLY;
  private int threads = Runtime.getRuntime().availableProcessors();
  private boolean shuffle = true;
  private long seed = 1;
  private double validation = 0;
  private int patience = 0;
  private double weightDecay = 0;
  private double clipNorm = Double.POSITIVE_INFINITY;
  private Dropout dropout = Dropout.hidden(0);
  private boolean balanced = false;
  private Map<String, Double> classWeights = Map.of();
  private List<Listener> listeners = List.of();

  private Training() {}

  private Training(Training from) {
    epochs = from.epochs;
    batchSize = from.batchSize;
    optimiser = from.optimiser;
    initialisation = from.initialisation;
    gradient = from.gradient;
    threads = from.threads;
    shuffle = from.shuffle;
    seed = from.seed;
    validation = from.validation;
    patience = from.patience;
    weightDecay = from.weightDecay;
    clipNorm = from.clipNorm;
    dropout = from.dropout;
    balanced = from.balanced;
    classWeights = from.classWeights;
    listeners = from.listeners;
  }

  private Training with(Consumer<Training> change) {
    Training copy = new Training(this);
    change.accept(copy);
    return copy;
  }

  /**
   * 200 epochs in shuffled batches of 16, Adam at 0.01, He initialisation, forward-only gradient,
   * seed 1, no validation.
   */
  public static Training defaults() {
    return DEFAULTS;
  }

  /** Passes over the training rows, at least 1. */
  public Training epochs(int value) {
    requireAtLeastOne("epochs", value);
    return with(t -> t.epochs = value);
  }

  /** Samples in a batch, at least 1; the last batch of an epoch takes what is left. */
  public Training batchSize(int value) {
    requireAtLeastOne("the batch size", value);
    return with(t -> t.batchSize = value);
  }

  /** The rule that moves the weights. */
  public Training optimiser(Optimiser value) {
    Required.of(value, "an optimiser, for example Optimiser.adam(0.01)");
    return with(t -> t.optimiser = value);
  }

  /** How the weights begin. */
  public Training initialisation(Initialisation value) {
    Required.of(value, "an initialisation, for example Initialisation.he()");
    return with(t -> t.initialisation = value);
  }

  /** How the gradient is taken; all methods give the same one. */
  public Training gradient(GradientMethod value) {
    Required.of(value, "a gradient method, for example GradientMethod.BACKWARD");
    return with(t -> t.gradient = value);
  }

  /**
   * Most threads to share a batch, at least 1; all processors unless set. Small batches stay on one
   * thread. The result has the same bits whatever the number.
   */
  public Training threads(int value) {
    requireAtLeastOne("threads", value);
    return with(t -> t.threads = value);
  }

  /** Whether rows are put in a new random order before each epoch. */
  public Training shuffle(boolean value) {
    return with(t -> t.shuffle = value);
  }

  /**
   * Where all randomness comes from: weights, order and validation rows each get a part of it. The
   * same seed gives the same bits for any number of threads, wherever the same kernels run: plain
   * loops, or vectors of the same width ({@link org.meshnn.engine.Engine#kernels()}). Plain loops
   * with tanh also need a Java whose {@code Math.tanh} is the same (17 and 25 differ in last bits).
   */
  public Training seed(long value) {
    return with(t -> t.seed = value);
  }

  /**
   * Holds a part of the rows out of training to measure on after each epoch.
   *
   * @param fraction in [0, 1); 0 for none
   */
  public Training validation(double fraction) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the validation fraction must be in [0, 1); got " + fraction);
    }
    return with(t -> t.validation = fraction);
  }

  /**
   * Stops early once the validation loss has not improved for so many epochs, and restores the
   * weights of the best epoch. Needs a {@link #validation} part.
   *
   * @param value epochs, or 0 never to stop early
   */
  public Training patience(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("patience must be 0 or more epochs; got " + value);
    }
    return with(t -> t.patience = value);
  }

  /**
   * Adds {@code decay * w} to the gradient of every weight (an L2 penalty of {@code decay / 2 *
   * |w|²}, which the reported losses leave out).
   *
   * @param decay 0 or more
   */
  public Training weightDecay(double decay) {
    if (!(decay >= 0) || Double.isInfinite(decay)) {
      throw new IllegalArgumentException("weight decay must be 0 or more and finite; got " + decay);
    }
    return with(t -> t.weightDecay = decay);
  }

  /**
   * Shortens a gradient longer than this to this length.
   *
   * @param norm Euclidean length over all edges, positive; infinity for no limit
   */
  public Training clipNorm(double norm) {
    if (!(norm > 0)) {
      throw new IllegalArgumentException("the clipping norm must be positive; got " + norm);
    }
    return with(t -> t.clipNorm = norm);
  }

  /**
   * Drops states of hidden neurons while training: at each tick each is 0 with this probability,
   * independently for each sample, and the others are scaled up by {@code 1 / (1 - probability)}
   * (Srivastava et al., Dropout, JMLR 15, 2014). Nothing is dropped when the mesh is measured or
   * predicts; the losses of the training rows, seen on the way, are those with states dropped.
   *
   * @param probability in [0, 1); 0 for none
   */
  public Training dropout(double probability) {
    return dropout(Dropout.hidden(probability));
  }

  /** As {@link #dropout(double)}, of other neurons than the hidden ones. */
  public Training dropout(Dropout value) {
    Required.of(value, "a dropout, for example Dropout.hidden(0.2)");
    return with(t -> t.dropout = value);
  }

  /** Weights classes by their rarity, {@code rows / (classes * rows of the class)}. */
  public Training balancedClasses() {
    return with(
        t -> {
          t.balanced = true;
          t.classWeights = Map.of();
        });
  }

  /**
   * Multiplies the loss of each class's rows.
   *
   * @param weights by class name, from 1e-6 to 1e6, so that beside rows of the heaviest class those
   *     of the lightest still keep digits in a sum; classes not named keep 1
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

  /** Adds a listener, called after every epoch. */
  public Training listen(Listener listener) {
    Required.of(listener, "a listener, for example (epoch, epochs) -> {}");
    return with(
        t -> {
          t.listeners = new ArrayList<>(listeners);
          t.listeners.add(listener);
        });
  }

  /** See {@link #epochs(int)}. */
  public int epochs() {
    return epochs;
  }

  /** See {@link #batchSize(int)}. */
  public int batchSize() {
    return batchSize;
  }

  /** See {@link #optimiser(Optimiser)}. */
  public Optimiser optimiser() {
    return optimiser;
  }

  /** See {@link #initialisation(Initialisation)}. */
  public Initialisation initialisation() {
    return initialisation;
  }

  /** See {@link #gradient(GradientMethod)}. */
  public GradientMethod gradient() {
    return gradient;
  }

  /** See {@link #threads(int)}. */
  public int threads() {
    return threads;
  }

  /** See {@link #shuffle(boolean)}. */
  public boolean shuffle() {
    return shuffle;
  }

  /** See {@link #seed(long)}. */
  public long seed() {
    return seed;
  }

  /** See {@link #validation(double)}. */
  public double validation() {
    return validation;
  }

  /** See {@link #patience(int)}. */
  public int patience() {
    return patience;
  }

  /** See {@link #weightDecay(double)}. */
  public double weightDecay() {
    return weightDecay;
  }

  /** See {@link #clipNorm(double)}. */
  public double clipNorm() {
    return clipNorm;
  }

  /** See {@link #dropout(Dropout)}. */
  public Dropout dropout() {
    return dropout;
  }

  /** See {@link #balancedClasses()}. */
  public boolean classesBalanced() {
    return balanced;
  }

  /** See {@link #classWeights(Map)}. */
  public Map<String, Double> classWeights() {
    return classWeights;
  }

  /** See {@link #listen(Listener)}. */
  public List<Listener> listeners() {
    return List.copyOf(listeners);
  }

  private static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1; got " + value);
    }
  }

  @Override
  public String toString() {
    String held = validation > 0 ? ", validation " + validation : "";
    String early = patience > 0 ? ", patience " + patience : "";
    StringBuilder more = new StringBuilder();
    more.append(weightDecay > 0 ? ", weight decay " + weightDecay : "");
    more.append(Double.isInfinite(clipNorm) ? "" : ", clipped to " + clipNorm);
    more.append(dropout.equals(DEFAULTS.dropout) ? "" : ", dropout " + dropout);
    more.append(balanced ? ", classes balanced" : "");
    more.append(
        classWeights.isEmpty()
            ? ""
            : ", class weights {" + Listing.of(new TreeMap<>(classWeights).entrySet()) + "}");
    more.append(shuffle ? "" : ", not shuffled");
    return "up to "
        + Plural.of(epochs, "epoch")
        + ", batches of "
        + batchSize
        + ", "
        + optimiser
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
