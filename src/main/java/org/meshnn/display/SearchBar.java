package org.meshnn.display;

import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meshnn.experiment.CandidateScore;
import org.meshnn.experiment.SearchListener;
import org.meshnn.text.OneLine;

/** Follows one search: a bar with the candidates done, the best so far and the time left. */
final class SearchBar implements SearchListener {
  private static final int LONGEST = 160;

  private final LongSupplier clock;
  private final long begin;
  private final long wait;
  private @Nullable Live live;

  /** A bar that shows itself once the search has lasted {@code wait} ns. */
  SearchBar(long wait, LongSupplier clock) {
    this.clock = clock;
    this.wait = wait;
    begin = clock.getAsLong();
  }

  /** What is shown after a candidate. */
  record Reading(CandidateScore best, int done, int planned, double seconds) {
    Map<String, String> bundle() {
      String numbers =
          String.format(
              Locale.ROOT,
              "candidate %d of %d; best so far %s; %s",
              done,
              planned,
              OneLine.of(best, LONGEST),
              time());
      return Rich.html(
          Bar.text(done, planned) + " " + numbers,
          "<div>" + Bar.html(done, planned) + Rich.escape(numbers) + "</div>");
    }

    private String time() {
      return done < planned
          ? Bar.left(seconds, done, planned)
          : String.format(Locale.ROOT, "all in %.1f s", seconds);
    }
  }

  @Override
  public void scored(CandidateScore latest, CandidateScore best, int done, int planned) {
    long elapsed = clock.getAsLong() - begin;
    Reading reading = new Reading(best, done, planned, elapsed / 1e9);
    if (live == null && elapsed >= wait && done < planned) {
      live = Show.live(reading);
    } else if (live != null && done < planned) {
      live.update(reading);
    } else if (live != null) {
      live.end(reading);
    }
  }
}
