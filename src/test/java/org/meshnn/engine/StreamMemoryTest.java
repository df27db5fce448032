package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.SequencePlan;

/** What streams carry is held against the memory before it is taken, for all of them. */
class StreamMemoryTest {

  /** 1.6 MiB of influence a lane, twice tick by tick, of 32 MiB. */
  @Test
  void allLanesAreCounted() throws Exception {
    List<String> few = streams("5", "exact", "ticks", "blocks");
    assertEquals(List.of("by blocks", "tick by tick", "by blocks"), few);
    List<String> some = streams("14", "exact", "ticks", "blocks");
    assertEquals("by blocks", some.get(0));
    assertRefused(some.get(1), "14 lanes", "take fewer lanes, SnAp-n with a small n");
    assertEquals("by blocks", some.get(2));
    List<String> many = streams("40", "exact", "ticks", "blocks", "snap", "1000000");
    for (String refused : many.subList(0, 3)) {
      assertRefused(refused, "40 lanes", "take fewer lanes, SnAp-n with a small n");
    }
    assertRefused(many.get(3), "take fewer lanes, SnAp-n with an n below 2, a sparser wiring");
    assertRefused(many.get(4), "1,000,000 steps", "40 lanes", "take fewer steps");
  }

  private static void assertRefused(String said, String... parts) {
    assertTrue(said.startsWith(IllegalArgumentException.class.getName()), said);
    for (String part : parts) {
      assertTrue(said.contains(part), said);
    }
  }

  private static List<String> streams(String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseParallelGC", "-Dmeshnn.kernels=scalar"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TellStreams.class.getName());
    command.addAll(List.of(arguments));
    Process java =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), said);
    return said.lines().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000_000_000, Integer.MAX_VALUE})
  void aGradientThatGoesBackTooFarSaysSo(int steps) {
    Topology topology = Wiring.dense().wire(new Roles(1, true, 7, 1));
    Transition transition = new Transition(Activation.TANH, Activation.IDENTITY);
    OnlineGradient gradient = OnlineGradient.truncated(steps);
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> StreamEngine.of(topology, transition, 2, gradient, 1))
            .getMessage();
    assertTrue(
        said.startsWith("a gradient truncated after " + String.format(Locale.ROOT, "%,d", steps)),
        said);
    assertTrue(said.contains("take fewer steps"), said);
  }

  @Test
  void aSequenceOfTooManyNumbersIsRefused() {
    Topology topology = Wiring.dense().wire(new Roles(2, true, 7, 1));
    for (int steps : new int[] {1 << 30, Integer.MAX_VALUE}) {
      String said =
          assertThrows(
                  IllegalArgumentException.class, () -> new SequencePlan(topology, 1, steps, 1))
              .getMessage();
      assertTrue(said.contains("steps of 2 inputs; take fewer steps"), said);
    }
    assertThrows(
        IllegalArgumentException.class, () -> new SequencePlan(topology, 3, 1_000_000_000, 1));
  }
}
