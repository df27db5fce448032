package org.meshnn.train;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.Block;
import org.meshnn.text.Required;

/**
 * What is minimised: the mean over the batch of a loss per sample. Targets have one column an
 * output. A loss keeps nothing between calls: several threads share it.
 *
 * <p>Values are standardised before they are targets, so that an error e of 1 is one standard
 * deviation of the label over the training rows, and so is {@link #huber}'s delta: the same setting
 * suits a label in cents and one in kilometres, and several labels at once.
 *
 * <pre>{@code
 * Training.defaults().loss(Loss.huber(1))
 * Training.defaults().loss(Loss.quantiles(0.1, 0.5, 0.9))
 * }</pre>
 */
public interface Loss extends Serializable {
  /**
   * Softmax cross-entropy on the outputs taken as logits z: {@code -sum over k of y_k log
   * softmax(z)_k}, with the largest logit subtracted first, so that no logit overflows. Targets are
   * class weights: one-hot, scaled where classes are weighted.
   */
  Loss CROSS_ENTROPY = new CrossEntropy();

  /** Half the squared error, summed over the outputs: {@code 1/2 sum over k of (s_k - y_k)^2}. */
  Loss HALF_SQUARED_ERROR = new HalfSquaredError();

  /** What the targets of a loss are. */
  enum Targets {
    /** A weight in the column of the row's own class, 0 in the others. */
    CLASSES("classes"),
    /** Standardised numbers. */
    VALUES("values"),
    /** 0 or 1 in each column, independently. */
    FLAGS("yes or no");

    private final String words;

