package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What is said of sequences, and what is refused. */
class SequencesTest {
  private static Table table() {
    return Table.create(
        "t",
        StringColumn.create("Who", "a", "a", "b"),
        IntColumn.create("Year", 1, 2, 1),
        DoubleColumn.create("Level", 1, 2, 3),
        DoubleColumn.create("Flow", 4, 5, 6));
  }

  private static Sequences sequences() {
    return Sequences.of(table());
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
  }

  @Test
  void namesAreThoseOfTheTable() {
    Sequences sequences = sequences().orderedBy("year").series("WHO").forecast("level", "flow");
    assertEquals(List.of("Level", "Flow"), sequences.inputs());
    assertEquals(List.of("Level", "Flow"), sequences.predicted().columns());
    assertEquals(
        "Sequences: 3 rows by Year, series by Who, forecast of Level, Flow +1",
        sequences.toString());
    assertEquals(List.of("Year", "Level"), sequences().series("who").label("flow").inputs());
  }

  @Test
  void theLossStandsWhereItIsSensible() {
    Sequences forecast = sequences().forecast("level");
    assertTrue(forecast.windows().everyStep());
    assertFalse(forecast.window(2).windows().everyStep());
    assertTrue(forecast.window(2).everyStep().windows().everyStep());
    assertFalse(forecast.lastStep().windows().everyStep());
    assertFalse(sequences().label("flow").windows().everyStep());
    assertTrue(sequences().labelPerStep("flow").windows().everyStep());
    assertTrue(
        sequences()
            .window(2)
            .stride(3)
            .everyStep()
            .warmUp(1)
            .forecast("level")
            .windows()
            .equals(new Windows(2, 3, true, 1)));
  }

  @Test
  void eachCallChangesACopy() {
    Sequences forecast = sequences().forecast("level");
    forecast.horizon(3).window(2).orderedBy("year").series("who").inputs("flow");
    assertEquals("Sequences: 3 rows, forecast of Level +1", forecast.toString());
    assertEquals(List.of(2, 5), forecast.horizon(2, 5).forecast("flow").predicted().horizons());
  }

  @Test
  void wrongArgumentsAreRefused() {
    Sequences forecast = sequences().forecast("level");
    assertRefused(
        "the table has no column 'Yaer'; did you mean 'Year'? (columns: Who, Year, Level, Flow)",
        () -> sequences().orderedBy("Yaer"));
    assertRefused(
        "expected an order column of numbers, dates or date-times, got 'Who' (STRING); read it with"
            + " its type: Table.read().usingOptions(CsvReadOptions.builder(file)"
            + ".columnTypesPartial(Map.of(\"Who\", ColumnType.LOCAL_DATE)))",
        () -> sequences().orderedBy("who"));
    assertRefused("expected a window of at least 1 row, got 0", () -> forecast.window(0));
    assertRefused("expected a stride of at least 1 row, got -1", () -> forecast.stride(-1));
    assertRefused("expected a warm-up of at least 0 rows, got -1", () -> forecast.warmUp(-1));
    assertRefused(
        "expected horizons of 1 row ahead or more, ascending, for example .horizon(1, 2, 12); got 2,"
            + " 1",
        () -> forecast.horizon(2, 1));
    assertRefused(
        "expected horizons of 1 row ahead or more, ascending, for example .horizon(1, 2, 12); got"
            + " none",
        () -> forecast.horizon());
    assertRefused(
        "a horizon is that of a forecast; name its columns before: .forecast(column).horizon(2)",
        () -> sequences().label("flow").horizon(2));
    assertRefused(
        "nothing is to be predicted yet; say .forecast(column), .label(column) or"
            + " .labelPerStep(column)",
        () -> SequenceEncoding.fit(sequences()));
    assertRefused(
        "expected a warm-up shorter than the window of 3 rows, so that a step is left to learn from;"
            + " got 3",
        () -> SequenceEncoding.fit(forecast.window(3).warmUp(3)));
  }

  @Test
  void whatCannotBeLearnedIsRefused() {
    assertRefused(
        "expected one label throughout each series, got several in 1 of them in the label column"
            + " 'Flow', the first '4.0' and 5; for a label of each row say .labelPerStep(\"Flow\")",
        () -> SequenceEncoding.fit(sequences().series("who").label("flow")));
    assertRefused(
        "expected inputs without the label, got 'Flow' as both; leave it out of .inputs(...)",
        () ->
            SequenceEncoding.fit(
                sequences().series("who").inputs("flow", "level").labelPerStep("flow")));
    StringColumn kind = StringColumn.create("kind", "x", "", "");
    Table unknown = table().addColumns(kind);
    assertRefused(
        "the label column 'kind' is missing in all rows of 1 of 2 series; the first is the series 'b';"
            + " fill it or drop these series, or state a rule, .missing(Missing.SKIP), by which"
            + " nothing is learned from them",
        () -> SequenceEncoding.fit(Sequences.of(unknown).series("who").label("kind")));
    Sequences far = sequences().orderedBy("year").series("who").forecast("level").horizon(2);
    SequenceEncoding encoding = SequenceEncoding.fit(far);
    assertRefused(
        "no sequence has a step to learn from: expected a series of more than 2 rows (warm-up and"
            + " horizon) with known values to predict, the longest has 2; hand in longer series",
        () -> encoding.toLearn(far));
    Table dated = table().addColumns(DateColumn.create("d", new java.time.LocalDate[3]));
    assertRefused(
        "expected numeric, boolean and string columns, got 'd' (LOCAL_DATE); drop such a column"
            + " (table.removeColumns(name)) or replace it by numbers, for example the year, month or"
            + " hour of a date: table.replaceColumn(\"d\", table.dateColumn(\"d\").year())",
        () -> SequenceEncoding.fit(Sequences.of(dated).forecast("level")));
    Table only = Table.create(IntColumn.create("t", 1, 2), DoubleColumn.create("v", 1, 2));
    assertRefused(
        "the table has no input columns: expected at least one beside those of the order, the series"
            + " and the label; add the columns to predict from",
        () -> SequenceEncoding.fit(Sequences.of(only).orderedBy("t").labelPerStep("v")));
  }

  @Test
  void whatDoesNotFitIntoMemoryIsRefusedBeforeItIsCopied() {
    double[] many = new double[400_000];
    Sequences wide =
        Sequences.of(Table.create(DoubleColumn.create("v", many))).forecast("v").window(100_000);
    SequenceEncoding encoding = SequenceEncoding.fit(wide);
    String error =
        assertThrows(IllegalArgumentException.class, () -> encoding.toLearn(wide)).getMessage();
    assertTrue(
        error.startsWith(
            "300,000 sequences of 100,000 steps, 1 input and 1 output take 447 GiB, and this"
                + " virtual machine has "),
        error);
    assertTrue(error.endsWith("; take a larger stride or a shorter window"), error);
  }
}
