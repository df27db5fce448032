package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class EncodingErrorsTest {

  private static Table table() {
    return Table.create(
        DoubleColumn.create("length", 1, 2, 3, 4),
        StringColumn.create("colour", "red", "blue", "red", "green"),
        StringColumn.create("species", "a", "b", "a", "b"));
  }

  private static Encoding fit(Table table, String label) {
    return fit(table, label, Target.AUTO);
  }

  private static Encoding fit(Table table, String label, Target target) {
    return Encoding.fit(table, label, target, IntStream.range(0, table.rowCount()).toArray());
  }

  private static void assertRefused(Executable call, String... parts) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "expected '" + part + "' in: " + message);
    }
  }

  @Test
  void unknownLabel() {
    assertRefused(
        () -> fit(table(), "specie"),
        "the table has no column 'specie'; did you mean 'species'? (columns: length, colour,"
            + " species)");
    String far =
        assertThrows(IllegalArgumentException.class, () -> fit(table(), "quite different"))
            .getMessage();
    assertTrue(!far.contains("did you mean"), far);
  }

  @Test
  void missingValuesInEveryAffectedColumn() {
    Table table = table();
    table.column("length").setMissing(0);
    table.column("length").setMissing(2);
    table.column("species").setMissing(1);
    assertRefused(
        () -> fit(table, "species"),
        "'length' in 2 of 4 rows",
        "'species' in 1 of 4 rows",
        "dropRowsWithMissingValues()");
    Encoding encoding = fit(table(), "species");
    assertRefused(() -> encoding.inputs(table), "'length' in 2 of 4 rows");
    assertRefused(() -> encoding.targets(table), "'species' in 1 of 4 rows");
  }

  @Test
  void infiniteValues() {
    Table table = table();
    table.doubleColumn("length").set(3, Double.NEGATIVE_INFINITY);
    assertRefused(() -> fit(table, "species"), "infinite", "'length' in 1 of 4 rows");
    assertRefused(() -> fit(table(), "species").inputs(table), "'length' in 1 of 4 rows");
  }

  @Test
  void valuesTooLargeToStandardise() {
    Table train =
        Table.create(DoubleColumn.create("x", 1e-10, 2e-10), StringColumn.create("y", "a", "b"));
    Table later = Table.create(DoubleColumn.create("x", 0, 1e300));
    assertRefused(() -> fit(train, "y").inputs(later), "'x'", "row 1", "too large");
  }

  @Test
  void oneClassOnly() {
    assertRefused(
        () -> fit(table().where(table().stringColumn("species").isEqualTo("a")), "species"),
        "at least two classes",
        "'species'",
        "(a)");
  }

  @Test
  void emptyTable() {
    assertRefused(() -> fit(table().emptyCopy(), "species"), "empty", "0 rows");
    assertRefused(() -> fit(table(), "species").inputs(table().emptyCopy()), "empty");
    assertRefused(() -> fit(table(), "species").targets(table().emptyCopy()), "empty");
  }

  @Test
  void noTrainingRowsOrRowsOutside() {
    assertRefused(
        () -> Encoding.fit(table(), "species", Target.AUTO, new int[0]), "training row", "none");
    assertRefused(
        () -> Encoding.fit(table(), "species", Target.AUTO, new int[] {0, 4}), "0 to 3", "got 4");
  }

  @Test
  void noFeatures() {
    assertRefused(
        () -> fit(table().selectColumns("species"), "species"), "no feature columns", "'species'");
  }

  @Test
  void unsupportedTypes() {
    LocalDate day = LocalDate.of(2020, 1, 1);
    Table dated = table().addColumns(DateColumn.create("day", day, day, day, day));
    assertRefused(
        () -> fit(dated, "species"), "'day' (LOCAL_DATE)", "removeColumns", "year, month");
    assertRefused(() -> fit(dated, "day"), "'day' (LOCAL_DATE)");
  }

  @Test
  void unseenCategories() {
    Table later = table();
    later.stringColumn("colour").set(1, "violet").set(3, "violet");
    assertRefused(
        () -> fit(table(), "species").inputs(later),
        "'colour'",
        "'violet' (rows: 2)",
        "known: blue, green, red");
    Table other = table();
    other.stringColumn("species").set(0, "c");
    assertRefused(
        () -> fit(table(), "species").targets(other), "'species'", "'c' (rows: 1)", "known: a, b");
  }

  @Test
  void columnAbsentAtPrediction() {
    Table later = table();
    later.column("length").setName("lenght");
    later.removeColumns("colour");
    assertRefused(
        () -> fit(table(), "species").inputs(later),
        "no column 'length'; did you mean 'lenght'?",
        "no column 'colour'",
        "(columns: lenght, species)");
    assertRefused(
        () -> fit(table(), "species").targets(table().removeColumns("species")),
        "no column 'species'");
  }

  @Test
  void changedTypes() {
    Encoding encoding = fit(table(), "species");
    Table text = table().replaceColumn(StringColumn.create("length", "1", "2", "3", "4"));
    assertRefused(
        () -> encoding.inputs(text), "'length' was numeric in training and is text (STRING) now");
    Table number = table().replaceColumn(IntColumn.create("colour", 1, 2, 3, 4));
    assertRefused(
        () -> encoding.inputs(number), "'colour' was text in training and is numeric (INTEGER)");
    assertRefused(() -> fit(table(), "length").values(text), "'length'", "STRING");
  }

  @Test
  void textAsValue() {
    assertRefused(() -> fit(table(), "species", Target.VALUE), "'species'", "Target.CLASSES");
  }

  @Test
  void outputsOfAnotherShapeOrNotANumber() {
    Encoding encoding = fit(table(), "species");
    assertRefused(() -> encoding.predictions(table(), new DMatrixRMaj(4, 3)), "4 x 2", "got 4 x 3");
    DMatrixRMaj diverged = new DMatrixRMaj(4, 2);
    diverged.set(2, 1, Double.NaN);
    assertRefused(() -> encoding.predictions(table(), diverged), "NaN in row 2", "learning rate");
  }
}
