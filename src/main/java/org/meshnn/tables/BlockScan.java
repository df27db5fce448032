package org.meshnn.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.meshnn.text.Listing;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What the columns of a table hold, whose rows come in blocks: kinds, categories, classes. */
final class BlockScan {
  private static final int MOST_ENTRIES = 1 << 20; // distinct ones that are kept of a column

  private final String label;
  private final Target target;
  private final List<Found> found = new ArrayList<>(); // the features in their order, the label
  private int rows;

  /** What was found in one column. */
  private static final class Found {
    private final String name;
    private final Kind kind;
    private final boolean label;
    private final Map<String, Integer> entries = new TreeMap<>(); // of text
    private final Set<String> classes = new HashSet<>(); // of a label
    private boolean floating;
    private boolean single;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    Found(Column<?> column, boolean label) {
      name = column.name();
      kind = Kind.of(column);
      single = column instanceof FloatColumn;
      this.label = label;
    }

    void add(Column<?> column, boolean classesCount) {
      if (Kind.of(column) != kind) {
        throw kind.changed(label ? "the label column" : "column", column);
      }
      floating |= Kind.floating(column);
      single &= column instanceof FloatColumn;
      LongNumbers.requireExact(label ? "the label column" : "column", column);
      if (column instanceof StringColumn text) {
        Categories.counts(text).forEach((entry, n) -> entries.merge(entry, n, Integer::sum));
      }
      for (int row = 0; row < column.size(); row++) {
        if (label && classesCount) {
          classes.add(Labels.Classes.className(column, row));
        }
        if (kind == Kind.NUMBER) {
          double value = LongNumbers.from(0, column, row);
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      requireFew(Math.max(entries.size(), classes.size()));
    }

    private void requireFew(int entries) {
      if (entries > MOST_ENTRIES) {
        throw new IllegalArgumentException(
            (label ? "the label column " : "column ")
                + Listing.quoted(name)
                + " has more than "
                + Listing.count(MOST_ENTRIES)
                + (label ? " classes" : " categories")
                + (label && kind == Kind.NUMBER
                    ? "; predict it as a number with Target.VALUE"
                    : "; leave it out or join its entries to fewer"));
      }
    }

    /** Refuses numbers that floats do not tell apart. */
    void requireFloats() {
      if (kind == Kind.NUMBER && low == high && !(Math.abs((float) low - low) <= 1e-3)) {
        throw new IllegalArgumentException( // a constant is centred, but not divided
            String.format(
                Locale.ROOT,
                "column %s is %s in all rows, which floats keep as %s; keep doubles"
                    + " (Precision.DOUBLE), or leave it out",
                Listing.quoted(name),
                low,
                (float) low));
      }
      double step = Math.ulp((float) Math.max(Math.abs(low), Math.abs(high)));
      if (kind == Kind.NUMBER && high > low && !(step <= (high - low) / 1000)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "column %s has numbers from %s to %s, which floats keep in steps of %s; keep doubles"
                    + " (Precision.DOUBLE), or count them from a reference near them",
                Listing.quoted(name),
                low,
                high,
                step));
      }
    }

    Feature feature(int rows) {
      return switch (kind) {
        case NUMBER -> new Feature.Numeric(name, 0, Scale.NONE);
        case FLAG -> new Feature.Flag(name);
        case TEXT -> {
          Categories.require(name, rows, false, entries);
          yield new Feature.Category(name, List.copyOf(entries.keySet()));
        }
      };
    }
  }

  BlockScan(String label, Target target) {
    this.label = label;
    this.target = target;
  }

  /** Adds the next rows; a column that is no longer there, or of another kind, is refused. */
  void add(Table block) {
    if (found.isEmpty()) {
      Column<?> labelColumn = Columns.get(block, label, "the label column");
      Columns.requireSupported(block.columns());
      block.columns().stream()
          .filter(column -> column != labelColumn)
          .forEach(column -> found.add(new Found(column, false)));
      found.add(new Found(labelColumn, true));
    }
    List<Column<?>> columns = Columns.getAll(block, found.stream().map(f -> f.name).toList());
    try {
      Columns.requireSupported(columns);
      Completeness.require(columns, true);
      for (int i = 0; i < columns.size(); i++) {
        found.get(i).add(columns.get(i), !target.meansValue(columns.get(i)));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "in the rows from %,d to %,d: %s",
              rows,
              rows + block.rowCount() - 1,
              e.getMessage()),
          e);
    }
    if (rows > Integer.MAX_VALUE - 8 - block.rowCount()) {
      throw new IllegalArgumentException(
          "expected at most 2,147,483,639 rows, as many as an order of them holds; take fewer");
    }
    rows += block.rowCount();
  }

  /**
   * How the rows that were added are kept.
   *
   * @param floats whether numbers are kept as floats
   */
  RowLayout layout(boolean floats) {
    if (rows == 0 || found.size() < 2) {
      throw new IllegalArgumentException(
          "expected at least one row, and one column beside the label; got "
              + rows
              + " rows of "
              + found.size()
              + " columns; check the file or the tables they come from");
    }
    List<Feature> features =
        found.subList(0, found.size() - 1).stream().map(column -> column.feature(rows)).toList();
    if (floats) {
      found.forEach(Found::requireFloats);
    }
    List<Boolean> single = found.stream().map(column -> column.single || floats).toList();
    return new RowLayout(features, labels(), single, rows);
  }

  private Labels labels() {
    Found column = found.get(found.size() - 1);
    if (target == Target.VALUE || (target == Target.AUTO && column.floating)) {
      if (column.kind == Kind.TEXT) {
        throw new IllegalArgumentException(
            "expected a numeric label for Target.VALUE, got the string column "
                + Listing.quoted(column.name)
                + "; for text as classes there is Target.CLASSES");
      }
      return new Labels.Values(column.name, column.kind, Scale.NONE);
    }
    if (target == Target.AUTO && column.kind == Kind.TEXT) {
      Categories.require(column.name, rows, true, column.entries);
    }
    return Labels.classes(
        Labels.Classes.of(column.name, column.kind, column.classes), target, rows);
  }
}
