package org.meshnn.plan;

import java.util.BitSet;
import org.meshnn.graph.Topology;

/**
 * What one of the longest sequences costs, by gradient method, counted before anything runs.
 * Multiply-adds are those of states and gradient, bytes what each sequence has to itself.
 *
 * @param states multiply-adds of the states alone
 * @param statesBytes bytes of the states alone
 * @param forwardOnly multiply-adds; infinite where it does not fit into this JVM's memory
 * @param forwardOnlyBytes bytes; 0 where it does not fit
 * @param ticksPerBlock by how many ticks forward-only moves the influence on; all ticks of the
 *     sequence where one block holds them, which is back-propagation
 * @param backward multiply-adds of back-propagation, which keeps all ticks
 * @param backwardBytes its bytes
 * @param tensor multiply-adds of the literal tensor, counted as in {@link Cost}
 * @param tensorBytes its bytes
 * @param forwardOnlyIsCheaper whether forward-only takes no more multiply-adds than
 *     back-propagation, or all ticks of 32 sequences do not fit half of this JVM's memory; and fits
 *     itself
 */
public record SequenceCost(
    double states,
    double statesBytes,
    double forwardOnly,
    double forwardOnlyBytes,
    long ticksPerBlock,
    double backward,
    double backwardBytes,
    double tensor,
    double tensorBytes,
    boolean forwardOnlyIsCheaper) {
  private static final int SHARD = 32; // sequences side by side in an engine of a training
  private static final int WIDTH = 3; // numbers kept of a neuron at a tick, and of a wider vector
  private static final double MOST = Forecast.LIMIT / (double) Double.BYTES; // numbers

  /**
   * {@return the cost}
   *
   * @param plan the mesh, and how sequences run through it
   * @param rest which neurons leak
   */
  public static SequenceCost of(SequencePlan plan, Rest rest) {
    StatePlan states = StatePlan.of(plan.topology());
    double ticks = plan.ticks();
    double n = plan.topology().neurons();
    double alone = ticks * states.multiplyAdds();
    double back = alone + ticks * (states.multiplyAdds() + states.scatter().terms());
    double kept = Double.BYTES * 2 * n * ticks;
    double tensor = ticks * ((n * n + 1) * plan.topology().edges() + n * n * rest.leaking());
    int k = plan.ticksPerStep();
    BlockPlan blocks = BlockPlan.of(states, leaking(plan.topology(), rest));
    int h = blocks.ticksPerLongBlock(k);
    boolean inOne = h >= plan.ticks();
    boolean fits = inOne || blocks.fits(k, h, 1);
    double forward =
        inOne ? back : fits ? byBlocks(blocks, plan, h, back) : Double.POSITIVE_INFINITY;
    double block = Double.BYTES * ((double) blocks.influence() + 2.0 * h * n);
    return new SequenceCost(
        alone,
        Double.BYTES * 3 * n,
        forward,
        inOne ? kept : fits ? block : 0,
        inOne ? plan.ticks() : h,
        back,
        kept,
        tensor,
        2.0 * Double.BYTES * n * n * n,
        inOne || (!keeps(plan) && blocks.fits(k, h, SHARD, MOST)));
  }

  /**
   * By blocks of h ticks. A block is carried back as in back-propagation and multiplied by G, which
   * stands for what came before; between two blocks G is moved on: see {@link
   * BlockPlan#multiplyAdds}. It is never less than back-propagation.
   */
  private static double byBlocks(BlockPlan blocks, SequencePlan plan, double h, double back) {
    double n = blocks.carriers().length;
    double rows = blocks.rows();
    double count = Math.ceil(plan.ticks() / h);
    double moves = n * h * blocks.back().target().length + n * (n + h) * rows;
    return back + (count - 1) * (moves + n * rows);
  }

  private static BitSet leaking(Topology topology, Rest rest) {
    BitSet leaking = new BitSet();
    for (int j = topology.roles().clamped(); j < topology.neurons(); j++) {
      leaking.set(j, rest.leaks(j));
    }
    return leaking;
  }

  /** Whether all ticks of 32 sequences fit 1 GiB, on every machine, and each array. */
  private static boolean keeps(SequencePlan plan) {
    double numbers = (double) plan.ticks() * plan.topology().neurons() * SHARD;
    return 2 * numbers <= InfluencePlan.ARRAY && WIDTH * numbers <= MOST;
  }

  /** {@return whether forward-only fits this JVM's memory, for one sequence at least} */
  public boolean fits() {
    return forwardOnly < Double.POSITIVE_INFINITY;
  }

  /**
   * {@return forward-only's multiply-adds over those of back-propagation; infinite if it does not
   * fit}
   */
  public double ratio() {
    return forwardOnly / backward;
  }
}
