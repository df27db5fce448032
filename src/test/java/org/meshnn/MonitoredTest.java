package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.Split;
import org.meshnn.train.Ending;
import org.meshnn.train.Epoch;
import org.meshnn.train.Listener;
import org.meshnn.train.Loss;
import org.meshnn.train.Monitor;
import org.meshnn.train.Schedule;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Scores of the rows held out that tell the better epoch. */
class MonitoredTest {
  private static final Mesh MESH = Mesh.of(14).connect(Wiring.dense());
  private static final Training FEW = Training.defaults().epochs(8);
  private static final Split IRIS = Split.stratified(Datasets.iris(), "species", 0.4, 1);
  private static final Split MOONS = Split.random(Datasets.moons(120, 0.3, 1), 0.4, 1);
  private static final Map<Monitor, ToDoubleFunction<Evaluation>> SCORES =
      Map.of(
          Monitor.BALANCED_ACCURACY, Evaluation::balancedAccuracy,
          Monitor.MACRO_F1, Evaluation::macroF1,
          Monitor.MCC, Evaluation::mcc,
          Monitor.LOG_LOSS, Evaluation::logLoss,
          Monitor.BRIER, Evaluation::brier,
          Monitor.AUC, Evaluation::auc,
          Monitor.AVERAGE_PRECISION, Evaluation::averagePrecision,
          Monitor.MAE, Evaluation::mae,
          Monitor.R2, Evaluation::r2);

  @TempDir Path folder;

  private static TrainedMesh trained(Split split, String label, Training training) {
    return MESH.train(split.train(), split.test(), label, training);
  }

  /** As the model of so many epochs is evaluated on the same rows. */
  private static void requireEvaluated(Split split, String label, Training training) {
    ToDoubleFunction<Evaluation> score = SCORES.get(training.monitor());
    TrainedMesh whole = trained(split, label, training);
    for (Epoch epoch : whole.history().epochs()) {
      TrainedMesh upTo = trained(split, label, training.epochs(epoch.number()));
      double evaluated = score.applyAsDouble(upTo.evaluate(split.test()));
      assertEquals(evaluated, epoch.monitored(), 1e-12, training.monitor() + " " + epoch);
    }
    assertEquals(best(whole.history().epochs(), training.monitor()), whole.history().bestEpoch());
    assertArrayEquals(trained(split, label, FEW).weights(), whole.weights(), "watched only");
  }

