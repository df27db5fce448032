package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.Precision;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.TableBlocks;
import org.meshnn.tables.Target;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Row files that were written or met otherwise than the table would be. */
class RowFileFaultsTest {
  private static final int ROWS = 200;
  private static final Mesh MESH = Mesh.of(14).connect(Wiring.dense());
  private static final Training FEW = Training.defaults().epochs(50);

  @TempDir Path folder;

  private static DoubleColumn sine() {
    return DoubleColumn.create("x", IntStream.range(0, ROWS).mapToDouble(Math::sin));
  }

  private static StringColumn signs() {
    return StringColumn.create(
        "y", IntStream.range(0, ROWS).mapToObj(i -> Math.sin(i) > 0 ? "a" : "b"));
  }

  /** A constant that no float is: the model would take the table's for another. */
  @Test
  void constantsBeyondFloats() {
    LongColumn time =
        LongColumn.create("time", IntStream.range(0, ROWS).mapToLong(i -> 1_700_000_000_123L));
    Table table = Table.create("t", time, sine(), signs());
    assertFloatsRefused(table);
    RowFile rows = doubles(table);
    TrainedMesh model = MESH.train(rows, FEW);
    assertEquals(1, model.evaluate(rows).accuracy(), 0.02);
    assertEquals(1, model.evaluate(table).accuracy(), 0.02);
  }

  /** The message must not say that a file just written is damaged. */
  @Test
  void constantsBeyondTheLargestFloat() {
    DoubleColumn far = DoubleColumn.create("c", IntStream.range(0, ROWS).mapToDouble(i -> 1e39));
    Table table = Table.create("t", far, sine(), signs());
    assertFloatsRefused(table);
  }

  /** 0.1 is no float either, but its rounding does not show. */
  @Test
  void constantsThatFloatsKeep() {
    DoubleColumn tenth = DoubleColumn.create("c", IntStream.range(0, ROWS).mapToDouble(i -> 0.1));
    Table table = Table.create("t", tenth, sine(), signs());
    TrainedMesh model = MESH.train(RowFile.write(folder.resolve("t.rows"), table, "y"), FEW);
    assertEquals(1, model.evaluate(table).accuracy(), 0.02);
  }

  private void assertFloatsRefused(Table table) {
    Path path = folder.resolve("t.rows");
    String told =
        assertThrows(IllegalArgumentException.class, () -> RowFile.write(path, table, "y"))
            .getMessage();
    assertTrue(told.contains("in all rows") && told.contains("Precision.DOUBLE"), told);
  }

  private RowFile doubles(Table table) {
    return RowFile.write(
        folder.resolve("t.rows"), TableBlocks.of(table), "y", Target.AUTO, Precision.DOUBLE);
  }

  /** As of a table, whose column 'f' is refused. */
  @Test
  void aNumberIsNoFlag() {
    BooleanColumn flags =
        BooleanColumn.create("f", IntStream.range(0, ROWS).mapToObj(i -> i % 3 == 0));
    TrainedMesh model = MESH.train(Table.create("t", flags, sine(), signs()), "y", FEW);
    DoubleColumn numbers =
        DoubleColumn.create("f", IntStream.range(0, ROWS).mapToDouble(i -> 1000.0 * i));
    Table other = Table.create("t", numbers, sine(), signs());
    assertThrows(IllegalArgumentException.class, () -> model.evaluate(other));
    assertThrows(IllegalArgumentException.class, () -> model.evaluate(doubles(other)));
  }

  /** Two numbers f=p and f=q are not the categories p and q of f. */
  @Test
  void numbersAreNoCategories() {
    StringColumn text =
        StringColumn.create("f", IntStream.range(0, ROWS).mapToObj(i -> i % 3 == 0 ? "p" : "q"));
    Table categories = Table.create("t", text, signs());
    Table numbers = Table.create("t", sine().setName("f=p"), sine().setName("f=q"), signs());
    TrainedMesh model = MESH.train(numbers, "y", FEW);
    assertThrows(IllegalArgumentException.class, () -> model.evaluate(doubles(categories)));
  }

  @Test
  void aCsvThatBeginsWithABlankLine() throws IOException {
    assertSameAsPlain("\na,b,y\n" + lines("\n"));
    assertSameAsPlain("\uFEFF\r\n\r\na,b,y\r\n" + lines("\r\n"));
  }

  @Test
  void aCsvWhoseLinesEndWithCarriageReturns() throws IOException {
    assertSameAsPlain("a,b,y\r" + lines("\r"));
  }

  private void assertSameAsPlain(String text) throws IOException {
    RowFile plain = csv("a,b,y\n" + lines("\n"));
    assertEquals(9000, plain.rows());
    assertEquals(plain.digest(), csv(text).digest());
  }

  private static String lines(String end) {
    return IntStream.range(0, 9000)
        .mapToObj(i -> i % 17 + "," + i % 5 + ".5," + (i % 2 == 0 ? "u" : "v") + end)
        .collect(Collectors.joining());
  }

  private RowFile csv(String text) throws IOException {
    Path csv = Files.writeString(folder.resolve("t.csv"), text);
    return RowFile.write(folder.resolve("t.rows"), csv, "y");
  }

  @Test
  void aCsvIsNotReplacedByItsRows() throws IOException {
    Path csv = Files.writeString(folder.resolve("t.csv"), "a,y\n1,u\n2,v\n");
    Path link = Files.createSymbolicLink(folder.resolve("l.rows"), csv);
    assertThrows(IllegalArgumentException.class, () -> RowFile.write(link, csv, "y"));
    assertThrows(
        IllegalArgumentException.class,
        () -> RowFile.write(csv, TableBlocks.ofCsv(csv), "y", Target.AUTO, Precision.DOUBLE));
    assertTrue(Files.readString(csv).startsWith("a,y"));
  }

  /** Rows held out too, of which no statistics are taken. */
  @Test
  void aDamagedRowThatIsHeldOut() throws IOException {
    doubles(Table.create("t", sine(), signs()));
    ByteBuffer nan = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(Double.NaN);
    byte[] bytes = Files.readAllBytes(folder.resolve("t.rows"));
    for (int row = 0; row < 20; row++) {
      byte[] damaged = bytes.clone();
      System.arraycopy(nan.array(), 0, damaged, 64 + 16 * row, 8);
      RowFile rows =
          RowFile.open(
              Files.write(folder.resolve(row + ".rows"), damaged, StandardOpenOption.CREATE));
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> MESH.train(rows, FEW.epochs(1).validation(0.5)));
      assertTrue(refused.getMessage().contains("damaged"), refused.getMessage());
    }
  }
}
