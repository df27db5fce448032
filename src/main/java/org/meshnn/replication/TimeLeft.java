package org.meshnn.replication;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Estimates when the rest of some runs will be finished, if it goes on as it went: with s(r) the
 * known seconds of a run r and e those that have passed, after
 *
 * <pre>  (e + 60) (sum of s over the waiting runs) / (sum of s over the finished + 60 threads)
 * </pre>
 *
 * seconds: as fast as known until a minute of work says otherwise.
 */
public final class TimeLeft {
  private static final double PRIOR = 60; // seconds that are believed to have gone as known

  private final RunSeconds seconds;
  private final int threads;
  private final Set<Ledger.Key> waiting;
  private double finished; // known seconds

  /**
   * Nothing is finished yet.
   *
   * @param seconds of each run
   * @param waiting the runs to be made
   * @param threads runs side by side, at least 1
   */
  public TimeLeft(RunSeconds seconds, Collection<Ledger.Key> waiting, int threads) {
    this.seconds = seconds;
    this.waiting = new LinkedHashSet<>(waiting);
    this.threads = threads;
  }

  /**
   * Is called with a finished run.
   *
   * @param key names the run; one that does not wait changes nothing
   */
  public void finished(Ledger.Key key) {
    if (waiting.remove(key)) {
      finished += seconds.of(key);
    }
  }

  /**
   * {@return an estimate of the time until the waiting runs are finished}
   *
   * @param elapsed since the first of the runs began
   */
  public Duration after(Duration elapsed) {
    double rest = waiting.stream().mapToDouble(seconds::of).sum();
    double passed = elapsed.toNanos() / 1e9;
    return Duration.ofMillis(
        Math.round(1000 * (passed + PRIOR) * rest / (finished + PRIOR * threads)));
  }
}
