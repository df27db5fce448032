package org.meshnn.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.graph.Roles.Role;

/** What is measured of graphs: against brute force, and on graphs whose measures are known. */
class MeasuresTest {
  private static final int GRAPHS = 1_000;

  @Test
  void degreesAreThoseCounted() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Topology topology = new RandomGraph(seed).topology;
      Roles roles = topology.roles();
      for (Degrees.OfRole found : Degrees.of(topology).byRole()) {
        int first = roles.first(found.role());
        int n = roles.count(found.role());
        int[] in = new int[n];
        int[] out = new int[n];
        for (int j = 0; j < n; j++) {
          for (int other = 0; other < topology.neurons(); other++) {
            in[j] += topology.edge(other, first + j) >= 0 ? 1 : 0;
            out[j] += topology.edge(first + j, other) >= 0 ? 1 : 0;
          }
        }
        assertEquals(n, found.neurons());
        assertEquals(spread(in), found.in());
        assertEquals(spread(out), found.out());
      }
    }
  }

  private static Degrees.Spread spread(int[] counts) {
    int[] sorted = Arrays.stream(counts).sorted().toArray();
    int n = sorted.length;
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0;
    return new Degrees.Spread(sorted[0], median, sorted[n - 1]);
  }

  @Test
  void whatIsReachedAgreesWithAllShortestPaths() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      RandomGraph graph = new RandomGraph(seed);
      Roles roles = graph.topology.roles();
      int[][] d = graph.distances();
      int ticks = 1 + seed % 4;
      for (Reachability.OfRole found : Reachability.of(graph.topology, ticks).byRole()) {
        int forward = 0;
        int backward = 0;
        int both = 0;
        int first = roles.first(found.role());
        for (int j = first; j < first + roles.count(found.role()); j++) {
          int neuron = j;
          int from = least(0, roles.inputs(), input -> d[input][neuron]);
          int to = least(roles.firstOutput(), d.length, output -> d[neuron][output]);
          forward += from <= ticks ? 1 : 0;
          backward += to <= ticks ? 1 : 0;
          both += from + to <= ticks ? 1 : 0;
        }
        assertEquals(
            new Reachability.OfRole(
                found.role(), roles.count(found.role()), forward, backward, both),
            found);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> Reachability.of(ring(3), 0));
  }

  private static int least(int first, int end, IntFunction<Integer> distance) {
    return IntStream.range(first, end).map(i -> distance.apply(i)).min().orElseThrow();
  }

  @Test
  void pathLengthsAgreeWithAllShortestPaths() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      RandomGraph graph = new RandomGraph(seed);
      Roles roles = graph.topology.roles();
      int[][] d = graph.distances();
      long pairs = 0;
      long sum = 0;
      int longest = 0;
      int across = Integer.MAX_VALUE;
      for (int a = 0; a < d.length; a++) {
        for (int b = 0; b < d.length; b++) {
          boolean hidden = roles.of(a) == Role.HIDDEN && roles.of(b) == Role.HIDDEN;
          if (hidden && a != b && RandomGraph.joined(d[a][b])) {
            pairs++;
            sum += d[a][b];
            longest = Math.max(longest, d[a][b]);
          }
          if (a < roles.inputs() && roles.isOutput(b) && RandomGraph.joined(d[a][b])) {
            across = Math.min(across, d[a][b]);
          }
        }
      }
      PathLengths found = PathLengths.of(graph.topology, 100, seed);
      assertEquals(across == Integer.MAX_VALUE ? -1 : across, found.inputToOutput());
      assertEquals(pairs, found.pairs());
      assertEquals(longest, found.longest());
      assertEquals(pairs == 0 ? Double.NaN : (double) sum / pairs, found.mean());
      assertFalse(found.sampled());
    }
  }

  @Test
  void someTargetsStandForAll() {
    Topology random = lattice(400, 6, 1);
    PathLengths all = PathLengths.of(random, 400, 1);
    PathLengths some = PathLengths.of(random, 50, 1);
    assertEquals(50, some.targets());
    assertEquals(50 * 399, some.possiblePairs());
    assertTrue(some.sampled() && some.toString().contains("a sample of 50"), some.toString());
    assertEquals(some, PathLengths.of(random, 50, 1));
    assertNotEquals(some.mean(), PathLengths.of(random, 50, 2).mean());
    assertEquals(all.mean(), some.mean(), 0.1);
    assertThrows(IllegalArgumentException.class, () -> PathLengths.of(random, 0, 1));
  }

  @Test
  void componentsAgreeWithWhoReachesWhom() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      RandomGraph graph = new RandomGraph(seed);
      int[][] d = graph.distances();
      int clamped = graph.topology.roles().clamped();
      BitSet seen = new BitSet();
      int count = 0;
      int largest = 0;
      int onCycles = 0;
      for (int j = clamped; j < d.length; j++) {
        int size = 0;
        boolean first = !seen.get(j);
        for (int k = clamped; k < d.length; k++) {
          if (RandomGraph.joined(d[j][k]) && RandomGraph.joined(d[k][j])) {
            seen.set(k);
            size++;
          }
        }
        count += first ? 1 : 0;
        largest = Math.max(largest, size);
        onCycles += size > 1 || graph.acts[j][j] ? 1 : 0;
      }
      assertEquals(
          new StrongComponents(count, largest, onCycles), StrongComponents.of(graph.topology));
      assertEquals(onCycles > 0, graph.topology.isRecurrent());
    }
  }

  /** A path of a million neurons: a recursive search would overflow the stack. */
  @Test
  void componentsOfLongPathsAreFound() {
    int n = 1_000_000;
    Roles roles = new Roles(1, false, n, 1);
    int[] from = IntStream.range(0, n + 1).toArray();
    int[] to = IntStream.range(1, n + 2).toArray();
    Topology path = Wiring.edges(from, to).wire(roles);
    assertEquals(new StrongComponents(n + 1, 1, 0), StrongComponents.of(path));
    Topology closed = Wiring.edges(from, to).and(Wiring.edge(n, 1)).wire(roles);
    assertEquals(new StrongComponents(2, n, n), StrongComponents.of(closed));
  }

  @Test
  void shortCyclesAreTracesOfPowersAndClusteringIsCounted() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      RandomGraph graph = new RandomGraph(seed);
      int clamped = graph.topology.roles().clamped();
      Triads found = Triads.of(graph.topology, Long.MAX_VALUE, 0);
      long loops = 0;
      double clustering = 0;
      int n = graph.acts.length;
      for (int j = clamped; j < n; j++) {
        loops += graph.acts[j][j] ? 1 : 0;
        int neighbours = 0;
        int triangles = 0;
        for (int a = clamped; a < n; a++) {
          neighbours += graph.neighbours(j, a) ? 1 : 0;
          for (int b = a + 1; b < n; b++) {
            triangles +=
                graph.neighbours(j, a) && graph.neighbours(j, b) && graph.neighbours(a, b) ? 1 : 0;
          }
        }
        clustering +=
            neighbours < 2 ? 0 : triangles / (neighbours * (neighbours - 1) / 2.0) / (n - clamped);
      }
      assertEquals(loops, found.selfLoops());
      assertEquals(graph.trace(2) / 2, found.twoCycles());
      assertEquals(graph.trace(3) / 3, found.threeCycles().value());
      assertEquals(clustering, found.clustering().value(), 1e-12);
    }
  }

  @Test
  void aRingHasOneCycle() {
    Topology ring = ring(20);
    assertEquals(new StrongComponents(2, 20, 20), StrongComponents.of(ring));
    PathLengths paths = PathLengths.of(ring, 20, 0);
    assertEquals(10, paths.mean(), 1e-12); // (1 + .. + 19) / 19
    assertEquals(19, paths.longest());
    assertEquals(2, paths.inputToOutput());
    Triads triads = Triads.of(ring, 100, 0);
    assertEquals(0, triads.twoCycles() + triads.threeCycles().value());
    assertEquals(0, triads.clustering().value());
    assertEquals(1, radius(ring), 1e-9);
  }

  /** Among m neurons: m (m - 1) / 2 cycles of two edges, m (m - 1) (m - 2) / 3 of three. */
  @Test
  void completeGraphsHaveAllCycles() {
    for (int m : new int[] {2, 3, 7, 12}) {
      Topology complete = Wiring.complete().wire(new Roles(2, true, m - 1, 1));
      Triads triads = Triads.of(complete, 1_000_000, 0);
      assertEquals(m, triads.selfLoops());
      assertEquals(m * (m - 1) / 2, triads.twoCycles());
      assertEquals(m * (m - 1) * (m - 2) / 3, triads.threeCycles().value());
      assertEquals(m < 3 ? 0 : 1, triads.clustering().value());
      assertEquals(m, radius(complete), 1e-9);
      assertEquals(new StrongComponents(1, m, m), StrongComponents.of(complete));
    }
  }

  /**
   * Watts and Strogatz 1998: a lattice on a ring, k neighbours each, has clustering 3 (k - 2) / (4
   * (k - 1)) and long paths; with all edges rewired paths are short and clustering about k / n.
   */
  @Test
  void smallWorldsLieBetweenLatticeAndRandom() {
    int n = 400;
    int k = 6;
    Triads regular = Triads.of(lattice(n, k, 0), 1_000_000, 0);
    // The output has no edge and counts 0.
    assertEquals(0.6 * n / (n + 1), regular.clustering().value(), 1e-12);
    double expected =
        IntStream.range(1, n).map(d -> (Math.min(d, n - d) + 2) / 3).sum() / (n - 1.0);
    PathLengths far = PathLengths.of(lattice(n, k, 0), n, 0);
    assertEquals(expected, far.mean(), 1e-12);
    Topology small = lattice(n, k, 0.05);
    assertTrue(PathLengths.of(small, n, 0).mean() < far.mean() / 3);
    assertTrue(Triads.of(small, 1_000_000, 0).clustering().value() > 0.4);
    Topology random = lattice(n, k, 1);
    assertEquals(k / (double) n, Triads.of(random, 1_000_000, 0).clustering().value(), 0.01);
    assertEquals(StrictMath.log(n) / StrictMath.log(k), PathLengths.of(random, n, 0).mean(), 0.5);
  }

  /** A hub that all others share an edge with costs no more than the others together. */
  @Test
  void hubsDoNotMakeTrianglesExpensive() {
    int n = 200_000;
    int[] from = new int[2 * n];
    int[] to = new int[2 * n];
    for (int i = 0; i < n; i++) {
      from[i] = 1; // the hub is the first hidden neuron
      to[i] = 2 + i;
      from[n + i] = 2 + i;
      to[n + i] = 2 + (i + 1) % n;
    }
    Topology wheel = Wiring.edges(from, to).wire(new Roles(1, false, n, 1));
    Triads triads = Triads.of(wheel, 10_000_000, 0);
    assertTrue(triads.steps() < 3L * n, triads.toString());
    assertEquals(0, triads.threeCycles().value());
    // On the rim 2 of 3 pairs of neighbours are neighbours.
    assertEquals(2 / 3.0, triads.clustering().value(), 1e-4);
  }

  @Test
  void whatTakesTooLongIsEstimated() {
    Topology complete = Wiring.complete().wire(new Roles(1, true, 20, 1));
    Triads triads = Triads.of(complete, 1_329, 0);
    assertFalse(triads.counted());
    assertEquals(21 * 20 * 19 / 6, triads.steps());
    assertEquals(210, triads.twoCycles());
    // Every pair of neighbours is one, and closes both cycles: nothing is left to chance.
    assertEquals(new Triads.Estimate(2_660, 0), rounded(triads.threeCycles()));
    assertEquals(new Triads.Estimate(1, 0), triads.clustering());
    assertTrue(Triads.of(complete, 1_330, 0).counted());
    for (Topology bare : List.of(ring(1), Wiring.edge(0, 1).wire(new Roles(1, false, 1, 1)))) {
      assertEquals(new Triads.Estimate(0, 0), Triads.of(bare, -1, 0).threeCycles());
      assertEquals(new Triads.Estimate(0, 0), Triads.of(bare, -1, 0).clustering());
    }
  }

  private static Triads.Estimate rounded(Triads.Estimate estimate) {
    return new Triads.Estimate(Math.rint(estimate.value()), estimate.error());
  }

  /** Within four standard errors of what counting finds, which is not by chance, and not 0. */
  @Test
  void estimatesLieAroundTheCounts() {
    for (Topology graph :
        List.of(
            lattice(400, 6, 0.1),
            Wiring.random(0.1, 5).wire(new Roles(3, true, 300, 5)),
            Wiring.random(0.02, 5)
                .and(Wiring.range(10, 12, 4, 200))
                .wire(new Roles(3, true, 300, 5)))) {
      Triads exact = Triads.of(graph, Long.MAX_VALUE, 0);
      Triads estimate = Triads.of(graph, 0, 7);
      assertEquals(estimate, Triads.of(graph, 0, 7));
      assertEquals(0, exact.threeCycles().error());
      near(exact.threeCycles(), estimate.threeCycles());
      near(exact.clustering(), estimate.clustering());
      assertTrue(estimate.toString().contains("about"), estimate.toString());
    }
  }

  private static void near(Triads.Estimate exact, Triads.Estimate estimate) {
    assertTrue(estimate.error() > 0 && estimate.error() < 0.1 * exact.value(), estimate.toString());
    assertEquals(exact.value(), estimate.value(), 4 * estimate.error());
  }

  @Test
  void theRadiusIsComputedOrEstimated() {
    Topology layered = Wiring.layered(3, 3).wire(new Roles(2, true, 6, 1));
    assertEquals(0, radius(layered));
    assertTrue(Spectrum.isComputed(layered));
    Topology large = Wiring.dense().wire(new Roles(1, true, 399, 1));
    assertFalse(Spectrum.isComputed(large));
    assertEquals(400, radius(large), 1e-6);
    Topology random = Wiring.random(0.05, 1).wire(new Roles(1, false, 299, 1));
    assertTrue(Spectrum.isComputed(random));
    assertEquals(15, radius(random), 1); // of random 0/1 matrices: the mean degree
    assertThrows(
        IllegalArgumentException.class,
        () -> Spectrum.radius(random, new double[1], 400, new Random(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Spectrum.radius(random, new double[random.edges()], 1, new Random(1)));
  }

  private static double radius(Topology topology) {
    double[] ones = new double[topology.edges()];
    Arrays.fill(ones, 1);
    return Spectrum.radius(topology, ones, Spectrum.ROUNDS, new Random(1));
  }

  @Test
  void theyReadWell() {
    Topology dense = Wiring.dense().wire(new Roles(4, true, 10, 3));
    assertEquals(
        "edges, least / median / most: input: in 0 / 0 / 0, out 13 / 13 / 13; bias: in 0 / 0 / 0,"
            + " out 13 / 13 / 13; hidden: in 18 / 18 / 18, out 13 / 13 / 13; output: in 18 / 18 /"
            + " 18, out 13 / 13 / 13",
        Degrees.of(dense).toString());
    assertEquals(
        "reached from inputs, reaching outputs, both in 1 tick: input 4, 4, 4; bias 0, 1, 0; hidden"
            + " 10, 10, 0; output 3, 3, 3",
        Reachability.of(dense, 1).toString());
    assertEquals(
        "1 strongly connected component, the largest of 13 neurons; 13 neurons on cycles",
        StrongComponents.of(dense).toString());
    assertEquals(
        "13 self-loops, 78 cycles of 2 edges, 572 of 3; clustering 1.000",
        Triads.of(dense, 1_000, 0).toString());
    assertEquals(
        "shortest path from input to output 1, among hidden neurons mean 1.00, longest 1 (90 of 90"
            + " pairs)",
        PathLengths.of(dense, 10, 0).toString());
  }

  /** Input to the first of m hidden neurons, these in a ring, the first to the output. */
  private static Topology ring(int m) {
    int[] from = IntStream.rangeClosed(1, m).toArray();
    int[] to = IntStream.rangeClosed(1, m).map(j -> 1 + j % m).toArray();
    return Wiring.edges(from, to)
        .and(Wiring.edge(0, 1))
        .and(Wiring.edge(1, m + 1))
        .wire(new Roles(1, false, m, 1));
  }

  /**
   * Hidden neurons on a ring, each with edges in both directions to its k nearest, of which a share
   * is led elsewhere; an input and an output without edges.
   */
  private static Topology lattice(int n, int k, double rewired) {
    Random random = new Random(3);
    boolean[][] pair = new boolean[n][n];
    for (int d = 1; d <= k / 2; d++) {
      for (int i = 0; i < n; i++) {
        pair[i][(i + d) % n] = true;
      }
    }
    for (int d = 1; d <= k / 2; d++) {
      for (int i = 0; i < n; i++) {
        if (random.nextDouble() < rewired) {
          int other = random.nextInt(n);
          while (other == i || pair[i][other] || pair[other][i]) {
            other = random.nextInt(n);
          }
          pair[i][(i + d) % n] = false;
          pair[i][other] = true;
        }
      }
    }
    int[] from = new int[n * k];
    int[] to = new int[n * k];
    int edges = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (pair[i][j] || pair[j][i]) {
          from[edges] = 1 + i;
          to[edges++] = 1 + j;
        }
      }
    }
    assertEquals(n * k, edges);
    return Wiring.edges(from, to).wire(new Roles(1, false, n, 1));
  }
}
