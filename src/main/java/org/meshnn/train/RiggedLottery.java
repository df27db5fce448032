package org.meshnn.train;

import java.util.List;
import org.meshnn.graph.Wiring;

/**
 * RigL (Evci et al., Rigging the lottery: making all tickets winners, ICML 2020, algorithm 1).
 * Every so many steps a batch is used to rewire in place of a step of the optimiser: of the k edges
 * of smallest weight and the pairs without an edge, the k of largest gradient in magnitude are the
 * edges from then on. Those that were edges keep their weight, new ones begin at 0. It falls from
 * step to step,
 *
 * <pre>  k = edges * fraction / 2 * (1 + cos(pi step / end)),   end = until * steps of all epochs
 * </pre>
 *
 * rounded, and from {@code end} on edges stay.
 *
 * <p>Gradients of pairs without an edge are exact: {@link org.meshnn.engine.PairGradient}, which
 * says what they cost, about {@code n * (hidden + outputs) * (ticks - 1)} multiply-adds for each
 * sample of the batch, on one thread; the memory is linear in edges, and in the batch's states. In
 * a training of batches at density d, a rewiring each {@code every} steps takes in the order of
 * {@code 1 / (3 d every)} of the time of the other steps.
 *
 * @param fraction alpha, in (0, 1)
 * @param every so many steps, at least 1
 * @param until which part of all steps edges change, in (0, 1]
 * @param within parts, each of which keeps its number of edges, as of {@link SparseEvolution};
 *     empty for one of all pairs that lead to hidden and output neurons
 */
public record RiggedLottery(double fraction, int every, double until, List<Wiring> within)
    implements Rewiring {

  /**
   * Checks the ranges.
   *
   * @param fraction in (0, 1)
   * @param every at least 1
   * @param until in (0, 1]
   * @param within copied
   * @throws IllegalArgumentException if one is outside its range
   */
  public RiggedLottery {
    SparseEvolution.requireFraction("the fraction of edges that are replaced", fraction);
    if (every < 1) {
      throw new IllegalArgumentException("expected to rewire every 1 or more steps; got " + every);
    }
    MagnitudePruning.requireUntil(until);
    within = SparseEvolution.copyOf(within);
  }

  /**
   * {@return the same, at other steps}
   *
   * @param steps from one rewiring to the next, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public RiggedLottery every(int steps) {
    return new RiggedLottery(fraction, steps, until, within);
  }

  /**
   * {@return the same, in another part of training}
   *
   * @param part of all steps after which edges stay, in (0, 1]
   * @throws IllegalArgumentException if it is not in (0, 1]
   */
  public RiggedLottery until(double part) {
    return new RiggedLottery(fraction, every, part, within);
  }

  /**
   * {@return the same, within parts of the mesh}
   *
   * @param part whose edges are replaced by others of it
   * @param more other parts; no two may have an edge in common, which is looked at when training
   *     begins
   * @throws IllegalArgumentException if one is null
   */
  public RiggedLottery within(Wiring part, Wiring... more) {
    return new RiggedLottery(fraction, every, until, SparseEvolution.parts(part, more));
  }

  /**
   * {@return the same, within parts of the mesh}
   *
   * @param parts each of whose edges are replaced by others of it, for example {@link
   *     Wiring#betweenLayers}; no two may have an edge in common, which is looked at when training
   *     begins
   * @throws IllegalArgumentException if there is none, or one is null
   */
  public RiggedLottery within(List<Wiring> parts) {
    return new RiggedLottery(fraction, every, until, SparseEvolution.parts(parts));
  }

  /** Whether edges change in place of a step, the first being 1, of so many in all. */
  boolean isDue(long step, long steps) {
    return step % every == 0 && step < until * steps;
  }

  /** The fraction at a step: alpha / 2 (1 + cos(pi step / end)). */
  double fractionAt(long step, long steps) {
    return fraction / 2 * (1 + StrictMath.cos(Math.PI * step / (until * steps)));
  }

  @Override
  public String toString() {
    return "RigL of "
        + fraction
        + " every "
        + every
        + " steps until "
        + until
        + SparseEvolution.inWords(within);
  }
}
