package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.meshnn.experiment.Experiment;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.EdgeTable;
import org.meshnn.tables.Target;
import org.meshnn.train.Training;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What is said stays a few lines, however many entries the data have and however long they are. */
class MessageLengthTest {
  private static final int ROWS = 60_000;
  private static final int WIDE = 2_000; // tablesaw looks at all columns for each it adds
  private static final int LONGEST = 2_000;
  private static final int MOST_LINES = 12;
  private static final String NAME = "n".repeat(1_000_000);
  private static final Mesh MESH = Mesh.of(9).connect(Wiring.dense());
  private static final Training ONE = Training.defaults().epochs(1);

  private static Table table(Column<?>... columns) {
    return Table.create("data", columns);
  }

  private static String text(int i) {
    return "text " + i + ", with a comma";
  }

  private static StringColumn texts(String name, int rows) {
    return StringColumn.create(name, IntStream.range(0, rows).mapToObj(MessageLengthTest::text));
  }

  private static StringColumn categories(String name, int count) {
    return StringColumn.create(name, IntStream.range(0, ROWS).mapToObj(i -> text(i % count)));
  }

  private static DoubleColumn numbers(String name, int rows) {
    return DoubleColumn.create(name, IntStream.range(0, rows).mapToDouble(i -> i % 97));
  }

  private static StringColumn labels(int rows) {
    return StringColumn.create(
        "label", IntStream.range(0, rows).mapToObj(i -> i % 2 > 0 ? "a" : "b"));
  }

  private static Table wide(int columns) {
    Column<?>[] all = new Column<?>[columns];
    Arrays.setAll(all, i -> numbers("column " + i + ", wide", 4));
    return table(all);
  }

  private static TrainedMesh model(Column<?>... columns) {
    return Mesh.of(30).connect(Wiring.dense()).train(table(columns), "label", ONE);
  }

  private static Table moons() {
    return Datasets.moons(20, 0.1, 1);
  }

  private static Experiment experiment() {
    return Experiment.on(moons(), "label").test(0.3);
  }

  private static Experiment settings(int count) {
    Experiment experiment = experiment().seedValues(1, 2);
    for (int i = 0; i < count; i++) {
      experiment = experiment.setting("setting " + i, MESH, ONE);
    }
    return experiment;
  }

  private static String asked(Executable executable) {
    return assertThrows(RuntimeException.class, executable).getMessage();
  }

  private static Table column(Table table, Column<?> column) {
    return table.addColumns(column);
  }

