package org.meshnn.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random edges by number, layers with skips, and the sets and pairs that wirings are made with. */
class RandomEdgesTest {
  private static final Roles ROLES = new Roles(4, true, 10, 3);

  @Test
  void thereAreExactlySoManyEachAsLikely() {
    Topology dense = Wiring.dense().wire(ROLES);
    for (int count : new int[] {1, 60, 200}) {
      int[] chosen = new int[18 * 13];
      for (int seed = 0; seed < 600; seed++) {
        Topology some = Wiring.randomEdges(count, seed).wire(ROLES);
        assertEquals(count, some.edges());
        for (int to = 0; to < 18; to++) {
          for (int e = some.columnStart(to); e < some.columnEnd(to); e++) {
            chosen[dense.edge(some.source(e), to)]++;
          }
        }
      }
      double expected = 600 * count / (18.0 * 13);
      for (int times : chosen) {
        assertEquals(expected, times, 1 + 5 * Math.sqrt(expected));
      }
    }
    assertEquals(dense, Wiring.randomEdges(18 * 13, 1).wire(ROLES));
    assertEquals(18 * 13 - 1, Wiring.randomEdges(18 * 13 - 1, 1).wire(ROLES).edges());
  }

  @Test
  void aSeedGivesItsEdges() {
    Wiring wiring = Wiring.randomEdges(60, 7);
    assertEquals(wiring.wire(ROLES), wiring.wire(ROLES));
    assertEquals(wiring.wire(ROLES), Wiring.randomEdges(60, 7).wire(ROLES));
    assertNotEquals(wiring.wire(ROLES), Wiring.randomEdges(60, 8).wire(ROLES));
    assertEquals("randomEdges(60, seed 7)", wiring.toString());
  }

  @Test
  void noneOrTooManyAreRefused() {
    assertEquals(
        "expected at least 1 random edge; got 0",
        assertThrows(IllegalArgumentException.class, () -> Wiring.randomEdges(0, 1)).getMessage());
    Wiring many = Wiring.randomEdges(235, 1);
    assertEquals(
        "expected at most the 234 edges of dense; got 235",
        assertThrows(IllegalArgumentException.class, () -> many.wire(ROLES)).getMessage());
  }

  @Test
  void layersWithSkipsLeadToAllLaterOnes() {
    Topology mesh =
        Wiring.layeredWithSkips(6, 4).wire(ROLES); // 5 to 10, 11 to 14, outputs 15 to 17
    Wiring expected =
        Wiring.range(0, 4, 5, 17)
            .and(Wiring.range(5, 10, 11, 17))
            .and(Wiring.range(11, 14, 15, 17));
    assertEquals(expected.wire(ROLES), mesh);
    Topology layered = Wiring.layered(6, 4).wire(ROLES);
    assertEquals(mesh, Wiring.of(mesh).and(Wiring.of(layered)).wire(ROLES));
    assertTrue(!mesh.isRecurrent() && mesh.shortestPath() == 1);
    Roles noBias = new Roles(2, false, 3, 1);
    assertEquals(
        Wiring.range(0, 1, 2, 5).and(Wiring.range(2, 4, 5, 5)).wire(noBias),
        Wiring.layeredWithSkips(3).wire(noBias));
    assertEquals(
        Wiring.layered().wire(new Roles(2, true, 0, 2)),
        Wiring.layeredWithSkips().wire(new Roles(2, true, 0, 2)));
    assertEquals("layeredWithSkips[6, 4]", Wiring.layeredWithSkips(6, 4).toString());
    String message =
        assertThrows(IllegalArgumentException.class, () -> Wiring.layeredWithSkips(5).wire(ROLES))
            .getMessage();
    assertTrue(message.startsWith("layeredWithSkips[5] places 5 hidden neurons"), message);
    assertThrows(IllegalArgumentException.class, () -> Wiring.layeredWithSkips(3, 0));
  }

  @Test
  void aSetHoldsEachEdgeOnceInOrder() {
    RandomGenerator random = Draw.of(3);
    for (int trial = 0; trial < 200; trial++) {
      int n = 1 + random.nextInt(12);
      int count = random.nextInt(80);
      int[] from = random.ints(count, 0, n).toArray();
      int[] to = random.ints(count, 0, n).toArray();
      TreeSet<Integer> expected = new TreeSet<>();
      for (int e = 0; e < count; e++) {
        expected.add(to[e] * n + from[e]);
      }
      EdgeSet set = EdgeSet.of(n, from, to, count);
      int[] found = new int[set.size()];
      for (int column = 0; column < n; column++) {
        for (int e = set.columnStart[column]; e < set.columnStart[column + 1]; e++) {
          found[e] = column * n + set.source[e];
        }
      }
      assertArrayEquals(expected.stream().mapToInt(i -> i).toArray(), found);
    }
  }

  @Test
  void aSetOfPairsKnowsThoseItHas() {
    PairSet pairs = new PairSet();
    RandomGenerator random = Draw.of(4);
    boolean[] has = new boolean[100 * 100];
    for (int i = 0; i < 3000; i++) {
      int a = random.nextInt(100);
      int b = random.nextInt(100);
      pairs.add(a, b);
      has[a * 100 + b] = true;
      has[b * 100 + a] = true;
    }
    for (int i = 0; i < has.length; i++) {
      assertEquals(has[i], pairs.contains(i / 100, i % 100));
    }
    pairs.add(Integer.MAX_VALUE, 0);
    assertTrue(pairs.contains(0, Integer.MAX_VALUE));
  }

  /** Each of 10^6 edges or more, in one piece: sizes as the models say. */
  @Test
  void aMillionEdges() {
    int n = 100_000;
    Roles roles = new Roles(1, false, n, 1);
    int around = 2 * n;
    assertEquals(around + 10 * n, Wiring.ring(10).wire(roles).edges());
    assertEquals(around + 10 * n, Wiring.smallWorld(10, 0.1, 1).wire(roles).edges());
    assertEquals(around + 10 * n, Wiring.smallWorld(10, 1, 1).wire(roles).edges());
    assertEquals(around + 10 * (n - 5), Wiring.scaleFree(5, 1).wire(roles).edges());
    assertEquals(1_000_000, Wiring.randomEdges(1_000_000, 1).wire(roles).edges());
    double ten = 10.0 / n;
    assertEquals(around + 1e6, Wiring.recurrent(ten, 1).wire(roles).edges(), 5e3);
    assertEquals(1e6, Wiring.random(ten, 1).wire(roles).edges(), 5e3);
    assertEquals(
        around + 100 * 1000 * 999 * 0.009 + 1e5 * 99_000 * 1e-5,
        Wiring.modular(100, 0.009, 1e-5, 1).wire(roles).edges(),
        5e3);
    Topology policy = Wiring.policy(60_000, 40_000, 1000, 15, 1, 3, 1).wire(roles);
    assertTrue(policy.edges() >= 1000 + 60_000 * 15 + 40_000 * 4, policy.toString());
    Roles square = new Roles(1, false, 250_000, 1);
    assertEquals(1_500_000, Wiring.torus(500, 500).wire(square).edges());
    assertEquals(1_498_000, Wiring.grid(500, 500).wire(square).edges());
    Roles deep = new Roles(1, false, 1500, 1);
    int[] widths = IntStream.generate(() -> 100).limit(15).toArray();
    assertEquals(1 + 2 * 1500 + 105 * 10_000, Wiring.layeredWithSkips(widths).wire(deep).edges());
  }
}
