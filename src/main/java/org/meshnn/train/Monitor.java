package org.meshnn.train;

/**
 * What tells the better epoch: patience, the best weights and a rate that falls on a {@link
 * PlateauDecay plateau} go by it.
 *
 * <p>{@link #LOSS} and {@link #METRIC} are measured anyway. All others are scores of the rows held
 * out, which there must be: after each epoch these run through the mesh once more, all their
 * outputs are scored at once, in memory that grows with their number, and {@link Epoch#monitored()}
 * is the score. They are for tables and files of rows, one label column; with weighted rows or
 * classes the rows still count the same.
 */
public enum Monitor {
  /** The validation loss; where no rows are held out, the training loss. */
  LOSS("loss", Labels.ANY, false),
  /** The validation metric, as accuracy or RMSE; where no rows are held out, that of training. */
  METRIC("metric", Labels.ANY, true),
  /** Of classes: the mean of the shares that are right of each class, in [0, 1]. */
  BALANCED_ACCURACY("balanced accuracy", Labels.CLASSES, true),
  /** Of classes: the mean of each class's F1, in [0, 1]. */
  MACRO_F1("macro F1", Labels.CLASSES, true),
  /** Of classes: Matthews' correlation coefficient, in [-1, 1]. */
  MCC("MCC", Labels.CLASSES, true),
  /** Of classes: the mean of -log of the probability of the row's own; never smoothed. */
  LOG_LOSS("log-loss", Labels.CLASSES, false),
  /** Of classes: the mean squared error of the probabilities, in [0, 2], of two in [0, 1]. */
  BRIER("Brier score", Labels.CLASSES, false),
  /** Of classes: the area under the ROC curve, of several the mean of each against the rest. */
  AUC("AUC", Labels.CLASSES, true),
  /**
   * Of classes: the average precision; of two that of the second of {@code encoding().classes()},
   * though it may be the common one; of several the mean of each against the rest.
   */
  AVERAGE_PRECISION("average precision", Labels.CLASSES, true),
  /** Of a value: the mean absolute error, in the label's own unit. */
  MAE("MAE", Labels.VALUE, false),
  /** Of a value: the share of the variance that is explained, 1 or less. */
  R2("R2", Labels.VALUE, true);

  /** What a label has to be. */
  private enum Labels {
    ANY,
    CLASSES,
    VALUE
  }

  private final String words;
  private final Labels labels;
  private final boolean moreIsBetter;

  Monitor(String words, Labels labels, boolean moreIsBetter) {
    this.words = words;
    this.labels = labels;
    this.moreIsBetter = moreIsBetter;
  }

  /** {@return whether it is a score of the rows held out, neither the loss nor the metric} */
  public boolean isScore() {
    return labels != Labels.ANY;
  }

  /**
   * {@return whether such a label has it}
   *
   * @param classes whether the label is of classes, not a value
   */
  public boolean suits(boolean classes) {
    return labels == Labels.ANY || (labels == Labels.CLASSES) == classes;
  }

  /** A score as the lower the better. */
  double watched(double score) {
    return moreIsBetter ? -score : score;
  }

  @Override
  public String toString() {
    return words;
  }
}
