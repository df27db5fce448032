package org.meshnn.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Cost;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;

class ExplanationTest {

  private static Explanation explain(Topology topology, int ticks) {
    return Explanation.of(Plan.of(topology, ticks, Clamping.CONSTANT, Rest.SILENT));
  }

  /** 0 input, 1 bias, 2 3 4 hidden, 5 output; 0 -> 2 -> 3 -> 5, 4 -> 5, 1 -> 5. */
  private static Topology chain() {
    return Wiring.edges(new int[] {0, 2, 3, 4, 1}, new int[] {2, 3, 5, 5, 5})
        .wire(new Roles(1, true, 3, 1));
  }

  @Test
  void tellsWhatIsAliveAtEachTick() {
    Explanation chain = explain(chain(), 3);
    assertEquals(
        List.of(
            new Explanation.Live(1, 1, 1),
            new Explanation.Live(2, 1, 1),
            new Explanation.Live(3, 1, 2)),
        chain.ticks());
    assertEquals(4, chain.neurons());
    assertEquals(5, chain.edges());
    assertEquals(4, chain.learnableEdges());
    assertEquals(1, chain.neverAlive());
    assertEquals(List.of(), chain.warnings()); // a quarter, not more
  }

  /** With 2 ticks the input comes too late: 2 and 3 are reached but lead nowhere in time. */
  @Test
  void warnsOfTheDeadWithNumberReasonAndMend() {
    Explanation chain = explain(chain(), 2);
    assertEquals(3, chain.neverAlive());
    assertEquals(
        List.of(
            "3 of 4 hidden and output neurons are never alive in 2 ticks: 1 reached by no input"
                + " in time, 2 too far from every output. With 3 ticks 2 would live; the"
                + " others need another wiring.",
            "4 of 5 edges can never learn in 2 ticks: reached by no input in time or too far"
                + " from every output. With 3 ticks 3 could learn; the others need"
                + " another wiring."),
        chain.warnings());
  }

  /** The sigmoid rests at 1/2: neuron 4 is a source, and one tick more lets all take part. */
  @Test
  void whatDoesNotRestIsReachedAtOnce() {
    Plan plan = Plan.of(chain(), 2, Clamping.CONSTANT, Rest.none(chain().roles()));
    // 3 and 4 live at tick 1, 5 at tick 2; 0 -> 2 and 2 -> 3 come too late.
    assertEquals(1, Explanation.of(plan).neverAlive());
    assertEquals(
        List.of(
            "2 of 5 edges can never learn in 2 ticks: reached by no input in time or too far"
                + " from every output. With 3 ticks all of them could learn."),
        Explanation.of(plan).warnings());
  }

  @Test
  void moreTicksDoNotMendEdgesIntoInputs() {
    Explanation complete = explain(Wiring.complete().wire(new Roles(4, true, 3, 2)), 3);
    assertEquals(10 * 5, complete.learnableEdges());
    assertEquals(
        List.of(
            "50 of 100 edges can never learn in 3 ticks: into inputs or bias, which are"
                + " overwritten. More ticks do not help; another wiring does."),
        complete.warnings());
  }

  /** The advised number of ticks is enough, and one less is not. */
  @Test
  void advisedTicksAreTheFewestThatMend() {
    Topology layered = Wiring.layered(5, 4, 3).wire(new Roles(3, true, 12, 2));
    String advice = explain(layered, 2).warnings().get(0);
    assertTrue(advice.endsWith("With 4 ticks all of them would live."), advice);
    assertEquals(0, explain(layered, 4).neverAlive());
    assertTrue(explain(layered, 3).neverAlive() > 0);
    assertEquals(layered.edges(), explain(layered, 4).learnableEdges());
  }

