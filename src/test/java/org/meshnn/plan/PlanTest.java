package org.meshnn.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

class PlanTest {

  /** 0 input, 1 bias, 2 3 4 hidden, 5 output; 0 -> 2 -> 3 -> 5, 4 is fed by nothing. */
  private static Topology chain() {
    return Wiring.edges(new int[] {0, 2, 3, 4, 1}, new int[] {2, 3, 5, 5, 5})
        .wire(new Roles(1, true, 3, 1));
  }

  @Test
  void livesOnlyWhatIsReachedAndStillReaches() {
    Plan plan = Plan.of(chain(), 3, Clamping.CONSTANT, Rest.SILENT);
    assertArrayEquals(new int[] {2}, plan.ticks().get(0).neuron());
    assertArrayEquals(new int[] {3}, plan.ticks().get(1).neuron());
    assertArrayEquals(new int[] {5}, plan.ticks().get(2).neuron());
    // 4 -> 5 cannot learn: neuron 4 stays at 0.
    assertEquals(4, plan.learnableEdges());
  }

  @Test
  void sigmoidSpeaksUnasked() {
    Plan plan = Plan.of(chain(), 3, Clamping.CONSTANT, Rest.none(chain().roles()));
    assertArrayEquals(new int[] {3, 4}, plan.ticks().get(1).neuron());
    assertEquals(5, plan.learnableEdges());
  }

  @Test
  void inputArrivingTooLateTeachesNothing() {
    Plan plan = Plan.of(chain(), 2, Clamping.CONSTANT, Rest.SILENT);
    assertEquals(0, plan.ticks().get(0).size());
    assertEquals(1, plan.learnableEdges()); // bias -> output
  }

  @Test
  void constantInputIsDrivenOnceForAllTicks() {
    Topology dense = Wiring.dense().wire(new Roles(4, true, 10, 3));
    Plan constant = Plan.of(dense, 3, Clamping.CONSTANT, Rest.SILENT);
    Plan sequence = Plan.of(dense, 3, Clamping.PER_TICK, Rest.SILENT);
    assertEquals(13 * 5, constant.drive().terms());
    assertEquals((13 + 13 + 3) * 5, sequence.drive().terms());
  }

  /** Dense, T = 3: counted by hand. */
  @Test
  void costsAreThoseOfTheSums() {
    Plan plan =
        Plan.of(Wiring.dense().wire(new Roles(4, true, 10, 3)), 3, Clamping.CONSTANT, Rest.SILENT);
    long drive = 13 * 5;
    long states = drive + 13 * 13 + 13 * 3;
    long edges = drive + 13 * 13 + 13 * 3;
    Cost cost = plan.cost();
    assertEquals(states, cost.states());
    assertEquals(states + edges + 13 * 3 + 13 * 13, cost.backward());
    // Read out: 13 x 13 sums of a single path each, each times the error signal it ends at.
    assertEquals(states + edges + 13 * 3 + 13 * 13 + 13 * 13, cost.forwardOnly());
    assertEquals(3L * (234 + 18 * 18 * 234), cost.tensor());
    assertEquals(16L * 18 * 18 * 18, cost.tensorBytes());
    assertTrue(cost.backwardBytes() <= cost.forwardOnlyBytes());
  }

  /** At T = 2 forward-only does what back-propagation does. */
  @Test
  void twoTicksCostTheSameEitherWay() {
    Topology sparse = Wiring.random(0.15, 3).wire(new Roles(32, true, 50, 10));
    Cost cost = Plan.of(sparse, 2, Clamping.CONSTANT, Rest.SILENT).cost();
    assertEquals(cost.backward(), cost.forwardOnly());
    assertEquals(cost.backwardBytes(), cost.forwardOnlyBytes());
  }

  @Test
  void refusesNoTicks() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Plan.of(chain(), 0, Clamping.CONSTANT, Rest.SILENT))
            .getMessage();
    assertTrue(message.contains("at least 1 tick; got 0"), message);
  }

  @Test
  void tellsWhatLives() {
    Plan plan = Plan.of(chain(), 3, Clamping.CONSTANT, Rest.SILENT);
    assertEquals("3 ticks, live neurons at each: 1, 1, 1; 4 of 5 edges can learn", plan.toString());
    assertEquals(chain(), plan.topology());
    assertEquals(Clamping.CONSTANT, plan.clamping());
  }
}
