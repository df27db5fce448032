package org.meshnn.engine;

/**
 * Some streams side by side through one mesh, step after step, and the gradient of losses on the
 * way.
 */
sealed interface Streams permits SequenceStreams, StreamEngine, TensorStreams {

  /** Puts a stream back to S = 0, with no past to learn from. */
  void reset(int lane);

  /**
   * Puts the first streams back to S = 0.
   *
   * @param lanes how many of them
   */
  default void begin(int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      reset(lane);
    }
  }

  /** Clamps the inputs of a stream: as many as there are, from an index on. */
  void clamp(int lane, double[] x, int from);

  /** Moves all streams one step. */
  void step(double[] weights);

  /** The states of the output neurons after the last step, one row a neuron. */
  Block outputs();

  /** Where dL/dS of the output neurons is put. */
  Block outputGradient();

  /**
   * Adds the gradient of the loss of the last step, summed over the streams, at once or when the
   * sequences {@link #end}.
   */
  void addGradient(double[] weights, double[] gradient);

  /**
   * Adds what waited for the sequences to end.
   *
   * @param weights of the edges
   * @param gradient dL/dA of the edges, added to
   */
  default void end(double[] weights, double[] gradient) {}
}
