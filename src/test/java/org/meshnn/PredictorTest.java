package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Target;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

class PredictorTest {
  private static final int MODELS = 70;
  private static Table mixed;
  private static TrainedMesh classifier;
  private static TrainedMesh regression;

  @BeforeAll
  static void train() {
    mixed =
        Table.create(
            "mixed",
            DoubleColumn.create("length", 1, 2, 3, 4, 5, 6),
            StringColumn.create("island", "Biscoe", "Dream", "Dream", "Biscoe", "Torg", "Torg"),
            BooleanColumn.create("wild", true, false, true, false, true, false),
            LongColumn.create("time", IntStream.range(0, 6).mapToLong(i -> (1L << 60) + i)),
            StringColumn.create("kind", "a", "b", "a", "b", "a", "b"));
    Training one = Training.defaults().epochs(2);
    Mesh mesh = Mesh.of(14).connect(Wiring.dense());
    classifier = mesh.train(mixed, "kind", one);
    regression = mesh.train(Datasets.moons(20, 0.1, 1), "x", one);
  }

  /** Sets every column of a row of the table by its name. */
  static Predictor set(Predictor predictor, Table table, int row) {
    for (String name : predictor.columns()) {
      Column<?> column = table.column(name);
      if (column instanceof LongColumn longs) {
        predictor.set(name, longs.getLong(row));
      } else if (column instanceof NumericColumn<?> numbers) {
        predictor.set(name, numbers.getDouble(row));
      } else if (column instanceof BooleanColumn flags) {
        predictor.set(name, flags.get(row));
      } else {
        predictor.set(name, ((StringColumn) column).get(row));
      }
    }
    return predictor;
  }

  /** Row by row what predict(table) says of the table, to the last bit, by name and by position. */
  static void assertAgrees(TrainedMesh model, Table table) {
    Table expected = model.predict(table);
    Predictor predictor = model.predictor();
    for (int i = 0; i < table.rowCount(); i++) {
      set(predictor, table, i);
      if (model.encoding().classification()) {
        for (int k = 1; k < expected.columnCount(); k++) {
          assertEquals(expected.doubleColumn(k).getDouble(i), predictor.probability(k - 1));
        }
        assertEquals(expected.stringColumn(0).get(i), predictor.predictedClass());
        assertEquals(expected.columnCount() - 1, predictor.probabilities().length);
      } else {
        for (int k = 1; k < expected.columnCount(); k++) {
          String name = expected.column(k).name();
          double level = Double.parseDouble(name.substring(name.lastIndexOf(" q") + 2));
          assertEquals(expected.doubleColumn(k).getDouble(i), predictor.quantile(level));
        }
        assertEquals(expected.doubleColumn(0).getDouble(i), predictor.value());
      }
      assertAgreesByPosition(model, table, i, predictor);
    }
  }

  private static void assertAgreesByPosition(
      TrainedMesh model, Table table, int i, Predictor predictor) {
    double[] row = new double[predictor.columns().size()];
    for (int c = 0; c < row.length; c++) {
      Feature feature = model.encoding().features().get(c);
      Column<?> column = table.column(feature.name());
      if (feature instanceof Feature.Numeric numeric && numeric.reference() != 0) {
        return; // its numbers are no doubles
      }
      row[c] =
          column instanceof StringColumn text
              ? predictor.category(feature.name(), text.get(i))
              : column instanceof BooleanColumn flags
                  ? flags.getByte(i)
                  : ((NumericColumn<?>) column).getDouble(i);
    }
    if (model.encoding().classification()) {
      double[] byName = predictor.probabilities();
      assertArrayEquals(byName, predictor.row(row).probabilities());
    } else {
      assertEquals(predictor.value(), predictor.row(row).value());
    }
  }

  @Test
  void answersAreThoseOfTheTable() {
    assertAgrees(classifier, mixed);
    for (long seed = 0; seed < MODELS; seed++) {
      RandomModel given = RandomModel.of(seed);
      assertAgrees(given.model(), given.table());
    }
  }

