package org.meshnn.train;

/**
 * What tells the better epoch: patience, the best weights and a rate that falls on a {@link
 * PlateauDecay plateau} go by it.
 */
public enum Monitor {
  /** The validation loss; where no rows are held out, the training loss. */
  LOSS,
  /** The validation metric, as accuracy or RMSE; where no rows are held out, that of training. */
  METRIC;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