    Targets(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** A function of an output and its target; several threads ask at once. */
  @FunctionalInterface
  interface OfOutput extends Serializable {
    /**
     * {@return its value}
     *
     * @param output state of an output neuron
     * @param target what it should be
     */
    double at(double output, double target);
  }

  /**
   * {@return cross-entropy with a share of each target spread over all K classes alike, {@code (1 -
   * share) y + share / K} (Szegedy et al., Rethinking the Inception architecture, CVPR 2016)} A
   * weighted class keeps its weight, whatever it is spread over.
   *
   * @param share in [0, 1); 0 is {@link #CROSS_ENTROPY}
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  static Loss labelSmoothing(double share) {
    return new LabelSmoothing(share);
  }

  /** {@return the absolute error |s - y|, summed over the outputs; its derivative at 0 is 0} */
  static Loss absolute() {
    return new AbsoluteError();
  }

  /**
   * {@return the error squared where it is small, and absolute beyond: {@code e^2 / 2} for {@code
   * |e| <= delta}, else {@code delta (|e| - delta / 2)}, summed over the outputs (Huber, Robust
   * estimation of a location parameter, 1964)}
   *
   * @param delta in standard deviations of the label over the training rows, positive and finite
   * @throws IllegalArgumentException if it is not
   */
  static Loss huber(double delta) {
    return new Huber(delta);
  }

  /**
   * {@return the pinball loss, whose minimum is at quantiles: with e = y - s it is {@code q e} for
   * e &gt; 0, else {@code (q - 1) e}, summed over the levels q (Koenker, Bassett, Regression
   * quantiles, 1978)} A mesh has one output for each level. The level nearest to 0.5 is its
   * prediction, the others columns beside it: of 0.05, 0.5 and 0.95 the outer ones are to hold 90 %
   * of the values between them.
   *
   * @param levels q, each in (0, 1), ascending, at least one
   * @throws IllegalArgumentException if they are not
   */
  static Loss quantiles(double... levels) {
    Required.of(levels, "levels, for example 0.1, 0.5, 0.9");
    return new Quantiles(Arrays.stream(levels).boxed().toList());
  }

  /**
   * {@return cross-entropy of each output by itself, taken as the logit z of yes: {@code -y log p -
   * (1 - y) log(1 - p)} with p = 1 / (1 + e^-z), summed over the outputs} For boolean labels, one
   * output each; several of a row may be true.
   */
  static Loss binary() {
    return new BinaryCrossEntropy();
  }

  /**
   * {@return a loss of one's own for values, the sum over the outputs of a function of output and
   * target}
   *
   * <pre>{@code
   * Loss.of("log cosh", (s, y) -> StrictMath.log(StrictMath.cosh(s - y)), (s, y) -> StrictMath.tanh(s - y))
   * }</pre>
   *
   * <p>Both functions must be pure. With {@code StrictMath} results have the same bits everywhere.
   * The slope is compared with differences of the function at outputs from -10 to 10 beside targets
   * from -3 to 3; where it has a kink, either slope will do. A model file has its name alone.
   *
   * @param name of at most 40 characters, in one line; not that of a built-in loss
   * @param function finite everywhere; outputs and targets are standardised values
   * @param slope its derivative by the output
   * @throws IllegalArgumentException if the name is not of this kind, a function is not finite, or
   *     the slope is not that of the function; the message says where
   */
  static Loss of(String name, OfOutput function, OfOutput slope) {
    return OwnLoss.of(name, function, slope);
  }

  /**
   * {@return a loss of one's own of which only the name was kept}
   *
   * @param name as it prints
   */
  static Loss notKept(String name) {
    return new LossNotKept(Required.of(name, "the name of a loss"));
  }

  /** {@return what its targets are; by the {@link #metric} unless it says otherwise} */
  default Targets targets() {
    return metric() == Metric.ACCURACY ? Targets.CLASSES : Targets.VALUES;
  }

  /** {@return the levels of the quantiles that a value has an output for; empty for one output} */
  default List<Double> levels() {
    return List.of();
  }

  /**
   * Evaluates some samples.
   *
   * @param outputs states of the output neurons, a row each; may be overwritten
   * @param gradient receives {@code scale} times the derivative with respect to {@code outputs}
   * @param targets row-major; samples whose targets are the same may share a row
   * @param order rows of {@code targets} to take
   * @param from first position in {@code order}
   * @param count number of samples
   * @param scale what the derivative is multiplied by
   * @return the loss, summed over the samples; NaN or infinite where an output is
   */
  default double sum(
      Block outputs,
      Block gradient,
      double[] targets,
      int[] order,
      int from,
      int count,
      double scale) {
    prepare(outputs, gradient, count);
    double sum = 0;
    for (int p = 0; p < count; p++) {
      sum += sample(outputs, gradient, p, targets, order[from + p] * outputs.rows(), scale);
    }
    return sum;
  }

  /**
   * What the samples of a batch have in common, before {@link #sample}.
   *
   * @param outputs states of the output neurons, a row each
   * @param gradient may be written to
   * @param count number of samples
   */
  void prepare(Block outputs, Block gradient, int count);

  /**
   * Evaluates one sample of a batch that was prepared.
   *
   * @param outputs states of the output neurons, a row each
   * @param gradient receives {@code scale} times the derivative with respect to {@code outputs}
   * @param p the sample's place in the batch
   * @param targets holds the sample's targets
   * @param y index of the first
   * @param scale what the derivative is multiplied by
   * @return the loss; NaN or infinite where an output is
   */
  double sample(Block outputs, Block gradient, int p, double[] targets, int y, double scale);

  /** {@return what is reported beside the loss} */
  Metric metric();

  /**
   * {@return what the metric adds up over some samples}
   *
   * @param outputs states of the output neurons, a row each
   * @param scratch of as many samples, a row or more; may be overwritten
   * @param targets row-major
   * @param order rows of {@code targets} to take
   * @param from first position in {@code order}
   * @param count number of samples
   */
  default double score(
      Block outputs, Block scratch, double[] targets, int[] order, int from, int count) {
    return metric().score(outputs, scratch, targets, order, from, count);
  }

  /**
   * {@return what the metric adds up over one sample}
   *
   * @param outputs states of the output neurons, a row each
   * @param targets holds the sample's targets
   * @param y index of the first
   * @param p the sample's place in the batch
   */
  default double score(Block outputs, double[] targets, int y, int p) {
    return metric().score(outputs, targets, y, p);
  }

  /**
   * Evaluates a batch: as {@link #sum}, but the batch mean and its derivative.
   *
   * @param outputs states of the output neurons, a row each; may be overwritten
   * @param gradient receives the derivative of the batch mean with respect to {@code outputs}
   * @param targets one row a sample, row-major
   * @param order rows of {@code targets} to take
   * @param from first position in {@code order}
   * @param count samples in the batch
   * @return the batch mean
   */
  default double mean(
      Block outputs, Block gradient, double[] targets, int[] order, int from, int count) {
    return sum(outputs, gradient, targets, order, from, count, 1.0 / count) / count;
  }

  /**
   * {@return the softmax of each row: class probabilities}
   *
   * @param logits shape (samples, classes)
   */
  static DMatrixRMaj softmax(DMatrixRMaj logits) {
    DMatrixRMaj probabilities = logits.copy();
    for (int i = 0; i < logits.numRows; i++) {
      softmax(probabilities.data, i * logits.numCols, logits.numCols);
    }
    return probabilities;
  }

  /**
   * Puts the softmax of some numbers, class probabilities, in their place; the largest is taken
   * away first, so that nothing overflows.
   *
   * @param logits holds the numbers
   * @param from index of the first
   * @param count how many, at least 1
   */
  static void softmax(double[] logits, int from, int count) {
    double top = Double.NEGATIVE_INFINITY;
    for (int k = from; k < from + count; k++) {
      top = Math.max(top, logits[k]);
    }
    double total = 0;
    for (int k = from; k < from + count; k++) {
      logits[k] = StrictMath.exp(logits[k] - top);
      total += logits[k];
    }
    for (int k = from; k < from + count; k++) {
      logits[k] /= total;
    }
  }
}
