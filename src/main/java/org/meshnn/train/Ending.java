package org.meshnn.train;

/** Why a training ended. */
public enum Ending {
  /** All epochs were run. */
  COMPLETED,
  /**
   * The validation loss, or what is {@linkplain Training#monitor monitored}, stopped improving; the
   * weights are those of its best epoch.
   */
  STOPPED_EARLY,
  /**
   * A {@linkplain Listener#stops listener} said so; the weights are those of the last epoch, or
   * with patience those of the best.
   */
  STOPPED_BY_LISTENER,
  /**
   * The thread was interrupted; the weights are those of the last whole batch, or with patience
   * those of the best epoch.
   */
  INTERRUPTED,
  /**
   * The loss became NaN or infinite, or would have with the weights after the last step; the
   * weights are those that the epoch of lowest loss began with (or ended with, where a validation
   * loss was watched).
   */
  DIVERGED;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
