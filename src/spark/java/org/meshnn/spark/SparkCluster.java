package org.meshnn.spark;

import org.meshnn.workers.Cluster;
import org.meshnn.workers.Workers;

/** Clusters by the names that Spark gives its masters. */
public final class SparkCluster implements Cluster {
  private static final String SUBMITTED = "submitted";

  /** For {@link java.util.ServiceLoader}. */
  public SparkCluster() {}

  /**
   * As {@link SparkWorkers#on}.
   *
   * @param address of a master, or "submitted" for that of {@code spark-submit}
   * @throws IllegalArgumentException if no application begins there; the message says why
   * @throws IllegalStateException if it is "submitted" and no application begins
   */
  @Override
  public Workers at(String address) {
    return address.equals(SUBMITTED) ? SparkWorkers.submitted() : SparkWorkers.on(address);
  }
}
