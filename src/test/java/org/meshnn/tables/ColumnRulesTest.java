package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** What rules make of columns, worked out by hand. */
class ColumnRulesTest {
  private static final double NO = Double.NaN;
  private static final ColumnRules RULES = ColumnRules.defaults();

  private static Table table(Column<?>... columns) {
    int rows = columns[0].size();
    Table table = Table.create(columns);
    return table.addColumns(DoubleColumn.create("y", IntStream.range(0, rows).mapToDouble(i -> i)));
  }

  /** As learned from some rows, not standardised. */
  private static Encoding learned(Table table, ColumnRules rules, int... rows) {
    TrainingTable checked = TrainingTable.of(table, "y", Target.AUTO, rules);
    return checked.encoding(rows.length == 0 ? checked.allRows() : rows, false);
  }

  private static double[] input(Encoding encoding, Table table, String name) {
    DMatrixRMaj inputs = encoding.inputs(table);
    int at = encoding.inputNames().indexOf(name);
    assertTrue(at >= 0, () -> name + " in " + encoding.inputNames());
    return IntStream.range(0, inputs.numRows).mapToDouble(row -> inputs.get(row, at)).toArray();
  }

  private static double[] filled(Column<?> column, Fill fill, int... rows) {
    Table table = table(column);
    return input(learned(table, RULES.missing(fill), rows), table, column.name());
  }

