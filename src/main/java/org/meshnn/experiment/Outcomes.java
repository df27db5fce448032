package org.meshnn.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Runs that end in any order, reported in theirs: one that ends before its turn waits for it. */
final class Outcomes {
  private final Outcome[] ended; // by run; null where it has not ended
  private final TrialListener listener;
  private int reported; // the runs before it

  Outcomes(int runs, TrialListener listener) {
    ended = new Outcome[runs];
    this.listener = listener;
  }

  void add(int run, Outcome outcome) {
    ended[run] = outcome;
    while (reported < ended.length && ended[reported] != null) {
      report(ended[reported++]);
    }
  }

  /** Reports those whose turn will not come, as a run before them was stopped. */
  List<Outcome> end() {
    while (reported < ended.length) {
      if (ended[reported] != null) {
        report(ended[reported]);
      }
      reported++;
    }
    return Arrays.stream(ended).filter(Objects::nonNull).toList();
  }

  private void report(Outcome outcome) {
    if (outcome instanceof Failure failure) {
      listener.failed(failure);
    } else {
      listener.finished((Trial) outcome);
    }
  }
}
