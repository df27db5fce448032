package org.meshnn.train;

/**
 * What one pass over the training rows left behind.
 *
 * @param number 1 for the first epoch
 * @param loss mean training loss over the epoch's batches, as seen while training
 * @param metric training accuracy in [0, 1] for classes, root mean squared error for values
 * @param validationLoss mean loss on the validation rows after the epoch; NaN without validation
 * @param validationMetric the metric on the validation rows after the epoch; NaN without validation
 * @param seconds wall time since training began, at the end of this epoch
 * @param learningRate of its last step; NaN where no {@link Schedule} is set, as it is the
 *     optimiser's
 * @param monitored the score of the validation rows that is {@linkplain Monitor monitored}; NaN
 *     where that is the loss or the metric
 */
public record Epoch(
    int number,
    double loss,
    double metric,
    double validationLoss,
    double validationMetric,
    double seconds,
    double learningRate,
    double monitored) {

  /**
   * An epoch of a training without a schedule, whose loss or metric is monitored.
   *
   * @param number 1 for the first epoch
   * @param loss mean training loss over the epoch's batches
   * @param metric training accuracy or root mean squared error
   * @param validationLoss NaN without validation
   * @param validationMetric NaN without validation
   * @param seconds wall time since training began
   */
  public Epoch(
      int number,
      double loss,
      double metric,
      double validationLoss,
      double validationMetric,
      double seconds) {
    this(number, loss, metric, validationLoss, validationMetric, seconds, Double.NaN, Double.NaN);
  }

  /** {@return whether a validation set was measured} */
  public boolean validated() {
    return !Double.isNaN(validationLoss);
  }

  /** {@return whether a score is monitored that is neither the loss nor the metric} */
  public boolean scored() {
    return !Double.isNaN(monitored);
  }

  /** {@return whether its learning rate is by a schedule} */
  public boolean scheduled() {
    return !Double.isNaN(learningRate);
  }
}
