package org.meshnn.workers;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A run to be made, on one thread.
 *
 * @param <S> what it shares with other tasks
 * @param <R> what it gives
 * @param shared with the other tasks that have the same object, which travels once to each machine;
 *     {@link Serializable} where runs are made elsewhere
 * @param work what is done with it
 */
public record Task<S, R>(S shared, Work<S, R> work) {

  /** What a run does. Where runs are made elsewhere, all it holds must be serialisable. */
  @FunctionalInterface
  public interface Work<S, R> extends Serializable {
    /**
     * Makes the run. Whatever it throws is the failure of this run alone, even where it needs more
     * memory than there is.
     *
     * @param shared of the task
     * @return what the run gives; null if its thread was interrupted
     */
    @Nullable R run(S shared);
  }

  /** {@return how the run ends when it is made now, on this thread} */
  public Ended<R> end() {
    try {
      return new Ended<>(work.run(shared), null);
    } catch (Throwable e) {
      return new Ended<>(null, e);
    }
  }
}