  private static Predictor complete() {
    return set(classifier.predictor(), mixed, 0);
  }

  private static String said(Class<? extends RuntimeException> type, Executable asked) {
    return assertThrows(type, asked).getMessage();
  }

  private static void refused(String expected, Executable asked) {
    String said = said(IllegalArgumentException.class, asked);
    assertTrue(said.contains(expected), said);
  }

  private static void illegal(String expected, Executable asked) {
    String said = said(IllegalStateException.class, asked);
    assertTrue(said.contains(expected), said);
  }

  @Test
  void whatIsNoEntryIsRefused() {
    Predictor p = classifier.predictor();
    refused("no column 'lenght'; did you mean 'length'? (columns: len", () -> p.set("lenght", 1.0));
    refused("knows no column null", () -> p.set(null, 1.0));
    refused("'island' is text; set it to one of its categories: Biscoe", () -> p.set("island", 1));
    refused("'island' is text", () -> p.set("island", 1.0));
    refused("'island' is text", () -> p.set("island", true));
    refused("'length' is numeric; set it to a number", () -> p.set("length", "1"));
    refused("'length' is numeric", () -> p.set("length", true));
    refused("'wild' is boolean; set it to true or false", () -> p.set("wild", 1.0));
    refused("'wild' is boolean", () -> p.category("wild", "yes"));
    refused("'dream '; did you mean 'Dream'? (known: Bis", () -> p.set("island", "dream "));
    refused("never seen in training: null", () -> p.set("island", (String) null));
    refused("column 'length': NaN is not a finite number", () -> p.set("length", Double.NaN));
    refused("-Infinity is not a finite", () -> p.set("length", Double.NEGATIVE_INFINITY));
    refused(
        "'aa' is no class of 'kind'; did you mean 'a'? (classes: a, b)",
        () -> complete().probability("aa"));
    refused("'null' is no class of 'kind' (classes: a, b)", () -> complete().probability(null));
  }

  @Test
  void rowsByPositionAreChecked() {
    Predictor p = classifier.predictor();
    refused("expected 4 numbers, one for each column (length, island, wild, time); got 0", p::row);
    refused("got null", () -> p.row((double[]) null));
    refused("'island': 0.5 is not one of the numbers 0 to 2", () -> p.row(1, 0.5, 1, 1e18));
    refused("'island': 3.0", () -> p.row(1, 3, 1, 1e18));
    refused("'island': -1.0", () -> p.row(1, -1, 1, 1e18));
    refused("'wild': NaN is not one of the numbers 0 to 1", () -> p.row(1, 0, Double.NaN, 1e18));
    refused("'time': NaN is not a finite", () -> p.row(1, 0, 1, Double.NaN));
    illegal("no entry yet for 4 columns (length", p::predictedClass);
  }

  @Test
  void numbersThatOverflowAreRefused() {
    Table table =
        Table.create(
            DoubleColumn.create("x", 0, 1e-300, 2e-300, 1e-300),
            DoubleColumn.create("y", 1e307, 0, 0, 0),
            StringColumn.create("kind", "a", "b", "a", "b"));
    Mesh mesh = Mesh.of(9).connect(Wiring.dense());
    Training few = Training.defaults().epochs(2);
    Table values = table.rejectColumns("kind");
    Predictor p = mesh.train(values, "y", few.optimiser(Optimiser.sgd(1e-3))).predictor();
    refused("'x': the number is too large to standardise", () -> p.set("x", 1e10));
    refused("beyond the largest number, 1.8e308", () -> p.set("x", 1e7).value());
    illegal("no entry yet for 1 column (x)", p::value);
    Table classes = table.rejectColumns("y");
    Predictor plain = mesh.standardise(false).train(classes, "kind", few).predictor();
    refused("the outputs are not finite numbers", () -> plain.row(1.7e308).predictedClass());
    illegal("no entry yet for 1 column (x)", plain::predictedClass);
    refused("9007199254740993 is beyond 2^53", () -> plain.set("x", (1L << 53) + 1));
  }

