package org.meshnn.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wirings that are graphs of the hidden neurons: what is known of each graph, and around it. */
class HiddenModelTest {
  private static final int HIDDEN = 24;

  static List<Wiring> models() {
    return List.of(
        Wiring.ring(4),
        Wiring.grid(4, 6),
        Wiring.torus(4, 6),
        Wiring.smallWorld(4, 0.2, 1),
        Wiring.scaleFree(2, 1),
        Wiring.modular(3, 0.5, 0.1, 1),
        Wiring.recurrent(0.2, 1),
        Wiring.reservoir(0.2, 1));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aroundAllModelsIsTheSame(Wiring wiring) {
    for (Roles roles :
        List.of(
            new Roles(3, true, HIDDEN, 2),
            new Roles(1, false, HIDDEN, 1),
            new Roles(0, true, HIDDEN, 3))) {
      Topology topology = wiring.wire(roles);
      int last = roles.neurons() - 1;
      int out = roles.firstOutput();
      Wiring around =
          Wiring.range(0, roles.clamped() - 1, roles.clamped(), out - 1)
              .and(Wiring.range(roles.clamped(), out - 1, out, last));
      Wiring expected =
          roles.bias()
              ? around.and(Wiring.range(roles.inputs(), roles.inputs(), out, last))
              : around;
      Wiring hidden = Wiring.range(roles.clamped(), out - 1, roles.clamped(), out - 1);
      assertEquals(expected.wire(roles), Wiring.of(topology).except(hidden).wire(roles));
      int graph = new HiddenGraph(topology).edges();
      assertEquals(expected.wire(roles).edges() + graph, topology.edges());
      assertTrue(graph > 0);
      assertEquals(roles.inputs() > 0 ? 2 : -1, topology.shortestPath());
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 2", "5, 4", "9, 4", "10, 6", "31, 30", "100, 8"})
  void aRingJoinsThoseThatAreNear(int n, int neighbours) {
    HiddenGraph ring = HiddenGraph.of(Wiring.ring(neighbours), n);
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        int apart = Math.min(Math.floorMod(a - b, n), Math.floorMod(b - a, n));
        assertEquals(apart >= 1 && apart <= neighbours / 2, ring.has(a, b));
      }
    }
    assertEquals(n * neighbours, ring.edges());
  }

  @Test
  void aGridByHand() {
    HiddenGraph grid = HiddenGraph.of(Wiring.grid(2, 3), 6); // 0 1 2 over 3 4 5
    assertArrayEquals(new int[] {1, 3}, grid.sources(0));
    assertArrayEquals(new int[] {0, 2, 4}, grid.sources(1));
    assertArrayEquals(new int[] {1, 5}, grid.sources(2));
    assertArrayEquals(new int[] {0, 4}, grid.sources(3));
    assertArrayEquals(new int[] {1, 3, 5}, grid.sources(4));
    assertArrayEquals(new int[] {2, 4}, grid.sources(5));
    assertEquals(0, HiddenGraph.of(Wiring.grid(1, 1), 1).edges());
    assertEquals(6, HiddenGraph.of(Wiring.grid(4, 1), 4).edges());
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "3, 7", "5, 4", "12, 10"})
  void gridAndTorusJoinNeighbours(int rows, int columns) {
    int n = rows * columns;
    HiddenGraph grid = HiddenGraph.of(Wiring.grid(rows, columns), n);
    HiddenGraph torus = HiddenGraph.of(Wiring.torus(rows, columns), n);
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        int down = Math.abs(a / columns - b / columns);
        int across = Math.abs(a % columns - b % columns);
        assertEquals(down + across == 1, grid.has(a, b));
        int around = Math.min(down, rows - down) + Math.min(across, columns - across);
        assertEquals(around == 1, torus.has(a, b));
      }
      assertEquals(4, torus.inDegree(a));
    }
    assertEquals(2 * (rows * (columns - 1) + columns * (rows - 1)), grid.edges());
  }

  @Test
  void aSmallWorldKeepsItsEdgesInNumber() {
    for (int n : new int[] {5, 6, 20, 200}) {
      for (int neighbours : new int[] {2, 4, 16}) {
        if (neighbours >= n) {
          continue;
        }
        assertEquals(
            Wiring.ring(neighbours).wire(new Roles(3, true, n, 2)),
            Wiring.smallWorld(neighbours, 0, n).wire(new Roles(3, true, n, 2)));
        for (double rewired : new double[] {0.1, 0.6, 1}) {
          HiddenGraph world = HiddenGraph.of(Wiring.smallWorld(neighbours, rewired, n), n);
          assertEquals(n * neighbours, world.edges());
          assertTrue(world.isUndirected());
          for (int v = 0; v < n; v++) {
            assertTrue(world.inDegree(v) >= neighbours / 2, "each keeps those it begins");
          }
        }
      }
    }
  }

  /** Where all are joined with all, or all but one, there is nothing or next to nothing to do. */
  @Test
  void aSmallWorldOfNearlyAllPairsEnds() {
    assertEquals(
        HiddenGraph.of(Wiring.ring(30), 31).edges(),
        HiddenGraph.of(Wiring.smallWorld(30, 1, 1), 31).edges());
    HiddenGraph world = HiddenGraph.of(Wiring.smallWorld(30, 1, 1), 32);
    assertEquals(32 * 30, world.edges());
    assertTrue(world.isUndirected());
  }

  /** Figure 2 of Watts and Strogatz 1998, and C(p) = C(0) (1 - p)^3 (Barrat and Weigt 2000). */
  @Test
  void aSmallWorldIsClusteredAndItsPathsAreShort() {
    HiddenGraph ring = HiddenGraph.of(Wiring.smallWorld(10, 0, 1), 1000);
    HiddenGraph small = HiddenGraph.of(Wiring.smallWorld(10, 0.01, 1), 1000);
    HiddenGraph tenth = HiddenGraph.of(Wiring.smallWorld(10, 0.1, 1), 1000);
    HiddenGraph random = HiddenGraph.of(Wiring.smallWorld(10, 1, 1), 1000);
    double c0 = ring.clustering();
    double l0 = ring.pathLength();
    assertEquals(3 * (10 - 2) / (4.0 * (10 - 1)), c0, 1e-12);
    double expected =
        IntStream.range(1, 1000).mapToDouble(d -> Math.ceil(Math.min(d, 1000 - d) / 5.0)).sum();
    assertEquals(expected / 999, l0, 1e-9);
    assertEquals(Math.pow(0.99, 3), small.clustering() / c0, 0.02);
    assertEquals(Math.pow(0.9, 3), tenth.clustering() / c0, 0.03);
    assertTrue(random.clustering() < 0.05 * c0);
    assertTrue(small.pathLength() < 0.4 * l0, small.pathLength() + " of " + l0);
    assertTrue(tenth.pathLength() < 0.15 * l0, tenth.pathLength() + " of " + l0);
    assertTrue(random.pathLength() < tenth.pathLength());
  }

  @Test
  void asManyEdgesAreLedElsewhereAsWasAskedFor() {
    HiddenGraph world = HiddenGraph.of(Wiring.smallWorld(10, 0.3, 5), 4000);
    int inPlace = 0;
    for (int v = 0; v < world.n; v++) {
      for (int lap = 1; lap <= 5; lap++) {
        inPlace += world.has(v, (v + lap) % world.n) ? 1 : 0;
      }
    }
    assertEquals(14_000, inPlace, 5 * Math.sqrt(20_000 * 0.3 * 0.7) + 6000 * 10 / 4000.0);
  }

  @Test
  void aScaleFreeWiringGrows() {
    HiddenGraph least = HiddenGraph.of(Wiring.scaleFree(2, 1), 3); // neuron 2 finds 0 and 1
    assertArrayEquals(new int[] {2}, least.sources(0));
    assertArrayEquals(new int[] {2}, least.sources(1));
    assertArrayEquals(new int[] {0, 1}, least.sources(2));
    for (int m : new int[] {1, 2, 5, 40}) {
      HiddenGraph graph = HiddenGraph.of(Wiring.scaleFree(m, m), 100);
      assertEquals(2 * m * (100 - m), graph.edges());
      assertTrue(graph.isUndirected());
      for (int v = m; v < 100; v++) {
        int newcomer = v;
        long older = IntStream.of(graph.sources(v)).filter(old -> old < newcomer).count();
        assertEquals(m, older, "neuron " + v + " chose m of those before it");
      }
    }
  }

  /** With m = 1, neuron 3 finds 4 ends, 2 of them at the neuron that neuron 2 has chosen. */
  @Test
  void newcomersChooseByDegree() {
    int chosen = 0;
    for (int seed = 0; seed < 4000; seed++) {
      HiddenGraph graph = HiddenGraph.of(Wiring.scaleFree(1, seed), 4);
      int hub = graph.has(0, 2) ? 0 : 1;
      chosen += graph.has(hub, 3) ? 1 : 0;
    }
    assertEquals(2000, chosen, 5 * Math.sqrt(4000 * 0.25));
  }

  /**
   * P(k) = 2 m (m + 1) / (k (k + 1) (k + 2)) in the limit (Dorogovtsev, Mendes and Samukhin 2000),
   * of which the sum from k on is m (m + 1) / (k (k + 1)); degrees of a random graph do not spread.
   */
  @Test
  void degreesOfAScaleFreeWiringFallAsAPower() {
    int n = 50_000;
    HiddenGraph graph = HiddenGraph.of(Wiring.scaleFree(3, 2), n);
    HiddenGraph random = HiddenGraph.of(Wiring.recurrent(6.0 / n, 2), n);
    for (int k : new int[] {4, 6, 12, 24, 48}) {
      int least = k;
      long tail = IntStream.range(0, n).filter(v -> graph.inDegree(v) >= least).count();
      double expected = n * 12.0 / (k * (k + 1));
      assertEquals(expected, tail, 5 * Math.sqrt(expected) + 0.01 * expected, "from " + k + " on");
    }
    assertTrue(IntStream.range(0, n).map(graph::inDegree).max().orElse(0) > 200);
    assertTrue(IntStream.range(0, n).map(random::inDegree).max().orElse(0) < 30);
  }

  @Test
  void modulesHaveTheirDensities() {
    int n = 1000;
    int modules = 7;
    HiddenGraph graph = HiddenGraph.of(Wiring.modular(modules, 0.3, 0.02, 4), n);
    int[] first = IntStream.rangeClosed(0, modules).map(m -> m * n / modules).toArray();
    for (int a = 0; a < modules; a++) {
      for (int b = 0; b < modules; b++) {
        double p = a == b ? 0.3 : 0.02;
        int size = first[a + 1] - first[a];
        assertTrue(size == n / modules || size == n / modules + 1);
        double pairs = size * (first[b + 1] - first[b] - (a == b ? 1.0 : 0));
        int found = 0;
        for (int to = first[b]; to < first[b + 1]; to++) {
          int begin = first[a];
          int end = first[a + 1];
          found += (int) IntStream.of(graph.sources(to)).filter(s -> s >= begin && s < end).count();
          assertFalse(graph.has(to, to));
        }
        assertEquals(p * pairs, found, 5 * Math.sqrt(p * (1 - p) * pairs), a + " to " + b);
      }
    }
  }

  @Test
  void modulesOfAllOrNothing() {
    assertEquals(12 * 11, HiddenGraph.of(Wiring.modular(1, 1, 0, 1), 12).edges());
    HiddenGraph within = HiddenGraph.of(Wiring.modular(3, 1, 0, 1), 12);
    HiddenGraph between = HiddenGraph.of(Wiring.modular(3, 0, 1, 1), 12);
    for (int a = 0; a < 12; a++) {
      for (int b = 0; b < 12; b++) {
        assertEquals(a != b && a / 4 == b / 4, within.has(a, b));
        assertEquals(a / 4 != b / 4, between.has(a, b));
      }
    }
    assertEquals(0, HiddenGraph.of(Wiring.modular(12, 1, 0, 1), 12).edges());
  }

  @Test
  void aRecurrentLayerHasItsDensity() {
    int n = 600;
    double expected = 0.05 * n * n;
    HiddenGraph graph = HiddenGraph.of(Wiring.recurrent(0.05, 3), n);
    assertEquals(expected, graph.edges(), 5 * Math.sqrt(expected * 0.95));
    assertEquals(
        expected,
        HiddenGraph.of(Wiring.reservoir(0.05, 3), n).edges(),
        5 * Math.sqrt(expected * 0.95));
    long loops = IntStream.range(0, n).filter(j -> graph.has(j, j)).count();
    assertEquals(30, loops, 5 * Math.sqrt(30));
    assertEquals(30 * 30, HiddenGraph.of(Wiring.recurrent(1, 1), 30).edges());
    assertEquals(30 * 30, HiddenGraph.of(Wiring.reservoir(1, 1), 30).edges());
  }

  @Test
  void aSeedGivesItsEdges() {
    Roles roles = new Roles(3, true, 60, 2);
    for (LongFunction<Wiring> wiring :
        List.<LongFunction<Wiring>>of(
            seed -> Wiring.smallWorld(4, 0.3, seed),
            seed -> Wiring.scaleFree(2, seed),
            seed -> Wiring.modular(4, 0.3, 0.1, seed),
            seed -> Wiring.recurrent(0.2, seed),
            seed -> Wiring.reservoir(0.2, seed))) {
      Wiring first = wiring.apply(7);
      assertEquals(first.wire(roles), first.wire(roles));
      assertEquals(first.wire(roles), wiring.apply(7).wire(roles));
      assertNotEquals(first.wire(roles), wiring.apply(8).wire(roles));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelsComposeAsAllWiringsDo(Wiring wiring) {
    Roles roles = new Roles(3, true, HIDDEN, 2);
    Topology few = wiring.except(Wiring.range(0, 2, 6, 27)).wire(roles);
    assertEquals(wiring.wire(roles).edges() - 3 * 22, few.edges());
    assertEquals(
        wiring.wire(roles).edges() + 3, wiring.and(Wiring.range(0, 2, 28, 28)).wire(roles).edges());
  }

  @Test
  void namesSayWhatWasTyped() {
    assertEquals(
        List.of(
            "ring(4)",
            "grid(4, 6)",
            "torus(4, 6)",
            "smallWorld(4, 0.2, seed 1)",
            "scaleFree(2, seed 1)",
            "modular(3, 0.5, 0.1, seed 1)",
            "recurrent(0.2, seed 1)",
            "reservoir(0.2, seed 1)"),
        models().stream().map(Wiring::toString).toList());
  }

  @Test
  void wrongNumbersAreNamed() {
    says(
        "even number of neighbours, 2 or more, half of them on either side; got 3",
        () -> Wiring.ring(3));
    says("got 0", () -> Wiring.smallWorld(0, 0.1, 1));
    says("got -2", () -> Wiring.ring(-2));
    says("rewired must be in [0, 1]; got 1.5", () -> Wiring.smallWorld(4, 1.5, 1));
    says("rewired must be in [0, 1]; got NaN", () -> Wiring.smallWorld(4, Double.NaN, 1));
    says("at least 1 edge per neuron; got 0", () -> Wiring.scaleFree(0, 1));
    says("a grid has at least 1 row and 1 column; got 0 and 5", () -> Wiring.grid(0, 5));
    says("a torus has at least 3 rows and 3 columns", () -> Wiring.torus(3, 2));
    says("got 3 and 2", () -> Wiring.torus(3, 2));
    says("at least 1 module; got 0", () -> Wiring.modular(0, 0.5, 0.1, 1));
    says(
        "the density within modules must be in [0, 1]; got -0.5",
        () -> Wiring.modular(2, -0.5, 0, 1));
    says(
        "the density between modules must be in [0, 1]; got 2.0",
        () -> Wiring.modular(2, 0.5, 2, 1));
    says("density must be in (0, 1]; got 0.0", () -> Wiring.recurrent(0, 1));
  }

  @Test
  void tooFewHiddenNeuronsAreTold() {
    refuses(
        "ring(10) needs at least 11 hidden neurons but the mesh has 10; a mesh of 19 neurons has 11",
        Wiring.ring(10));
    refuses("needs at least 13 hidden neurons", Wiring.smallWorld(12, 0.1, 1));
    refuses("needs at least 2147483647 hidden neurons", Wiring.ring(Integer.MAX_VALUE - 1));
    refuses("scaleFree(10, seed 1) needs at least 11 hidden", Wiring.scaleFree(10, 1));
    refuses("needs at least 11 hidden", Wiring.modular(11, 0.5, 0.1, 1));
    refuses(
        "grid(3, 4) places 12 hidden neurons but the mesh has 10; a mesh of 20 neurons has 12",
        Wiring.grid(3, 4));
    refuses("torus(3, 3) places 9 hidden neurons but the mesh has 10", Wiring.torus(3, 3));
    refuses("places 4611686014132420609 hidden", Wiring.grid(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  /** Refused by count, before edges are made. */
  @Test
  void tooManyEdgesAreRefusedBeforeTheyAreMade() {
    Roles large = new Roles(1, false, 100_000, 1);
    for (Wiring wiring :
        List.of(
            Wiring.ring(50_000),
            Wiring.smallWorld(50_000, 0.1, 1),
            Wiring.scaleFree(50_000, 1),
            Wiring.modular(2, 0.9, 0.9, 1),
            Wiring.recurrent(0.5, 1),
            Wiring.reservoir(0.5, 1))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> wiring.wire(large)).getMessage();
      assertTrue(message.contains("at most 1,073,741,824 edges"), message);
    }
  }

  private static void says(String part, Executable wiring) {
    String message = assertThrows(IllegalArgumentException.class, wiring).getMessage();
    assertTrue(message.contains(part), message);
  }

  private static void refuses(String part, Wiring wiring) {
    says(part, () -> wiring.wire(new Roles(4, true, 10, 3)));
  }
}
