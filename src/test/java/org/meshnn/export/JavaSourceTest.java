package org.meshnn.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.Mesh;
import org.meshnn.RandomModel;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Feature;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

class JavaSourceTest {
  private static final int MODELS = 175; // all pairs of activations and more
  private static final Training ONE =
      Training.defaults().epochs(1).gradient(GradientMethod.BACKWARD);

  /** The arguments of predict for a row of the table. */
  private static Object[] arguments(Compiled compiled, String type, RandomModel given, int row) {
    List<Feature> features = given.model().encoding().features();
    if (features.size() > 30) {
      double[] entries = new double[features.size()];
      for (int c = 0; c < entries.length; c++) {
        Column<?> column = given.table().column(features.get(c).name());
        entries[c] =
            column instanceof StringColumn text
                ? (int) compiled.call(type, "category", features.get(c).name(), text.get(row))
                : column instanceof BooleanColumn flags
                    ? flags.getByte(row)
                    : counted((Feature.Numeric) features.get(c), column, row);
      }
      return new Object[] {entries};
    }
    return features.stream()
        .map(
            feature -> {
              Column<?> column = given.table().column(feature.name());
              return column instanceof NumericColumn<?> numbers && !counted(feature)
                  ? (Object) numbers.getDouble(row)
                  : column.get(row);
            })
        .toArray();
  }

  private static boolean counted(Feature feature) {
    return feature instanceof Feature.Numeric numeric && numeric.reference() != 0;
  }

  private static double counted(Feature.Numeric numeric, Column<?> column, int row) {
    return column instanceof LongColumn longs
        ? longs.getLong(row) - numeric.reference()
        : ((NumericColumn<?>) column).getDouble(row);
  }

  private static void assertAgrees(Compiled compiled, String type, RandomModel given) {
    Table expected = given.model().predict(given.table());
    for (int i = 0; i < given.table().rowCount(); i++) {
      Object predicted = compiled.call(type, "predict", arguments(compiled, type, given, i));
      if (predicted instanceof double[] probabilities) {
        for (int k = 0; k < probabilities.length; k++) {
          assertEquals(expected.doubleColumn(k + 1).getDouble(i), probabilities[k], 1e-12);
        }
        assertEquals(
            expected.stringColumn(0).get(i), compiled.call(type, "label", probabilities), type);
      } else {
        double value = expected.doubleColumn(0).getDouble(i);
        assertEquals(value, (double) predicted, 1e-12 * Math.max(1, Math.abs(value)), type);
      }
    }
  }

  /** Every activation on hidden and output neurons, 1 to 7 ticks, columns of every kind. */
  @Test
  void theClassPredictsWhatTheMeshDoes() throws IOException {
    Map<String, RandomModel> models = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    Set<String> signatures = new HashSet<>();
    for (int seed = 0; seed < MODELS; seed++) {
      String type = "com.acme.Mesh" + seed;
      models.put(type, RandomModel.of(seed));
      sources.put(type, models.get(type).model().toJava(type));
      sources.get(type).lines().filter(line -> line.contains(" predict(")).forEach(signatures::add);
    }
    Compiled compiled = Compiled.of(sources);
    models.forEach((type, given) -> assertAgrees(compiled, type, given));
    for (String part : List.of("double predict", "double[] predict", "(double[] row", "boolean")) {
      assertTrue(signatures.stream().anyMatch(line -> line.contains(part)), part);
    }
  }

  @Test
  void anActivationOfOnesOwnIsRefused() {
    Activation cube = Activation.of("cube", z -> z * z * z, z -> 3 * z * z);
    Mesh mesh = Mesh.of(18).connect(Wiring.dense()).activation(Neurons.of(7), cube);
    TrainedMesh own = mesh.train(Datasets.iris(), "species", ONE);
    refused("this mesh applies cube, one of your own", () -> own.toJava("M"));
  }

