package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

/** Which edges are chosen to go and to come: against the plainest way to say it. */
class EdgeChoicesTest {

  @Test
  void theWeakestOfEqualOnesTheFirst() {
    RandomGenerator random = RandomMeshes.generator(1);
    for (int round = 0; round < 300; round++) {
      int[] edges = IntStream.range(0, 40).filter(e -> random.nextInt(3) > 0).toArray();
      double[] size = random.ints(40, 0, 8).asDoubleStream().toArray(); // many are equal
      int k = random.nextInt(edges.length + 1);
      BitSet marks = new BitSet();
      Weakest.mark(edges, e -> size[e], k, marks);
      int[] expected =
          Arrays.stream(edges)
              .boxed()
              .sorted(Comparator.comparingDouble(e -> size[e])) // stable
              .limit(k)
              .mapToInt(e -> e)
              .sorted()
              .toArray();
      assertArrayEquals(expected, marks.stream().toArray());
    }
  }

  @Test
  void theLargestOfEqualOnesTheFirst() {
    RandomGenerator random = RandomMeshes.generator(2);
    for (int round = 0; round < 300; round++) {
      int count = random.nextInt(200);
      int k = random.nextInt(20);
      double[] size = random.ints(count, 0, 1 + random.nextInt(60)).asDoubleStream().toArray();
      LargestPairs largest = new LargestPairs(k);
      for (int i = 0; i < count; i++) {
        largest.offer(size[i], i);
      }
      long[] expected =
          IntStream.range(0, count)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -size[i]))
              .limit(k)
              .mapToLong(i -> i)
              .sorted()
              .toArray();
      assertArrayEquals(expected, largest.pairs());
    }
  }

  @Test
  void drawsAreDistinctAndEveryChoiceAsLikely() {
    int[] seen = new int[10];
    Draws draws = new Draws(RandomMeshes.generator(3));
    for (int k = 0; k <= 10; k++) {
      for (int round = 0; round < 1000; round++) {
        long[] drawn = draws.distinct(10, k);
        assertEquals(k, LongStream.of(drawn).distinct().count());
        for (int i = 0; i < k; i++) {
          assertTrue(drawn[i] >= 0 && drawn[i] < 10 && (i == 0 || drawn[i - 1] < drawn[i]));
          seen[(int) drawn[i]]++;
        }
      }
    }
    for (int times : seen) { // 5,500 expected, deviation below 50
      assertTrue(Math.abs(times - 5500) < 250, Arrays.toString(seen));
    }
  }

  private record Drawn(Topology topology, BitSet dropped, EdgePart part, List<Long> absent) {
    static Drawn of(long seed) {
      RandomGenerator random = RandomMeshes.generator(seed);
      Roles roles = new Roles(1 + random.nextInt(3), random.nextBoolean(), random.nextInt(8), 2);
      Topology topology =
          Wiring.complete().keep(0.05 + 0.9 * random.nextDouble(), seed).wire(roles);
      BitSet dropped = new BitSet();
      for (int e = topology.columnStart(roles.clamped()); e < topology.edges(); e++) {
        dropped.set(e, random.nextInt(4) == 0);
      }
      boolean all = random.nextBoolean();
      Wiring region = Wiring.complete().keep(0.7, seed + 1);
      EdgePart part = EdgePart.of(all ? List.of() : List.of(region), roles).get(0);
      Topology pairs = (all ? Wiring.dense() : region).wire(roles);
      List<Long> absent = new ArrayList<>();
      for (int to = roles.clamped(); to < roles.neurons(); to++) {
        for (int from = 0; from < roles.neurons(); from++) {
          int edge = topology.edge(from, to);
          if (pairs.edge(from, to) >= 0 && (edge < 0 || dropped.get(edge))) {
            absent.add(EdgeChange.pair(from, to));
          }
        }
      }
      return new Drawn(topology, dropped, part, absent);
    }
  }

  @Test
  void pairsWithoutAnEdgeAreDrawn() {
    for (long seed = 0; seed < 300; seed++) {
      Drawn one = Drawn.of(seed);
      Draws draws = new Draws(RandomMeshes.generator(seed));
      int all = one.absent.size();
      assertEquals(one.absent, listed(one.part.draw(one.topology, one.dropped, all, draws)));
      int some = RandomMeshes.generator(seed).nextInt(all + 1);
      List<Long> drawn = listed(one.part.draw(one.topology, one.dropped, some, draws));
      assertEquals(some, drawn.stream().distinct().count());
      assertTrue(one.absent.containsAll(drawn));
      assertEquals(drawn.stream().sorted().toList(), drawn);
    }
  }

  @Test
  void pairsWithoutAnEdgeAreListedByTarget() {
    for (long seed = 0; seed < 300; seed++) {
      Drawn one = Drawn.of(seed);
      List<Long> listed = new ArrayList<>();
      int[] sources = new int[one.topology.neurons()];
      for (int to = 0; to < one.topology.neurons(); to++) {
        int count = one.part.absent(one.topology, one.dropped, to, sources);
        for (int i = 0; i < count; i++) {
          listed.add(EdgeChange.pair(sources[i], to));
        }
      }
      assertEquals(one.absent, listed);
    }
  }

  private static List<Long> listed(long[] pairs) {
    return Arrays.stream(pairs).boxed().toList();
  }

  @Test
  void whatBelongsToAnEdgeFollowsIt() {
    for (long seed = 0; seed < 300; seed++) {
      Drawn one = Drawn.of(seed);
      int count = Math.min(one.absent.size(), one.dropped.cardinality());
      long[] grown =
          one.part.draw(one.topology, one.dropped, count, new Draws(RandomMeshes.generator(seed)));
      EdgeChange change = EdgeChange.of(one.topology, one.dropped, grown);
      assertEquals(one.dropped.cardinality(), change.dropped());
      assertEquals(count, change.grown());
      double[] values = new double[one.topology.edges()];
      Arrays.setAll(values, e -> e + 1);
      double[] carried = change.carried(values);
      List<Long> come = listed(grown);
      Topology after = change.after();
      for (int to = 0; to < after.neurons(); to++) {
        for (int e = after.columnStart(to); e < after.columnEnd(to); e++) {
          boolean isNew = come.contains(EdgeChange.pair(after.source(e), to));
          int before = one.topology.edge(after.source(e), to);
          assertEquals(isNew ? 0 : before + 1, carried[e]);
          assertTrue(isNew || !one.dropped.get(before));
        }
      }
      Optimiser.Memory memory =
          new Optimiser.Memory(Map.of("t", 3.0), Map.of("m", values, "v", values));
      Optimiser.Memory moved = change.carried(memory);
      assertEquals(memory.numbers(), moved.numbers());
      assertArrayEquals(carried, moved.perWeight().get("m"));
      assertArrayEquals(carried, moved.perWeight().get("v"));
    }
  }

  @Test
  void partsWithACommonEdgeAreRefused() {
    Roles roles = new Roles(2, true, 4, 1);
    List<Wiring> overlapping = List.of(Wiring.range(0, 1, 3, 4), Wiring.range(1, 2, 4, 5));
    String message =
        assertThrows(IllegalArgumentException.class, () -> EdgePart.of(overlapping, roles))
            .getMessage();
    assertTrue(message.contains("the edge from neuron 1 to 4 is in range"), message);
  }
}
