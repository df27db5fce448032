package org.meshnn.display;

import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meshnn.experiment.Failure;
import org.meshnn.experiment.Trial;
import org.meshnn.experiment.TrialListener;

/** Follows one experiment: a bar with the runs done, the latest one and the time left. */
final class ExperimentBar implements TrialListener {
  private final LongSupplier clock;
  private final int runs;
  private final long begin;
  private final long wait;
  private @Nullable Live live;
  private int done;

  /** A bar that shows itself once the experiment has lasted {@code wait} ns. */
  ExperimentBar(int runs, long wait, LongSupplier clock) {
    this.clock = clock;
    this.runs = runs;
    this.wait = wait;
    begin = clock.getAsLong();
  }

  /** What is shown after a run. */
  record Reading(String latest, int done, int runs, double seconds) {
    Map<String, String> bundle() {
      String numbers =
          String.format(Locale.ROOT, "run %d of %d: %s; %s", done, runs, latest, time());
      return Rich.html(
          Bar.text(done, runs) + " " + numbers,
          "<div>" + Bar.html(done, runs) + Rich.escape(numbers) + "</div>");
    }

    private String time() {
      return done < runs
          ? Bar.left(seconds, done, runs)
          : String.format(Locale.ROOT, "all in %.1f s", seconds);
    }
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
    long elapsed = clock.getAsLong() - begin;
    Reading reading = new Reading(latest, done, runs, elapsed / 1e9);
    if (live == null && elapsed >= wait && done < runs) {
      live = Show.live(reading);
    } else if (live != null && done < runs) {
      live.update(reading);
    }
    if (live != null && done == runs) {
      live.end(reading);
    }
  }
}