  /** Whatever a column, a category or a class is called, it is data. */
  @Test
  void namesCannotLeaveTheirLiteral() throws IOException {
    List<Column<?>> columns = new java.util.ArrayList<>();
    List<String> entries =
        java.util.Collections.nCopies(3, RandomModel.AWKWARD).stream()
            .flatMap(List::stream)
            .toList();
    for (String name : RandomModel.AWKWARD) {
      columns.add(StringColumn.create(name, entries));
    }
    columns.add(StringColumn.create("*/ enum class", entries));
    Table wide = Table.create("t", columns);
    Table narrow =
        Table.create("t", columns.subList(0, 20)).addColumns(columns.get(columns.size() - 1));
    Compiled compiled =
        Compiled.of(
            Map.of(
                "Narrow",
                hostile(narrow).toJava("Narrow"),
                "a.Wide",
                hostile(wide).toJava("a.Wide")));
    for (String type : List.of("Narrow", "a.Wide")) {
      assertEquals(
          RandomModel.AWKWARD.stream().sorted().toList(), field(compiled, type, "CLASSES"));
    }
    assertEquals(RandomModel.AWKWARD.subList(0, 20), field(compiled, "Narrow", "COLUMNS"));
    assertAgrees(compiled, "Narrow", new RandomModel(hostile(narrow), narrow));
  }

  private static TrainedMesh hostile(Table table) {
    return Mesh.of(900).connect(Wiring.random(0.01, 1)).train(table, "*/ enum class", ONE);
  }

