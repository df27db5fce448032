package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Cost;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;
import org.meshnn.plan.SequenceCost;
import org.meshnn.plan.SequencePlan;

/** The cheaper exact method is taken, with its bits. */
class AutoTest {
  static Stream<Case> meshes() {
    return RandomMeshes.cases(100);
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void hasTheBitsOfTheOneThatCountsLess(Case mesh) {
    GradientMethod taken = GradientMethod.AUTO.on(mesh.plan(), mesh.transition());
    Cost cost = mesh.plan().cost();
    boolean forward = cost.forwardOnly() <= cost.backward();
    assertEquals(forward ? GradientMethod.FORWARD_ONLY : GradientMethod.BACKWARD, taken);
    Case.Answer named = mesh.ask(taken);
    Case.Answer chosen = mesh.ask(GradientMethod.AUTO);
    assertEquals(named.loss(), chosen.loss());
    assertArrayEquals(named.gradient(), chosen.gradient());
  }

  @Test
  void bothAreTaken() {
    Map<GradientMethod, Integer> taken = new EnumMap<>(GradientMethod.class);
    meshes()
        .forEach(
            m -> taken.merge(GradientMethod.AUTO.on(m.plan(), m.transition()), 1, Integer::sum));
    assertTrue(taken.get(GradientMethod.FORWARD_ONLY) > 10, taken.toString());
    assertTrue(taken.get(GradientMethod.BACKWARD) > 10, taken.toString());
  }

  @Test
  void takesBackPropagationWhereForwardOnlyDoesNotFit() {
    Topology large = Wiring.dense().wire(new Roles(5, true, 600, 5));
    Transition relu = new Transition(Activation.RELU, Activation.IDENTITY);
    Plan plan = Plan.of(large, 5, Clamping.CONSTANT, relu.rest(large.roles()));
    assertFalse(plan.cost().fits());
    assertEquals(GradientMethod.BACKWARD, GradientMethod.AUTO.on(plan, relu));
  }

  @Test
  void forwardOnlyWhereTheTicksOfSequencesDoNotFit() {
    Topology small = Wiring.dense().wire(new Roles(1, true, 4, 1));
    long fitting = (1L << 30) / 8 / 32 / 3 / small.neurons(); // 1 GiB, whatever the heap
    assertFalse(cost(small, (int) (0.9 * fitting)).forwardOnlyIsCheaper());
    assertTrue(cost(small, (int) (1.1 * fitting)).forwardOnlyIsCheaper());
  }

  private static SequenceCost cost(Topology topology, int steps) {
    return SequenceCost.of(new SequencePlan(topology, 1, steps, steps), Rest.SILENT);
  }
}
