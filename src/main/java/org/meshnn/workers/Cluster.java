package org.meshnn.workers;

/**
 * A kind of cluster, found by its addresses: a class that is named in {@code
 * META-INF/services/org.meshnn.workers.Cluster} and has a public constructor without arguments; see
 * {@link java.util.ServiceLoader}.
 */
public interface Cluster {
  /**
   * {@return the workers at an address, begun; to be closed}
   *
   * @param address such as "spark://host:7077"
   * @throws IllegalArgumentException if it is no address of this kind
   */
  Workers at(String address);
}
