package org.meshnn.engine;

import java.util.Map;

/** The gradient at every step, back through the last steps and no further. */
final class BackThroughTime implements Propagation {
  private final RecentTicks recent;

  BackThroughTime(RecentTicks recent) {
    this.recent = recent;
  }

  @Override
  public void moved(LaneStates states, double[] weights, boolean last) {
    recent.add(states, weights);
  }

  @Override
  public void addGradient(LaneStates states, double[] weights, double[] gradient) {
    recent.putErrors(states);
    recent.carryBack(gradient);
  }

  @Override
  public void reset(int lane) {
    recent.reset(lane);
  }

  @Override
  public void keep(Map<String, double[]> numbers) {
    recent.keep(numbers);
  }

  @Override
  public void restore(Map<String, double[]> numbers) {
    recent.restore(numbers);
  }

  @Override
  public String toString() {
    return "truncated";
  }
}
