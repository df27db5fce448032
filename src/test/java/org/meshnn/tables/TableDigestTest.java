package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.text.Sha256;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

class TableDigestTest {
  private static Table table(Column<?>... columns) {
    return Table.create("t", columns);
  }

  private static Table mixed() {
    return table(
        DoubleColumn.create("größe", 1.5, -0.0, 3),
        BooleanColumn.create("ripe", true, false, true),
        StringColumn.create("名", "α", "", "β"));
  }

  private static Table rows(Table table, int... order) {
    Table rows = table.emptyCopy();
    IntStream.of(order).forEach(row -> rows.append(table.row(row)));
    return rows;
  }

  private static String sha256(Column<?> column) {
    return TableDigest.of(table(column)).columns().get(0).sha256();
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** By hashlib and struct of Python 3, from the description. */
  @Test
  void agreesWithPython() {
    TableDigest digest = TableDigest.of(mixed());
    assertEquals(
        "0f34e45ed9b87d183910a91d696c4720d746f68aed5d54f99ed0be94a7e1de62",
        digest.columns().get(0).sha256());
    assertEquals(
        "85f90dfea1d8027e1463e5ca971a250110a20df0119d204a74220bc63516d15b",
        digest.columns().get(1).sha256());
    assertEquals(
        "6df400332cc0000c8594b8c37ebb6dc56d59b21fb048c074a8276686f6fc1ad5",
        digest.columns().get(2).sha256());
    assertEquals(
        "0d577e88c1e04fc869d8be1bf832499d0917a9e2e05049e6790a734ee3696a03", digest.sha256());
    assertEquals("108a8b729952c834", digest.rowsInAnyOrder());
    assertEquals(
        "84e630670604a9004ea22fce2cebe5313908591fc7a0e9fb5cccc9624c0501e2",
        sha256(LongColumn.create("n", (1L << 60) + 1, Long.MAX_VALUE)));
  }

  @Test
  void bytesAreAsDescribed() {
    byte[] numbers = bytes(16).putDouble(1.5).putLong(0x7ff8000000000000L).array();
    assertEquals(Sha256.of(numbers), sha256(DoubleColumn.create("x", 1.5, Double.NaN)));
    byte[] flags = {1, (byte) 128};
    assertEquals(Sha256.of(flags), sha256(BooleanColumn.create("x", new Boolean[] {true, null})));
    byte[] text = "ä".getBytes(StandardCharsets.UTF_8);
    byte[] texts = bytes(10).putInt(2).put(text).putInt(0).array();
    assertEquals(Sha256.of(texts), sha256(StringColumn.create("x", "ä", "")));
  }

  @Test
  void theNumericTypeDoesNotCount() {
    String expected = sha256(DoubleColumn.create("n", 1, 0, -3));
    assertEquals(expected, sha256(IntColumn.create("n", 1, 0, -3)));
    assertEquals(expected, sha256(LongColumn.create("n", 1, 0, -3)));
    assertEquals(expected, sha256(FloatColumn.create("n", 1f, -0f, -3f)));
    assertEquals(expected, sha256(ShortColumn.create("n", new Short[] {1, 0, -3})));
    Table ints = table(IntColumn.create("n", 1, 0, -3));
    Table doubles = table(DoubleColumn.create("n", 1, 0, -3));
    assertEquals(TableDigest.of(doubles), TableDigest.of(ints));
    IntColumn hole = IntColumn.create("n").append(1).appendMissing();
    assertEquals(sha256(DoubleColumn.create("n", 1, Double.NaN)), sha256(hole));
    LongColumn longHole = LongColumn.create("n").append(1).appendMissing();
    assertEquals(sha256(hole), sha256(longHole));
    assertNotEquals(sha256(DoubleColumn.create("n", 0.1)), sha256(FloatColumn.create("n", 0.1f)));
    assertEquals(
        sha256(DoubleColumn.create("n", (double) 0.1f)), sha256(FloatColumn.create("n", 0.1f)));
  }

  @Test
  void wholeNumbersThatNoDoubleIsDiffer() {
    long beyond = 1L << 60;
    assertNotEquals(
        sha256(LongColumn.create("n", beyond)), sha256(LongColumn.create("n", beyond + 1)));
    assertNotEquals(
        sha256(LongColumn.create("n", Long.MAX_VALUE)),
        sha256(LongColumn.create("n", Long.MAX_VALUE - 1)));
    assertEquals(sha256(DoubleColumn.create("n", 0x1p60)), sha256(LongColumn.create("n", beyond)));
  }

  @Test
  void columnsInAnyOrderRowsInTheirs() {
    Table one = mixed();
    Table other = table(one.column(2), one.column(0), one.column(1));
    assertEquals(TableDigest.of(one), TableDigest.of(other));
    Table turned = rows(one, 2, 1, 0);
    assertNotEquals(TableDigest.of(one).sha256(), TableDigest.of(turned).sha256());
    assertEquals(TableDigest.of(one).rowsInAnyOrder(), TableDigest.of(turned).rowsInAnyOrder());
  }

  /** Text runs on from cell to cell, and names from column to column: only lengths part them. */
  @Test
  void boundariesCount() {
    assertNotEquals(
        sha256(StringColumn.create("s", "ab", "c")), sha256(StringColumn.create("s", "a", "bc")));
    assertNotEquals(
        TableDigest.of(
                table(IntColumn.create("a", new int[] {1}), IntColumn.create("b", new int[] {2})))
            .sha256(),
        TableDigest.of(
                table(IntColumn.create("a", new int[] {2}), IntColumn.create("b", new int[] {1})))
            .sha256());
    assertNotEquals(
        TableDigest.of(
                table(IntColumn.create("a", new int[] {1}), IntColumn.create("b", new int[] {2})))
            .rowsInAnyOrder(),
        TableDigest.of(
                table(IntColumn.create("a", new int[] {2}), IntColumn.create("b", new int[] {1})))
            .rowsInAnyOrder());
    assertNotEquals(
        TableDigest.of(table(StringColumn.create("a", "1"))).sha256(),
        TableDigest.of(table(IntColumn.create("a", new int[] {1}))).sha256());
  }

  /** Many more bytes than are handed over at once. */
  @Test
  void longColumnsAreDigestedWhole() {
    double[] values = new Random(1).doubles(5_000).toArray();
    ByteBuffer all = bytes(8 * values.length);
    for (double value : values) {
      all.putDouble(value);
    }
    assertEquals(Sha256.of(all.array()), sha256(DoubleColumn.create("x", values)));
    String[] words = IntStream.range(0, 5_000).mapToObj(i -> "w" + i % 700).toArray(String[]::new);
    ByteBuffer text = bytes(1 << 16);
    for (String word : words) {
      text.putInt(word.length()).put(word.getBytes(StandardCharsets.UTF_8));
    }
    byte[] used = java.util.Arrays.copyOf(text.array(), text.position());
    assertEquals(Sha256.of(used), sha256(StringColumn.create("x", words)));
  }

  @Test
  void saysWhetherATableIsTheOneSeen() {
    Table seen = mixed();
    assertTrue(verify(seen, table(seen.column(2), seen.column(0), seen.column(1))).same());
    assertEquals(
        "This is the table: 3 rows x 3 columns, sha256 " + TableDigest.of(seen).sha256() + ".",
        verify(seen, mixed()).toString());
    assertDiffers("its rows are the same, in another order", seen, rows(seen, 1, 0, 2));
    assertDiffers("it has 2 rows, not 3", seen, seen.first(2));
    assertDiffers("it has no column 'ripe'", seen, mixed().removeColumns("ripe"));
    Table more = mixed().addColumns(DateColumn.create("day", 3));
    assertDiffers("it has another column 'day'", seen, more);
    assertDiffers("it has no column 'day'", more, seen);
    Table renamed = mixed();
    renamed.column("ripe").setName("reif");
    assertDiffers("its column 'reif' was called 'ripe'", seen, renamed);
    Table other = mixed();
    other.doubleColumn(0).set(1, 7);
    other.stringColumn(2).set(0, "γ");
    assertDiffers("other values in 'größe', '名'", seen, other);
    Table text = mixed();
    text.replaceColumn("größe", StringColumn.create("größe", "1.5", "0", "3"));
    assertDiffers("'größe' is now text", seen, text);
    assertThrows(IllegalArgumentException.class, () -> TableDigest.of(null));
  }

  private static Verification verify(Table seen, Table given) {
    return Verification.of(TableDigest.of(seen), TableDigest.of(given));
  }

  private static void assertDiffers(String how, Table seen, Table given) {
    Verification verification = verify(seen, given);
    assertFalse(verification.same());
    assertEquals("This is not the table: " + how + ".", verification.toString());
  }

  @Test
  void isTakenOncePerTrainingTable() {
    Table iris = Datasets.iris();
    TrainingTable table = TrainingTable.of(iris, "species", Target.AUTO);
    TableDigest digest = table.digest();
    assertEquals(TableDigest.of(iris), digest);
    assertTrue(digest == table.digest());
  }
}
