package org.meshnn.train;

import java.io.Serializable;
import java.util.List;

/**
 * How a mesh changes its edges while it learns: {@link Training#rewiring(Rewiring)}. Immutable.
 *
 * <p>What belongs to an edge follows it: one that stays keeps its weight and what the optimiser
 * remembers of it; of one that is new the optimiser remembers zeros, with the number of steps that
 * all have. The plan is made again, in time linear in ticks times edges; what the forward-only
 * gradient carries through more than two ticks is laid out again too, which can take longer, and
 * {@link org.meshnn.engine.GradientMethod#BACKWARD} does without. The same seed gives the same
 * edges, whatever the number of threads.
 *
 * <p>Edges into inputs and bias, which have no effect, are never grown.
 */
public sealed interface Rewiring extends Serializable
    permits SparseEvolution, RiggedLottery, MagnitudePruning {

  /**
   * {@return sparse evolutionary training: before each epoch but the first, the weakest edges make
   * way for as many at random, see {@link SparseEvolution}}
   *
   * @param fraction of the edges, zeta, in (0, 1)
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  static SparseEvolution set(double fraction) {
    return new SparseEvolution(fraction, List.of());
  }

  /**
   * {@return RigL: every 100 steps of the first three quarters of training, the weakest edges make
   * way for those of largest gradient, see {@link RiggedLottery}}
   *
   * @param fraction of the edges at the beginning, alpha, in (0, 1)
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  static RiggedLottery rigl(double fraction) {
    return new RiggedLottery(fraction, 100, 0.75, List.of());
  }

  /**
   * {@return pruning by magnitude, epoch by epoch in the first three quarters of training, until a
   * part of the edges is left, see {@link MagnitudePruning}}
   *
   * @param part of the edges that is left, in (0, 1)
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  static MagnitudePruning prune(double part) {
    SparseEvolution.requireFraction("the part of the edges that is left", part);
    return new MagnitudePruning(part, 0, 0.75);
  }

  /**
   * {@return pruning as of {@link #prune(double)}, to a number of edges}
   *
   * @param edges that are left, at least 1; where training begins with no more, it is refused
   * @throws IllegalArgumentException if it is less
   */
  static MagnitudePruning pruneTo(int edges) {
    if (edges < 1) {
      throw new IllegalArgumentException("expected at least 1 edge to be left; got " + edges);
    }
    return new MagnitudePruning(0, edges, 0.75);
  }
}
