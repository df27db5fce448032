package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Order, gaps, missing values: refused, or treated by a stated rule. */
class SequenceRulesTest {
  private static final double NAN = Double.NaN;

  private static Sequences of(Column<?> order, double... values) {
    return Sequences.of(Table.create("t", order, DoubleColumn.create("v", values)))
        .orderedBy(order.name())
        .forecast("v");
  }

  private static Sequences at(int[] years, double... values) {
    return of(IntColumn.create("year", years), values);
  }

  private static double[] inputs(Sequences sequences) {
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    Scale scale = ((Feature.Numeric) encoding.features().get(0)).scale();
    return Arrays.stream(encoding.toLearn(sequences).samples().x().data)
        .map(z -> Math.rint(scale.restore(z)))
        .toArray();
  }

  private static double[] nanAware(Sequences sequences) {
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    Scale scale = ((Feature.Numeric) encoding.features().get(0)).scale();
    return Arrays.stream(encoding.toLearn(sequences).samples().x().data)
        .map(z -> Double.isNaN(z) ? NAN : Math.rint(scale.restore(z)))
        .toArray();
  }

  private static double[] targets(Sequences sequences) {
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    Scale scale = ((Labels.Values) encoding.labels().get(0)).scale();
    return Arrays.stream(encoding.toLearn(sequences).samples().y().data)
        .map(z -> Double.isNaN(z) ? NAN : Math.rint(scale.restore(z)))
        .toArray();
  }

  private static String error(Sequences sequences) {
    return assertThrows(IllegalArgumentException.class, () -> SequenceEncoding.fit(sequences))
        .getMessage();
  }

  @Test
  void twoRowsAtOnePlaceAreRefused() {
    assertEquals(
        "expected one row at each place of the order, got 2 rows at the place of another, the first"
            + " at year 1; drop or join them, or name the column that tells series: .series(name)",
        error(at(new int[] {1, 2, 1, 3, 2}, 1, 2, 3, 4, 5)));
    Table table =
        Table.create(
            StringColumn.create("who", "a", "b", "b"),
            IntColumn.create("t", 1, 1, 1),
            DoubleColumn.create("v", 1, 2, 3));
    assertEquals(
        "expected one row at each place of a series, got 1 row at the place of another, the first at"
            + " t 1 of 'b'; drop or join them",
        error(Sequences.of(table).orderedBy("t").series("who").forecast("v")));
  }

  @Test
  void gapsAreCountedAndTheFirstNamed() {
    Sequences gaps = at(new int[] {9, 1, 2, 4, 5, 6, 7}, 9, 1, 2, 4, 5, 6, 7);
    assertEquals(
        "the sequences have 2 gaps, the first between year 2 and year 4, where the usual distance is"
            + " 1; add the rows, or state a rule: .gaps(Gaps.SPLIT) begins a new series after each,"
            + " .gaps(Gaps.IGNORE) takes the rows as if they followed each other",
        error(gaps));
    assertArrayEquals(new double[] {NAN, NAN, 1, 4, 5, 6}, nanAware(gaps.gaps(Gaps.SPLIT)));
    assertArrayEquals(new double[] {NAN, NAN, 2, 5, 6, 7}, targets(gaps.gaps(Gaps.SPLIT)));
    assertArrayEquals(new double[] {1, 2, 4, 5, 6, 7}, inputs(gaps.gaps(Gaps.IGNORE)));
    assertArrayEquals(new double[] {2, 4, 5, 6, 7, 9}, targets(gaps.gaps(Gaps.IGNORE)));
  }

  /** Months, quarters and years are of different lengths, and yet without gaps. */
  @Test
  void calendarsHaveNoGaps() {
    LocalDate first = LocalDate.of(1999, 1, 31);
    for (int months : new int[] {1, 3, 12}) {
      DateColumn dates = dates(40, i -> first.plusMonths((long) i * months));
      assertEquals(39, inputs(of(dates, new double[40])).length);
      DateColumn hole = dates(40, i -> first.plusMonths((long) (i < 20 ? i : i + 1) * months));
      assertTrue(error(of(hole, new double[40])).contains("have 1 gap, the first between"));
    }
    assertEquals(39, inputs(of(dates(40, first::plusDays), new double[40])).length);
  }

  private static DateColumn dates(int rows, IntFunction<LocalDate> date) {
    return DateColumn.create("day", IntStream.range(0, rows).mapToObj(date).toList());
  }

  @Test
  void timesOrderToo() {
    LocalDateTime noon = LocalDateTime.of(2020, 1, 1, 12, 0);
    DateTimeColumn times =
        DateTimeColumn.create("at", noon, noon.plusHours(1), noon.plusHours(2), noon.plusHours(9));
    String error = error(of(times, 1, 2, 3, 4));
    assertTrue(
        error.contains(
            "between at 2020-01-01T14:00:00.000 and at 2020-01-01T21:00:00.000, where the usual"),
        error);
    Instant now = Instant.parse("2020-01-01T00:00:00Z");
    InstantColumn instants = InstantColumn.create("at", now.plusMillis(1), now, now.plusMillis(2));
    assertArrayEquals(new double[] {1, 2}, inputs(of(instants, 2, 1, 3)));
    long far = 1L << 60;
    LongColumn longs = LongColumn.create("at", far + 2, far, far + 1);
    assertArrayEquals(new double[] {1, 2}, inputs(of(longs, 3, 1, 2)));
  }

