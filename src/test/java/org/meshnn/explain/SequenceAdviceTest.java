package org.meshnn.explain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.TimeSeries;

/** What explained sequences advise. */
class SequenceAdviceTest {
  private static final Sequences WAVES =
      Sequences.of(TimeSeries.henon(60, 1)).orderedBy("step").inputs("x").forecast("x");

  @Test
  void aMeshWithoutAPathLearnsNothing() {
    assertAdvised("No path leads", Mesh.of(8).connect(Wiring.range(0, 0, 3, 4)), 6);
  }

  @Test
  void aPathLongerThanTheSequenceIsNamed() {
    Mesh chain = chain().ticksPerStep(1);
    assertAdvised("has 6 edges, and a sequence 3 ticks", chain, 3);
  }

  @Test
  void aPathLongerThanAStepAnswersLater() {
    assertAdvised("With .ticksPerStep(6) it sees its own", chain().ticksPerStep(2), 20);
  }

  @Test
  void edgesThatLeadIntoClampedNeuronsAreNamed() {
    Mesh into = Mesh.of(8).connect(Wiring.reservoir(0.5, 1)).connect(Wiring.range(2, 7, 0, 1));
    assertAdvised("edges can never learn", into, 6);
  }

  /** Input, bias, five neurons in a row, output. */
  private static Mesh chain() {
    Mesh mesh = Mesh.of(8).connect(Wiring.edge(0, 2));
    for (int j = 2; j < 7; j++) {
      mesh = mesh.connect(Wiring.edge(j, j + 1));
    }
    return mesh;
  }

  private static void assertAdvised(String part, Mesh mesh, int window) {
    String text = mesh.explain(WAVES.window(window)).toString().replace('\n', ' ');
    assertTrue(text.contains(part), text);
  }
}
