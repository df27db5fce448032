package org.meshnn.plot;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

/** Meshes to draw. */
final class Meshes {
  private Meshes() {}

  static Topology of(int inputs, boolean bias, int hidden, int outputs, boolean[][] fromTo) {
    DMatrixRMaj mask = new DMatrixRMaj(fromTo.length, fromTo.length);
    for (int from = 0; from < fromTo.length; from++) {
      for (int to = 0; to < fromTo.length; to++) {
        mask.set(from, to, fromTo[from][to] ? 1 : 0);
      }
    }
    return Wiring.nonZerosOf(mask).wire(new Roles(inputs, bias, hidden, outputs));
  }

  /** Every neuron to every hidden and output neuron, itself included. */
  static Topology dense(int inputs, int hidden, int outputs) {
    return random(inputs, hidden, outputs, 1, 0);
  }

  /** The edges of the dense mesh, each with the given probability. */
  static Topology random(int inputs, int hidden, int outputs, double density, long seed) {
    Random random = new Random(seed);
    int n = inputs + 1 + hidden + outputs;
    boolean[][] edges = new boolean[n][n];
    for (int from = 0; from < n; from++) {
      for (int to = inputs + 1; to < n; to++) {
        edges[from][to] = random.nextDouble() < density;
      }
    }
    return of(inputs, true, hidden, outputs, edges);
  }

  /** Two inputs and the bias, three hidden neurons, two outputs: 8 neurons, no cycle. */
  static Topology layered() {
    boolean[][] edges = new boolean[8][8];
    for (int h = 3; h < 6; h++) {
      for (int i = 0; i < 3; i++) {
        edges[i][h] = true;
      }
      for (int o = 6; o < 8; o++) {
        edges[h][o] = true;
        edges[2][o] = true;
      }
    }
    return of(2, true, 3, 2, edges);
  }

  static double[] weights(Topology topology, long seed) {
    return new Random(seed).doubles(topology.edges(), -1, 1).map(w -> w * w * w * 1.7).toArray();
  }
}