  @Test
  void weeksWithHolesAreCountedAsTheDataSay() {
    Table co2 = Datasets.co2();
    Sequences sequences = Sequences.of(co2).orderedBy("date").forecast("co2");
    assertTrue(
        error(sequences)
            .startsWith(
                "the sequences have missing values: column 'co2' in 59 of 2284 rows, the first at"
                    + " date 1958-05-10; fill them, or state a rule:"));
    assertTrue(
        error(sequences.missing(Missing.SKIP))
            .startsWith(
                "the sequences have 22 gaps, the first between date 1958-05-03 and date 1958-05-17,"
                    + " where the usual distance is 7 days; "));
    assertEquals(2224, inputs(sequences.missing(Missing.SKIP).gaps(Gaps.IGNORE)).length);
    double[] targets = targets(sequences.missing(Missing.CARRY_FORWARD));
    assertEquals(59, Arrays.stream(targets).filter(Double::isNaN).count());
  }

  @Test
  void anInputKeepsItsLastValueButNoTargetIsMadeUp() {
    Sequences holes = at(new int[] {1, 2, 3, 4, 5, 6}, NAN, 2, NAN, NAN, 5, 6);
    Sequences carried = holes.missing(Missing.CARRY_FORWARD);
    assertArrayEquals(new double[] {2, 2, 2, 5}, inputs(carried));
    assertArrayEquals(new double[] {NAN, NAN, 5, 6}, targets(carried));
    assertArrayEquals(
        new double[] {2, 2, 2, 5}, inputs(carried.window(1).lastStep().everyStep().window(4)));
    assertArrayEquals(
        new double[] {2, 5}, inputs(carried.window(1)), "windows without a target are left out");
    SequenceEncoding encoding = SequenceEncoding.fit(carried);
    assertEquals(
        13 / 3.0,
        ((Feature.Numeric) encoding.features().get(0)).scale().mean(),
        1e-12,
        "a value that is kept counts once");
    Sequences gap = at(new int[] {1, 2, 3, 9, 10, 11}, 1, 2, 3, NAN, 10, 11);
    assertArrayEquals(
        new double[] {1, 2, NAN, 10},
        nanAware(gap.missing(Missing.CARRY_FORWARD).gaps(Gaps.SPLIT)),
        "nothing is kept over a gap");
  }

  @Test
  void rowsWithoutAnInputAreLeftOut() {
    Sequences skipped =
        at(new int[] {1, 2, 3, 4, 5, 6}, NAN, 2, NAN, NAN, 5, 6)
            .missing(Missing.SKIP)
            .gaps(Gaps.IGNORE);
    assertArrayEquals(new double[] {2, 5}, inputs(skipped));
    assertArrayEquals(new double[] {5, 6}, targets(skipped));
    SequenceEncoding encoding = SequenceEncoding.fit(skipped);
    assertArrayEquals(new int[] {1, 4, 5}, encoding.toPredict(skipped).rows());
  }

  @Test
  void aTargetThatIsNoInputMayBeMissingByAnyRule() {
    Table table =
        Table.create(DoubleColumn.create("u", 1, 2, 3, 4), DoubleColumn.create("v", 1, NAN, 3, 4));
    Sequences sequences = Sequences.of(table).inputs("u").forecast("v");
    assertTrue(error(sequences).contains("column 'v' in 1 of 4 rows, the first at row 1; "));
    for (Missing rule : List.of(Missing.CARRY_FORWARD, Missing.SKIP)) {
      assertArrayEquals(new double[] {NAN, 3, 4}, targets(sequences.missing(rule)));
    }
    SequenceEncoding encoding = SequenceEncoding.fit(sequences.missing(Missing.SKIP));
    Table unknown = Table.create(DoubleColumn.create("u", 1, 2));
    assertArrayEquals(new int[] {0, 1}, encoding.toPredict(encoding.sequences(unknown)).rows());
  }

  @Test
  void aLaterTableNeedsNoValuesToPredictButItsInputs() {
    Sequences known = at(new int[] {1, 2, 3}, 1, 2, 3);
    SequenceEncoding encoding = SequenceEncoding.fit(known);
    Table later = Table.create(IntColumn.create("year", 7, 8), DoubleColumn.create("v", 7, NAN));
    String error =
        assertThrows(
                IllegalArgumentException.class, () -> encoding.toPredict(encoding.sequences(later)))
            .getMessage();
    assertTrue(error.contains("column 'v' in 1 of 2 rows, the first at year 8"), error);
  }

  @Test
  void thePaceIsThatOfTheTraining() {
    Sequences known = at(new int[] {1, 2, 3, 4}, 1, 2, 3, 4);
    SequenceEncoding encoding = SequenceEncoding.fit(known);
    Sequences slower = encoding.sequences(at(new int[] {10, 12, 14}, 1, 2, 3).table());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> encoding.toPredict(slower))
            .getMessage()
            .startsWith("the sequences have 2 gaps"));
    Table dated =
        Table.create(
            dates(3, LocalDate.EPOCH::plusDays).setName("year"), DoubleColumn.create("v", 1, 2, 3));
    assertEquals(
        "the order column 'year' held numbers in training and is LOCAL_DATE now; read it with its"
            + " type",
        assertThrows(
                IllegalArgumentException.class, () -> encoding.toPredict(encoding.sequences(dated)))
            .getMessage());
  }
}
