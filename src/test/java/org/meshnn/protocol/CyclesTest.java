package org.meshnn.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshnn.Mesh;
import org.meshnn.graph.Topology;

class CyclesTest {
  private static final int INPUTS = 5;

  private static Mesh mesh(Cycles cycles, long seed) {
    return CycleStudy.mesh(INPUTS, 3, cycles, seed).inputs(INPUTS).outputs(2);
  }

  private static Topology topology(Cycles cycles, long seed) {
    return mesh(cycles, seed).topology();
  }

  @ParameterizedTest
  @EnumSource
  void theyCloseTheCyclesTheyAreCalledAfter(Cycles cycles) {
    for (long seed = 1; seed <= 100; seed++) {
      Topology topology = topology(cycles, seed);
      int n = topology.neurons();
      int loops = 0;
      int twos = 0;
      int threes = 0;
      for (int a = 0; a < n; a++) {
        loops += has(topology, a, a);
        for (int b = a + 1; b < n; b++) {
          twos += has(topology, a, b) * has(topology, b, a);
          for (int c = a + 1; c < n; c++) {
            threes += b == c ? 0 : has(topology, a, b) * has(topology, b, c) * has(topology, c, a);
          }
        }
      }
      assertEquals(0, loops);
      assertEquals(cycles == Cycles.OF_TWO ? Cycles.MORE : 0, twos);
      assertTrue(cycles == Cycles.OF_THREE ? threes >= Cycles.MORE : twos > 0 || threes == 0);
      assertEquals(cycles != Cycles.NONE, topology.isRecurrent());
    }
  }

  private static int has(Topology topology, int from, int to) {
    return topology.edge(from, to) >= 0 ? 1 : 0;
  }

  @ParameterizedTest
  @EnumSource
  void allElseIsTheSame(Cycles cycles) {
    for (long seed = 1; seed <= 100; seed++) {
      Topology topology = topology(cycles, seed);
      Topology none = topology(Cycles.NONE, seed);
      assertEquals(none.edges(), topology.edges());
      assertEquals(topology, topology(cycles, seed));
      int shared = 0;
      for (int a = 0; a < none.neurons(); a++) {
        for (int b = 0; b < none.neurons(); b++) {
          shared += has(none, a, b) * has(topology, a, b);
        }
      }
      assertEquals(cycles == Cycles.NONE ? none.edges() : none.edges() - Cycles.MORE, shared);
      assertEquals(0, mesh(cycles, seed).explain().neverAlive());
    }
  }
}
