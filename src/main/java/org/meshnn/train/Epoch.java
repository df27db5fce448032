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
 */
public record Epoch(
    int number,
    double loss,
    double metric,
    double validationLoss,
    double validationMetric,
    double seconds) {

  /** {@return whether a validation set was measured} */
  public boolean validated() {
    return !Double.isNaN(validationLoss);
  }
}
