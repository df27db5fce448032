package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.engine.Precision;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.TableBlocks;
import org.meshnn.tables.Target;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Schedule;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Training on a file is training on the table that was written into it. */
class RowFileTest {
  private static final int ROWS = 20_000; // several blocks
  private static final Training FEW =
      Training.defaults()
          .epochs(2)
          .batchSize(500)
          .optimiser(Optimiser.adamW(0.01, 0.01))
          .schedule(Schedule.exponential(0.9));

  @TempDir Path folder;

  /** Columns of every kind; the label last. */
  private static Table table(String label) {
    Random random = new Random(1);
    double[] x = random.doubles(ROWS, -5, 1e3).toArray();
    Table table =
        Table.create(
            "t",
            DoubleColumn.create("x", x),
            DoubleColumn.create("far", random.doubles(ROWS, 100, 101).toArray()),
            DoubleColumn.create("constant", IntStream.range(0, ROWS).mapToDouble(i -> 0.1)),
            IntColumn.create("count", IntStream.range(0, ROWS).map(i -> 7 * i % 13).toArray()),
            LongColumn.create("long", IntStream.range(0, ROWS).mapToLong(i -> i * 100L).toArray()),
            FloatColumn.create(
                "single", IntStream.range(0, ROWS).mapToObj(i -> i / 7f).toArray(Float[]::new)),
            BooleanColumn.create("flag", IntStream.range(0, ROWS).mapToObj(i -> x[i] > 400)),
            StringColumn.create("word", IntStream.range(0, ROWS).mapToObj(i -> "w" + i % 3)));
    Column<?> target =
        switch (label) {
          case "text" ->
              StringColumn.create(
                  label, IntStream.range(0, ROWS).mapToObj(i -> x[i] > 900 ? "rare" : "k" + i % 2));
          case "number" ->
              IntColumn.create(label, IntStream.range(0, ROWS).map(i -> i % 3).toArray());
          case "truth" ->
              BooleanColumn.create(label, IntStream.range(0, ROWS).mapToObj(i -> x[i] < 500));
          default -> DoubleColumn.create(label, Arrays.stream(x).map(v -> 3 * v - 50).toArray());
        };
    return table.addColumns(target);
  }

  private static Mesh mesh() {
    return Mesh.of(30).connect(Wiring.dense()).ticks(2);
  }

  private RowFile doubles(Table table, String label) {
    Path path = folder.resolve("t.rows");
    return RowFile.write(path, TableBlocks.of(table), label, Target.AUTO, Precision.DOUBLE);
  }

  private static void assertSame(TrainedMesh expected, TrainedMesh found) {
    assertArrayEquals(expected.weights(), found.weights());
    assertEquals(losses(expected), losses(found));
    assertEquals(expected.encoding().features(), found.encoding().features());
    assertEquals(expected.encoding().labels(), found.encoding().labels());
    assertEquals(expected.origin().table(), found.origin().table());
    assertEquals(expected.origin().rows(), found.origin().rows());
    assertEquals(expected.origin().contents(), found.origin().contents());
    assertEquals(expected.heldOut().map(Object::toString), found.heldOut().map(Object::toString));
  }

  private static List<String> losses(TrainedMesh model) {
    return model.history().epochs().stream()
        .map(
            e ->
                e.loss() + " " + e.metric() + " " + e.validationLoss() + " " + e.validationMetric())
        .toList();
  }