  private static void refused(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void numbersAreFilled() {
    DoubleColumn a = DoubleColumn.create("a", 1, NO, 3, 10, 1, NO);
    assertArrayEquals(new double[] {1, 3.75, 3, 10, 1, 3.75}, filled(a, Fill.mean()));
    assertArrayEquals(new double[] {1, 2, 3, 10, 1, 2}, filled(a, Fill.median()));
    assertArrayEquals(new double[] {1, 1, 3, 10, 1, 1}, filled(a, Fill.mostFrequent()));
    assertArrayEquals(new double[] {1, -7.5, 3, 10, 1, -7.5}, filled(a, Fill.constant(-7.5)));
    assertArrayEquals(new double[] {1, 6.5, 3, 10, 1, 6.5}, filled(a, Fill.median(), 1, 2, 3));
  }

  @Test
  void ofEqualsTheFirstIsTheMostFrequent() {
    DoubleColumn a = DoubleColumn.create("a", 10, 9, 10, 9, NO, 11);
    assertEquals(9, filled(a, Fill.mostFrequent())[4]);
    StringColumn s = StringColumn.create("s", "b", "a", "", "b", "a");
    Encoding encoding = learned(table(s), RULES.missing(Fill.mostFrequent()));
    assertArrayEquals(new double[] {0, 1, 1, 0, 1}, input(encoding, table(s), "s=a"));
  }

  @Test
  void everyNumericTypeIsFilled() {
    IntColumn i = IntColumn.create("a", 1, 2, 0);
    i.setMissing(2);
    assertEquals(1.5, filled(i, Fill.mean())[2]);
    FloatColumn f = FloatColumn.create("a", 0.1f, 0.1f, 0);
    f.setMissing(2);
    assertEquals((double) 0.1f, filled(f, Fill.mostFrequent())[2]);
    LongColumn l = LongColumn.create("a", 1, 4, 0);
    l.setMissing(2);
    assertEquals(2.5, filled(l, Fill.median())[2]);
    assertEquals(7, filled(l, Fill.constant(7))[2]);
  }

  /** Beyond 2^53 the value is a whole number, and is counted from the same reference. */
  @Test
  void largeWholeNumbersKeepTheirDigits() {
    long far = (1L << 60) + 1;
    LongColumn l = LongColumn.create("a", far, far + 3, far + 5, far);
    l.setMissing(3);
    Table table = table(l);
    TrainingTable checked = TrainingTable.of(table, "y", Target.AUTO, RULES.missing(Fill.mean()));
    Encoding encoding = checked.encoding(checked.allRows(), true);
    Filled feature = (Filled) encoding.features().get(0);
    assertEquals(Long.toString(far + 3), feature.value());
    assertEquals(far, ((Feature.Numeric) feature.feature()).reference());
    assertTrue(encoding.sameColumns(encoding));
    double[] inputs = input(encoding, table, "a");
    assertEquals(inputs[1], inputs[3]);
    InputRow row = new InputRow(encoding);
    row.set("a", Double.NaN);
    assertEquals(inputs[3], row.inputs()[0]);
  }

  @Test
  void anIndicatorTellsWhereAnEntryWasMissing() {
    DoubleColumn a = DoubleColumn.create("a", 1, NO, 3);
    DoubleColumn b = DoubleColumn.create("b", 1, 2, 3);
    Table table = table(a, b);
    Encoding encoding = learned(table, RULES.missing(Fill.median().withIndicator()));
    assertEquals(List.of("a", "a missing", "b"), encoding.inputNames());
    assertArrayEquals(new double[] {0, 1, 0}, input(encoding, table, "a missing"));
    Encoding none = learned(table, RULES.missing(Fill.median().withIndicator()), 0, 2);
    assertEquals(List.of("a", "b"), none.inputNames(), "no training row lacks an entry");
    assertArrayEquals(new double[] {1, 2, 3}, input(none, table, "a"));
  }

  @Test
  void aHoleInAnyColumnIsFilledLater() {
    Table train = table(DoubleColumn.create("a", 1, 5), BooleanColumn.create("f", true, true));
    Encoding encoding = learned(train, RULES.missing(Fill.mostFrequent()).missing(Fill.mean()));
    BooleanColumn f = BooleanColumn.create("f", true, false);
    f.setMissing(1);
    Table later = Table.create(DoubleColumn.create("a", NO, 2), f);
    assertArrayEquals(new double[] {3, 1, 2, 1}, encoding.inputs(later).data);
  }

  /** The last general rule that suits a column counts; one of its own before all. */
  @Test
  void rulesThatSuit() {
    StringColumn s = StringColumn.create("s", "x", "", "y", "y");
    DoubleColumn a = DoubleColumn.create("a", NO, 1, 2, 6);
    DoubleColumn b = DoubleColumn.create("b", NO, 1, 2, 6);
    Table table = table(s, a, b);
    ColumnRules rules =
        RULES.missing(Fill.mostFrequent()).missing(Fill.mean()).missing("B", Fill.constant(0));
    Encoding encoding = learned(table, rules);
    assertArrayEquals(new double[] {0, 1, 1, 1}, input(encoding, table, "s=y"));
    assertEquals(3, input(encoding, table, "a")[0]);
    assertEquals(0, input(encoding, table, "b")[0]);
    refused("cannot be filled with mean", () -> learned(table, rules.missing("s", Fill.mean())));
    refused(
        "cannot be filled with 'u'", () -> learned(table, rules.missing("a", Fill.constant("u"))));
  }

  /** A word becomes a category, also where no row has it. */
  @Test
  void aWordOfItsOwn() {
    StringColumn s = StringColumn.create("s", "x", "", "y");
    Table table = table(s);
    Encoding encoding = learned(table, RULES.missing(Fill.constant("none")));
    assertEquals(List.of("s=none", "s=x", "s=y"), encoding.inputNames());
    assertArrayEquals(new double[] {0, 1, 0}, input(encoding, table, "s=none"));
    Table whole = table(StringColumn.create("s", "x", "y", "y"));
    Encoding complete = learned(whole, RULES.missing(Fill.constant("none")));
    assertEquals(List.of("s=none", "s=x", "s=y"), complete.inputNames());
    assertArrayEquals(new double[] {0, 1, 0}, input(complete, table, "s=none"));
  }

  /** Codes kept as text remain categories beside a word that stands for a missing one. */
  @Test
  void aFillIsNoEntryAmongCodes() {
    ColumnRules rules = RULES.missing(Fill.constant("not known"));
    for (String third : List.of("01067", "")) {
      Table table = table(StringColumn.create("zip", "01067", "04109", third, "04109", "01067"));
      assertEquals(
          List.of("zip=01067", "zip=04109", "zip=not known"), learned(table, rules).inputNames());
    }
  }

  @Test
  void incompleteRowsAreDropped() {
    DoubleColumn a = DoubleColumn.create("a", 1, NO, 3, 4);
    StringColumn k = StringColumn.create("k", "p", "q", "", "q");
    DoubleColumn b = DoubleColumn.create("b", NO, 5, 6, 7);
    Table table = Table.create(a, b, k);
    ColumnRules rules = RULES.missing("b", Fill.mean()).dropIncompleteRows();
    TrainingTable checked = TrainingTable.of(table, "k", Target.AUTO, rules);
    assertEquals(2, checked.table().rowCount());
    assertEquals(TableDigest.of(table), checked.digest());
    Encoding encoding = checked.encoding(checked.allRows(), false);
    assertEquals(new LeftOut(List.of(), true, 2), encoding.leftOut());
    assertArrayEquals(new double[] {1, 7, 4, 7}, encoding.inputs(checked.table()).data);
    assertTrue(encoding.rules().contains("2 incomplete rows of the table left out"));
    assertEquals(2, encoding.complete(table).rowCount());
    refused(
        "missing values: column 'a' in 1 of 4 rows; drop these rows, as those learned from were"
            + " (model.encoding().complete(table)) or fill them (column.setMissingTo(value))",
        () -> encoding.inputs(table));
    Table unlabelled = encoding.complete(table.copy().removeColumns("k"));
    assertEquals(3, unlabelled.rowCount());
    assertArrayEquals(new double[] {1, 7, 3, 6, 4, 7}, encoding.inputs(unlabelled).data);
    refused(
        "every row lacks an entry",
        () ->
            TrainingTable.of(
                Table.create(DoubleColumn.create("a", NO, 1), StringColumn.create("k", "p", "")),
                "k",
                Target.AUTO,
                RULES.dropIncompleteRows()));
  }

  /** Six digits are told, all are filled in. */
  @Test
  void aFractionIsToldInFewDigits() {
    double third = 1 / 3.0;
    told("0.333333", third, DoubleColumn.create("a", third, NO));
    told("8.59393", 8.593934999999998, DoubleColumn.create("a", 8.593934999999998, NO));
    told("12345679", 12345678.9, DoubleColumn.create("a", 12345678.9, NO));
    told("-1.23457E-5", -1.2345678e-5, DoubleColumn.create("a", -1.2345678e-5, NO));
    told("44.25", 44.25, DoubleColumn.create("a", 44.25, NO));
    told("1234567", 1234567, DoubleColumn.create("a", 1234567, NO));
    told("1.0E300", 1e300, DoubleColumn.create("a", 1e300, NO));
  }

  private static void told(String text, double value, DoubleColumn column) {
    Table table = Table.create(column, DoubleColumn.create("y", 1, 2));
    Encoding encoding = learned(table, RULES.missing(Fill.median()));
    String rules = String.join("\n", encoding.rules());
    assertTrue(rules.contains("filled with '" + text + "'"), rules);
    assertEquals(value, input(encoding, table, "a")[1]);
  }

  @Test
  void holesNameTheirRemedy() {
    Table table =
        Table.create(
            DoubleColumn.create("a", 1, NO, 3, 4),
            StringColumn.create("s", "p", "q", "", "q"),
            StringColumn.create("k", "p", "q", "", "q"));
    refused(
        "mesh.columns(ColumnRules.defaults().missing(Fill.mostFrequent()).missing(Fill.median())"
            + ".dropIncompleteRows())",
        () -> TrainingTable.of(table, "k", Target.AUTO));
    ColumnRules rules = RULES.missing(Fill.mostFrequent()).missing(Fill.median());
    refused("column 'k' in 1 of 4", () -> TrainingTable.of(table, "k", Target.AUTO, rules));
    assertEquals(
        3,
        TrainingTable.of(table, "k", Target.AUTO, rules.dropIncompleteRows()).table().rowCount());
  }

  @Test
  void ordinals() {
    StringColumn s = StringColumn.create("size", "S", "L", "M", "");
    Table table = table(s);
    ColumnRules rules = RULES.ordinal("size", "S", "M", "L").missing(Fill.mostFrequent());
    assertArrayEquals(new double[] {0, 2, 1, 0}, input(learned(table, rules), table, "size"));
    ColumnRules constant = rules.missing("size", Fill.constant("L"));
    assertArrayEquals(new double[] {0, 2, 1, 2}, input(learned(table, constant), table, "size"));
    TrainingTable checked = TrainingTable.of(table, "y", Target.AUTO, constant);
    double sd = Math.sqrt(0.6875); // of 0, 2, 1, 2
    assertArrayEquals(
        new double[] {-1.25 / sd, 0.75 / sd, -0.25 / sd, 0.75 / sd},
        input(checked.encoding(checked.allRows(), true), table, "size"),
        1e-15);
    Table others = table(StringColumn.create("size", "S", "XL", "M", "XL"));
    refused("'XL' (rows: 2); known: S, M, L", () -> learned(others, rules).inputs(others));
    Table numbers = table(IntColumn.create("size", 3, 1, 2, 1));
    ColumnRules ofNumbers = RULES.ordinal("size", "1", "2", "3");
    assertArrayEquals(
        new double[] {2, 0, 1, 0}, input(learned(numbers, ofNumbers), numbers, "size"));
    refused("differ", () -> RULES.ordinal("size", "S", "S"));
    refused("at least 2", () -> RULES.ordinal("size", "S"));
  }

  @Test
  void codesAreCategories() {
    IntColumn zip = IntColumn.create("zip", 20, 9, 100, 9);
    Table table = table(zip);
    Encoding encoding = learned(table, RULES.categories("ZIP"));
    assertEquals(List.of("zip=9", "zip=20", "zip=100"), encoding.inputNames());
    assertArrayEquals(new double[] {0, 1, 0, 1}, input(encoding, table, "zip=9"));
    Table doubles = Table.create(DoubleColumn.create("zip", 100, 9));
    assertArrayEquals(new double[] {0, 1}, input(encoding, doubles, "zip=9"));
    Table unknown = Table.create(IntColumn.create("zip", 9, 7));
    refused("'7' (rows: 1); known: 9, 20, 100", () -> encoding.inputs(unknown));
    IntColumn holed = zip.copy();
    holed.setMissing(0);
    Table lacks = table(holed);
    ColumnRules rules = RULES.categories("zip").missing(Fill.mean()).missing(Fill.mostFrequent());
    assertArrayEquals(new double[] {1, 1, 0, 1}, input(learned(lacks, rules), lacks, "zip=9"));
    assertArrayEquals(
        new double[] {1, 0, 0, 0},
        input(learned(lacks, RULES.categories("zip").missing(Fill.constant(0))), lacks, "zip=0"));
  }

  @Test
  void textThatLooksLikeNumbersMayBeSaidToBeCategories() {
    Table table = table(StringColumn.create("a", "1", "2", "x", "1"));
    refused("are numbers", () -> learned(table, RULES));
    assertEquals(List.of("a=1", "a=2", "a=x"), learned(table, RULES.categories("a")).inputNames());
  }

  @Test
  void rareCategoriesAreGathered() {
    StringColumn s = StringColumn.create("s", "a", "a", "b", "c", "a", "b", "d");
    Table table = table(s);
    Encoding encoding = learned(table, RULES.rare(2), 0, 1, 2, 3, 4, 5);
    assertEquals(List.of("s=a", "s=b", "s=(other)"), encoding.inputNames());
    assertArrayEquals(new double[] {0, 0, 0, 1, 0, 0, 1}, input(encoding, table, "s=(other)"));
    assertTrue(encoding.rules().get(0).contains("2 rare categories gathered"));
    assertEquals(List.of("s=a", "s=b", "s=c", "s=d"), learned(table, RULES.rare(1)).inputNames());
    assertEquals(
        List.of("s=a", "s=(other)"), learned(table, RULES.rare(1).rare("s", 3)).inputNames());
    refused("no category of at least 9", () -> learned(table, RULES.rare(9)));
    Table unknown = Table.create(StringColumn.create("s", "a", "e"));
    refused("'e' (rows: 1); known: a, b, c, d", () -> encoding.inputs(unknown));
  }

  @Test
  void unseenCategories() {
    StringColumn s = StringColumn.create("s", "a", "a", "b", "c", "a", "b", "d");
    Table table = table(s);
    Encoding none = learned(table, RULES.unseen(Unseen.OTHER), 0, 2);
    assertEquals(List.of("s=a", "s=b"), none.inputNames(), "those of the rows learned from");
    assertArrayEquals(new double[] {1, 0}, none.inputs(table.rows(0)).data);
    assertArrayEquals(new double[] {0, 0}, none.inputs(table.rows(6)).data);
    Encoding other = learned(table, RULES.rare(2).unseen(Unseen.OTHER), 0, 1, 2);
    assertEquals(List.of("s=a", "s=(other)"), other.inputNames());
    assertArrayEquals(new double[] {0, 1}, other.inputs(table.rows(2)).data);
    assertArrayEquals(new double[] {0, 1}, other.inputs(table.rows(6)).data);
  }

  @Test
  void dates() {
    DateColumn d =
        DateColumn.create(
            "d", LocalDate.of(2024, 1, 1), LocalDate.of(2023, 7, 2), LocalDate.of(2024, 12, 31));
    Table table = table(d);
    DatePart[] all = {DatePart.TREND, DatePart.MONTH, DatePart.WEEKDAY, DatePart.DAYS};
    Encoding encoding = learned(table, RULES.dates("d", all));
    assertEquals(
        List.of("d year", "d month sin", "d month cos", "d weekday sin", "d weekday cos", "d days"),
        encoding.inputNames());
    assertArrayEquals(
        new double[] {2024, 2023 + 182 / 365.0, 2024 + 365 / 366.0},
        input(encoding, table, "d year"));
    assertArrayEquals(
        new double[] {0, 0, -0.5}, input(encoding, table, "d month sin"), 1e-15, "pi for July");
    assertArrayEquals(
        new double[] {1, -1, Math.sqrt(0.75)}, input(encoding, table, "d month cos"), 1e-15);
    assertArrayEquals(
        new double[] {0, Math.sin(12 * Math.PI / 7), Math.sin(2 * Math.PI / 7)},
        input(encoding, table, "d weekday sin"),
        1e-15,
        "a Monday, a Sunday, a Tuesday");
    assertArrayEquals(new double[] {183, 0, 548}, input(encoding, table, "d days"));
    Encoding since = learned(table, RULES.dates("d", LocalDate.of(2024, 1, 31), DatePart.DAYS));
    assertArrayEquals(new double[] {-30, -213, 335}, input(since, table, "d days"));
    Encoding later = learned(table, RULES.dates("d", DatePart.DAYS), 0, 2);
    assertArrayEquals(new double[] {0, -183, 365}, input(later, table, "d days"));
    refused(
        "has no time to take the hour of", () -> learned(table, RULES.dates("d", DatePart.HOUR)));
    refused("LOCAL_DATE", () -> learned(table, RULES));
    refused(
        "expected dates", () -> learned(table(DoubleColumn.create("d", 1.0)), RULES.dates("d")));
  }

  @Test
  void timesOfEveryType() {
    TimeColumn time = TimeColumn.create("t", LocalTime.of(6, 0), LocalTime.of(18, 0));
    Table times = table(time);
    Encoding ofTime = learned(times, RULES.dates("t"));
    assertEquals(List.of("t hour sin", "t hour cos"), ofTime.inputNames());
    assertArrayEquals(new double[] {1, -1}, input(ofTime, times, "t hour sin"), 1e-15);
    DateTimeColumn both =
        DateTimeColumn.create(
            "t", LocalDateTime.of(2024, 3, 5, 12, 0), LocalDateTime.of(2024, 3, 6, 0, 0));
    Table moments = table(both);
    Encoding ofBoth = learned(moments, RULES.dates("t"));
    assertEquals(7, ofBoth.inputs(), "year, month, weekday, hour");
    assertArrayEquals(new double[] {-1, 1}, input(ofBoth, moments, "t hour cos"), 1e-15);
    InstantColumn instants =
        InstantColumn.create(
            "t", Instant.parse("2024-03-05T12:00:00Z"), Instant.parse("2024-03-06T00:00:00Z"));
    assertArrayEquals(
        ofBoth.inputs(moments).data, ofBoth.inputs(table(instants)).data, "read in UTC");
    refused("has no date", () -> ofBoth.inputs(times));
  }

  @Test
  void datesAreFilled() {
    DateColumn d =
        DateColumn.create(
            "d", LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 4), LocalDate.of(2024, 1, 2));
    d.setMissing(2);
    Table table = table(d);
    ColumnRules rules = RULES.dates("d", DatePart.DAYS);
    assertEquals(1, input(learned(table, rules.missing(Fill.median())), table, "d days")[2]);
    assertEquals(0, input(learned(table, rules.missing(Fill.mostFrequent())), table, "d days")[2]);
    ColumnRules stated = rules.missing("d", Fill.constant("2024-02-01"));
    assertEquals(31, input(learned(table, stated), table, "d days")[2]);
    refused("missing values", () -> learned(table, rules.missing(Fill.constant("none"))));
  }

