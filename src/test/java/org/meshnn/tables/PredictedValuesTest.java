package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.scores.ForecastScores;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class PredictedValuesTest {
  private static final double NAN = Double.NaN;

  private static PredictedValues predicted(Table table, int horizon, int output) {
    Sequences sequences =
        Sequences.of(table).forecast("v").horizon(1, horizon).missing(Missing.CARRY_FORWARD);
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    EncodedSequences questions = encoding.toPredict(sequences);
    DMatrixRMaj outputs = new DMatrixRMaj(questions.size(), questions.samples().y().numCols);
    return questions.values(outputs).get(output);
  }

  private static Table values(double... values) {
    return Table.create(DoubleColumn.create("v", values));
  }

  @Test
  void whatCameTrueStandsAhead() {
    PredictedValues ahead = predicted(values(1, 2, 3, 4, 5, 6), 3, 1);
    assertEquals("v +3", ahead.output());
    assertEquals(3, ahead.horizon());
    assertArrayEquals(new double[] {3, 4, 5, 6, 7, 8}, ahead.at());
    assertArrayEquals(new double[] {4, 5, 6, NAN, NAN, NAN}, ahead.actual());
    assertEquals(3.5, ahead.predicted()[0], 1e-12);
    assertEquals("6 predicted values of v +3", ahead.toString());
  }

  /** Of the row t + h the value one season before, or several if that was not known at t. */
  @Test
  void naiveForecastsKnowWhatWasKnownThen() {
    double[] values = IntStream.rangeClosed(1, 12).mapToDouble(v -> v).toArray();
    values[7] = NAN;
    for (int horizon : new int[] {2, 3, 4, 5}) {
      PredictedValues ahead = predicted(values(values), horizon, 1);
      for (int season = 2; season < 6; season++) {
        double[] naive = ahead.naive(season);
        for (int t = 0; t < 12; t++) {
          int at = t + horizon - season;
          while (at > t) {
            at -= season;
          }
          assertEquals(at < 0 ? NAN : values[at], naive[t]);
        }
      }
    }
    double[] last = predicted(values(values), 2, 1).naive(1);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7, 7, 9, 10, 11, 12}, last);
  }

  @Test
  void scoresAreOfRowsThatAllKnow() {
    PredictedValues ahead = predicted(values(1, 2, 4, 7, 11, 16), 2, 0);
    ForecastScores scores = ahead.againstNaive(2);
    assertEquals(4, scores.forecast().samples());
    assertEquals("last season, 2 rows", scores.naive().get(1).name());
    assertEquals(Math.sqrt((4 + 9 + 16 + 25) / 4.0), scores.naive().get(0).scores().rmse(), 1e-12);
    assertEquals(Math.sqrt((9 + 25 + 49 + 81) / 4.0), scores.naive().get(1).scores().rmse(), 1e-12);
    assertEquals(5, ahead.scores().samples());
    assertThrows(IllegalArgumentException.class, () -> ahead.naive(0));
    assertThrows(IllegalArgumentException.class, () -> ahead.againstNaive(1));
  }

  @Test
  void seriesStayApart() {
    Table table =
        Table.create(
            StringColumn.create("s", "b", "a", "b", "a"),
            DateColumn.create(
                "d", IntStream.of(2, 1, 1, 2).mapToObj(d -> LocalDate.EPOCH.plusDays(d)).toList()),
            DoubleColumn.create("v", 1, 2, 3, 4));
    Sequences sequences = Sequences.of(table).orderedBy("d").series("s").forecast("v");
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    PredictedValues ahead = encoding.toPredict(sequences).values(new DMatrixRMaj(2, 2)).get(0);
    assertArrayEquals(new int[] {0, 0, 1, 1}, ahead.series());
    assertArrayEquals(new double[] {2, 3, 2, 3}, ahead.at());
    assertTrue(ahead.time());
    assertEquals(2, ahead.allSeries());
    assertArrayEquals(new double[] {1, 2}, ahead.allAt(1));
    assertArrayEquals(new double[] {2, 4}, ahead.all(1));
    assertArrayEquals(new double[] {1, NAN, 4, NAN}, ahead.actual());
    assertArrayEquals(new double[] {3, 1, 2, 4}, ahead.naive(1));
  }

  @Test
  void labelsHaveScoresButNothingNaive() {
    Table table = values(1, 2, 3);
    table.addColumns(DoubleColumn.create("u", 1, 4, 9));
    Sequences sequences = Sequences.of(table).labelPerStep("u");
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    PredictedValues told = encoding.toPredict(sequences).values(new DMatrixRMaj(1, 3)).get(0);
    assertEquals(0, told.scores().r2(), 1e-12);
    assertThrows(IllegalStateException.class, () -> told.naive(1));
  }

  @Test
  void classesAreCountedWhereTheyAreKnown() {
    Table table = Table.create(StringColumn.create("c", "a", "b", "a", "a"));
    Sequences sequences = Sequences.of(table).forecast("c");
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    EncodedSequences questions = encoding.toPredict(sequences);
    DMatrixRMaj logits = new DMatrixRMaj(1, 8, true, 0, 1, 1, 0, 0, 1, 0, 1);
    assertEquals(3, questions.classScores(logits).samples());
    assertEquals(2 / 3.0, questions.classScores(logits).accuracy(), 1e-15);
    assertThrows(IllegalStateException.class, () -> questions.values(logits));
    assertEquals(List.of("a", "b"), encoding.classes());
  }
}
