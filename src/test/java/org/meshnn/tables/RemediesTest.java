package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.csv.CsvReadOptions;

/** A message names a remedy, and the remedy works: each is applied here as it is printed. */
class RemediesTest {

  private static Encoding fit(Table table) {
    return Encoding.fit(table, "k", Target.AUTO);
  }

  private static String refusal(Supplier<?> call) {
    return assertThrows(IllegalArgumentException.class, call::get).getMessage();
  }

  private static void says(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "expected '" + part + "' in: " + message);
    }
  }

  private static CsvReadOptions.Builder csv(String... lines) {
    return CsvReadOptions.builderFromString(String.join("\n", lines) + "\n");
  }

  private static Table read(CsvReadOptions.Builder options) {
    return Table.read().usingOptions(options);
  }

  private static StringColumn labels(int rows) {
    return StringColumn.create("k", IntStream.range(0, rows).mapToObj(i -> i % 2 == 0 ? "x" : "y"));
  }

  private static Table text(String... entries) {
    return Table.create(StringColumn.create("a", entries), labels(entries.length));
  }

  @Test
  void aStrayEntryAmongNumbers() {
    String[] lines = {"a,k", "1,x", "2.5,y", "?,x", "-4e1,y", "None,y"};
    Table table = read(csv(lines));
    String message = refusal(() -> fit(table));
    says(
        message,
        "column 'a' is text, but 3 of its 5 distinct entries are numbers",
        "not parsed: '?' (rows: 1), 'None' (rows: 1); make it numeric:",
        "table.replaceColumn(\"a\", table.stringColumn(\"a\").replaceAll(\"^\\\\D*$\", \"\")"
            + ".parseDouble().setName(\"a\"))",
        "CsvReadOptions.builder(file).missingValueIndicator(\"NaN\", \"*\", \"NA\", \"null\","
            + " \"N/A\", \"?\", \"None\")",
        "table.replaceColumn(table.stringColumn(\"a\").map(s -> \"c\" + s))");
    Table read =
        read(csv(lines).missingValueIndicator("NaN", "*", "NA", "null", "N/A", "?", "None"));
    assertEquals(2, read.doubleColumn("a").countMissing());
    Table categories = table.copy();
    categories.replaceColumn(categories.stringColumn("a").map(s -> "c" + s));
    assertEquals(5, fit(categories).inputs());
    table.replaceColumn(
        "a", table.stringColumn("a").replaceAll("^\\D*$", "").parseDouble().setName("a"));
    assertEquals(List.of(1.0, 2.5, -40.0), table.doubleColumn("a").removeMissing().asList());
    assertEquals(1, fit(table.dropRowsWithMissingValues()).inputs());
  }

  /** The indicators in a call replace tablesaw's own, so those are in the call too. */
  @Test
  void whatWasMissingStaysMissing() {
    String[] lines = {"a,b,k", "1,p,x", "-,p,x", "2,NA,x", "3,q,y"};
    says(
        refusal(() -> fit(read(csv(lines)))),
        "column 'b' in 1 of 4 rows; drop these rows (table.dropRowsWithMissingValues())");
    Table complete = read(csv(lines)).dropRowsWithMissingValues();
    says(
        refusal(() -> fit(complete)),
        "missingValueIndicator(\"NaN\", \"*\", \"NA\", \"null\", \"N/A\", \"-\")");
    Table read = read(csv(lines).missingValueIndicator("NaN", "*", "NA", "null", "N/A", "-"));
    assertEquals(List.of("a", "b=p", "b=q"), fit(read.dropRowsWithMissingValues()).inputNames());
  }

  @Test
  void twoSignsAreNoNumber() {
    String[] entries = {"1", "2", "3", "+-5"};
    String message = refusal(() -> fit(text(entries)));
    says(message, "3 of its 4 distinct entries are numbers", "correct these entries, then");
    Table money = text("-$5", "$-6", "+ 7", "$ 8");
    says(refusal(() -> fit(money)), "4 of its 4", ".replaceAll(\"^\\\\D*$|[^0-9.eE+-]\", \"\")");
    money.replaceColumn(
        "a",
        money.stringColumn("a").replaceAll("^\\D*$|[^0-9.eE+-]", "").parseDouble().setName("a"));
    assertEquals(List.of(-5.0, -6.0, 7.0, 8.0), money.doubleColumn("a").asList());
  }

  @Test
  void moneyAndPercents() {
    Table table = text("$1.50", "$2", "-", "1,250.25 €", "3%");
    says(
        refusal(() -> fit(table)),
        "4 of its 5 distinct entries are numbers",
        "'$1.50' (rows: 1)",
        ".replaceAll(\"^\\\\D*$|[^0-9.eE+-]\", \"\").parseDouble()");
    table.replaceColumn(
        "a",
        table.stringColumn("a").replaceAll("^\\D*$|[^0-9.eE+-]", "").parseDouble().setName("a"));
    assertEquals(List.of(1.5, 2.0, 1250.25, 3.0), table.doubleColumn("a").removeMissing().asList());
  }

  @Test
  void decimalCommasReadAsText() {
    String[] lines = {"a;k", "1,25;x", "1.003,5;y", "2;x"};
    says(
        refusal(() -> fit(read(csv("a;k", "1;x")))),
        "no column 'k' (columns: a;k); its lines were not separated:",
        "CsvReadOptions.builder(file).separator(';')",
        "1,25 becomes 125",
        "ColumnType.STRING");
    Table silently = read(csv("a;k", "1,25;x", "3,5;y").separator(';'));
    assertEquals(125, silently.intColumn("a").get(0), "tablesaw's way, seen by nobody later");
    Table table =
        read(csv(lines).separator(';').columnTypesPartial(Map.of("a", ColumnType.STRING)));
    says(
        refusal(() -> fit(table)),
        ".replaceAll(\"^\\\\D*$|[^0-9,eE+-]\", \"\").replaceAll(\",\", \".\").parseDouble()");
    table.replaceColumn(
        "a",
        table
            .stringColumn("a")
            .replaceAll("^\\D*$|[^0-9,eE+-]", "")
            .replaceAll(",", ".")
            .parseDouble()
            .setName("a"));
    assertEquals(List.of(1.25, 1003.5, 2.0), table.doubleColumn("a").asList());
  }

  @Test
  void entriesThatNoCallConverts() {
    Table table = text("1", "2", "3", "4 or 5");
    says(
        refusal(() -> fit(table)),
        "not parsed: '4 or 5' (rows: 1); make it numeric: correct these entries, then"
            + " table.replaceColumn(\"a\", table.stringColumn(\"a\").parseDouble().setName(\"a\"))");
    table.stringColumn("a").set(3, "4.5");
    table.replaceColumn("a", table.stringColumn("a").parseDouble().setName("a"));
    assertEquals(4.5, table.doubleColumn("a").get(3));
  }

  @Test
  void digitsThatAreCategoriesOrClassesAreLeftAlone() {
    assertEquals(3, fit(text("1", "2", "3", "1")).inputs());
    Table digits =
        Table.create(DoubleColumn.create("a", 1, 2, 3), StringColumn.create("k", "7", "9", "7"));
    assertEquals(List.of("7", "9"), fit(digits).classes());
    assertEquals(3, fit(text("low", "high", "5", "low")).inputs());
  }

  @Test
  void theLabelTooMayBeNumbersInText() {
    Table table =
        Table.create(
            DoubleColumn.create("a", 1, 2, 3, 4),
            StringColumn.create("k", "24.0", "?", "21.6", "7"));
    String message = refusal(() -> fit(table));
    says(
        message,
        "the label column 'k' is text, but 3 of its 4",
        "'?' (rows: 1)",
        "target(Target.CLASSES)");
    assertEquals(4, Encoding.fit(table, "k", Target.CLASSES).outputs());
    says(
        refusal(() -> Encoding.fit(table, "k", Target.VALUE)),
        "expected a numeric label for Target.VALUE, got the string column 'k'",
        "not parsed: '?' (rows: 1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "19-Sep-03 | d-MMM-uu | 2003-09-19",
        "2003-09-19 | uuuu-M-d | 2003-09-19",
        "2003/9/19 | uuuu/M/d | 2003-09-19",
        "19.9.2003 | d.M.uuuu | 2003-09-19",
        "September 19, 2003 | MMMM d, uuuu | 2003-09-19",
        "9/19/2003 | M/d/uuuu | 2003-09-19",
        "25/12/20 | d/M/uu | 2020-12-25",
      })
  void datesInText(String entry, String format, LocalDate day) {
    Table table = text(entry, entry);
    String message = refusal(() -> fit(table));
    says(
        message,
        "column 'a' is text, but 1 of its 1 distinct entries are dates or times; drop it"
            + " (table.removeColumns(\"a\"))",
        "DateTimeFormatter.ofPattern(\""
            + format
            + "\", Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT)).toEpochDay()");
    assertFalse(message.contains("ambiguous"), message);
    assertEquals(!format.contains("uuuu"), message.contains("read as 2000 to 2099"), message);
    table.replaceColumn(
        "a",
        table
            .stringColumn("a")
            .mapInto(
                s ->
                    (double)
                        LocalDate.parse(
                                s,
                                DateTimeFormatter.ofPattern(format, Locale.ENGLISH)
                                    .withResolverStyle(ResolverStyle.STRICT))
                            .toEpochDay(),
                DoubleColumn.create("a", table.rowCount())));
    assertEquals(day.toEpochDay(), table.doubleColumn("a").get(1));
    assertEquals(1, fit(table).inputs());
  }

  @Test
  void datesInACsvAreReadByTheOnlyPatternThatFitsAll() {
    String[] days = {"01/05/20,1,a", "02/06/20,2,b", "03/07/20,3,a", "25/12/20,4,b"};
    Table table = read(csv("when,x,k", String.join("\n", days)));
    assertEquals(ColumnType.STRING, table.column("when").type());
    String message = refusal(() -> fit(table));
    says(message, "ofPattern(\"d/M/uu\", Locale.ENGLISH)");
    assertFalse(message.contains("ambiguous"), message);
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("d/M/uu", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    assertEquals(LocalDate.of(2020, 5, 1), LocalDate.parse("01/05/20", format));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1/2/20 | by d/M/uu and by M/d/uu;",
        "01/02/2020 | by d/M/uuuu and by M/d/uuuu;",
        "1-2-2020 | by d-M-uuuu and by M-d-uuuu;",
        "01-02-03 | by d-M-uu and by M-d-uu and by uu-M-d;",
      })
  void datesThatReadAlikeAreSaidToBeAmbiguous(String entry, String patterns) {
    says(refusal(() -> fit(text(entry, entry))), "ambiguous: every entry is a date " + patterns);
  }

  @Test
  void aDayThatTheCalendarLacksIsNoDate() {
    String message = refusal(() -> fit(text("2020-02-29", "2020-02-30")));
    says(message, "are dates or times", "such as the year;");
    assertFalse(message.contains("ofPattern"), message);
  }

  @Test
  void datesWithAStrayEntryAndTimes() {
    says(
        refusal(() -> fit(text("19-Sep-03", "20-Sep-03", "?"))), "2 of its 3", "such as the year;");
    says(refusal(() -> fit(text("12:30", "1:05 pm"))), "dates or times");
    assertEquals(3, fit(text("1.2", "v1.2.3", "10.0.0.1")).inputs());
  }

  @Test
  void datesAndTimesOfTheirOwnTypes() {
    LocalDate day = LocalDate.of(2020, 2, 29);
    Map<Column<?>, String> calls =
        Map.of(
            DateColumn.create("a", day, day), "dateColumn(\"a\").year())",
            TimeColumn.create("a", LocalTime.NOON, LocalTime.NOON), "timeColumn(\"a\").hour())",
            DateTimeColumn.create("a", day.atStartOfDay(), day.atTime(7, 0)),
                "dateTimeColumn(\"a\").hour())",
            InstantColumn.create("a", Instant.EPOCH, Instant.EPOCH),
                "instantColumn(\"a\").asLocalDateTimeColumn().hour())");
    calls.forEach(
        (column, call) ->
            says(
                refusal(() -> fit(Table.create(column, labels(2)))),
                "table.replaceColumn(\"a\", table." + call));
    Table dates = Table.create(DateColumn.create("a", day, day), labels(2));
    dates.replaceColumn("a", dates.dateColumn("a").year());
    assertEquals(List.of("a year"), fit(dates).inputNames());
    Table times = Table.create(TimeColumn.create("a", LocalTime.NOON, LocalTime.NOON), labels(2));
    times.replaceColumn("a", times.timeColumn("a").hour());
    assertEquals(1, fit(times).inputs());
    LocalDateTime seven = day.atTime(7, 0);
    Table moments = Table.create(DateTimeColumn.create("a", seven, seven), labels(2));
    moments.replaceColumn("a", moments.dateTimeColumn("a").hour());
    assertEquals(1, fit(moments).inputs());
    Table instants =
        Table.create(InstantColumn.create("a", Instant.EPOCH, Instant.EPOCH), labels(2));
    instants.replaceColumn("a", instants.instantColumn("a").asLocalDateTimeColumn().hour());
    assertEquals(1, fit(instants).inputs());
  }

  @Test
  void namesOfRows() {
    String[] names = IntStream.range(0, 40).mapToObj(i -> "passenger " + i).toArray(String[]::new);
    Table table = text(names).addColumns(IntColumn.indexColumn("n", 40, 0));
    says(
        refusal(() -> fit(table)),
        "column 'a' has 40 distinct entries in 40 rows, each of which would become an input and be"
            + " learned by heart; drop it (table.removeColumns(\"a\")) or join");
    says(
        refusal(() -> Encoding.fit(table, "a", Target.AUTO)),
        "the label column 'a' has 40 distinct");
    assertEquals(40, Encoding.fit(table, "a", Target.CLASSES).outputs());
    assertEquals(1, fit(table.copy().removeColumns("a")).inputs());
    assertEquals(21, fit(table.first(20)).inputs(), "a small table may have as many as rows");
    Table codes = text(IntStream.range(0, 40).mapToObj(i -> "" + i * i).toArray(String[]::new));
    says(
        refusal(() -> fit(codes)),
        "make it numeric: table.replaceColumn(\"a\","
            + " table.stringColumn(\"a\").parseDouble().setName(\"a\"))");
  }

  @Test
  void anIntegerLabelOfManyValues() {
    Table table =
        Table.create(
            IntColumn.indexColumn("a", 40, 0),
            IntColumn.create("k", IntStream.range(0, 40).map(i -> i * i).toArray()));
    says(
        refusal(() -> fit(table)),
        "the integer label column 'k' has 40 distinct numbers in 40 rows",
        "Mesh.target(Target.VALUE)",
        "Mesh.target(Target.CLASSES)");
    assertEquals(1, Encoding.fit(table, "k", Target.VALUE).outputs());
    assertEquals(40, Encoding.fit(table, "k", Target.CLASSES).outputs());
  }

  private static Table holed() {
    Table table = text("p", "q", "r", "p");
    table.column("a").setMissing(1);
    return table;
  }

  /** tablesaw 0.44 neither drops nor fills what setMissing left, until it is copied. */
  @Test
  void textSetMissingInMemory() {
    assertEquals(4, holed().dropRowsWithMissingValues().rowCount(), "tablesaw overlooks it");
    says(
        refusal(() -> fit(holed())),
        "column 'a' in 1 of 4 rows; tablesaw overlooks text set missing in memory until it is"
            + " copied: first table = table.copy(), then drop these rows"
            + " (table.dropRowsWithMissingValues()), fill them (column.setMissingTo(value)) or");
    Table table = holed().copy();
    assertEquals(3, table.dropRowsWithMissingValues().rowCount());
    table.stringColumn("a").setMissingTo("none");
    assertEquals(List.of("a=none", "a=p", "a=r"), fit(table).inputNames());
    Table read = read(csv("a,k", "p,x", ",y", "r,x"));
    assertFalse(refusal(() -> fit(read)).contains("copy()"));
    assertEquals(2, read.dropRowsWithMissingValues().rowCount());
  }

  @Test
  void columnsMissingInEveryRowAreNotCuredByDroppingRows() {
    Table table = text("p", "q").addColumns(DoubleColumn.create("empty", 2));
    says(
        refusal(() -> fit(table)),
        "column 'empty' is missing in all 2 rows; drop it (table.removeColumns(\"empty\"))");
    assertEquals(2, fit(table.copy().removeColumns("empty")).inputs());
    Encoding encoding = fit(text("p", "q").addColumns(DoubleColumn.create("empty", 1, 2)));
    assertFalse(refusal(() -> encoding.inputs(table)).contains("drop"));
    Table crossed = text("", "q").addColumns(DoubleColumn.create("b", 1, Double.NaN));
    String message = refusal(() -> fit(crossed));
    says(message, "'a' in 1 of 2 rows, column 'b' in 1 of 2 rows; fill them", "every row has");
    assertFalse(message.contains("dropRows"), message);
  }

  @Test
  void lettersReadAsTruthValues() {
    String[] females = {"sex,k", "F,x", "F,y"};
    Encoding encoding = fit(read(csv("sex,k", "F,x", "M,y", "F,y")));
    Table later = read(csv(females));
    assertEquals(ColumnType.BOOLEAN, later.column("sex").type());
    says(
        refusal(() -> encoding.inputs(later)),
        "column 'sex' was text in training and is boolean (BOOLEAN) now; read it with its type:"
            + " Table.read().usingOptions(CsvReadOptions.builder(file).columnTypesPartial("
            + "Map.of(\"sex\", ColumnType.STRING)))");
    Table corrected = read(csv(females).columnTypesPartial(Map.of("sex", ColumnType.STRING)));
    assertEquals(1, encoding.inputs(corrected).get(1, 0));
  }

  @Test
  void typesThatChangedOtherwise() {
    Encoding numeric = fit(read(csv("a,k", "1,x", "2,y")));
    String[] strays = {"a,k", "1,x", "?,y"};
    says(
        refusal(() -> numeric.inputs(read(csv(strays)))),
        "column 'a' was numeric in training and is text (STRING) now, not parsed: '?' (rows: 1);"
            + " make it numeric: ");
    Table table = Table.create(BooleanColumn.create("a", true, false), labels(2));
    says(refusal(() -> numeric.inputs(table)), "ColumnType.DOUBLE");
    assertEquals(
        1,
        read(csv("a,k", "1,x").columnTypesPartial(Map.of("a", ColumnType.DOUBLE)))
            .doubleColumn("a")
            .get(0));
    Encoding flags = fit(table);
    says(refusal(() -> flags.inputs(read(csv("a,k", "1,x", "0,y")))), "ColumnType.BOOLEAN");
    Table truths =
        read(csv("a,k", "1,x", "0,y").columnTypesPartial(Map.of("a", ColumnType.BOOLEAN)));
    assertEquals(1, flags.inputs(truths).get(0, 0));
  }

  @Test
  void aLabelWhoseTypeChangedIsNoUnseenClass() {
    Encoding encoding = fit(read(csv("a,k", "1,F", "2,M")));
    Table later = read(csv("a,k", "1,F", "2,F"));
    says(
        refusal(() -> encoding.targets(later)),
        "the label column 'k' was text in training and is boolean (BOOLEAN) now; read it");
    Encoding numbers = fit(read(csv("a,k", "1,0", "2,1")));
    says(
        refusal(() -> numbers.targets(read(csv("a,k", "1,0", "2,?")))),
        "the label column 'k' was numeric in training and is text (STRING) now, not parsed: '?'");
    Table asText = read(csv("a,k", "1,0").columnTypesPartial(Map.of("k", ColumnType.STRING)));
    assertEquals(0, numbers.classIndices(asText)[0], "the same classes, whatever their type");
  }

  @Test
  void linesThatWereNotSeparated() {
    String[] lines = {"kind\tw", "p\t1", "q\t2"};
    says(
        refusal(() -> Encoding.fit(read(csv(lines)), "kind", Target.AUTO)),
        "no column 'kind' (columns: 'kind\\tw'); its lines were not separated: Table.read()"
            + ".usingOptions(CsvReadOptions.builder(file).separator('\\t'))");
    assertEquals(1, Encoding.fit(read(csv(lines).separator('\t')), "kind", Target.AUTO).inputs());
    assertFalse(
        refusal(() -> Encoding.fit(Table.create(labels(2)), "q", Target.AUTO)).contains("separat"));
  }

  @Test
  void nothingToReadAndNothingHandedIn() {
    Table headerOnly = read(csv("a,k"));
    says(refusal(() -> fit(headerOnly)), "the table is empty", "0 columns", "header line only");
    says(refusal(() -> Split.stratified(headerOnly, "k", 0.5, 1)), "the table is empty");
    says(refusal(() -> EdgeTable.wiring(headerOnly, "k", "k")), "the table is empty");
    says(refusal(() -> fit(null)), "expected a table, got null");
    says(refusal(() -> fit(text("p", "q")).inputs(null)), "expected a table, got null");
    says(refusal(() -> Split.random(null, 0.5, 1)), "expected a table, got null");
    says(
        refusal(() -> Encoding.fit(text("p", "q"), null, Target.AUTO)),
        "expected the name of the label column, got null; one of the columns: a, k");
    says(
        refusal(() -> EdgeTable.wiring(text("p", "q"), "k", null)),
        "the column of targets, got null");
  }
}
