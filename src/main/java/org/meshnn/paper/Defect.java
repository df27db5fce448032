package org.meshnn.paper;

/** What the published code of section 4.2 does otherwise than the paper says. */
public enum Defect {
  /** Softmax is applied to the outputs, and the loss applies it again; meshes and perceptrons. */
  SOFTMAX_TWICE,

  /**
   * Dropout of 0.2 on every state at every tick, outputs included, in all of training; meshes only.
   */
  DROPOUT,

  /** Relu between the ticks while training, none at the test; meshes only. Since March 2021. */
  RELU_IN_TRAINING_ONLY,

  /** No relu at all: a linear mesh. Until March 2021. */
  NO_RELU;

  /** The probability of {@link #DROPOUT}. */
  static final double DROPPED = 0.2;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
