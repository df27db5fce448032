package org.meshnn.graph;

/** placeholder. */
public record Roles(int inputs, boolean bias, int hidden, int outputs) {
  public int neurons() {
    return inputs + (bias ? 1 : 0) + hidden + outputs;
  }
}
