package org.meshnn.display;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.meshnn.experiment.Failure;
import org.meshnn.experiment.Trial;
import org.meshnn.experiment.TrialListener;

/** Follows one experiment: a bar with the runs done, the latest one and the time left. */
final class ExperimentBar implements TrialListener {
  private final PieceBar bar;
  private final int runs;
  private int done;

  /** A bar that shows itself once the experiment has lasted {@code wait} ns. */
  ExperimentBar(int runs, long wait, LongSupplier clock) {
    this.runs = runs;
    bar = new PieceBar(wait, clock);
  }

  @Override
  public void finished(Trial trial) {
    ended(trial.toString());
  }

  @Override
  public void failed(Failure failure) {
    ended(failure + " (failed)");
  }

  private void ended(String latest) {
    done++;
    bar.pieceDone(String.format(Locale.ROOT, "run %d of %d: %s", done, runs, latest), done, runs);
  }
}
