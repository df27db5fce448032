package org.meshnn.train;

/** Is called with the progress of a run over streams, on the thread that runs, which waits. */
@FunctionalInterface
public interface StreamListener {
  /**
   * Called once, before the first step; does nothing unless overridden.
   *
   * @param steps how many there are
   * @param measure what the running error is: NMSE, or the share of wrong classes
   */
  default void begun(long steps, String measure) {}

  /**
   * Called after each step, so that it should do next to nothing.
   *
   * @param step from 1 on
   * @param truth of the first output of the first stream, or its class; NaN where there is none
   * @param prediction of the same
   * @param error the running error up to this step; NaN where it is not yet known
   * @param lastValue that of forecasting the truth before; NaN where it is not yet known
   */
  void stepDone(long step, double truth, double prediction, double error, double lastValue);

  /**
   * Called once when the run has ended, unless an exception other than divergence ended it; does
   * nothing unless overridden.
   *
   * @param ending why
   */
  default void ended(Ending ending) {}
}
