package org.meshnn.display;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.meshnn.experiment.CandidateScore;
import org.meshnn.experiment.SearchListener;
import org.meshnn.text.OneLine;

/** Follows one search: a bar with the candidates done, the best so far and the time left. */
final class SearchBar implements SearchListener {
  private static final int LONGEST = 160;

  private final PieceBar bar;

  /** A bar that shows itself once the search has lasted {@code wait} ns. */
  SearchBar(long wait, LongSupplier clock) {
    bar = new PieceBar(wait, clock);
  }

  @Override
  public void scored(CandidateScore latest, CandidateScore best, int done, int planned) {
    String shown = OneLine.of(best, LONGEST);
    bar.pieceDone(
        String.format(Locale.ROOT, "candidate %d of %d; best so far %s", done, planned, shown),
        done,
        planned);
  }
}
