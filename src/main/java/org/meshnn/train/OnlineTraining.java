package org.meshnn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;

/**
 * How a mesh learns online: a step of the optimiser after each prediction. Immutable: each setter
 * returns a changed copy.
 *
 * <pre>{@code
 * OnlineTraining.defaults().gradient(OnlineGradient.snap(2)).optimiser(Optimiser.adam(1e-3)).lanes(8)
 * }</pre>
 */
public final class OnlineTraining {
  private static final OnlineTraining DEFAULTS = new OnlineTraining();

  private Optimiser optimiser = Optimiser.adam(1e-3);
  private OnlineGradient gradient = OnlineGradient.exact();
  private Initialisation initialisation = Initialisation.uniformByInDegree();
  private int lanes = 1;
  private int resetEvery = 0;
  private double weightDecay = 0;
  private double clipNorm = Double.POSITIVE_INFINITY;
  private long seed = 1;
  private int window = 200;
  private double fading = 0; // 0: the window counts
  private List<StreamListener> listeners = List.of();

  private OnlineTraining() {}

  private OnlineTraining with(Consumer<OnlineTraining> change) {
    OnlineTraining copy = new OnlineTraining();
    copy.optimiser = optimiser;
    copy.gradient = gradient;
    copy.initialisation = initialisation;
    copy.lanes = lanes;
    copy.resetEvery = resetEvery;
    copy.weightDecay = weightDecay;
    copy.clipNorm = clipNorm;
    copy.seed = seed;
    copy.window = window;
    copy.fading = fading;
    copy.listeners = listeners;
    change.accept(copy);
    return copy;
  }

  /**
   * {@return Adam at 0.001 along the exact gradient, first weights uniform by in-degree, one stream
   * that is never reset, seed 1, errors over the last 200 steps}
   *
   * <p>He's weights, larger by a factor of 2.4, keep the size of states through layers of relu;
   * where states go round they make them chaotic, and their influence grows without bound.
   */
  public static OnlineTraining defaults() {
    return DEFAULTS;
  }

  /**
   * {@return a copy with another rule that moves the weights} Its learning rate stays: a stream has
   * no epochs and no end that a {@link Schedule} could go by.
   *
   * @param value for example {@code Optimiser.adam(1e-3)}
   * @throws IllegalArgumentException if it is null
   */
  public OnlineTraining optimiser(Optimiser value) {
    Required.of(value, "an optimiser, for example Optimiser.adam(1e-3)");
    return with(t -> t.optimiser = value);
  }

  /**
   * {@return a copy that carries the gradient in another way}
   *
   * @param value for example {@code OnlineGradient.snap(2)}
   * @throws IllegalArgumentException if it is null
   */
  public OnlineTraining gradient(OnlineGradient value) {
    Required.of(value, "an online gradient, for example OnlineGradient.exact()");
    return with(t -> t.gradient = value);
  }

  /**
   * {@return a copy with other first weights}
   *
   * @param value for example {@code model.initialisation()}, the weights of another mesh
   * @throws IllegalArgumentException if it is null
   */
  public OnlineTraining initialisation(Initialisation value) {
    Required.of(value, "an initialisation, for example Initialisation.uniformByInDegree()");
    return with(t -> t.initialisation = value);
  }

