package org.meshnn.engine;

import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.meshnn.graph.Topology;
import org.meshnn.plan.BlockPlan;
import org.meshnn.plan.InfluencePlan;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;

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
      case TRUNCATED -> new BackThroughTime(recent(requireRoom(gradient.n())));
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
    int ticks = ticksPerBlock(plan);
    OptionalLong tickByTick = InfluencePlan.exactMultiplyAdds(topology, lanes);
    if (tickByTick.isEmpty()) {
      return byBlocks(plan, ticks);
    }
    double byBlocks = plan.multiplyAdds(ticksPerStep, ticks, StreamEngine.waste(lanes));
    return plan.fits(ticksPerStep, ticks, lanes)
            && BlockPlan.isFaster(byBlocks, tickByTick.getAsLong())
        ? byBlocks(plan, ticks)
        : tickByTick(InfluencePlan.EXACT);
  }

  /** The ticks of so many steps, whose states, slopes and weights fit half of the memory. */
  private int requireRoom(int steps) {
    double ticks = (double) steps * ticksPerStep;
    double largest = ticks * topology.neurons() * Math.max(states.width(), 2 * lanes);
    double numbers =
        ticks * topology.neurons() * (states.width() + 2.0 * lanes)
            + (double) steps * topology.edges();
    if (largest > Integer.MAX_VALUE / 2 || numbers > Runtime.getRuntime().maxMemory() / 16.0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a gradient truncated after %,d steps of %s keeps %,.0f numbers of %s (%s), more than half of"
                  + " this JVM's memory (%s) or an array holds; take fewer steps, or the exact"
                  + " gradient, whose memory does not grow with them",
              steps,
              Plural.of(ticksPerStep, "tick"),
              numbers,
              Plural.of(lanes, "lane"),
              Sizes.bytes(Math.round(Double.BYTES * numbers)),
              Sizes.bytes(Runtime.getRuntime().maxMemory())));
    }
    return (int) ticks;
  }

  private TickByTick tickByTick(int reach) {
    InfluencePlan plan = InfluencePlan.of(topology, leaking(), reach, kernels.lanes(), lanes);
    return new TickByTick(plan, states, kernels, lanes);
  }

  BlockPlan blockPlan() {
    return BlockPlan.of(states.plan(), leaking());
  }

  private Propagation byBlocks(BlockPlan plan) {
    return byBlocks(plan, ticksPerBlock(plan));
  }

  Propagation byBlocks(BlockPlan plan, int ticksPerBlock) {
    plan.requireRoom(ticksPerStep, ticksPerBlock, lanes);
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
    return plan.ticksPerBlock(ticksPerStep, StreamEngine.waste(lanes));
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
    if (!plan.fits(ticksPerStep, ticksPerBlock, lanes)) {
      throw Requests.tooLargeBatch(plan.numbers(ticksPerStep, ticksPerBlock, lanes), lanes);
    }
    RecentTicks recent = recent(ticksPerBlock, true);
    BlockMove move = new BlockMove(plan, states, kernels, ticksPerBlock);
    ByBlocks blocks = new ByBlocks(plan, recent, move, kernels, lanes);
    return new SequenceStreams(topology, states, recent, blocks, ticksPerStep);
  }
}
