package org.meshnn.display;

import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows work that is done piece by piece: a bar with the pieces done, what is said of them and
 * the time left, once the work has lasted a while.
 */
final class PieceBar {
  private final LongSupplier clock;
  private final long begin;
  private final long wait;
  private @Nullable Live live;

  /** A bar that shows itself once the work has lasted {@code wait} ns. */
  PieceBar(long wait, LongSupplier clock) {
    this.clock = clock;
    this.wait = wait;
    begin = clock.getAsLong();
  }

  /** What is shown after a piece. */
  record Reading(String said, int done, int all, double seconds) {
    Map<String, String> bundle() {
      String line = said + "; " + time();
      return Rich.html(
          Bar.text(done, all) + " " + line,
          "<div>" + Bar.html(done, all) + Rich.escape(line) + "</div>");
    }

    private String time() {
      return done < all
          ? Bar.left(seconds, done, all)
          : String.format(Locale.ROOT, "all in %.1f s", seconds);
    }
  }

  /** Shows that so many of all pieces are done. */
  void pieceDone(String said, int done, int all) {
    long elapsed = clock.getAsLong() - begin;
    Reading reading = new Reading(said, done, all, elapsed / 1e9);
    if (live == null && elapsed >= wait && done < all) {
      live = Show.live(reading);
    } else if (live != null && done < all) {
      live.update(reading);
    } else if (live != null) {
      live.end(reading);
    }
  }
}
