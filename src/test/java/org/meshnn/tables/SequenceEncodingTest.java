package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.train.Samples;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SequenceEncodingTest {
  private static final double NAN = Double.NaN;

  /** Years 1 to 6, values 10 to 60, not in order: mean 35. */
  private static Table years() {
    return Table.create(
        "years",
        IntColumn.create("year", 3, 1, 2, 6, 5, 4),
        DoubleColumn.create("level", 30, 10, 20, 60, 50, 40));
  }

  private static Sequences forecast() {
    return Sequences.of(years()).orderedBy("year").forecast("level");
  }

  /** Numbers of a matrix as they were before they were standardised. */
  private static double[] restored(SequenceEncoding encoding, DMatrixRMaj matrix) {
    Scale scale = ((Feature.Numeric) encoding.features().get(0)).scale();
    return Arrays.stream(matrix.data).map(z -> Math.rint(scale.restore(z))).toArray();
  }

  private static void assertSamples(
      Sequences sequences, double[] inputs, double[] targets, int samples) {
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    Samples found = encoding.toLearn(sequences).samples();
    assertEquals(samples, found.size());
    assertArrayEquals(inputs, nan(encoding, found.x()));
    assertArrayEquals(targets, nan(encoding, found.y()));
  }

  private static double[] nan(SequenceEncoding encoding, DMatrixRMaj matrix) {
    double[] values = restored(encoding, matrix);
    IntStream.range(0, values.length)
        .filter(i -> Double.isNaN(matrix.data[i]))
        .forEach(i -> values[i] = NAN);
    return values;
  }

  @Test
  void aSeriesIsOneSequenceWithALossAtEveryStep() {
    assertSamples(
        forecast(), new double[] {10, 20, 30, 40, 50}, new double[] {20, 30, 40, 50, 60}, 1);
    SequenceEncoding encoding = SequenceEncoding.fit(forecast());
    assertArrayEquals(new int[] {1, 2, 3, 4, 5}, encoding.toLearn(forecast()).targetSteps());
  }

  @Test
  void windowsHaveALossAtTheirLastStep() {
    assertSamples(
        forecast().window(2),
        new double[] {10, 20, 20, 30, 30, 40, 40, 50},
        new double[] {30, 40, 50, 60},
        4);
    assertSamples(
        forecast().window(2).stride(3), new double[] {10, 20, 40, 50}, new double[] {30, 60}, 2);
    assertSamples(
        forecast().window(3).horizon(1, 2),
        new double[] {10, 20, 30, 20, 30, 40},
        new double[] {40, 50, 50, 60},
        2);
  }

  @Test
  void aWarmUpHasNoLoss() {
    assertSamples(
        forecast().window(3).stride(2).everyStep().warmUp(1),
        new double[] {10, 20, 30, 30, 40, 50},
        new double[] {30, 40, 50, 60},
        2);
  }

  @Test
  void aLastStepOfAWholeSeriesIsTheLastWithATarget() {
    assertSamples(
        forecast().lastStep().horizon(2), new double[] {10, 20, 30, 40}, new double[] {60}, 1);
  }

  @Test
  void aSeriesShorterThanTheWindowBeginsLater() {
    assertSamples(
        forecast().window(7), new double[] {NAN, NAN, 10, 20, 30, 40, 50}, new double[] {60}, 1);
  }

  @Test
  void seriesOfDifferentLengthEndTogether() {
    Table table =
        Table.create(
            StringColumn.create("who", "b", "a", "a", "b", "a", "c"),
            IntColumn.create("t", 2, 1, 3, 1, 2, 9),
            DoubleColumn.create("v", 20, 100, 300, 10, 200, 900));
    Sequences sequences = Sequences.of(table).orderedBy("t").series("who").forecast("v").warmUp(0);
    assertSamples(sequences, new double[] {NAN, 10, 100, 200}, new double[] {NAN, 20, 200, 300}, 2);
    assertSamples(sequences.warmUp(1), new double[] {100, 200}, new double[] {300}, 1);
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    EncodedSequences questions = encoding.toPredict(sequences);
    assertEquals(3, questions.size(), "the series of one row can be asked about");
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, questions.rows());
    assertEquals(3, questions.steps());
  }

  @Test
  void eachRowCountsOnceInMeanAndDeviation() {
    Scale whole = scale(SequenceEncoding.fit(forecast()));
    assertEquals(35, whole.mean(), 1e-12);
    assertEquals(whole, scale(SequenceEncoding.fit(forecast().window(3))));
    assertEquals(whole, ((Labels.Values) SequenceEncoding.fit(forecast()).labels().get(0)).scale());
  }

  private static Scale scale(SequenceEncoding encoding) {
    return ((Feature.Numeric) encoding.features().get(0)).scale();
  }

  @Test
  void outputsAreColumnsTimesHorizons() {
    Table table = years();
    table.addColumns(DoubleColumn.create("flow", 3, 1, 2, 6, 5, 4));
    Sequences sequences =
        Sequences.of(table).orderedBy("year").forecast("level", "flow").horizon(1, 3).window(1);
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    assertEquals(List.of("level", "flow"), encoding.inputNames());
    assertEquals(List.of("level +1", "level +3", "flow +1", "flow +3"), encoding.outputNames());
    assertEquals(4, encoding.outputs());
    EncodedSequences questions = encoding.toPredict(sequences);
    DMatrixRMaj outputs = new DMatrixRMaj(6, 4);
    IntStream.range(0, 24).forEach(i -> outputs.data[i] = i % 4);
    Table told = questions.predictions(outputs);
    assertEquals(
        List.of(
            "year",
            "level +1",
            "level +1 predicted",
            "level +3",
            "level +3 predicted",
            "flow +1",
            "flow +1 predicted",
            "flow +3",
            "flow +3 predicted"),
        told.columnNames());
    assertEquals(List.of(3, 1, 2, 6, 5, 4), told.intColumn("year").asList());
    assertArrayEquals(
        new double[] {40, 20, 30, NAN, 60, 50}, told.doubleColumn("level +1").asDoubleArray());
    assertArrayEquals(
        new double[] {6, 4, 5, NAN, NAN, NAN}, told.doubleColumn("flow +3").asDoubleArray());
    Scale flow = ((Labels.Values) encoding.labels().get(1)).scale();
    assertEquals(flow.restore(3), told.doubleColumn("flow +3 predicted").get(2));
    assertTrue(Double.isNaN(questions.samples().y().get(3, 0)), "not all horizons are known");
    assertFalse(Double.isNaN(questions.samples().y().get(2, 0)));
  }

  @Test
  void aRowInSeveralWindowsIsPredictedWithItsLongestPast() {
    Sequences sequences = forecast().window(3).everyStep();
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    EncodedSequences questions = encoding.toPredict(sequences);
    assertEquals(4, questions.size());
    DMatrixRMaj outputs = new DMatrixRMaj(4, 3);
    IntStream.range(0, 12).forEach(i -> outputs.data[i] = i);
    Scale scale = scale(encoding);
    double[] found =
        questions.predictions(outputs).doubleColumn("level +1 predicted").asDoubleArray();
    double[] byYear = {0, 1, 2, 5, 8, 11};
    int[] years = {3, 1, 2, 6, 5, 4};
    for (int row = 0; row < 6; row++) {
      assertEquals(scale.restore(byYear[years[row] - 1]), found[row]);
    }
  }

  /** Three series, each with a kind. */
  private static Table kinds() {
    return Table.create(
        "kinds",
        StringColumn.create("who", "x", "y", "x", "y", "z", "z", "z"),
        DoubleColumn.create("v", 1, 2, 3, 4, 5, 6, 7),
        BooleanColumn.create("on", true, false, true, true, false, true, false),
        StringColumn.create("colour", "r", "g", "r", "g", "b", "b", "b"),
        StringColumn.create("kind", "odd", "even", "odd", "even", "odd", "odd", "odd"));
  }

  @Test
  void aLabelOfASeriesIsPredictedAtItsLastRow() {
    Sequences sequences = Sequences.of(kinds()).series("who").label("kind");
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    assertEquals(List.of("v", "on", "colour=b", "colour=g", "colour=r"), encoding.inputNames());
    assertEquals(List.of("even", "odd"), encoding.outputNames());
    EncodedSequences encoded = encoding.toLearn(sequences);
    assertEquals(3, encoded.size());
    assertEquals(3, encoded.steps());
    assertArrayEquals(new int[] {3}, encoded.targetSteps());
    assertArrayEquals(new double[] {0, 1, 1, 0, 0, 1}, encoded.samples().y().data);
    double[] z = Arrays.copyOfRange(encoded.samples().x().data, 30, 45);
    assertArrayEquals(new double[] {0, 1, 0, 0}, Arrays.copyOfRange(z, 1, 5));
    assertArrayEquals(new double[] {1, 1, 0, 0}, Arrays.copyOfRange(z, 6, 10));
    Table told =
        encoding
            .toPredict(sequences)
            .predictions(new DMatrixRMaj(3, 2, true, 1, 0, .25, .75, 0, 1));
    assertEquals(List.of("who", "kind", "kind predicted", "P(even)", "P(odd)"), told.columnNames());
    assertEquals(List.of("x", "y", "z"), told.stringColumn("who").asList());
    assertEquals(List.of("odd", "even", "odd"), told.stringColumn("kind").asList());
    assertEquals(List.of("even", "odd", "odd"), told.stringColumn("kind predicted").asList());
  }

  @Test
  void aLabelThatIsAValueIsStandardisedOverTheSeries() {
    Table table = kinds();
    table.addColumns(DoubleColumn.create("age", 10, 20, 10, 20, 60, 60, 60));
    Sequences sequences = Sequences.of(table).series("who").inputs("v").label("age");
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    assertEquals(30, ((Labels.Values) encoding.labels().get(0)).scale().mean(), 1e-12);
    assertEquals(1, encoding.outputs());
    assertEquals(List.of("age"), encoding.outputNames());
  }

  @Test
  void aLabelOfARowStandsAtItsRow() {
    Sequences sequences = Sequences.of(kinds()).series("who").inputs("v").labelPerStep("on");
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    EncodedSequences encoded = encoding.toLearn(sequences);
    assertArrayEquals(
        new double[] {NAN, NAN, 0, 1, 0, 1, NAN, NAN, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0},
        encoded.samples().y().data);
    Table asked = kinds().removeColumns("on");
    EncodedSequences questions = encoding.toPredict(encoding.sequences(asked));
    assertTrue(Arrays.stream(questions.samples().y().data).allMatch(Double::isNaN));
    assertEquals(
        List.of("who", "on predicted", "P(false)", "P(true)"),
        questions.predictions(new DMatrixRMaj(3, 6)).columnNames());
  }

  @Test
  void theNextSymbolIsAForecastOfClasses() {
    Table table = Table.create(StringColumn.create("symbol", "a", "b", "a", "a", "b"));
    Sequences sequences = Sequences.of(table).forecast("symbol");
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    assertTrue(encoding.classification());
    EncodedSequences encoded = encoding.toLearn(sequences);
    assertArrayEquals(new double[] {1, 0, 0, 1, 1, 0, 1, 0}, encoded.samples().x().data);
    assertArrayEquals(new double[] {0, 1, 1, 0, 1, 0, 0, 1}, encoded.samples().y().data);
    Table told = encoding.toPredict(sequences).predictions(new DMatrixRMaj(1, 10));
    assertEquals(List.of("b", "a", "a", "b", ""), told.stringColumn("symbol +1").asList());
    IllegalArgumentException twice =
        assertThrows(
            IllegalArgumentException.class, () -> SequenceEncoding.fit(sequences.horizon(1, 2)));
    assertEquals(
        "expected values to predict, or the classes of one column at one horizon; got the classes of"
            + " 'symbol' in a forecast of symbol +1, +2; predict it alone",
        twice.getMessage());
  }

  @Test
  void isMadeFromItsPartsAgain() {
    Sequences sequences = forecast().window(3).horizon(1, 2);
    SequenceEncoding fitted = SequenceEncoding.fit(sequences);
    SequenceEncoding again =
        SequenceEncoding.of(
            fitted.ordering(),
            fitted.windows(),
            fitted.predicted(),
            fitted.pace(),
            fitted.features(),
            fitted.labels());
    Sequences later = again.sequences(years());
    assertArrayEquals(
        fitted.toLearn(sequences).samples().x().data, again.toLearn(later).samples().x().data);
    assertArrayEquals(
        fitted.toLearn(sequences).samples().y().data, again.toLearn(later).samples().y().data);
    assertEquals(
        "SequenceEncoding: 1 input (level) -> forecast of level +1, +2, windows of 3",
        again.toString());
  }

  /** The tasks that need memory, as they come. */
  @Test
  void tasksAreSequences() {
    Sequences adding =
        Sequences.of(SequenceTasks.adding(5, 10, 1))
            .orderedBy("step")
            .series("sequence")
            .label("sum");
    SequenceEncoding sum = SequenceEncoding.fit(adding);
    assertEquals(List.of("value", "mark"), sum.inputNames());
    assertEquals(
        "EncodedSequences: 5 sequences of 10 steps with 5 targets, 2 inputs and 1 output",
        sum.toLearn(adding).toString());
    assertEquals(5, sum.toPredict(adding).predictions(new DMatrixRMaj(5, 1)).rowCount());
    Sequences copy =
        Sequences.of(SequenceTasks.copy(5, 3, 2, 4, 1))
            .orderedBy("step")
            .series("sequence")
            .labelPerStep("copy");
    assertEquals(10, SequenceEncoding.fit(copy).toLearn(copy).targets());
    Sequences anbn =
        Sequences.of(SequenceTasks.anbn(5, 4, 1))
            .orderedBy("step")
            .series("sequence")
            .labelPerStep("next");
    assertEquals(List.of("a", "b", "end"), SequenceEncoding.fit(anbn).classes());
    assertEquals(anbn.table().rowCount(), SequenceEncoding.fit(anbn).toLearn(anbn).targets());
    Sequences rotation =
        Sequences.of(SequenceTasks.rotation(5, 2, 6, 3, 1))
            .orderedBy("step")
            .series("sequence")
            .labelPerStep("y1", "y2");
    SequenceEncoding turned = SequenceEncoding.fit(rotation);
    assertEquals(List.of("y1", "y2"), turned.outputNames());
    assertEquals(15, turned.toLearn(rotation).targets());
  }
}
