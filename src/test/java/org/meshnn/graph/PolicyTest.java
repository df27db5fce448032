package org.meshnn.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The wiring of neural circuit policies (Lechner et al. 2020). */
class PolicyTest {

  /** How many edges lead from neurons of a range to those of another. */
  private static int count(Topology topology, int from, int fromEnd, int to, int toEnd) {
    int count = 0;
    for (int j = to; j < toEnd; j++) {
      for (int e = topology.columnStart(j); e < topology.columnEnd(j); e++) {
        count += topology.source(e) >= from && topology.source(e) < fromEnd ? 1 : 0;
      }
    }
    return count;
  }

  /** The controller of the paper: 32 features, 12 inter, 6 command neurons, 1 motor neuron. */
  @Test
  void thePapersController() {
    Roles roles = new Roles(32, false, 18, 1);
    Topology policy = Wiring.policy(12, 6, 4, 3, 1, 2, 1).wire(roles);
    assertEquals(32 * 4, count(policy, 0, 32, 32, 44), "32 x 4 leave no inter neuron out");
    assertEquals(12 * 3, count(policy, 32, 44, 44, 50));
    assertEquals(6 * 2, count(policy, 44, 50, 44, 50));
    assertEquals(6, count(policy, 44, 50, 50, 51));
    assertEquals(32 * 4 + 12 * 3 + 6 * 2 + 6, policy.edges());
    assertEquals(3, policy.shortestPath());
    assertTrue(policy.isRecurrent());
    assertEquals(
        "policy(12 inter, 6 command, fan-outs 4, 3 and 1, recurrent 2, seed 1)",
        Wiring.policy(12, 6, 4, 3, 1, 2, 1).toString());
  }

  /** By hand: every fan-out is the whole of the next layer. */
  @Test
  void fullFanOutsAreFullLayers() {
    Roles roles = new Roles(2, true, 5, 2); // 0 1, bias 2, inter 3 to 5, command 6 7, outputs 8 9
    Wiring expected =
        Wiring.range(0, 1, 3, 5)
            .and(Wiring.range(3, 5, 6, 7))
            .and(Wiring.range(6, 7, 8, 9))
            .and(Wiring.range(6, 7, 6, 7))
            .and(Wiring.range(2, 2, 3, 9));
    assertEquals(expected.wire(roles), Wiring.policy(3, 2, 3, 2, 2, 2, 1).wire(roles));
    assertEquals(
        expected.except(Wiring.range(6, 7, 6, 7)).wire(roles),
        Wiring.policy(3, 2, 3, 2, 2, 0, 1).wire(roles));
  }

  @Test
  void everyNeuronHasASynapse() {
    RandomGenerator random = Draw.of(5);
    for (int trial = 0; trial < 300; trial++) {
      int inputs = 1 + random.nextInt(12);
      int inter = 1 + random.nextInt(30);
      int command = 1 + random.nextInt(20);
      int outputs = 1 + random.nextInt(8);
      int sensory = 1 + random.nextInt(inter);
      int fromInter = 1 + random.nextInt(command);
      int fromCommand = 1 + random.nextInt(outputs);
      int recurrent = random.nextInt(command + 1);
      Roles roles = new Roles(inputs, trial % 2 == 0, inter + command, outputs);
      Topology policy =
          Wiring.policy(inter, command, sensory, fromInter, fromCommand, recurrent, trial)
              .wire(roles);
      int firstInter = roles.clamped();
      int firstCommand = firstInter + inter;
      int out = roles.firstOutput();
      layer(policy, 0, inputs, firstInter, inter, sensory);
      layer(policy, firstInter, inter, firstCommand, command, fromInter);
      layer(policy, firstCommand, command, out, outputs, fromCommand);
      for (int c = firstCommand; c < out; c++) {
        assertEquals(recurrent, count(policy, c, c + 1, firstCommand, out));
      }
      int between =
          count(policy, 0, inputs, firstInter, firstCommand)
              + count(policy, firstInter, firstCommand, firstCommand, out)
              + count(policy, firstCommand, out, out, roles.neurons())
              + command * recurrent
              + (roles.bias() ? inter + command + outputs : 0);
      assertEquals(between, policy.edges(), "and no others");
    }
  }

