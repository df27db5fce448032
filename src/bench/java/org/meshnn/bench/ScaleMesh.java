package org.meshnn.bench;

import java.util.SplittableRandom;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

/**
 * Large meshes in which the outputs see every edge: two hidden layers of m neurons, run for 3
 * ticks. A neuron of the first takes 9 of the inputs (bias included), one of the second takes 10 of
 * the first, and hands its state to one output: 20 m edges, 2 m neurons and a few.
 */
public enum ScaleMesh {
  /** A neuron of the second layer takes neurons of the first at random: layered-sparse. */
  LAYERED {
    @Override
    int source(int i, int k, int m, SplittableRandom random) {
      return random.nextInt(m);
    }
  },
  /** A neuron of the second layer takes its neighbours in the first, on a ring: lattice-like. */
  LATTICE {
    @Override
    int source(int i, int k, int m, SplittableRandom random) {
      return Math.floorMod(i + k - FAN_IN / 2, m);
    }
  };

  static final int TICKS = 3;
  private static final int FAN_IN = 10;
  private static final int INPUTS = 63;
  private static final int FROM_INPUTS = 9;
  private static final int OUTPUTS = 10;

  abstract int source(int i, int k, int m, SplittableRandom random);

  /** A mesh of about so many edges (a repeated random edge counts once). Linear in edges. */
  Topology topology(int edges) {
    int m = edges / (FROM_INPUTS + FAN_IN + 1);
    Roles roles = new Roles(INPUTS, true, 2 * m, OUTPUTS);
    int first = roles.clamped();
    int second = first + m;
    SplittableRandom random = new SplittableRandom(Work.SEED);
    int[] from = new int[m * (FROM_INPUTS + FAN_IN + 1)];
    int[] to = new int[from.length];
    int e = 0;
    for (int i = 0; i < m; i++) {
      int start = random.nextInt(first);
      for (int k = 0; k < FROM_INPUTS; k++, e++) {
        from[e] = (start + 7 * k) % first;
        to[e] = first + i;
      }
      for (int k = 0; k < FAN_IN; k++, e++) {
        from[e] = first + source(i, k, m, random);
        to[e] = second + i;
      }
      from[e] = second + i;
      to[e++] = roles.firstOutput() + i % OUTPUTS;
    }
    return Wiring.edges(from, to).wire(roles);
  }
}
