package org.meshnn.workers;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended; both null if it was interrupted.
 *
 * @param <R> what a run gives
 * @param result null if it failed
 * @param failure what was thrown; null if it did not fail
 */
public record Ended<R>(@Nullable R result, @Nullable Throwable failure) implements Serializable {

  /** {@return whether the run was interrupted, and is to be made another time} */
  public boolean interrupted() {
    return result == null && failure == null;
  }
}
