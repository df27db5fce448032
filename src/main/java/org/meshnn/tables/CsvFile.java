package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.Reading.Stated;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Spelling;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A file of separated values: gone through once to decide, and once more to fill the columns. */
final class CsvFile {
  private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

  private final TextFile file;
  private final Reading reading;
  private final HoleWords words;
  private final CsvDialect dialect;
  private final List<String> notes;

  private Headings headings = new Headings(List.of(), Map.of());
  private final List<ColumnScan> scans = new ArrayList<>();
  private final List<@Nullable Stated> stated = new ArrayList<>();
  private int rows;
  private int empty; // rows without any entry, left out

  CsvFile(TextFile file, Reading reading) {
    this.file = file;
    this.reading = reading;
    words = HoleWords.of(reading);
    dialect = CsvDialect.of(file, reading);
    notes = new ArrayList<>(dialect.notes());
  }

  ReadTable read() {
    scan();
    List<ColumnFill> fills = new ArrayList<>();
    List<ColumnPlan> plans = new ArrayList<>();
    DecimalMark mark = DecimalMark.of(scans, reading.decimal(), dialect.separator());
    for (int c = 0; c < scans.size(); c++) {
      plans.add(plan(c, mark));
      fills.add(new ColumnFill(headings.names().get(c), plans.get(c)));
    }
    fill(fills);
    List<ReadColumn> columns = new ArrayList<>();
    List<Column<?>> filled = new ArrayList<>();
    List<Integer> nothing = new ArrayList<>(); // columns, from 1 on
    for (int c = 0; c < scans.size(); c++) {
      if (isNothing(c)) {
        nothing.add(c + 1);
      } else {
        columns.add(column(fills.get(c), plans.get(c)));
        filled.add(fills.get(c).column());
      }
    }
    if (!nothing.isEmpty()) {
      notes.add(
          "left out: "
              + (nothing.size() == 1 ? "column " : "columns ")
              + Listing.of(nothing)
              + ", without a name and without an entry");
    }
    if (empty > 0) {
      notes.add("left out: " + Plural.grouped(empty, "row") + " without any entry");
    }
    String format =
        file.decided()
            + "; "
            + (scans.size() == 1 ? "one column" : "separator " + dialect.told())
            + (reading.hasHeader() ? "" : "; no header, as stated");
    return new ReadTable(Table.create(file.name(), filled), columns, format, notes);
  }

  private void scan() {
    try (CsvRows in = new CsvRows(file, dialect, reading.comment())) {
      String[] first = in.next();
      if (first == null) {
        throw new IllegalArgumentException(
            Listing.quoted(file.name())
                + " is empty: expected a row of names and rows of entries, got "
                + (dialect.skipped() == 0 ? "nothing" : "comments and blank lines only"));
      }
      headings = reading.hasHeader() ? Headings.of(Arrays.asList(first)) : Headings.numbered(first);
      begin();
      if (!reading.hasHeader()) {
        scan(first, in);
      } else if (Arrays.stream(first).allMatch(TextNumbers::plain)) {
        notes.add(
            "the first row, taken for names, holds numbers alone: is it a header?"
                + " .header(false) reads it as a row");
      }
      for (String[] row = in.next(); row != null; row = in.next()) {
        scan(row, in);
      }
    }
  }

  private void begin() {
    Map<String, Stated> left = new HashMap<>();
    reading.columns().forEach((name, what) -> left.put(name.toLowerCase(Locale.ROOT), what));
    for (String name : headings.names()) {
      Stated what = left.remove(name.toLowerCase(Locale.ROOT));
      stated.add(what);
      scans.add(new ColumnScan(words, reading.decimal(), what == null ? null : what.form()));
    }
    for (String name : reading.columns().keySet()) {
      if (left.containsKey(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            Listing.quoted(file.name())
                + " has no column "
                + Listing.quoted(name)
                + ", of which something is stated"
                + Spelling.didYouMean(name, headings.names())
                + " (columns: "
                + Listing.of(headings.names())
                + ")");
      }
    }
  }

  private void scan(String[] row, CsvRows in) {
    if (isEmpty(row)) {
      empty++;
      return;
    }
    if (rows == MOST_ROWS) {
      throw file.refused(in.line(), "expected at most " + Listing.count(MOST_ROWS) + " rows");
    }
    rows++;
    long line = in.lastLine();
    for (int c = 0; c < row.length; c++) {
      scans.get(c).add(row[c], line);
    }
  }

  /** Whether nothing stands in a row of several cells. */
  private static boolean isEmpty(String[] row) {
    return row.length > 1 && Arrays.stream(row).allMatch(String::isEmpty);
  }

  private ColumnPlan plan(int c, DecimalMark mark) {
    String name = headings.names().get(c);
    ColumnScan scan = scans.get(c);
    Stated what = stated.get(c);
    if (what != null && what.held() != Reading.Held.TEXT && scan.wrong() != null) {
      throw file.refused(
          scan.wrongLine(),
          "expected "
              + (what.form() == null ? "a number" : "a date written " + what.form())
              + " in column "
              + Listing.quoted(name)
              + ", as stated; got "
              + Listing.quoted(scan.wrong())
              + "; .missing(..) makes a hole of such a word");
    }
    try {
      return new ColumnDecision(name, scan, what, words, reading.holes(), mark).plan();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Listing.quoted(file.name())
              + ", column "
              + Listing.quoted(name)
              + ", stated to be numbers: "
              + e.getMessage(),
          e);
    }
  }

  private boolean isNothing(int c) {
    boolean nameless =
        reading.hasHeader() && headings.told(headings.names().get(c)).equals("had no name");
    return nameless
        && scans.get(c).entries() == 0
        && scans.size() > 1
        && scans.get(c).holes().keySet().stream().allMatch(String::isEmpty);
  }

  private void fill(List<ColumnFill> fills) {
    int again = 0;
    try (CsvRows in = new CsvRows(file, dialect, reading.comment())) {
      if (reading.hasHeader()) {
        in.next();
      }
      for (String[] row = in.next(); row != null; row = in.next()) {
        if (isEmpty(row)) {
          continue;
        }
        again++;
        for (int c = 0; c < Math.min(row.length, fills.size()); c++) {
          try {
            fills.get(c).add(row[c]);
          } catch (IllegalArgumentException e) {
            throw file.refused(in.line(), String.valueOf(e.getMessage()));
          }
        }
      }
    }
    if (again != rows) {
      throw new IllegalArgumentException(
          Listing.quoted(file.name())
              + " changed while it was read: expected "
              + Plural.grouped(rows, "row")
              + ", got "
              + Listing.count(again));
    }
  }

  private ReadColumn column(ColumnFill fill, ColumnPlan plan) {
    Column<?> column = fill.column();
    List<String> reasons = new ArrayList<>();
    boolean words = plan.type().equals(ColumnType.STRING) && rows > 0;
    int different = words ? different((StringColumn) column) : 0;
    reasons.add(
        different > 0 && plan.reason().startsWith(ColumnDecision.TEXT)
            ? ColumnDecision.TEXT
                + ", "
                + Listing.count(different)
                + " different"
                + plan.reason().substring(ColumnDecision.TEXT.length())
            : plan.reason());
    String was = headings.told(column.name());
    if (!was.isEmpty()) {
      reasons.add(was);
    }
    return new ReadColumn(
        column.name(), plan.type(), fill.holes(), List.of(), String.join("; ", reasons));
  }

  private static int different(StringColumn column) {
    return column.countUnique() - (column.countMissing() > 0 ? 1 : 0);
  }
}
