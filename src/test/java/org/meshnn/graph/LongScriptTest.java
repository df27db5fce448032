package org.meshnn.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Scripts that add edge after edge: four times as many take about four times the memory, which
 * every merge of sets would show, as each is a new array.
 */
class LongScriptTest {
  private static final int EDGES = 25_000;
  private static final Roles ROLES = new Roles(10, true, 980, 9);
  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void edgeAfterEdge() {
    linear(count -> script(count, false));
  }

  @Test
  void eachBeforeTheOthers() {
    linear(
        count -> {
          Wiring script = edge(0);
          for (int i = 1; i < count; i++) {
            script = edge(i).and(script);
          }
          return script;
        });
  }

  @Test
  void edgesAddedAndTakenAwayInTurn() {
    linear(count -> script(count, true));
  }

  private static Wiring script(int count, boolean withExcept) {
    Wiring script = edge(0);
    for (int i = 1; i < count; i++) {
      script = withExcept && i % 2 == 0 ? script.except(edge(i - 2)) : script.and(edge(i));
    }
    return script;
  }

  private static Wiring edge(int i) {
    return Wiring.edge(i * 7 % 1000, 11 + i * 5 % 989);
  }

  private static void linear(IntFunction<Wiring> script) {
    allocated(script, 1000);
    long few = allocated(script, EDGES);
    long many = allocated(script, 4 * EDGES);
    assertTrue(many < 6 * few, few + " bytes, then " + many);
  }

  private static long allocated(IntFunction<Wiring> script, int count) {
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    Topology topology = script.apply(count).wire(ROLES);
    long bytes = MEMORY.getCurrentThreadAllocatedBytes() - before;
    assertTrue(topology.edges() > 0);
    return bytes;
  }

  /** What the script says in the end, whatever its order. */
  @Test
  void theLastWordOnAnEdgeCounts() {
    RandomGenerator random = Draw.of(9);
    Roles roles = new Roles(1, false, 5, 1);
    for (int trial = 0; trial < 300; trial++) {
      boolean[][] has = new boolean[7][7];
      Wiring script = Wiring.range(0, 3, 1, 4);
      mark(has, 0, 3, 1, 4, true);
      for (int step = 0; step < 12; step++) {
        int from = random.nextInt(7);
        int to = random.nextInt(7);
        int fromLast = Math.min(6, from + (random.nextInt(4) == 0 ? 3 : 0));
        int toLast = Math.min(6, to + (random.nextInt(4) == 0 ? 3 : 0));
        boolean adds = random.nextBoolean();
        Wiring part = Wiring.range(from, fromLast, to, toLast);
        script = adds ? script.and(part) : script.except(part);
        mark(has, from, fromLast, to, toLast, adds);
      }
      Topology topology = script.wire(roles);
      for (int from = 0; from < 7; from++) {
        for (int to = 0; to < 7; to++) {
          assertEquals(has[from][to], topology.edge(from, to) >= 0);
        }
      }
    }
  }

  private static void mark(
      boolean[][] has, int from, int fromLast, int to, int toLast, boolean value) {
    for (int i = from; i <= fromLast; i++) {
      Arrays.fill(has[i], to, toLast + 1, value);
    }
  }
}