  private static int best(List<Epoch> epochs, Monitor monitor) {
    boolean more = !List.of(Monitor.LOG_LOSS, Monitor.BRIER, Monitor.MAE).contains(monitor);
    Epoch best = epochs.get(0);
    for (Epoch epoch : epochs) {
      double gain = epoch.monitored() - best.monitored();
      best = (more ? gain : -gain) > 0 ? epoch : best;
    }
    return best.number();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LOSS", "METRIC", "MAE", "R2"})
  void theScoreOfClassesIsThatOfTheModel(Monitor monitor) {
    requireEvaluated(IRIS, "species", FEW.monitor(monitor));
    requireEvaluated(MOONS, "label", FEW.monitor(monitor));
  }

  @ParameterizedTest
  @EnumSource(names = {"MAE", "R2"})
  void theScoreOfAValueIsThatOfTheModel(Monitor monitor) {
    requireEvaluated(IRIS, "petal_width", FEW.monitor(monitor));
  }

  @Test
  void outputsThatAreNoLogitsAndNoValuesAreReadAsTheyArePredicted() {
    Training bands = FEW.loss(Loss.quantiles(0.1, 0.5, 0.9)).monitor(Monitor.MAE);
    TrainedMesh model = trained(IRIS, "petal_width", bands);
    assertEquals(
        model.evaluate(IRIS.test()).mae(), model.history().last().monitored(), 1e-12, "median");
    Training one = FEW.loss(Loss.binary()).monitor(Monitor.AUC);
    model = trained(MOONS, "label", one);
    assertEquals(model.evaluate(MOONS.test()).auc(), model.history().last().monitored(), 1e-12);
    Mesh ordered = MESH.orderedClasses("setosa", "versicolor", "virginica");
    model = ordered.train(IRIS.train(), IRIS.test(), "species", FEW.monitor(Monitor.MCC));
    assertEquals(model.evaluate(IRIS.test()).mcc(), model.history().last().monitored(), 1e-12);
  }

  @Test
  void weightsOfClassesAndRowsDoNotMoveIt() {
    Training weighted = FEW.monitor(Monitor.BRIER).balancedClasses();
    TrainedMesh model = trained(IRIS, "species", weighted);
    assertEquals(model.evaluate(IRIS.test()).brier(), model.history().last().monitored(), 1e-12);
    int rows = Datasets.iris().rowCount();
    double[] weights = new double[rows];
    Arrays.setAll(weights, i -> i % 3);
    Split split =
        Split.stratified(
            Datasets.iris().addColumns(DoubleColumn.create("w", weights)), "species", 0.4, 1);
    model =
        MESH.weights("w")
            .train(split.train(), split.test(), "species", FEW.monitor(Monitor.LOG_LOSS));
    assertEquals(model.evaluate(split.test()).logLoss(), model.history().last().monitored(), 1e-12);
  }

  @Test
  void patienceIsWithIt() {
    Training training = FEW.epochs(300).monitor(Monitor.AUC).patience(5);
    List<Double> seen = new ArrayList<>();
    TrainedMesh model =
        trained(MOONS, "label", training.listen((epoch, epochs) -> seen.add(epoch.monitored())));
    List<Epoch> epochs = model.history().epochs();
    assertEquals(Ending.STOPPED_EARLY, model.ending());
    assertEquals(model.history().bestEpoch() + 5, epochs.size());
    assertEquals(best(epochs, Monitor.AUC), model.history().bestEpoch());
    assertEquals(seen, epochs.stream().map(Epoch::monitored).toList());
    double kept = model.evaluate(MOONS.test()).auc();
    assertEquals(epochs.get(model.history().bestEpoch() - 1).monitored(), kept, 1e-12);
    double reached = epochs.get(2).monitored();
    Training stopping = training.listen(Listener.stopWhen(epoch -> epoch.monitored() >= reached));
    assertEquals(Ending.STOPPED_BY_LISTENER, trained(MOONS, "label", stopping).ending());
    assertArrayEquals(
        trained(MOONS, "label", training.threads(1)).weights(),
        trained(MOONS, "label", training.threads(2)).weights());
  }

  /** The epochs of a history without the time that they took. */
  private static String timeless(TrainedMesh model) {
    return model.history().table().removeColumns("seconds").printAll();
  }

  @ParameterizedTest
  @EnumSource(names = {"AUC", "BALANCED_ACCURACY", "BRIER"})
  void itIsKeptAndGoesOnToTheSameBits(Monitor monitor) {
    Training training =
        FEW.monitor(monitor)
            .validation(0.3)
            .patience(4)
            .schedule(Schedule.onPlateau(0, 0.5).threshold(0.01));
    Table table = Datasets.moons(120, 0.3, 1);
    TrainedMesh whole = MESH.train(table, "label", training);
    Path file = folder.resolve("moons.mesh");
    TrainedMesh loaded = TrainedMesh.load(whole.save(file));
    assertEquals(whole.history(), loaded.history());
    assertEquals(whole.summary(), loaded.summary());
    assertTrue(loaded.summary().contains(", patience 4, " + monitor + " monitored"));
    for (int stop = 1; stop < whole.history().epochs().size(); stop++) {
      int at = stop;
      Training stopping =
          training.listen(
              (epoch, epochs) -> {
                if (epoch.number() == at) {
                  Thread.currentThread().interrupt();
                }
              });
      TrainedMesh stopped = MESH.train(table, "label", stopping);
      Thread.interrupted();
      assertEquals(Ending.INTERRUPTED, stopped.ending());
      TrainedMesh resumed = TrainedMesh.load(stopped.saveWithOptimiser(file)).resume(table);
      assertArrayEquals(whole.weights(), resumed.weights());
      assertEquals(timeless(whole), timeless(resumed));
      assertEquals(whole.history().bestEpoch(), resumed.history().bestEpoch());
    }
    TrainedMesh begun = MESH.train(table, "label", FEW.validation(0.3));
    TrainedMesh further = begun.train(table, training);
    assertEquals(monitor, further.history().monitor());
  }

  @Test
  void aFileOfRowsHasItToo() {
    Table table = Datasets.moons(120, 0.3, 1);
    Training training = FEW.monitor(Monitor.AUC).validation(0.3);
    RowFile rows = RowFile.write(folder.resolve("moons.rows"), table, "label");
    TrainedMesh model = MESH.train(rows, training);
    assertEquals(
        MESH.train(table, "label", training).history().last().monitored(),
        model.history().last().monitored(),
        1e-9);
  }

  @Test
  void itIsShown() {
    TrainedMesh model = trained(MOONS, "label", FEW.monitor(Monitor.BALANCED_ACCURACY).patience(3));
    History history = model.history();
    Table table = history.table();
    assertEquals(
        List.of(
            "epoch",
            "loss",
            "accuracy",
            "validation loss",
            "validation accuracy",
            "validation balanced accuracy",
            "seconds"),
        table.columnNames());
    String last = String.format(Locale.ROOT, "balanced accuracy %.4g", history.last().monitored());
    assertTrue(history.toString().contains(", " + last + " (best in epoch "), history.toString());
    assertTrue(history.plot().caption().endsWith(last), history.plot().caption());
    assertEquals(1080, history.plot().width());
    double best = history.epochs().get(history.bestEpoch() - 1).monitored();
    String kept = String.format(Locale.ROOT, "in epoch %d: %.4g)", history.bestEpoch(), best);
    assertTrue(history.toString().endsWith(kept), history.toString());
    String card = model.card().toString();
    assertTrue(
        card.contains(
            String.format(Locale.ROOT, "best balanced accuracy, %.4g, after epoch", best)),
        card);
    History plain = trained(MOONS, "label", FEW).history();
    assertEquals(720, plain.plot().width());
    assertFalse(plain.table().columnNames().contains("validation loss score"));
    assertEquals(plain, new History(plain.epochs(), "accuracy", plain.bestEpoch()));
  }

  private static void refused(String expected, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void whatHasNoSuchScoreIsRefused() {
    Table iris = Datasets.iris();
    Training held = FEW.validation(0.3);
    refused(
        "monitor(Monitor.AUC) is of classes, but 'petal_width' is a value; for it there are"
            + " Monitor.LOSS, Monitor.METRIC, Monitor.MAE, Monitor.R2",
        () -> MESH.train(iris, "petal_width", held.monitor(Monitor.AUC)));
    refused(
        "monitor(Monitor.MAE) is of values, but 'species' means classes; for it there are"
            + " Monitor.LOSS, Monitor.METRIC, Monitor.BALANCED_ACCURACY,",
        () -> MESH.train(iris, "species", held.monitor(Monitor.MAE)));
    refused(
        "monitor(Monitor.MCC) is measured on rows held out after each epoch, but none are; add"
            + " validation(0.2)",
        () -> MESH.train(iris, "species", FEW.monitor(Monitor.MCC)));
    refused(
        "monitor(Monitor.R2) is of one label column, but petal_length, petal_width are predicted",
        () -> MESH.train(iris, List.of("petal_length", "petal_width"), held.monitor(Monitor.R2)));
    refused(
        "monitor(Monitor.R2) is for tables, whose rows stand alone; of sequences",
        () ->
            MESH.train(
                Sequences.of(Datasets.sunspots()).orderedBy("year").forecast("sunspots").window(9),
                held.monitor(Monitor.R2)));
  }

  @Test
  void rowsWithoutAScoreAreRefused() {
    Table moons = Datasets.moons(60, 0.3, 1);
    Table one = moons.where(moons.intColumn("label").isEqualTo(0));
    refused(
        "monitor(Monitor.AUC) is not defined on the rows held out, 30 rows of too few classes; hold"
            + " more out",
        () -> MESH.train(moons, one, "label", FEW.monitor(Monitor.AUC)));
    Table same = Datasets.iris();
    Table flat = same.where(same.doubleColumn("petal_width").isEqualTo(0.2));
    refused(
        "monitor(Monitor.R2) is not defined on the rows held out, 29 rows of one value",
        () -> MESH.train(same, flat, "petal_width", FEW.monitor(Monitor.R2)));
    assertTrue(
        MESH.train(same, flat, "petal_width", FEW.monitor(Monitor.MAE)).history().bestEpoch() > 0);
    int many = 1_001;
    Table classes =
        Table.create(
            IntColumn.create("x", IntStream.range(0, 3 * many).toArray()),
            IntColumn.create("k", IntStream.range(0, 3 * many).map(i -> i % many).toArray()));
    refused(
        "is of at most 1,000 classes, got 1,001",
        () ->
            Mesh.of(1_010)
                .connect(Wiring.dense())
                .train(classes, "k", FEW.validation(0.5).monitor(Monitor.MACRO_F1)));
  }
}
