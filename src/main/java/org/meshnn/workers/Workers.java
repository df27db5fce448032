package org.meshnn.workers;

import java.util.List;
import java.util.ServiceLoader;
import org.meshnn.text.Required;

/** Where runs are made: on threads of this machine, or on a cluster, which is to be closed. */
public abstract class Workers implements AutoCloseable {

  /**
   * Makes runs and waits for them. A run that fails is reported like the others, which go on. If
   * the calling thread is interrupted, its flag is taken, runs in progress are stopped, and those
   * that have ended by then are reported.
   *
   * @param <S> what tasks share
   * @param <R> what a run gives
   * @param tasks begun in this order
   * @param receiver is called on the calling thread with each run as it ends
   * @return whether all runs were reported; false where it was interrupted, or the receiver stopped
   *     it
   * @throws IllegalArgumentException if a task or what it shares cannot travel to where it would be
   *     made; nothing has begun then
   * @throws IllegalStateException if the runs cannot go on there
   */
  public abstract <S, R> boolean make(List<Task<S, R>> tasks, Receiver<R> receiver);

  /**
   * {@return threads of this machine} None of them outlives a call.
   *
   * @param count runs in progress at once, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public static Workers threads(int count) {
    return new Threads(count);
  }

  /** {@return a thread for each processor of this machine} */
  public static Workers threads() {
    return threads(Runtime.getRuntime().availableProcessors());
  }

  /**
   * {@return the workers of a cluster, begun; to be closed}
   *
   * @param address such as "spark://host:7077"
   * @throws IllegalArgumentException if it is null, or no cluster's address
   * @throws IllegalStateException if no kind of cluster is on the class path
   */
  public static Workers at(String address) {
    Required.of(address, "the address of a cluster, for example \"spark://host:7077\"");
    return ServiceLoader.load(Cluster.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "expected a kind of cluster on the class path, got none; build with Spark: mvn"
                        + " -Pspark package"))
        .at(address);
  }

  /** Lets go of what was begun for them; of threads, nothing. */
  @Override
  public void close() {}
}