  private static Object field(Compiled compiled, String type, String name) {
    try {
      return compiled.type(type).getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static TrainedMesh penguins() {
    Table table =
        Table.create(
            DoubleColumn.create("bill_length (mm)", 1, 2, 3, 4),
            StringColumn.create("Island", "Dream", "Biscoe", "Dream", "Biscoe"),
            BooleanColumn.create("is wild?", true, true, false, false),
            LongColumn.create("L\u00e4nge", 1L << 60, (1L << 60) + 1, (1L << 60) + 3, 1L << 60),
            DoubleColumn.create("2nd", 1, 2, 1, 2),
            DoubleColumn.create("class", 1, 2, 1, 2),
            DoubleColumn.create("\u6f22", 1, 2, 1, 2),
            DoubleColumn.create("is-wild", 1, 2, 1, 2),
            StringColumn.create("species", "a", "b", "b", "a"));
    return Mesh.of(18).connect(Wiring.dense()).train(table, "species", ONE);
  }

  @Test
  void columnsAreNamedParameters() {
    String source = penguins().toJava("com.acme.Penguins");
    assertTrue(
        source.contains(
            "public static double[] predict(double billLengthMm, String island, boolean isWild,"
                + " long lange, double column2nd, double class_, double column6, double isWild2)"),
        source);
    assertTrue(source.startsWith("package com.acme;\n\nimport"), source);
    assertTrue(
        source.contains("@param island &#39;Island&#39;, one of Biscoe, Dream")
            || source.contains("@param island 'Island', one of Biscoe, Dream\n"),
        source);
    assertTrue(source.contains(", on 4 rows\n"), source);
    assertTrue(source.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')), source);
    assertEquals(source, penguins().toJava("com.acme.Penguins"));
    assertFalse(penguins().toJava("Penguins").contains("package "));
  }

  @Test
  void entriesThatAreNoneAreRefused() throws IOException {
    Compiled compiled = Compiled.of(Map.of("P", penguins().toJava("P")));
    refused(
        "column 'bill_length (mm)': NaN is not finite", () -> call(compiled, Double.NaN, "Dream"));
    refused("-Infinity is not", () -> call(compiled, Double.NEGATIVE_INFINITY, "Dream"));
    refused(
        "column 'Island': Drem was never seen in training; known: [Biscoe, Dream]",
        () -> call(compiled, 1, "Drem"));
    refused("null was never seen", () -> call(compiled, 1, null));
    assertEquals(2, call(compiled, 1, "Dream").length);
  }

  private static double[] call(Compiled compiled, double length, String island) {
    return (double[])
        compiled.call("P", "predict", length, island, true, (1L << 60) + 1, 1.0, 1.0, 1.0, 1.0);
  }

  private static void refused(String expected, Executable asked) {
    String said = assertThrows(IllegalArgumentException.class, asked).getMessage();
    assertTrue(said.contains(expected), said);
  }

  @Test
  void rowsByPositionAreChecked() throws IOException {
    Table table = Table.create("t");
    for (int c = 0; c < 31; c++) {
      table.addColumns(DoubleColumn.create("x" + c, c, 1, 2, 3));
    }
    table.addColumns(
        StringColumn.create("text", "a", "b", "a", "b"),
        BooleanColumn.create("flag", true, false, true, false),
        DoubleColumn.create("y", 1, 2, 3, 4));
    TrainedMesh model =
        Mesh.of(60)
            .connect(Wiring.dense())
            .standardise(false)
            .activation(Activation.IDENTITY)
            .train(table, "y", ONE);
    Compiled compiled = Compiled.of(Map.of("W", model.toJava("W")));
    refused("expected one number per column, 33; got 2", () -> row(compiled, 2, 0, 0));
    refused("'text': 2.0 is not one of the numbers 0 to 1", () -> row(compiled, 33, 2, 0));
    refused("'flag': 0.5 is not one of", () -> row(compiled, 33, 1, 0.5));
    refused("no column 'txt'; columns: [x0,", () -> compiled.call("W", "category", "txt", "a"));
    refused("'text': c was never seen", () -> compiled.call("W", "category", "text", "c"));
    refused("the outputs are not finite", () -> rowOf(compiled, 1.7e308));
    assertEquals(1, compiled.call("W", "category", "text", "b"));
    assertTrue(Double.isFinite(row(compiled, 33, 1, 1)));
  }

  private static double row(Compiled compiled, int length, double text, double flag) {
    double[] row = new double[length];
    row[length - 2] = text;
    row[length - 1] = flag;
    return (double) compiled.call("W", "predict", row);
  }

  private static Object rowOf(Compiled compiled, double value) {
    double[] row = new double[33];
    java.util.Arrays.fill(row, 0, 31, value);
    return compiled.call("W", "predict", row);
  }

  /** As many edges as there may be; one neuron more is refused with the number. */
  @Test
  void aMeshOfTwentyThousandEdges() throws IOException {
    Table iris = Datasets.iris();
    TrainedMesh most = Mesh.of(143).connect(Wiring.dense()).train(iris, "species", ONE);
    assertEquals(19_734, most.plan().learnableEdges());
    Compiled compiled = Compiled.of(Map.of("M", most.toJava("M")));
    assertAgrees(compiled, "M", new RandomModel(most, iris));
    TrainedMesh more = Mesh.of(150).connect(Wiring.dense()).train(iris, "species", ONE);
    refused("at most 20,000 edges that can act; this mesh has 2", () -> more.toJava("M"));
    refused("model.exportOnnx(path)", () -> more.toJava("M"));
    TrainedMesh longer =
        Mesh.of(100).connect(Wiring.dense()).ticks(600).train(iris, "species", ONE);
    refused("at most 50,000 states to compute; this mesh has 56", () -> longer.toJava("M"));
  }

  @Test
  void namesThatFitNoClassAreRefused() throws IOException {
    TrainedMesh wide = ofCategories(2_997);
    Compiled compiled = Compiled.of(Map.of("W", wide.toJava("W")));
    assertEquals(2, ((double[]) compiled.call("W", "predict", "c2000")).length);
    refused("at most 3,000 names of columns", () -> ofCategories(2_998).toJava("W"));
    Table longNamed =
        Table.create(
            DoubleColumn.create("x".repeat(20_001), 1, 2), StringColumn.create("y", "a", "b"));
    TrainedMesh named = Mesh.of(5).connect(Wiring.dense()).train(longNamed, "y", ONE);
    refused("names of up to 20,000 characters; got 20,001 in 'xxx", () -> named.toJava("W"));
  }

  private static TrainedMesh ofCategories(int count) {
    int rows = 2 * count;
    Table table =
        Table.create(
            StringColumn.create("t", IntStream.range(0, rows).mapToObj(i -> "c" + i % count)),
            StringColumn.create("y", IntStream.range(0, rows).mapToObj(i -> "y" + i % 2)));
    return Mesh.of(count + 5).connect(Wiring.layered(2)).train(table, "y", ONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "A.",
        ".A",
        "a..B",
        "1A",
        "a.class.B",
        "java.lang.Iris",
        "com.acme.int",
        "A B",
        "A;",
        "\u00c4",
        "A\n",
        "com.acme.String",
        "List",
        "record",
        "_",
        "true"
      })
  void aNameThatJavaDoesNotTakeIsRefused(String name) {
    refused("the name of a class, for example com.acme.IrisMesh", () -> penguins().toJava(name));
  }

  @Test
  void weightsReadBackToTheSameBits() {
    double[] weights = {Math.PI, -0.0, Double.MIN_VALUE, -Double.MAX_VALUE, 1e22, 0.1 + 0.2};
    double[] read =
        java.util.Arrays.stream(
                JavaSourceText.numbers(weights).replaceAll("[\"+,\n]", " ").trim().split(" +"))
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertArrayEquals(weights, read);
  }
}
