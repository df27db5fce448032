package org.meshnn.experiment;

/** Receives the runs of an {@link Experiment}: see {@link Experiment#listen}. */
@FunctionalInterface
public interface TrialListener {
  /** Called with each run that finished. */
  void finished(Trial trial);

  /** Called with each run that failed; does nothing unless overridden. */
  default void failed(Failure failure) {}
}
