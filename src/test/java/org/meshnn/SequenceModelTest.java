package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.explain.SequenceExplanation;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Wiring;
import org.meshnn.scores.ForecastScores;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.SequenceSplit;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.Target;
import org.meshnn.tables.TimeSeries;
import org.meshnn.train.Ending;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SequenceModelTest {
  private static final Mesh MESH =
      Mesh.of(12).connect(Wiring.dense()).activation(Activation.TANH).leak(Neurons.hidden(), 0.8);
  private static final Training SHORT =
      Training.defaults().epochs(8).batchSize(32).optimiser(Optimiser.adam(0.01)).validation(0);

  private static Sequences spots() {
    return Sequences.of(Datasets.sunspots()).orderedBy("year").forecast("sunspots").window(12);
  }

  /** A sine of period 24, and a column of its side. */
  private static Table sine(int rows) {
    double[] x = IntStream.range(0, rows).mapToDouble(i -> Math.sin(i * Math.PI / 12)).toArray();
    return Table.create(
        IntColumn.create("t", IntStream.range(0, rows).toArray()),
        DoubleColumn.create("x", x),
        StringColumn.create("side", IntStream.range(0, rows).mapToObj(i -> side(x[i])).toList()));
  }

  private static String side(double x) {
    return x >= 0 ? "up" : "down";
  }

  @Test
  void sunspotsAreForecastBetterThanByTheLastValue() {
    SequenceSplit split = spots().splitByTime(0.2);
    SequenceModel model = MESH.train(split.train(), SHORT.epochs(60));
    SequenceEvaluation evaluation = model.evaluate(split.test(), 11);
    ForecastScores scores = evaluation.output("sunspots +1");
    assertEquals(62, scores.forecast().samples());
    assertEquals(2, scores.naive().size());
    assertTrue(scores.naive().get(0).skill().mean() > 0.2, evaluation.toString());
    assertEquals(evaluation.nmse(), scores.forecast().nmse());
    Table table = evaluation.table();
    assertEquals(
        List.of("mesh", "last value", "last season, 11 rows"),
        table.stringColumn("forecast").asList());
    assertEquals(scores.forecast().rmse(), table.doubleColumn("RMSE").get(0));
    assertTrue(table.doubleColumn("skill against it").isMissing(0));
  }

  @Test
  void evaluatesThePredictionsThatItMakes() {
    SequenceSplit split = spots().horizon(1, 3).splitByTime(0.2);
    SequenceModel model = MESH.train(split.train(), SHORT);
    Table predictions = model.predict(split.test());
    ForecastScores scores = model.evaluate(split.test()).output("sunspots +3");
    double[] actual = predictions.doubleColumn("sunspots +3").asDoubleArray();
    double[] predicted = predictions.doubleColumn("sunspots +3 predicted").asDoubleArray();
    double squares = 0;
    int known = 0;
    for (int i = 0; i < actual.length; i++) {
      if (!Double.isNaN(actual[i])) {
        squares += Math.pow(actual[i] - predicted[i], 2);
        known++;
      }
    }
    assertEquals(known, scores.forecast().samples());
    assertEquals(Math.sqrt(squares / known), scores.forecast().rmse(), 1e-9);
  }

  @Test
  void classesOfEachStepAreTold() {
    Sequences sequences =
        Sequences.of(sine(240)).orderedBy("t").inputs("x").forecast("side").window(10).everyStep();
    SequenceSplit split = sequences.splitByTime(0.25);
    SequenceModel model = MESH.train(split.train(), SHORT.epochs(20));
    SequenceEvaluation evaluation = model.evaluate(split.test());
    assertTrue(evaluation.accuracy() > 0.9, evaluation.toString());
    assertEquals(60, evaluation.classes().rows());
    assertEquals(List.of("down", "up"), sorted(evaluation.classes().classes()));
    assertThrows(IllegalStateException.class, evaluation::outputs);
    assertTrue(evaluation.plot().toString().contains("2"), evaluation.plot().toString());
    // 60 rows of 24 a period, from the begin of one on: 5 of them begin another side
    double last = evaluation.naiveAccuracies().get("last value");
    assertEquals(55.0 / 60, last, 1e-12);
    SequenceEvaluation seasonal = model.evaluate(split.test(), 24, 12);
    assertEquals(1, seasonal.naiveAccuracies().get("last season, 24 rows"), 0.05);
    assertEquals(0, seasonal.naiveAccuracies().get("last season, 12 rows"), 0.05);
    assertTrue(seasonal.toString().contains("\nlast value: accuracy 0.9"), seasonal.toString());
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  @Test
  void rotationOfEachSeriesIsTold() {
    Table directions = directions(60);
    Sequences sequences = Sequences.of(directions).series("id").label("direction");
    SequenceSplit split = sequences.splitBySeries(0.3, 1);
    SequenceModel model = MESH.train(split.train(), SHORT.epochs(60).batchSize(4));
    SequenceEvaluation evaluation = model.evaluate(split.test());
    assertEquals(18, evaluation.classes().rows());
    assertTrue(evaluation.accuracy() > 0.8, evaluation.toString());
  }

  /** Points on a circle that go one way or the other, 6 to 9 of them. */
  private static Table directions(int series) {
    IntColumn id = IntColumn.create("id");
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn y = DoubleColumn.create("y");
    StringColumn direction = StringColumn.create("direction");
    for (int s = 0; s < series; s++) {
      for (int r = 0; r < 6 + s % 4; r++) {
        double angle = s + (s % 2 == 0 ? 0.5 : -0.5) * r;
        id.append(s);
        x.append(Math.cos(angle));
        y.append(Math.sin(angle));
        direction.append(s % 2 == 0 ? "left" : "right");
      }
    }
    return Table.create(id, x, y, direction);
  }

  @Test
  void labelsThatAreValuesHaveNoNaiveForecast() {
    Sequences sequences = Sequences.of(sine(60)).orderedBy("t").inputs("t").labelPerStep("x");
    SequenceModel model = MESH.train(sequences.window(5), SHORT.epochs(2));
    SequenceEvaluation evaluation = model.evaluate(sequences);
    assertEquals(List.of(), evaluation.outputs().get(0).naive());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> model.evaluate(sequences, 4))
            .getMessage()
            .contains("leave it out"));
    assertFalse(evaluation.table().columnNames().contains("forecast"));
    assertThrows(IllegalStateException.class, evaluation::plot);
    assertTrue(model.plotForecast(sequences).toString().contains("predicted"));
  }

  @Test
  void sameSeedSameBitsOnAnyNumberOfThreads() {
    double[] one = MESH.train(spots(), SHORT.threads(1)).weights();
    assertArrayEquals(one, MESH.train(spots(), SHORT.threads(1)).weights());
    assertArrayEquals(one, MESH.train(spots(), SHORT.threads(2)).weights());
    assertFalse(
        java.util.Arrays.equals(one, MESH.train(spots(), SHORT.threads(1).seed(2)).weights()));
  }

  @Test
  void allGradientsLearnTheSame() {
    double[] back = MESH.train(spots(), SHORT.epochs(1)).weights();
    for (GradientMethod method : GradientMethod.values()) {
      if (method != GradientMethod.TENSOR) {
        double[] same = MESH.train(spots(), SHORT.epochs(1).gradient(method)).weights();
        assertArrayEquals(back, same, 1e-9, method.toString());
      }
    }
  }

  @Test
  void stopsEarlyWithTheBestWeights() {
    Training patient = SHORT.epochs(200).validation(0.2).patience(3);
    SequenceModel model = MESH.train(spots(), patient);
    assertEquals(Ending.STOPPED_EARLY, model.ending());
    int best = model.history().bestEpoch();
    double loss = model.history().epochs().get(best - 1).validationLoss();
    assertEquals(loss, model.loss(spots().splitByTime(0.2).test()), 1e-9);
  }

  @Test
  void whatComesLaterChangesNoPrediction() {
    Table whole = sine(80);
    Sequences sequences = Sequences.of(whole).orderedBy("t").inputs("x").forecast("x").warmUp(2);
    SequenceModel model = MESH.train(sequences, SHORT.epochs(3));
    Table changed = whole.copy();
    for (int row = 50; row < 80; row++) {
      changed.doubleColumn("x").set(row, 100.0 - row);
    }
    Table before = model.predict(whole);
    Table after = model.predict(changed);
    for (int row = 0; row < before.rowCount(); row++) {
      double was = before.doubleColumn("x +1 predicted").getDouble(row);
      double is = after.doubleColumn("x +1 predicted").getDouble(row);
      if (before.intColumn("t").getInt(row) < 50) {
        assertEquals(was, is, "row " + row);
      } else {
        assertNotEquals(was, is, "row " + row);
      }
    }
  }

  @Test
  void trainingGoesOnFromAReadout() {
    Sequences sequences = spots();
    Training training = SHORT.initialisation(Initialisation.spectralRadius(0.9));
    Mesh reservoir = Mesh.of(20).connect(Wiring.reservoir(0.3, 1)).activation(Activation.TANH);
    SequenceModel fitted = reservoir.fitReadout(sequences, 1e-3, training);
    SequenceModel tuned = fitted.train(sequences, SHORT.optimiser(Optimiser.adam(1e-3)));
    assertTrue(tuned.loss(sequences) < fitted.loss(sequences));
  }

  @Test
  void theMeshSaysWhatALabelMeans() {
    Table table =
        sine(40)
            .addColumns(IntColumn.create("n", IntStream.range(0, 40).map(i -> i % 3).toArray()));
    Sequences sequences = Sequences.of(table).orderedBy("t").inputs("x").labelPerStep("n");
    Training one = SHORT.epochs(1);
    assertTrue(MESH.train(sequences, one).encoding().classification());
    assertFalse(MESH.target(Target.VALUE).train(sequences, one).encoding().classification());
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> MESH.target(Target.VALUE).train(sequences.target(Target.CLASSES), one))
            .getMessage()
            .contains("of one of them"));
  }

  @Test
  void numbersAreTakenAsTheyAreIfSoAsked() {
    Sequences sequences = Sequences.of(sine(40)).orderedBy("t").forecast("x").inputs("t");
    Training one = SHORT.epochs(1);
    assertTrue(MESH.train(sequences, one).encoding().features().toString().contains("19.5"));
    String plain = MESH.standardise(false).train(sequences, one).encoding().features().toString();
    assertFalse(plain.contains("19.5"), plain);
  }

  @Test
  void whatItTakesIsExplained() {
    SequenceModel model = MESH.train(spots(), SHORT.epochs(1));
    assertEquals(MESH.explain(spots()), model.explain());
    assertTrue(model.describe().toString().contains("24 ticks"), model.describe().toString());
    String said = model.explain().toString();
    assertTrue(said.contains("12 steps of 2 ticks"), said);
    String brief = MESH.explain(spots().window(5)).toString();
    assertTrue(brief.contains("in one block"), brief);
    assertTrue(model.explain().learnableEdges() == model.topology().edges(), said);
    Sequences whole = Sequences.of(sine(400)).orderedBy("t").inputs("x").forecast("x");
    SequenceExplanation much = MESH.explain(whole);
    assertTrue(much.ways().get(1).name().contains("in blocks of"), much.toString());
    assertTrue(much.ways().get(1).bytes() < much.ways().get(2).bytes(), much.toString());
    assertTrue(much.ways().get(1).multiplyAdds() > much.ways().get(2).multiplyAdds());
    String one = MESH.ticksPerStep(1).explain(whole).toString();
    assertTrue(one.contains(".ticksPerStep(2) lets it"), one);
    assertTrue(one.lines().allMatch(line -> line.length() <= 100), one);
  }

  /** A readout in closed form says so, and takes no dropout that it would ignore. */
  @Test
  void aReadoutSaysWhatItIs() {
    Sequences waves = Sequences.of(TimeSeries.henon(120, 1)).orderedBy("step").forecast("x");
    Mesh mesh = Mesh.of(14).connect(Wiring.reservoir(0.3, 1)).activation(Activation.TANH);
    Training training = Training.defaults().initialisation(Initialisation.spectralRadius(0.9));
    String summary = mesh.fitReadout(waves, 1e-4, training).summary();
    assertTrue(summary.contains("readout   in closed form"), summary);
    assertThrows(
        IllegalArgumentException.class, () -> mesh.fitReadout(waves, 1e-4, training.dropout(0.5)));
    assertThrows(IllegalArgumentException.class, () -> mesh.train(waves, training.dropout(0.5)));
  }

  /** All horizons of a column are in its unit. */
  @Test
  void theMetricIsInTheUnitOfTheColumn() {
    Sequences spots = Sequences.of(Datasets.sunspots()).orderedBy("year").forecast("sunspots");
    Mesh mesh = Mesh.of(8).connect(Wiring.dense()).activation(Activation.TANH);
    Training one = Training.defaults().epochs(1);
    assertTrue(mesh.train(spots.window(9), one).history().epochs().get(0).metric() > 10);
    double both = mesh.train(spots.window(9).horizon(1, 2), one).history().epochs().get(0).metric();
    assertTrue(both > 10, "RMSE " + both);
  }

  /** States that explode are said to, not to be alike. */
  @Test
  void aReadoutOfExplodingStatesIsRefused() {
    Sequences waves = Sequences.of(TimeSeries.henon(40, 1)).orderedBy("step").forecast("x");
    Mesh mesh = Mesh.of(14).connect(Wiring.reservoir(0.3, 1)).activation(Activation.RELU);
    Training far = Training.defaults().initialisation(Initialisation.spectralRadius(50));
    Exception e = assertThrows(ArithmeticException.class, () -> mesh.fitReadout(waves, 1e-5, far));
    assertTrue(e.getMessage().contains("too large"), e.getMessage());
  }
}
