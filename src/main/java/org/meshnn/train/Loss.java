package org.meshnn.train;

import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.Block;

/**
 * What is minimised: the mean over the batch of a loss per sample. Targets have one column an
 * output. A loss keeps nothing between calls: several threads share it.
 */
public interface Loss {
  /**
   * Softmax cross-entropy on the outputs taken as logits z: {@code -sum over k of y_k log
   * softmax(z)_k}, with the largest logit subtracted first, so that no logit overflows. Targets are
   * class weights: one-hot, scaled where classes are weighted.
   */
  Loss CROSS_ENTROPY = new CrossEntropy();

  /** Half the squared error, summed over the outputs: {@code 1/2 sum over k of (s_k - y_k)^2}. */
  Loss HALF_SQUARED_ERROR = new HalfSquaredError();

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