  static List<Training> settings() {
    return List.of(
        FEW,
        FEW.validation(0.2).patience(1),
        FEW.shuffle(false).threads(1),
        FEW.dropout(0.2).batchSize(33),
        FEW.validation(0.2).shuffleBlocks(100));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void doublesGiveTheSameBits(Training training) {
    for (String label : new String[] {"text", "number", "truth", "value"}) {
      Table table = table(label);
      RowFile rows = doubles(table, label);
      TrainedMesh expected = mesh().train(table, label, training);
      TrainedMesh found = mesh().train(rows, training);
      assertSame(expected, found);
      assertTrue(found.verify(table).same());
      assertEquals(expected.evaluate(table).toString(), found.evaluate(rows).toString());
    }
  }

  @Test
  void classesAreWeightedAlike() {
    Table table = table("text");
    Training training = FEW.balancedClasses().validation(0.25);
    assertSame(
        mesh().train(table, "text", training), mesh().train(doubles(table, "text"), training));
    assertSame(
        mesh()
            .standardise(false)
            .train(table.rejectColumns("x", "long"), "text", FEW.balancedClasses()),
        mesh()
            .standardise(false)
            .train(doubles(table.rejectColumns("x", "long"), "text"), FEW.balancedClasses()));
  }

  @Test
  void anyNumberOfThreads() {
    RowFile rows = doubles(table("text"), "text");
    double[] one = mesh().train(rows, FEW.batchSize(4096).threads(1)).weights();
    assertArrayEquals(one, mesh().train(rows, FEW.batchSize(4096).threads(3)).weights());
  }

  /** By bytes allocated: a batch of all rows takes no more memory than one of 64. */
  @Test
  void memoryDoesNotGrowWithTheBatch() {
    RowFile rows = doubles(table("text"), "text");
    long few = allocated(rows, 64);
    long all = allocated(rows, ROWS);
    assertTrue(Math.abs(all - few) < 300_000, all + " and " + few + " bytes");
    assertTrue(all < 8L * ROWS * 10 / 2, all + " bytes: no copy of the inputs");
  }

  private static long allocated(RowFile rows, int batchSize) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Training training = FEW.threads(1).batchSize(batchSize);
    mesh().train(rows, training);
    long before = threads.getCurrentThreadAllocatedBytes();
    mesh().train(rows, training);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void floatsAreTrainingOnTheRoundedValues() {
    Table table = table("value");
    Table rounded = Table.create("r");
    for (Column<?> column : table.columns()) {
      boolean kept =
          column instanceof StringColumn
              || column instanceof BooleanColumn
              || column instanceof IntColumn;
      rounded.addColumns(
          kept
              ? column
              : FloatColumn.create(
                  column.name(),
                  IntStream.range(0, ROWS)
                      .mapToObj(i -> (float) table.numberColumn(column.name()).getDouble(i))
                      .toArray(Float[]::new)));
    }
    RowFile rows = RowFile.write(folder.resolve("f.rows"), table, "value");
    TrainedMesh expected = mesh().train(rounded, "value", FEW.validation(0.1));
    TrainedMesh found = mesh().train(rows, FEW.validation(0.1));
    assertArrayEquals(expected.weights(), found.weights());
    assertEquals(losses(expected), losses(found));
    assertEquals(Precision.SINGLE, RowFile.open(folder.resolve("f.rows")).precision());
    assertEquals(
        (sizeOf(folder.resolve("f.rows")) - 4L * 9 * ROWS) / 10_000, 0, "4 bytes a number");
  }

  private static long sizeOf(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCsvIsReadAsTablesawReadsIt() {
    Table table = table("text");
    table.stringColumn("word").set(5, "a \"quoted\"\nword, with a comma");
    Path csv = folder.resolve("t.csv");
    table.write().csv(csv.toString());
    Table read = Table.read().csv(csv.toString());
    RowFile rows =
        RowFile.write(
            folder.resolve("t.rows"),
            TableBlocks.ofCsv(csv),
            "text",
            Target.AUTO,
            Precision.DOUBLE);
    assertEquals(ROWS, rows.rows());
    assertSame(
        mesh().train(read, "text", FEW.validation(0.2)), mesh().train(rows, FEW.validation(0.2)));
  }

  /** The first blocks of a column look like whole numbers, or like numbers at all. */
  @Test
  void typesThatShowLate() throws IOException {
    StringBuilder text = new StringBuilder("a,b,y\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(i < 15_000 ? "" + i % 50 : i % 50 + ".5").append(',');
      text.append(i < 19_000 ? "" + i % 3 : "w" + i % 9)
          .append(',')
          .append(i % 2 == 0 ? "u" : "v")
          .append('\n');
    }
    Path csv = Files.writeString(folder.resolve("t.csv"), text);
    Table read =
        Table.read()
            .usingOptions(
                tech.tablesaw.io.csv.CsvReadOptions.builder(csv.toString()).sample(false));
    RowFile rows =
        RowFile.write(
            folder.resolve("t.rows"), TableBlocks.ofCsv(csv), "y", Target.AUTO, Precision.DOUBLE);
    assertSame(mesh().train(read, "y", FEW), mesh().train(rows, FEW));
  }

  @Test
  void goesOnFromACheckpointOfTheOther() {
    Table table = table("text");
    RowFile rows = doubles(table, "text");
    Training training = FEW.epochs(4).validation(0.2);
    Path saved = folder.resolve("m.mesh");
    Training failing =
        training
            .checkpoints(saved, 1)
            .listen(
                (epoch, epochs) -> {
                  if (epoch.number() == 3) {
                    throw new IllegalStateException("out of power");
                  }
                });
    assertThrows(IllegalStateException.class, () -> mesh().train(rows, failing));
    TrainedMesh whole = mesh().train(table, "text", training);
    assertArrayEquals(whole.weights(), TrainedMesh.load(saved).resume(rows, t -> t).weights());
    assertArrayEquals(whole.weights(), TrainedMesh.load(saved).resume(table).weights());
    assertArrayEquals(
        whole.train(table, FEW).weights(), whole.train(rows, FEW).weights(), "further");
    RowFile other = RowFile.write(folder.resolve("o.rows"), table.first(1000), "text");
    assertRefused("This is not the table", () -> TrainedMesh.load(saved).resume(other, t -> t));
  }

  @Test
  void predictsBlockAfterBlock() {
    Table table = table("text");
    RowFile rows = doubles(table, "text");
    TrainedMesh model = mesh().train(rows, FEW);
    List<Table> blocks = new ArrayList<>();
    model.predict(rows, blocks::add);
    assertEquals(3, blocks.size());
    Table all = blocks.get(0);
    blocks.subList(1, 3).forEach(all::append);
    Table expected = model.predict(table);
    for (String column : expected.columnNames()) {
      assertEquals(expected.column(column).asList(), all.column(column).asList());
    }
  }

  @Test
  void whatIsNotSuchAFileIsRefused() throws IOException {
    Table table = table("text");
    Path path = folder.resolve("t.rows");
    doubles(table, "text");
    byte[] bytes = Files.readAllBytes(path);
    assertRefused("it is something else", () -> open("x.rows", "no rows at all".getBytes()));
    assertRefused("it is something else", () -> open("x.rows", new byte[0]));
    assertRefused("not all there", () -> open("x.rows", Arrays.copyOf(bytes, bytes.length - 1000)));
    assertRefused("not all there", () -> open("x.rows", Arrays.copyOf(bytes, bytes.length / 2)));
    assertRefused("cut short", () -> open("x.rows", Arrays.copyOf(bytes, 40)));
    assertRefused("not all there", () -> open("x.rows", Arrays.copyOf(bytes, bytes.length + 8)));
    for (int at = 8; at < 64; at++) { // head
      byte[] changed = bytes.clone();
      changed[at] ^= 5;
      assertThrows(IllegalArgumentException.class, () -> open("x.rows", changed), "byte " + at);
    }
    for (int at = bytes.length - 500; at < bytes.length; at += 7) { // description and sum
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      assertThrows(IllegalArgumentException.class, () -> open("x.rows", changed), "byte " + at);
    }
    byte[] later = bytes.clone();
    later[8] = 9;
    assertRefused("written in format 9", () -> open("x.rows", later));
    byte[] number = bytes.clone();
    Arrays.fill(number, 64 + 8 * 9 * 7 - 8, 64 + 8 * 9 * 7, (byte) 0x7f); // the label of row 6
    RowFile damaged = open("x.rows", number);
    assertRefused("row 6 of the column 'text'", () -> mesh().train(damaged, FEW));
    assertThrows(UncheckedIOException.class, () -> RowFile.open(folder.resolve("none.rows")));
  }

  private RowFile open(String name, byte[] bytes) {
    try {
      return RowFile.open(Files.write(folder.resolve(name), bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRefused(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void tablesThatAreRefused() {
    Table table = table("value");
    Path path = folder.resolve("t.rows");
    Table holed = table.copy();
    holed.doubleColumn("x").setMissing(9000);
    assertRefused("in the rows from 8,192 to 16,383", () -> RowFile.write(path, holed, "value"));
    Table blurred = table.copy();
    blurred.replaceColumn(
        "x", DoubleColumn.create("x", IntStream.range(0, ROWS).mapToDouble(i -> 1e9 + i % 9)));
    assertRefused("which floats keep in steps of 64", () -> RowFile.write(path, blurred, "value"));
    assertEquals(ROWS, doubles(blurred, "value").rows());
    assertRefused("no column 'labl'", () -> RowFile.write(path, table, "labl"));
    RowFile values = doubles(table, "value");
    assertRefused(
        "write it with Target.CLASSES", () -> mesh().target(Target.CLASSES).train(values, FEW));
    TrainedMesh other = mesh().train(table("text"), "text", FEW);
    assertRefused("expected a file with the columns", () -> other.evaluate(values));
    Path csv = folder.resolve("t.csv");
    assertRefused("which it would replace", () -> RowFile.write(csv, csv, "value"));
    assertTrue(values.toString().contains("20,000 rows"), values.toString());
  }
}
