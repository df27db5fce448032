package org.meshnn.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.InfluenceCost;
import org.meshnn.plan.InfluencePlan;
import org.meshnn.plan.Rest;

class StreamExplanationTest {
  private static StreamExplanation of(Topology topology, int ticks, int lanes, String gradient) {
    return StreamExplanation.of(
        topology, Rest.SILENT, new StreamExplanation.Streams(ticks, lanes, 1, gradient, 0));
  }

  /** 0 input, 1 bias, 2 3 4 hidden, 5 output; 0 -> 2 -> 3 -> 5, 4 -> 5, 1 -> 5. */
  private static Topology chain() {
    return Wiring.edges(new int[] {0, 2, 3, 4, 1}, new int[] {2, 3, 5, 5, 5})
        .wire(new Roles(1, true, 3, 1));
  }

  /** Edges learn into 5, then into 3, then into 2; nothing is into 4. */
  @Test
  void countsByHand() {
    StreamExplanation chain = of(chain(), 2, 1, "SnAp-2");
    assertEquals(
        """
        6 neurons (1 input, bias, 3 hidden, 1 output), 5 edges, density 0.208

        gradient             numbers / stream  multiply-adds / tick, stream  bytes  edges learn
        -------------------  ----------------  ----------------------------  -----  -----------
        states alone                        4                             5   96 B         none
        SnAp-1                              3                             3   48 B       3 of 5
        SnAp-2 (chosen)                     5                             6   80 B       4 of 5
        SnAp-3                              8                            11  128 B       5 of 5
        exact, tick by tick                 8                            11  128 B       5 of 5
        exact, by blocks                   54                            26  512 B       5 of 5
        A step is 2 ticks on 1 stream. From n = 3 on SnAp-n is exact. SnAp-3 is the first by which all edges
        learn that can; exact takes 1.0 times its multiply-adds: take exact.""",
        chain.toString());
    assertEquals(Optional.of(3), chain.exactFrom());
  }

  /** The counts are those of the plan that is built. */
  @Test
  void countsAreThoseOfThePlan() {
    for (long seed = 1; seed <= 20; seed++) {
      Topology topology = Wiring.random(0.2, seed).wire(new Roles(2, true, 20, 2));
      for (int reach : new int[] {1, 2, 3, InfluencePlan.EXACT}) {
        InfluencePlan plan = InfluencePlan.of(topology, new BitSet(), reach, 4, 1);
        InfluenceCost cost = InfluenceCost.of(topology, reach, Long.MAX_VALUE).orElseThrow();
        assertEquals(plan.numbers(), cost.numbers());
        assertEquals(plan.multiplyAdds(), cost.multiplyAdds());
      }
    }
  }

  @Test
  void advisesSnapWhereExactIsExpensive() {
    Topology wired =
        Wiring.random(0.1, 1).and(Wiring.range(2, 65, 66, 66)).wire(new Roles(1, true, 64, 1));
    String text = of(wired, 2, 8, "exact, tick by tick").toString();
    assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    assertTrue(text.contains("exact, tick by tick (chosen)"), text);
    assertTrue(of(wired, 2, 8, "exact").toString().contains("exact, by blocks (chosen)"));
    text = text.replace("\n", " ");
    assertTrue(text.contains("exact, which takes 8.3 times its multiply-adds: begin"), text);
  }

  @Test
  void whatIsTooLargeIsSaidAndNotCounted() {
    Topology large = Wiring.random(0.02, 1).wire(new Roles(10, true, 5_000, 10));
    String text = of(large, 1, 1, "SnAp-1").toString();
    assertTrue(text.contains("over 1.00 G"), text);
    assertTrue(text.contains("SnAp-1 (chosen)"), text);
    assertTrue(text.contains("The exact gradient is too large here"), text);
    assertFalse(text.contains("SnAp-8"), "those after the first too large one are left out");
  }

  @Test
  void aGradientThatGoesBackVeryFarIsCounted() {
    for (int steps : new int[] {1_000_000_000, Integer.MAX_VALUE}) {
      String name = "truncated after " + steps + " steps";
      StreamExplanation.Streams streams = new StreamExplanation.Streams(3, 2, 1, name, steps);
      String text = StreamExplanation.of(chain(), Rest.SILENT, streams).toString();
      assertTrue(text.contains(" (chosen)"), text);
      assertTrue(text.contains(steps == Integer.MAX_VALUE ? "1.20 TiB" : "574 GiB"), text);
    }
  }
}
