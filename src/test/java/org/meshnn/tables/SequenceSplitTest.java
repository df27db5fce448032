package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SequenceSplitTest {

  /** Series a of ten rows and b of five, interleaved, b backwards. */
  private static Table two() {
    return Table.create(
        StringColumn.create("who", "a,b,a,b,a,b,a,b,a,b,a,a,a,a,a".split(",")),
        IntColumn.create("t", 1, 5, 2, 4, 3, 3, 4, 2, 5, 1, 6, 7, 8, 9, 10),
        DoubleColumn.create("v", IntStream.range(0, 15).mapToDouble(i -> i)));
  }

  private static Sequences forecast() {
    return Sequences.of(two()).orderedBy("t").series("who").forecast("v");
  }

  @Test
  void theLastRowsOfEachSeriesAreHeldOut() {
    SequenceSplit split = forecast().splitByTime(0.4);
    assertEquals(List.of(1, 2, 3, 3, 4, 2, 5, 1, 6), split.train().table().intColumn("t").asList());
    SequenceEncoding encoding = SequenceEncoding.fit(split.train());
    EncodedSequences test = encoding.toPredict(split.test());
    List<String> told = new java.util.ArrayList<>();
    for (int row : test.rows()) {
      told.add(two().stringColumn("who").get(row) + two().intColumn("t").get(row));
    }
    assertEquals(List.of("b5", "b4", "b3", "a6", "a7", "a8", "a9", "a10"), told);
    EncodedSequences measured = encoding.toLearn(split.test());
    assertEquals(
        6, Arrays.stream(measured.samples().y().data).filter(y -> !Double.isNaN(y)).count());
    assertEquals(
        7,
        Arrays.stream(encoding.toLearn(split.train()).samples().y().data)
            .filter(y -> !Double.isNaN(y))
            .count());
  }

  /** Two rows ahead: the last training rows forecast the first test rows. */
  @Test
  void aTestTargetLiesInTheTestTime() {
    SequenceSplit split = forecast().horizon(2, 3).window(2).splitByTime(0.4);
    SequenceEncoding encoding = SequenceEncoding.fit(split.train());
    Table told = encoding.toPredict(split.test()).predictions(new org.ejml.data.DMatrixRMaj(10, 2));
    Table ofA = told.where(told.stringColumn("who").isEqualTo("a"));
    assertEquals(List.of(5, 6, 7, 8, 9, 10), ofA.intColumn("t").asList());
    assertEquals(12, ofA.doubleColumn("v +2").get(1));
  }

  @Test
  void labelsOfRowsAreHeldOutAtTheirRows() {
    Table table = two();
    table.addColumns(StringColumn.create("k", "x,y,x,y,x,y,x,y,x,y,x,y,x,y,x".split(",")));
    Sequences sequences = Sequences.of(table).orderedBy("t").series("who").labelPerStep("k");
    SequenceSplit split = sequences.splitByTime(0.2);
    SequenceEncoding encoding = SequenceEncoding.fit(split.train());
    assertArrayEquals(new int[] {1, 13, 14}, encoding.toPredict(split.test()).rows());
  }

  @Test
  void seriesAreHeldOutWholeAndInProportion() {
    StringColumn who = StringColumn.create("who");
    DoubleColumn v = DoubleColumn.create("v");
    StringColumn kind = StringColumn.create("kind");
    for (int row = 0; row < 200; row++) {
      who.append("s" + row % 20);
      v.append(row);
      kind.append(row % 20 < 15 ? "often" : "rare");
    }
    Sequences sequences = Sequences.of(Table.create(who, v, kind)).series("who").label("kind");
    SequenceSplit split = sequences.splitBySeries(0.4, 7);
    Table train = split.train().table();
    Table test = split.test().table();
    assertEquals(120, train.rowCount());
    Set<String> both = new HashSet<>(train.stringColumn("who").asList());
    both.retainAll(new HashSet<>(test.stringColumn("who").asList()));
    assertEquals(Set.of(), both);
    assertEquals(20, test.where(test.stringColumn("kind").isEqualTo("rare")).rowCount());
    assertEquals(
        test.doubleColumn("v").asList(),
        sequences.splitBySeries(0.4, 7).test().table().doubleColumn("v").asList());
    SequenceEncoding encoding = SequenceEncoding.fit(split.train());
    assertEquals(8, encoding.toLearn(split.test()).size());
  }

  @Test
  void whatCannotBeSplitIsRefused() {
    assertRefused(
        "a test fraction of 0.05 of the 5 rows of the series 'b' leaves no test rows; choose another"
            + " fraction or longer series",
        () -> forecast().splitByTime(0.05));
    assertRefused(
        "expected a test fraction between 0 and 1 (both excluded), got 1.0",
        () -> forecast().splitByTime(1));
    assertRefused(
        "the table is one series; name the column that tells series, .series(name), or hold its last"
            + " rows out, .splitByTime(0.3)",
        () -> Sequences.of(two()).forecast("v").splitBySeries(0.3, 1));
    assertRefused(
        "this is the test part of a split by time, which is not split again; split the training"
            + " part",
        () -> forecast().splitByTime(0.4).test().splitByTime(0.5));
    assertRefused(
        "a series has one label, which no time divides; hold series out: .splitBySeries(0.3, seed)",
        () -> Sequences.of(two()).series("who").label("v").splitByTime(0.3));
    assertTrue(forecast().splitByTime(0.4).train().splitByTime(0.5).toString().contains("4 rows"));
  }

  private static void assertRefused(
      String message, org.junit.jupiter.api.function.Executable call) {
    assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
  }
}