  /** A time alone would lie in 1970, and a time of day beside a date is not in the column. */
  @Test
  void datesAreFilledWithWhatTheirColumnMayHold() {
    DateColumn d = DateColumn.create("d", LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 4));
    DateTimeColumn t =
        DateTimeColumn.create(
            "t", LocalDateTime.of(2024, 1, 1, 6, 0), LocalDateTime.of(2024, 1, 4, 6, 0));
    TimeColumn h = TimeColumn.create("h", LocalTime.of(6, 0), LocalTime.of(7, 0));
    for (Column<?> column : List.of(d, t, h)) {
      Table table = table(column.setMissing(1));
      String name = column.name();
      for (String constant : List.of("2024-02-01", "2024-02-01T12:00", "12:00")) {
        ColumnRules rules = RULES.dates(name).missing(name, Fill.constant(constant));
        boolean suits =
            column == d
                ? constant.length() == 10
                : column == h ? constant.length() == 5 : constant.length() > 5;
        if (suits) {
          assertEquals(2, learned(table, rules).inputs(table).numRows);
        } else {
          refused("cannot be filled with '" + constant, () -> learned(table, rules));
        }
      }
    }
  }

  @Test
  void ignoredColumnsMayHoldAnything() {
    DateColumn d = DateColumn.create("d", LocalDate.EPOCH, LocalDate.EPOCH);
    DoubleColumn b = DoubleColumn.create("b", NO, Double.POSITIVE_INFINITY);
    Table table = table(d, b, DoubleColumn.create("a", 1, 2));
    Encoding encoding = learned(table, RULES.ignore("D", "b"));
    assertEquals(List.of("a"), encoding.inputNames());
    assertEquals(List.of("d", "b"), encoding.leftOut().columns());
    assertEquals(1, encoding.inputs(Table.create(DoubleColumn.create("a", 1.0))).numRows);
    refused("no column 'dd'; did you mean 'd'?", () -> learned(table, RULES.ignore("dd")));
    refused("got one for the label 'y'", () -> learned(table, RULES.ignore("Y")));
    refused("no feature columns", () -> learned(table, RULES.ignore("a", "b", "d")));
  }

  @Test
  void withoutRulesNothingIsCopied() {
    Table table = table(DoubleColumn.create("a", 1, 2));
    assertSame(table, TrainingTable.of(table, "y", Target.AUTO).table());
    assertSame(
        table, TrainingTable.of(table, "y", Target.AUTO, RULES.dropIncompleteRows()).table());
    assertTrue(learned(table, RULES).rules().isEmpty());
    assertTrue(RULES.isEmpty());
    assertFalse(RULES.dropIncompleteRows().isEmpty());
  }

  @Test
  void aRowIsWhatATableOfItIs() {
    IntColumn zip = IntColumn.create("zip", 20, 9, 100, 9);
    StringColumn size = StringColumn.create("size", "S", "L", "M", "M");
    DateTimeColumn at =
        DateTimeColumn.create(
            "at", IntStream.range(1, 5).mapToObj(i -> LocalDateTime.of(2024, i, i, i, 7 * i)));
    DoubleColumn a = DoubleColumn.create("a", 1, NO, 3, NO);
    StringColumn s = StringColumn.create("s", "p", "", "q", "p");
    Table table = table(zip, size, at, a, s);
    ColumnRules rules =
        RULES
            .categories("zip")
            .ordinal("size", "S", "M", "L")
            .dates("at", DatePart.values())
            .missing(Fill.mostFrequent().withIndicator())
            .missing(Fill.median().withIndicator())
            .rare(2)
            .unseen(Unseen.OTHER);
    TrainingTable checked = TrainingTable.of(table, "y", Target.AUTO, rules);
    Encoding encoding = checked.encoding(checked.allRows(), true);
    InputRow row = new InputRow(encoding);
    DMatrixRMaj inputs = encoding.inputs(table);
    for (int i : new int[] {0, 1, 2, 3, 1, 0}) {
      row.set("zip", zip.getInt(i));
      row.set("size", size.get(i));
      row.setDate("at", at.get(i));
      row.set("a", a.getDouble(i));
      row.set("s", s.get(i).isEmpty() ? null : s.get(i));
      double[] expected =
          Arrays.copyOfRange(inputs.data, i * inputs.numCols, (i + 1) * inputs.numCols);
      assertArrayEquals(expected, row.inputs());
      row.clear();
      double days = (at.get(i).toLocalDate().toEpochDay() * 1440 + i * 67 + 67) / 1440.0;
      row.setAll(
          new double[] {
            row.category("zip", "" + zip.getInt(i)),
            row.category("size", size.get(i)),
            days,
            a.getDouble(i),
            s.get(i).isEmpty() ? NO : row.category("s", s.get(i))
          });
      assertArrayEquals(expected, row.inputs());
      row.clear();
    }
    row.set("zip", 12345);
    Table unseen = table.rows(0).copy();
    unseen.replaceColumn("zip", IntColumn.create("zip", new int[] {12345}));
    row.set("size", "S");
    row.setDate("at", at.get(0));
    row.setMissing("a");
    row.set("s", "p");
    unseen.replaceColumn("a", DoubleColumn.create("a", NO));
    assertArrayEquals(encoding.inputs(unseen).data, row.inputs());
    refused("never seen", () -> row.set("size", "XL"));
    refused("which 2024-01-01 has not", () -> row.setDate("at", LocalDate.of(2024, 1, 1)));
    Encoding plain = learned(table(a.copy().setMissingTo(0.0)), RULES);
    refused("NaN is not a finite number", () -> new InputRow(plain).set("a", NO));
    refused("filled by no rule", () -> new InputRow(plain).setMissing("a"));
  }

  @Test
  void rulesReadAsTheyAreStated() {
    ColumnRules rules =
        RULES
            .missing(Fill.median().withIndicator())
            .missing("income", Fill.constant(0))
            .ordinal("size", "S", "M", "L")
            .categories("zip")
            .rare("zip", 5)
            .rare(10)
            .dropIncompleteRows()
            .unseen(Unseen.OTHER)
            .dates("signup", DatePart.TREND, DatePart.MONTH)
            .ignore("id");
    assertEquals(
        "missing median with indicator; 'income' missing 0; 'size' S < M < L;"
            + " 'zip' categories rare below 5; 'signup' dates (trend, month); 'id' ignored;"
            + " incomplete rows dropped; rare below 10; unseen other",
        rules.toString());
    assertEquals("no rules", RULES.toString());
    refused("finite", () -> Fill.constant(NO));
    refused("empty", () -> Fill.constant(""));
    refused("at least 1", () -> RULES.rare(0));
    refused("differ", () -> RULES.dates("d", DatePart.HOUR, DatePart.HOUR));
  }
}