  /**
   * {@return a copy in which so many streams lie side by side: they share the weights, each has
   * states of its own} A step learns the mean of their losses.
   *
   * @param value at least 1; 1 unless set
   * @throws IllegalArgumentException if it is less
   */
  public OnlineTraining lanes(int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 stream side by side, a lane; got " + value);
    }
    return with(t -> t.lanes = value);
  }

  /**
   * {@return a copy that puts all streams back to S = 0, with no past to learn from, before every
   * so many steps}
   *
   * @param steps 0, never, unless set
   * @throws IllegalArgumentException if it is negative
   */
  public OnlineTraining resetEvery(int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException(
          "streams are reset every so many steps, or with 0 never; got " + steps);
    }
    return with(t -> t.resetEvery = steps);
  }

  /**
   * {@return a copy that adds {@code decay * w} to the gradient of every weight, as {@link
   * Training#weightDecay}}
   *
   * @param decay 0 or more; 0 unless set
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public OnlineTraining weightDecay(double decay) {
    double checked = Training.defaults().weightDecay(decay).weightDecay();
    return with(t -> t.weightDecay = checked);
  }

  /**
   * {@return a copy that shortens a gradient longer than this to this length}
   *
   * @param norm Euclidean length over all edges, positive; infinity, no limit, unless set
   * @throws IllegalArgumentException if it is not positive
   */
  public OnlineTraining clipNorm(double norm) {
    double checked = Training.defaults().clipNorm(norm).clipNorm();
    return with(t -> t.clipNorm = checked);
  }

  /**
   * {@return a copy with another seed of the first weights} The same seed gives the same bits, see
   * {@link Training#seed}.
   *
   * @param value any number; 1 unless set
   */
  public OnlineTraining seed(long value) {
    return with(t -> t.seed = value);
  }

  /**
   * {@return a copy whose runs report the mean error of the last steps; it has no effect on what is
   * learned}
   *
   * @param steps at least 1; 200 unless set
   * @throws IllegalArgumentException if it is less
   */
  public OnlineTraining window(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("a window has at least 1 step; got " + steps);
    }
    return with(
        t -> {
          t.window = steps;
          t.fading = 0;
        });
  }

  /**
   * {@return a copy whose runs report a mean error in which a step counts {@code factor} times as
   * much as the one after it, in place of a {@link #window} (Gama, Sebastião, Rodrigues 2013,
   * doi:10.1007/s10994-012-0320-9, section 3)}
   *
   * @param factor in (0, 1); near 1, some {@code 1 / (1 - factor)} steps count
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  public OnlineTraining fading(double factor) {
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "a fading factor is in (0, 1), for example 0.995; got " + factor);
    }
    return with(t -> t.fading = factor);
  }

  /**
   * {@return a copy with one more listener, called after every step of a run}
   *
   * @param listener for example {@code (step, truth, prediction, error, lastValue) -> {}}
   * @throws IllegalArgumentException if it is null
   */
  public OnlineTraining listen(StreamListener listener) {
    Required.of(listener, "a listener of the steps of a run");
    return with(
        t -> {
          t.listeners = new ArrayList<>(listeners);
          t.listeners.add(listener);
        });
  }

  /** {@return the rule that moves the weights} */
  public Optimiser optimiser() {
    return optimiser;
  }

  /** {@return how the gradient is carried} */
  public OnlineGradient gradient() {
    return gradient;
  }

  /** {@return how the weights begin} */
  public Initialisation initialisation() {
    return initialisation;
  }

  /** {@return the number of streams side by side} */
  public int lanes() {
    return lanes;
  }

  /** {@return after how many steps the streams are reset; 0 for never} */
  public int resetEvery() {
    return resetEvery;
  }

  /** {@return the factor of the L2 penalty, 0 or more} */
  public double weightDecay() {
    return weightDecay;
  }

  /** {@return the length that gradients are shortened to; infinity for no limit} */
  public double clipNorm() {
    return clipNorm;
  }

  /** {@return where the first weights come from} */
  public long seed() {
    return seed;
  }

  /**
   * {@return over how many steps a run's error is a mean, where it does not {@link #fading fade}}
   */
  public int window() {
    return window;
  }

  /** {@return what a step counts for, compared to the next, in a run's error; 0 for a window} */
  public double fading() {
    return fading;
  }

  /** {@return the listeners, in the order they were added} */
  public List<StreamListener> listeners() {
    return List.copyOf(listeners);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(gradient).append(" gradient, ").append(optimiser);
    text.append(", ").append(initialisation).append(", ").append(Plural.of(lanes, "lane"));
    text.append(resetEvery == 0 ? "" : ", reset every " + Plural.grouped(resetEvery, "step"));
    text.append(weightDecay == 0 ? "" : ", weight decay " + weightDecay);
    text.append(Double.isInfinite(clipNorm) ? "" : ", gradients of at most " + clipNorm);
    return text.append(String.format(Locale.ROOT, ", seed %d", seed)).toString();
  }
}
