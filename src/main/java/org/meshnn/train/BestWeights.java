package org.meshnn.train;

import org.meshnn.graph.Topology;

/**
 * The weights of the best epoch so far, that of the lowest loss or what else is watched; until
 * there is one, those that training began with.
 */
final class BestWeights {
  private Topology topology;
  private double[] weights;
  private double loss;
  private int epoch;

  /** Goes on from a state, whose weights are copied. */
  BestWeights(TrainingState.Best best) {
    topology = best.topology();
    weights = best.weights().clone();
    loss = best.loss();
    epoch = best.epoch();
  }

  /**
   * Takes the weights over, with the edges they are of, if what was measured is lower than before.
   */
  void offer(int number, double measured, Topology edges, double[] candidate) {
    if (measured < loss) {
      loss = measured;
      epoch = number;
      topology = edges;
      weights = weights.length == candidate.length ? weights : new double[candidate.length];
      System.arraycopy(candidate, 0, weights, 0, weights.length);
    }
  }

  /** The edges that the weights are of. */
  Topology topology() {
    return topology;
  }

  double[] weights() {
    return weights;
  }

  /** The best epoch, or 0 if there was none. */
  int epoch() {
    return epoch;
  }

  /** What to go on from; its weights are shared. */
  TrainingState.Best state() {
    return new TrainingState.Best(topology, weights, loss, epoch);
  }
}
