package org.meshnn.engine;

import java.util.BitSet;
import java.util.Map;
import java.util.OptionalInt;
import org.meshnn.graph.Topology;
import org.meshnn.plan.BlockPlan;
import org.meshnn.plan.InfluencePlan;
import org.meshnn.text.Plural;

/**
 * The ways to a gradient of some streams, and which is the fastest of those that are exact.
 *
 * @param topology the graph
 * @param states of the streams
 * @param kernels what they are computed with
 * @param ticksPerStep k, at least 1
 * @param lanes number of streams
 */
record Propagations(
    Topology topology, LaneStates states, Kernels kernels, int ticksPerStep, int lanes) {

  Propagation of(OnlineGradient gradient) {
    return switch (gradient.kind()) {
      case EXACT -> exact();
      case EXACT_BY_BLOCKS -> byBlocks(blockPlan());
      case EXACT_TICK_BY_TICK, SNAP -> tickByTick(gradient.reach());
      case TRUNCATED -> new BackThroughTime(recent(Math.multiplyExact(gradient.n(), ticksPerStep)));
    };
  }

  /** As {@link #of}; an exact one in the way that was taken where these numbers were kept. */
  Propagation asKept(OnlineGradient gradient, Map<String, double[]> numbers) {
    OptionalInt ticks = ByBlocks.ticksPerBlock(numbers);
    boolean exact = gradient.kind() == OnlineGradient.Kind.EXACT;
    if (ticks.isEmpty()) {
      return exact ? tickByTick(InfluencePlan.EXACT) : of(gradient);
    }
    if (!exact && gradient.kind() != OnlineGradient.Kind.EXACT_BY_BLOCKS) {
      return of(gradient);
    }
    if (ticks.getAsInt() % ticksPerStep != 0) {
      throw new IllegalArgumentException(
          "expected a block of steps of "
              + Plural.of(ticksPerStep, "tick")
              + "; got one of "
              + Plural.of(ticks.getAsInt(), "tick"));
    }
    return byBlocks(blockPlan(), ticks.getAsInt());
  }

  private Propagation exact() {
    BlockPlan plan = blockPlan();
    double byBlocks = plan.multiplyAdds(ticksPerStep, ticksPerBlock(plan), waste());
    long tickByTick = InfluencePlan.multiplyAdds(topology, InfluencePlan.EXACT);
    return BlockPlan.isFaster(byBlocks, tickByTick)
        ? byBlocks(plan)
        : tickByTick(InfluencePlan.EXACT);
  }

  private TickByTick tickByTick(int reach) {
    InfluencePlan plan = InfluencePlan.of(topology, leaking(), reach, kernels.lanes());
    return new TickByTick(plan, states, kernels, lanes);
  }

  BlockPlan blockPlan() {
    return BlockPlan.of(states.plan(), leaking());
  }

  private Propagation byBlocks(BlockPlan plan) {
    return byBlocks(plan, ticksPerBlock(plan));
  }

  Propagation byBlocks(BlockPlan plan, int ticksPerBlock) {
    BlockMove move = new BlockMove(plan, states, kernels, ticksPerBlock);
    return new ByBlocks(plan, recent(ticksPerBlock), move, kernels, lanes);
  }

  private RecentTicks recent(int ticks) {
    return recent(ticks, false);
  }

  private RecentTicks recent(int ticks, boolean constant) {
    return new RecentTicks(states.plan(), states, kernels, lanes, ticksPerStep, ticks, constant);
  }

  private int ticksPerBlock(BlockPlan plan) {
    return plan.ticksPerBlock(ticksPerStep, waste());
  }

  /** Numbers computed side by side for one that is needed. */
  private double waste() {
    return (double) states.width() / lanes;
  }

  private BitSet leaking() {
    BitSet leaking = new BitSet();
    for (int j : states.leaking()) {
      leaking.set(j);
    }
    return leaking;
  }

  /**
   * Of sequences with constant weights, whose gradient is asked for at their end.
   *
   * @param ticks of the longest
   * @param forward whether G is moved on, block after block, or all ticks are kept
   */
  SequenceStreams ofSequences(int ticks, boolean forward) {
    BlockPlan plan = forward ? blockPlan() : null;
    int ticksPerBlock = plan == null ? ticks : plan.ticksPerLongBlock(ticksPerStep);
    if (plan == null || ticksPerBlock >= ticks) {
      return new SequenceStreams(topology, states, recent(ticks, true), null, ticksPerStep);
    }
    RecentTicks recent = recent(ticksPerBlock, true);
    BlockMove move = new BlockMove(plan, states, kernels, ticksPerBlock);
    ByBlocks blocks = new ByBlocks(plan, recent, move, kernels, lanes);
    return new SequenceStreams(topology, states, recent, blocks, ticksPerStep);
  }
}
