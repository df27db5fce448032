package org.meshnn.engine;

import java.io.Serializable;
import org.meshnn.graph.Neurons;

/**
 * A value that some neurons have.
 *
 * @param <T> its type
 * @param neurons those that have it
 * @param value what they have
 */
public record Assignment<T>(Neurons neurons, T value) implements Serializable {
  @Override
  public String toString() {
    return value + " on " + neurons;
  }
}
