package org.meshnn.engine;

import java.util.Arrays;
import java.util.Map;
import org.meshnn.graph.Topology;
import org.meshnn.plan.InfluencePlan;

/** The influence of each stream, moved on at every tick; exact or SnAp-n, as it was planned. */
final class TickByTick implements Propagation {
  private final InfluenceRows[] lanes;
  private final long numbers; // of each of them
  private final int[] edge; // those that influence passes along
  private final int[] target;
  private final double[] jacobian;
  private final double[] slope;
  private final double[] before;
  private final double[] errors;

  TickByTick(InfluencePlan plan, LaneStates states, Kernels kernels, int lanes) {
    Topology topology = plan.topology();
    edge = plan.passing().stream().toArray();
    target = new int[edge.length];
    for (int i = 0, j = 0; i < edge.length; i++) {
      while (topology.columnEnd(j) <= edge[i]) {
        j++;
      }
      target[i] = j;
    }
    numbers = plan.numbers();
    this.lanes = new InfluenceRows[lanes];
    Arrays.setAll(this.lanes, lane -> new InfluenceRows(plan, kernels));
    jacobian = new double[topology.edges() + topology.neurons()];
    slope = new double[topology.neurons()];
    before = new double[topology.neurons()];
    errors = new double[topology.neurons()];
    for (int j : states.leaking()) {
      jacobian[topology.edges() + j] = 1 - states.leak(j);
    }
  }

  @Override
  public void moved(LaneStates states, double[] weights, boolean last) {
    for (int lane = 0; lane < lanes.length; lane++) {
      states.copyBefore(lane, before);
      states.copySlopes(lane, slope);
      for (int i = 0; i < edge.length; i++) {
        jacobian[edge[i]] = slope[target[i]] * weights[edge[i]];
      }
      lanes[lane].move(jacobian, slope, before, last);
    }
  }

  @Override
  public void addGradient(LaneStates states, double[] weights, double[] gradient) {
    for (int lane = 0; lane < lanes.length; lane++) {
      states.copyErrors(lane, errors);
      lanes[lane].addGradient(errors, gradient);
    }
  }

  @Override
  public void reset(int lane) {
    lanes[lane].reset();
  }

  @Override
  public void keep(Map<String, double[]> kept) {
    double[] influence = new double[Requests.requireKept(numbers, lanes.length)];
    int size = influence.length / lanes.length;
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane].copyTo(influence, lane * size);
    }
    kept.put(INFLUENCE, influence);
  }

  @Override
  public void restore(Map<String, double[]> kept) {
    double[] influence = StreamEngine.kept(kept, INFLUENCE, numbers * lanes.length);
    int size = influence.length / lanes.length;
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane].copyFrom(influence, lane * size);
    }
  }

  @Override
  public String toString() {
    return "tick by tick";
  }
}