  /** Nothing of a row is left over: neither of one that was answered, nor of one refused. */
  @Test
  void everyRowNeedsAllItsEntries() {
    Predictor p = complete();
    String answer = p.predictedClass();
    assertEquals(answer, p.predictedClass());
    p.set("LENGTH", 2);
    illegal("the row has no entry yet for 3 columns (island, wild, time)", p::predictedClass);
    p.set("island", "Dream").set("wild", false).set("time", 1L << 60);
    p.set("length", 3); // again: the last counts
    p.probabilities();

    set(p, mixed, 0);
    assertThrows(IllegalArgumentException.class, () -> p.set("island", "?"));
    illegal("no entry yet for 4 columns", p::predictedClass);
    set(p, mixed, 0);
    assertThrows(IllegalArgumentException.class, () -> p.row(1, 0, 7, 0));
    p.set("length", 1);
    illegal("no entry yet for 3 columns", p::predictedClass);
    p.clear();
    illegal("no entry yet for 4 columns", p::predictedClass);
    complete().clear();
  }

  @Test
  void classesHaveNoValueAndAValueNoClasses() {
    illegal("'kind' means classes and has no value", () -> complete().value());
    Predictor p = regression.predictor();
    illegal("'x' is a value and has no classes; use value()", p::classes);
    illegal("use value()", () -> p.probability(0));
    assertEquals(List.of("a", "b"), complete().classes());
    assertEquals(
        "Predictor of kind (a, b) from 4 columns (length, island, wild, time)",
        complete().toString());
    assertTrue(p.toString().startsWith("Predictor of x from 2 columns"), p.toString());
  }

  @Test
  void anotherThreadAtWorkOnTheRowIsNoticed() throws InterruptedException {
    Predictor p = complete();
    p.predictedClass();
    assertEquals("none", elsewhere(() -> set(p, mixed, 1).predictedClass())); // handed on
    assertEquals("none", elsewhere(() -> p.set("length", 1)));
    p.set("island", "Dream"); // begun in a cell whose thread has ended, gone on with in the next
    String said = elsewhere(() -> p.set("length", 2));
    assertTrue(said.contains("make a predictor for each thread, model.predictor()"), said);
    assertEquals(said, elsewhere(p::predictedClass).replaceAll("Thread-\\d+", name(said)));
    p.clear();
    assertEquals("none", elsewhere(() -> set(p, mixed, 2)));
  }

  private static String name(String said) {
    return said.replaceAll(".*?(Thread-\\d+).*", "$1");
  }

  private static String elsewhere(Runnable use) throws InterruptedException {
    AtomicReference<String> said = new AtomicReference<>("none");
    Thread thread = new Thread(use);
    thread.setUncaughtExceptionHandler((t, e) -> said.set(e.getMessage()));
    thread.start();
    thread.join();
    return said.get();
  }

  /** Also where a text column is set by name and a label is a value. */
  @ParameterizedTest
  @CsvSource({"CLASSES", "VALUE"})
  void aRowAllocatesNothing(Target target) {
    Table penguins = Datasets.penguins().dropRowsWithMissingValues();
    String label = target == Target.VALUE ? "body_mass_g" : "species";
    TrainedMesh model =
        Mesh.of(24)
            .connect(Wiring.dense())
            .target(target)
            .train(penguins, label, Training.defaults().epochs(2));
    Predictor p = model.predictor();
    int rows = penguins.rowCount();
    String[] islands = penguins.stringColumn("island").asObjectArray();
    double[] numbers = new double[p.columns().size()];
    Runnable pass =
        () -> {
          double sum = 0;
          for (int i = 0; i < rows; i++) {
            Arrays.fill(numbers, i % 2);
            p.row(numbers);
            sum += target == Target.VALUE ? p.value() : p.probability(0);
            p.set("island", islands[i]);
            p.clear();
          }
          assertTrue(Double.isFinite(sum));
        };
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      least = Math.min(least, allocatedBy(pass));
    }
    assertTrue(least < rows, least + " bytes for " + rows + " rows"); // not one byte a row
  }

  private static long allocatedBy(Runnable pass) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    pass.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
