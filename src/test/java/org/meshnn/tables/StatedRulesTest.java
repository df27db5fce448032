package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** What is said of sequences that an encoding meets later counts, or is refused. */
class StatedRulesTest {
  private static final Table WHOLE =
      Table.create(
          IntColumn.create("s", IntStream.range(0, 40).toArray()),
          DoubleColumn.create("x", IntStream.range(0, 40).mapToDouble(Math::sin).toArray()),
          DoubleColumn.create("z", IntStream.range(0, 40).mapToDouble(Math::cos).toArray()));
  private static final Sequences LEARNED =
      Sequences.of(WHOLE).orderedBy("s").inputs("x").forecast("x").window(5);
  private static final SequenceEncoding ENCODING = SequenceEncoding.fit(LEARNED);

  @Test
  void aRuleForGapsCounts() {
    Sequences gap =
        Sequences.of(WHOLE.dropRange(20, 22)).orderedBy("s").gaps(Gaps.SPLIT).forecast("x");
    assertEquals(16 + 14, ENCODING.toPredict(gap).rows().length);
    assertThrows(
        IllegalArgumentException.class,
        () -> ENCODING.toPredict(ENCODING.sequences(WHOLE.dropRange(20, 22))));
  }

  @Test
  void whatDiffersIsRefused() {
    Sequences base = Sequences.of(WHOLE).orderedBy("s");
    assertEquals(36, ENCODING.toPredict(base).rows().length);
    for (Sequences other :
        new Sequences[] {
          base.inputs("z"),
          base.forecast("z"),
          base.forecast("x").horizon(2),
          base.window(9),
          LEARNED.stride(3),
          LEARNED.warmUp(2),
          LEARNED.everyStep()
        }) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> ENCODING.toPredict(other));
      assertTrue(e.getMessage().contains("these say otherwise"), e.getMessage());
    }
  }

  @Test
  void numbersFarBeyondATableAreRefused() {
    int many = Integer.MAX_VALUE;
    assertThrows(IllegalArgumentException.class, () -> LEARNED.horizon(many));
    assertThrows(IllegalArgumentException.class, () -> LEARNED.stride(many));
    assertThrows(IllegalArgumentException.class, () -> LEARNED.warmUp(many));
    assertThrows(IllegalArgumentException.class, () -> LEARNED.window(many));
    Sequences far = Sequences.of(WHOLE).orderedBy("s").forecast("x").horizon(1 << 28);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> SequenceEncoding.fit(far).toLearn(far));
    assertTrue(e.getMessage().contains("hand in longer series"), e.getMessage());
  }
}
