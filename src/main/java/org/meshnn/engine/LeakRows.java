package org.meshnn.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an error keeps on its way back through a tick where neurons leak: {@code (1 - a_j) v_j}, in
 * the row of the neuron, to which a gather then adds.
 */
final class LeakRows {
  private final double[] kept; // 1 - a of each row
  private final int[] leaking; // rows
  private final int @Nullable [] add;

  /**
   * Rows of some neurons.
   *
   * @param neurons of the rows, in their order
   * @param first row of the first
   */
  LeakRows(LaneStates states, int[] neurons, int first) {
    kept = new double[first + neurons.length];
    int[] rows = new int[neurons.length];
    for (int i = 0; i < neurons.length; i++) {
      kept[first + i] = 1 - states.leak(neurons[i]);
      rows[i] = kept[first + i] > 0 ? first + i : -1;
    }
    leaking = Arrays.stream(rows).filter(row -> row >= 0).toArray();
    add = leaking.length > 0 ? rows : null;
  }

  /** Multiplies rows. */
  void scale(double[] m, int stride, int width) {
    for (int row : leaking) {
      double factor = kept[row];
      int at = row * stride;
      for (int p = 0; p < width; p++) {
        m[at + p] *= factor;
      }
    }
  }

  /** Where sums of a gather into the rows start from: the row itself where its neuron leaks. */
  int @Nullable [] add() {
    return add;
  }
}
