package org.meshnn.spark;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.meshnn.workers.Ended;
import org.meshnn.workers.Packed;
import org.meshnn.workers.Task;

/**
 * A task as it is sent to an executor.
 *
 * @param place among the tasks
 */
record Sent<S, R>(int place, Packed<Task.Work<S, R>> work, Broadcast<Packed<S>> shared)
    implements Serializable {

  /**
   * How the run ended, packed.
   *
   * @throws IllegalStateException if it was interrupted, and is to be made again
   */
  Packed<Ended<R>> made() {
    Ended<R> ended = ended();
    if (ended.interrupted()) {
      throw new IllegalStateException("interrupted");
    }
    try {
      return Packed.of(ended, "what the run gave");
    } catch (IllegalArgumentException e) {
      Throwable thrown = ended.failure();
      return Packed.of(
          new Ended<>(null, new IllegalStateException(String.valueOf(thrown == null ? e : thrown))),
          "a reason");
    }
  }

  private Ended<R> ended() {
    try {
      return new Task<>(shared.value().get(), work.get()).end();
    } catch (RuntimeException | Error e) {
      return new Ended<>(null, e); // does not unpack here
    }
  }
}