  @Test
  void warnsWhereForwardOnlyIsDear() {
    Topology dense = Wiring.dense().wire(new Roles(4, true, 10, 3));
    assertEquals(List.of(), explain(dense, 3).warnings());
    Explanation long6 = explain(dense, 6);
    assertTrue(long6.cost().ratio() > 2);
    assertEquals(1, long6.warnings().size());
    String warning = long6.warnings().get(0);
    assertTrue(warning.contains("times the multiply-adds of back-propagation"), warning);
    assertTrue(warning.contains("gradient(GradientMethod.BACKWARD)"), warning);
  }

  @Test
  void warnsWhereForwardOnlyDoesNotFit() {
    Explanation large = explain(Wiring.dense().wire(new Roles(5, true, 600, 5)), 5);
    assertEquals(1, large.warnings().size());
    assertTrue(large.warnings().get(0).contains("at most 4.98 GiB and 669 M multiply-adds"));
    assertTrue(large.toString().contains("forward-only (does not fit)"));
    assertTrue(large.toString().contains("at most 669 M"), large.toString());
    assertFalse(large.toString().contains("heap"), "the same on every machine");
  }

  /** Iris, dense, T = 3: the numbers of {@link PlanTest}, as they are read. */
  @Test
  void readsAsTables() {
    Explanation iris = explain(Wiring.dense().wire(new Roles(4, true, 10, 3)), 3);
    assertEquals(
        """
        18 neurons (4 inputs, bias, 10 hidden, 3 outputs), 234 edges, density 1.00

        tick  neurons alive  edges alive
        ----  -------------  -----------
        1          13 of 13    65 of 234
        2          13 of 13   234 of 234
        3           3 of 13    54 of 234
        234 of 234 edges can learn in 3 ticks of constant input.

        states and gradient     multiply-adds / sample  bytes / sample  indices, once
        ----------------------  ----------------------  --------------  -------------
        forward-only (default)                     923           944 B       8.40 KiB
        back-propagation                           754           944 B       4.83 KiB
        literal tensor                         228,150        91.1 KiB       4.83 KiB
        forward-only is used: 1.22 times the multiply-adds of back-propagation.
        Training.defaults().gradient(GradientMethod.BACKWARD) takes the latter, as AUTO does here.\
        """,
        iris.toString());
  }

  @Test
  void ticksAlikeAreOneRowAndLinesAreShort() {
    Topology sparse = Wiring.random(0.02, 5).wire(new Roles(400, true, 3000, 200));
    Plan plan = Plan.of(sparse, 30, Clamping.PER_TICK, Rest.SILENT);
    String text = Explanation.of(plan).toString();
    assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    assertTrue(text.contains(" to ") && text.lines().count() < 40, text);
    assertTrue(text.contains("in 30 ticks, each with its input."), text);
    assertTrue(text.contains("at most "), text);
  }

  /** Drive: 65 terms; ticks 2 and 3: 13 x 13 and 3 x 13, each gathered and scattered. */
  @Test
  void planIndicesAreCounted() {
    Topology dense = Wiring.dense().wire(new Roles(4, true, 10, 3));
    long drive = 14 + 2 * 65;
    long driveErrorSignal = 13 + 14 + 13 + 13 + 3;
    long first = 2 * 13 + 14 + 1; // neurons and drives; nothing gathered or scattered
    long second = 2 * 13 + 2 * (14 + 2 * 169);
    long third = 2 * 3 + (4 + 2 * 39) + (14 + 2 * 39);
    long rows = 13 + 13 + (13 + 13) + (3 + 13); // a byte and a number each
    Cost cost = Plan.of(dense, 3, Clamping.CONSTANT, Rest.SILENT).cost();
    assertEquals(
        4 * (drive + driveErrorSignal + first + second + third) + 5 * rows, cost.planIndexBytes());
    // Readout: 13 x 13 sums of one term, their starts and factors, and 13 groups.
    long readout = 2 * 169 + 170 + 169 + 14 + 13;
    assertEquals(cost.planIndexBytes() + 4 * readout + 5 * 169, cost.forwardOnlyIndexBytes());
    assertTrue(cost.fits());
  }
}
