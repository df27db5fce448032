package org.meshnn.experiment;

/** Receives the runs of an {@link Experiment}: see {@link Experiment#listen}. */
@FunctionalInterface
public interface TrialListener {
  /**
   * Called with each run that finished.
   *
   * @param trial the run, measured
   */
  void finished(Trial trial);

  /**
   * Called with each run that failed; does nothing unless overridden.
   *
   * @param failure the run, and why
   */
  default void failed(Failure failure) {}
}
