package org.meshnn.workers;

/**
 * Receives runs that have ended.
 *
 * @param <R> what a run gives
 */
@FunctionalInterface
public interface Receiver<R> {
  /**
   * Called once with each run.
   *
   * @param task its place among the tasks, from 0
   * @param ended how it ended
   * @return whether to go on; false stops the runs in progress, and those that have ended meanwhile
   *     are still reported
   */
  boolean ended(int task, Ended<R> ended);
}
