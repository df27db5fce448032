package org.meshnn.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Topology;

/**
 * Sequences side by side, through which the weights stay as they are, so that the gradients of all
 * their targets are carried back together: through all ticks at the end, or block by block of
 * ticks, where the influence that the past has at the begin of the block stands for what came
 * before. Then memory does not grow with the steps.
 */
final class SequenceStreams implements Streams {
  private final LaneStates states;
  private final RecentTicks recent;
  private final @Nullable ByBlocks blocks; // null: recent holds all ticks
  private final double[] gradient; // of the blocks that have passed
  private final int ticksPerStep;

  SequenceStreams(
      Topology topology,
      LaneStates states,
      RecentTicks recent,
      @Nullable ByBlocks blocks,
      int ticksPerStep) {
    this.states = states;
    this.recent = recent;
    this.blocks = blocks;
    this.ticksPerStep = ticksPerStep;
    gradient = new double[blocks == null ? 0 : topology.edges()];
  }

  @Override
  public void begin(int lanes) {
    recent.clear();
    Arrays.fill(gradient, 0);
    for (int lane = 0; lane < lanes; lane++) {
      states.reset(lane);
      if (blocks != null) {
        blocks.forget(lane);
      }
    }
  }

  @Override
  public void reset(int lane) {
    states.reset(lane);
    recent.reset(lane);
    if (blocks != null) {
      blocks.forget(lane);
    }
  }

  @Override
  public void clamp(int lane, double[] x, int from) {
    states.clamp(lane, x, from);
  }

  @Override
  public void step(double[] weights) {
    for (int tick = 0; tick < ticksPerStep; tick++) {
      if (blocks != null && recent.isFull()) {
        blocks.addGradient(gradient);
        blocks.moveOn();
      }
      states.tick(weights);
      recent.add(states, weights);
    }
  }

  @Override
  public Block outputs() {
    return states.outputs();
  }

  @Override
  public Block outputGradient() {
    return states.outputGradient();
  }

  @Override
  public void addGradient(double[] weights, double[] unused) {
    recent.putErrors(states);
  }

  @Override
  public void end(double[] weights, double[] sum) {
    if (blocks == null) {
      recent.carryBack(sum);
      return;
    }
    blocks.addGradient(gradient);
    for (int e = 0; e < gradient.length; e++) {
      sum[e] += gradient[e];
    }
  }
}
