package org.meshnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Topology;

/** The states of all neurons from tick to tick, of one row. */
final class RowActivity {
  private RowActivity() {}

  /**
   * The states before tick 1 and after each tick: inputs and bias show what they are clamped to.
   *
   * @param x the row's inputs, shape (1, inputs)
   */
  static List<double[]> of(Topology topology, Probe probe, DMatrixRMaj x) {
    double[] clamped = new double[topology.neurons()];
    System.arraycopy(x.data, 0, clamped, 0, topology.inputs());
    if (topology.hasBias()) {
      clamped[topology.inputs()] = 1;
    }
    List<double[]> states = new ArrayList<>(List.of(clamped));
    for (DMatrixRMaj tick : probe.input(x).states()) {
      double[] state = Arrays.copyOf(tick.data, topology.neurons());
      System.arraycopy(clamped, 0, state, 0, topology.roles().clamped());
      states.add(state);
    }
    return states;
  }
}