  private static Map<String, Executable> refusals() {
    Map<String, Executable> all = new LinkedHashMap<>();
    all.put("distinct texts", () -> MESH.train(table(texts("t", ROWS), labels(ROWS)), "label"));
    all.put(
        "categories", () -> MESH.train(table(categories("t", 20_000), labels(ROWS)), "label", ONE));
    all.put(
        "classes",
        () -> MESH.train(table(numbers("x", ROWS), categories("label", 20_000)), "label"));
    all.put(
        "integer label",
        () ->
            MESH.train(
                table(numbers("x", ROWS), IntColumn.indexColumn("label", ROWS, 0)), "label"));
    all.put("wide tables", () -> MESH.train(wide(WIDE), "absent"));
    all.put("wide label", () -> MESH.train(wide(WIDE), "column 0, wide"));
    all.put("long absent names", () -> MESH.train(moons(), NAME));
    all.put("long column names", () -> MESH.train(table(numbers(NAME, 4), labels(4)), "absent"));
    all.put(
        "long names of types",
        () -> MESH.train(table(DateColumn.create(NAME, 4), numbers("x", 4), labels(4)), "label"));
    all.put(
        "long names of missing",
        () -> MESH.train(table(DoubleColumn.create(NAME, 4), labels(4)), "label"));
    all.put(
        "missing in many columns",
        () -> {
          Table wide = wide(WIDE);
          wide.columns().forEach(column -> column.setMissing(1));
          MESH.train(column(wide, labels(4)), "label");
        });
    all.put(
        "long classes",
        () ->
            Mesh.of(3)
                .connect(Wiring.dense())
                .train(table(numbers("x", 2), StringColumn.create("label", NAME, "b")), "label"));
    all.put(
        "numbers that became text",
        () ->
            MESH.train(
                table(
                    StringColumn.create(
                        "t", IntStream.range(0, ROWS).mapToObj(i -> i % 2 > 0 ? "1.5" : "?" + i)),
                    labels(ROWS)),
                "label"));
    all.put(
        "unseen texts",
        () ->
            model(StringColumn.create("t", "a", "b", "a", "b"), labels(4))
                .predict(table(texts("t", ROWS))));
    all.put(
        "unseen classes",
        () ->
            model(numbers("x", 4), labels(4))
                .evaluate(table(numbers("x", ROWS), texts("label", ROWS))));
    all.put("absent at prediction", () -> model(numbers("x", 4), labels(4)).predict(wide(WIDE)));
    all.put(
        "types at prediction",
        () -> model(numbers("x", 4), labels(4)).predict(table(texts("x", 9))));
    all.put("class weights", () -> MESH.train(moons(), "label", ONE.classWeights(weights())));
    all.put("a class weight", () -> ONE.classWeights(Map.of(NAME, -1.0)));
    all.put(
        "targets",
        () ->
            MESH.target(Target.VALUE)
                .train(table(numbers("x", ROWS), texts("label", ROWS)), "label"));
    all.put(
        "accuracy of a value",
        () ->
            Mesh.of(9)
                .connect(Wiring.dense())
                .target(Target.VALUE)
                .train(table(numbers("x", 4), numbers(NAME, 4)), NAME, ONE)
                .evaluate(table(numbers("x", 4), numbers(NAME, 4)))
                .accuracy());
    all.put("layers", () -> Wiring.layered(new int[ROWS]));
    all.put(
        "layers of another mesh",
        () -> MESH.connect(Wiring.layered(ones(ROWS))).train(moons(), "label", ONE));
    all.put("edges", () -> Wiring.edges(ones(ROWS), new int[ROWS - 1]));
    all.put(
        "edges beyond",
        () ->
            MESH.connect(Wiring.edges(ones(ROWS), ones(ROWS)))
                .connect(Wiring.edges(big(ROWS), big(ROWS)))
                .train(moons(), "label", ONE));
    all.put(
        "edge tables",
        () -> EdgeTable.wiring(table(texts("from", ROWS), texts("to", ROWS)), "from", "to"));
    all.put("edge tables without", () -> EdgeTable.wiring(wide(WIDE), "from", "to"));
    all.put("settings twice", () -> experiment().setting(NAME, MESH).setting(NAME, MESH));
    all.put(
        "seeds twice",
        () -> experiment().seedValues(LongStream.range(0, ROWS).map(i -> i / 2).toArray()));
    all.put("a setting of others", () -> settings(2).run().interval(NAME));
    all.put("comparisons", () -> settings(2).run().compare(NAME, "setting 1"));
    all.put(
        "labels of others",
        () -> Experiment.on(wide(WIDE), "label").setting("a", MESH).test(0.3).run());
    all.put(
        "failed runs",
        () -> experiment().seeds(3).setting(NAME, Mesh.of(2).connect(Wiring.dense())).run());
    all.put(
        "regions",
        () ->
            model(numbers("x", 4), numbers("y", 4), numbers(NAME, 4), labels(4))
                .plotRegions(moons()));
    return all;
  }

  private static Map<String, Double> weights() {
    return IntStream.range(0, ROWS).boxed().collect(Collectors.toMap(String::valueOf, i -> 1.0));
  }

  private static int[] ones(int n) {
    int[] ones = new int[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static int[] big(int n) {
    return IntStream.range(0, n).map(i -> 1_000_000 + i).toArray();
  }

  private static Map<String, Supplier<String>> displays() {
    Map<String, Supplier<String>> all = new LinkedHashMap<>();
    TrainedMesh named = model(numbers(NAME, 4), labels(4));
    all.put("a model", named::toString);
    all.put("a model's summary", named::summary);
    all.put("an experiment", () -> settings(60).toString());
    all.put("trials", () -> settings(2).run().headline());
    all.put("layers", () -> Wiring.layered(ones(ROWS)).toString());
    all.put("a training", () -> ONE.classWeights(weights()).toString());
    return all;
  }

  @TestFactory
  Stream<DynamicTest> refusalsStayShort() {
    return refusals().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> assertShort(asked(e.getValue()))));
  }

  @TestFactory
  Stream<DynamicTest> displaysStayShort() {
    return displays().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> assertShort(e.getValue().get())));
  }

  private static void assertShort(String said) {
    assertFalse(said.isBlank());
    assertTrue(said.length() <= LONGEST, () -> said.length() + ": " + said.substring(0, 300));
    assertTrue(said.lines().count() <= MOST_LINES, said);
  }
}
