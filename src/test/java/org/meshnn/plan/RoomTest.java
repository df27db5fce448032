package org.meshnn.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

/** Nothing overflows silently: the arithmetic alone, without the arrays. */
class RoomTest {
  private static void refused(Class<? extends Exception> type, String words, Executable what) {
    String message = assertThrows(type, what).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void rowsLieOneAfterTheOther() {
    assertEquals(new Layout(0, 5, 8, 28, 48, 68, 75, 79), Layout.of(5, 3, 20, 7, 4));
  }

  @Test
  void tooManyRowsAreRefused() {
    // 10 million neurons, 40 ticks: 1.2e9 rows of states, slopes and error signals.
    String said = "at most 1,073,741,824 rows of numbers";
    refused(
        IllegalArgumentException.class, said, () -> Layout.of(10, 10, 400_000_000, 10_000_000, 0));
    refused(
        IllegalArgumentException.class,
        "needs 1,210,000,020 or more",
        () -> Layout.of(10, 10, 400_000_000, 10_000_000, 0));
    assertEquals((1 << 30) - 3, Layout.of(1, 0, 357_913_940, 0, 0).sensitivity());
    refused(IllegalArgumentException.class, said, () -> Layout.requireRoom((1L << 30) + 1));
    refused(IllegalArgumentException.class, said, () -> Layout.requireRoom(3L << 31));
  }

  @Test
  void tooManyTermsAreRefused() {
    assertEquals(Integer.MAX_VALUE - 8, PlanBuilder.requireIndexable(Integer.MAX_VALUE - 8L, 9));
    refused(
        IllegalArgumentException.class,
        "over 9 ticks make 5,000,000,000 terms",
        () -> PlanBuilder.requireIndexable(5_000_000_000L, 9));
  }

  private static Plan dense(int ticks) {
    Topology topology = Wiring.dense().wire(new Roles(4, true, 10, 3));
    return Plan.of(topology, ticks, Clamping.CONSTANT, Rest.SILENT);
  }

  /** 13 x 13 edges of 16 bytes at each tick: 2.7 GB, where the tests have 2 GiB. */
  @ParameterizedTest
  @ValueSource(ints = {1_000_000, 10_000_000, Integer.MAX_VALUE})
  void ticksBeyondMemoryAreRefusedBeforeTheyAreLaidOut(int ticks) {
    String said = String.format(Locale.ROOT, "through %,d ticks takes about ", ticks);
    refused(IllegalArgumentException.class, said, () -> dense(ticks));
  }

  @Test
  void aPlanTakesAboutWhatIsForecast() {
    Topology topology = Wiring.dense().wire(new Roles(4, true, 10, 3));
    Plan plan = dense(30);
    long indices = plan.cost().planIndexBytes();
    int[][] live = new int[31][];
    live[0] = new int[0];
    for (int t = 1; t <= 30; t++) {
      live[t] = plan.ticks().get(t - 1).neuron();
    }
    IndexMemory enough =
        new IndexMemory(topology, 30, Clamping.CONSTANT, Rest.SILENT, 2 * indices * 5 / 4);
    enough.requireTicks();
    enough.require(live);
    IndexMemory scarce = new IndexMemory(topology, 30, Clamping.CONSTANT, Rest.SILENT, 2 * indices);
    refused(IllegalArgumentException.class, "fewer ticks", () -> scarce.require(live));
  }

  @Test
  void listsGrowAsFarAsArraysGo() {
    assertEquals(32, IntList.grown(16, 17));
    assertEquals(100, IntList.grown(16, 100));
    assertEquals(Integer.MAX_VALUE - 8, IntList.grown(1 << 30, (1 << 30) + 1L));
    refused(
        IllegalStateException.class,
        "a list of 2147483640 numbers",
        () -> IntList.grown(Integer.MAX_VALUE - 8, Integer.MAX_VALUE - 7L));
  }

  @Test
  void fullListIsNotCopied() {
    IntList list = new IntList(2);
    list.add(3);
    assertArrayEquals(new int[] {3}, list.toArray());
    list.add(4);
    assertTrue(list.toArray() == list.toArray());
    list.add(5);
    assertArrayEquals(new int[] {3, 4, 5}, list.toArray());
  }
}
