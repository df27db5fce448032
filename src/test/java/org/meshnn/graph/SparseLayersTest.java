package org.meshnn.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparseLayersTest {
  private static final Roles ROLES = new Roles(4, true, 10, 3); // layers 5 to 10, 11 to 14

  private static int common(Topology a, Wiring b) {
    return a.edges() - Wiring.of(a).except(b).wire(a.roles()).edges();
  }

  @Test
  void eachPairOfLayersHasItsNumberOfEdges() {
    Topology sparse = Wiring.sparseLayered(1.25, 7, 6, 4).wire(ROLES);
    List<Wiring> between = Wiring.betweenLayers(6, 4);
    assertEquals(3, between.size());
    assertEquals(13, common(sparse, between.get(0)), "round(1.25 (4 + 6))");
    assertEquals(13, common(sparse, between.get(1)), "round(1.25 (6 + 4))");
    assertEquals(9, common(sparse, between.get(2)), "round(1.25 (4 + 3))");
    assertEquals(13, common(sparse, Wiring.range(4, 4, 5, 17)), "the bias to all");
    assertEquals(13 + 13 + 9 + 13, sparse.edges(), "and no others");
    assertEquals(sparse, Wiring.sparseLayered(1.25, 7, 6, 4).wire(ROLES));
    assertNotEquals(sparse, Wiring.sparseLayered(1.25, 8, 6, 4).wire(ROLES));
  }

  @Test
  void aPairThatHasNoMoreIsDense() {
    assertEquals(Wiring.layered(6, 4).wire(ROLES), Wiring.sparseLayered(9, 1, 6, 4).wire(ROLES));
    Topology sparse = Wiring.sparseLayered(2, 1, 6, 4).wire(ROLES);
    assertEquals(12, common(sparse, Wiring.range(11, 14, 15, 17)), "4 by 3, less than 2 (4 + 3)");
    Roles noBias = new Roles(4, false, 6, 3);
    assertEquals(10 + 9, Wiring.sparseLayered(1, 1, 6).wire(noBias).edges());
  }

  @Test
  void everyChoiceIsAsLikely() {
    int[] drawn = new int[24];
    for (int seed = 0; seed < 2_000; seed++) {
      Topology sparse = Wiring.sparseLayered(1, seed, 6, 4).wire(ROLES);
      for (int pair = 0; pair < 24; pair++) {
        drawn[pair] += sparse.edge(pair % 4, 5 + pair / 4) >= 0 ? 1 : 0;
      }
    }
    double p = 10.0 / 24;
    for (int count : drawn) {
      assertEquals(2_000 * p, count, 4 * Math.sqrt(2_000 * p * (1 - p)));
    }
  }

  @Test
  void betweenLayersIsLayeredWithoutTheBias() {
    Wiring all = Wiring.betweenLayers(6, 4).stream().reduce(Wiring::and).orElseThrow();
    Wiring bias = Wiring.range(4, 4, 5, 17);
    assertEquals(Wiring.layered(6, 4).except(bias).wire(ROLES), all.wire(ROLES));
    assertEquals("layers 1 -> 2 of [6, 4]", Wiring.betweenLayers(6, 4).get(1).toString());
    Roles perceptron = new Roles(2, false, 0, 2);
    assertEquals(Wiring.layered().wire(perceptron), Wiring.betweenLayers().get(0).wire(perceptron));
  }

  @Test
  void isLinearInItsEdges() {
    Roles wide = new Roles(100_000, true, 300_000, 10);
    Topology sparse = Wiring.sparseLayered(2, 1, 100_000, 100_000, 100_000).wire(wide);
    assertEquals(3 * 400_000 + 200_020 + 300_010, sparse.edges());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused("got 0.0", () -> Wiring.sparseLayered(0, 1, 6, 4));
    refused("got NaN", () -> Wiring.sparseLayered(Double.NaN, 1, 6, 4));
    refused("at least one neuron; got [6, 0]", () -> Wiring.sparseLayered(1, 1, 6, 0));
    refused("at least one neuron; got [0]", () -> Wiring.betweenLayers(0));
    refused("places 5 hidden", () -> Wiring.sparseLayered(1, 1, 5).wire(ROLES));
    refused("places 5 hidden", () -> Wiring.betweenLayers(5).get(0).wire(ROLES));
  }

  private static void refused(String expected, Runnable wrong) {
    String message = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