  /** Steps 1 and 2: the fan-out, and beyond it those of the targets that none has chosen. */
  private static void layer(
      Topology policy, int first, int sources, int firstTarget, int targets, int fanOut) {
    int all = count(policy, first, first + sources, firstTarget, firstTarget + targets);
    for (int s = first; s < first + sources; s++) {
      assertTrue(count(policy, s, s + 1, firstTarget, firstTarget + targets) >= fanOut);
    }
    int fewest = Integer.MAX_VALUE;
    for (int t = firstTarget; t < firstTarget + targets; t++) {
      fewest = Math.min(fewest, count(policy, first, first + sources, t, t + 1));
    }
    assertTrue(fewest >= 1);
    int mean = Math.max(1, sources * fanOut / targets);
    assertEquals(0, (all - sources * fanOut) % mean, "each left out gets the mean of the others");
  }

  /** Three sources choose one of a hundred targets each: at least 97 are left out. */
  @Test
  void whoIsLeftOutIsJoined() {
    Roles roles = new Roles(3, false, 101, 1);
    Topology policy = Wiring.policy(100, 1, 1, 1, 1, 0, 3).wire(roles);
    int chosen = count(policy, 0, 3, 3, 103);
    assertTrue(chosen >= 100 && chosen <= 102, chosen + " edges");
    for (int j = 3; j < 103; j++) {
      assertTrue(policy.inDegree(j) >= 1);
      assertTrue(policy.edge(j, 103) >= 0);
    }
  }

  /** Targets are chosen evenly: each of 10 by 3 of 30 sources, over 400 seeds. */
  @Test
  void targetsAreAsLikely() {
    int[] chosen = new int[10];
    for (int seed = 0; seed < 400; seed++) {
      Topology policy = Wiring.policy(10, 1, 3, 1, 1, 0, seed).wire(new Roles(30, false, 11, 1));
      for (int t = 0; t < 10; t++) {
        chosen[t] += policy.inDegree(30 + t);
      }
    }
    for (int times : chosen) {
      assertEquals(400 * 9, times, 5 * Math.sqrt(400 * 30 * 0.3 * 0.7));
    }
  }

  @Test
  void aSeedGivesItsEdges() {
    Roles roles = new Roles(8, true, 50, 4);
    Wiring policy = Wiring.policy(30, 20, 4, 4, 2, 3, 7);
    assertEquals(policy.wire(roles), policy.wire(roles));
    assertEquals(policy.wire(roles), Wiring.policy(30, 20, 4, 4, 2, 3, 7).wire(roles));
    assertNotEquals(policy.wire(roles), Wiring.policy(30, 20, 4, 4, 2, 3, 8).wire(roles));
  }

  @Test
  void wrongNumbersAreNamed() {
    says("the number of inter neurons must be 1 or more; got 0", () -> of(0, 2, 1, 1, 1, 0));
    says("the number of command neurons must be 1 or more; got -1", () -> of(2, -1, 1, 1, 1, 0));
    says("input to the inter neurons must be 1 to 6; got 7", () -> of(6, 4, 7, 1, 1, 0));
    says("inter neuron to the command neurons must be 1 to 4; got 5", () -> of(6, 4, 1, 5, 1, 0));
    says("command neuron to the outputs must be 1 or more; got 0", () -> of(6, 4, 1, 1, 0, 0));
    says("to command neurons must be 0 to 4; got 5", () -> of(6, 4, 1, 1, 1, 5));
    Roles roles = new Roles(4, true, 10, 3);
    says(
        "command neuron to the outputs must be 1 to 3; got 4",
        () -> of(6, 4, 1, 1, 4, 0).wire(roles));
    says(
        "places 9 hidden neurons but the mesh has 10; a mesh of 17 neurons has 9",
        () -> of(6, 3, 1, 1, 1, 0).wire(roles));
    says(
        "the inputs of a policy must be 1 or more; got 0",
        () -> of(6, 4, 1, 1, 1, 0).wire(new Roles(0, true, 10, 3)));
    says(
        "at most 1,073,741,824 edges",
        () -> of(50_000, 50_000, 1, 40_000, 1, 0).wire(new Roles(1, true, 100_000, 1)));
  }

  private static Wiring of(
      int inter, int command, int sensory, int toCommand, int toOut, int loops) {
    return Wiring.policy(inter, command, sensory, toCommand, toOut, loops, 1);
  }

  private static void says(String part, Executable wiring) {
    String message = assertThrows(IllegalArgumentException.class, wiring).getMessage();
    assertTrue(message.contains(part), message);
  }
}
