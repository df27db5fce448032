package org.meshnn.tables;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** How one column of a table becomes one or more inputs. */
sealed interface Feature {
  String name();

  /** One name per input this column fills. */
  List<String> inputNames();

  /** Writes the column into {@code inputs} (rows x all inputs), from input {@code at} on. */
  void encode(Column<?> column, DMatrixRMaj inputs, int at);

  /**
   * The same, but numbers are standardised.
   *
   * @param column that the feature is of
   * @param rows whose mean and standard deviation are used
   */
  default Feature standardised(Column<?> column, int[] rows) {
    return this;
  }

  /** Learns a column: its categories; numbers are passed on as they are. */
  static Feature of(Column<?> column) {
    return switch (Kind.of(column)) {
      case NUMBER -> new Numeric(column.name(), 0, Scale.NONE);
      case FLAG -> new Flag(column.name());
      case TEXT -> Category.of((StringColumn) column);
    };
  }

  private static void require(Kind expected, Column<?> column) {
    if (Kind.of(column) != expected) {
      throw expected.changed("column", column);
    }
  }

  /**
   * A numeric column: one input.
   *
   * @param reference that its numbers are counted from, see {@link LongNumbers}
   */
  record Numeric(String name, long reference, Scale scale) implements Feature {
    @Override
    public Numeric standardised(Column<?> column, int[] rows) {
      long from = LongNumbers.reference(column, rows);
      return new Numeric(name, from, Scale.of(column, rows, from));
    }

    @Override
    public List<String> inputNames() {
      return List.of(name);
    }

    @Override
    public void encode(Column<?> column, DMatrixRMaj inputs, int at) {
      require(Kind.NUMBER, column);
      if (scale.equals(Scale.NONE)) {
        LongNumbers.requireExact("column", column);
      }
      for (int row = 0; row < column.size(); row++) {
        double value = LongNumbers.from(reference, column, row);
        double standardised = scale.standardise(value);
        if (!Double.isFinite(standardised)) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "column %s, row %d: %s is too large to standardise (training mean %s, sd %s)",
                  Listing.quoted(name),
                  row,
                  reference + value,
                  reference + scale.mean(),
                  scale.sd()));
        }
        inputs.set(row, at, standardised);
      }
    }
  }

  /** A boolean column: one input, 0 or 1. */
  record Flag(String name) implements Feature {
    @Override
    public List<String> inputNames() {
      return List.of(name);
    }

    @Override
    public void encode(Column<?> column, DMatrixRMaj inputs, int at) {
      require(Kind.FLAG, column);
      for (int row = 0; row < column.size(); row++) {
        inputs.set(row, at, LongNumbers.from(0, column, row));
      }
    }
  }

  /** A string column: one input per category in sorted order, 1 for the row's own, else 0. */
  record Category(String name, List<String> categories) implements Feature {
    static Category of(StringColumn column) {
      Categories.requireInputs(column);
      return new Category(column.name(), List.copyOf(new TreeSet<>(column.asList())));
    }

    @Override
    public List<String> inputNames() {
      return categories.stream().map(category -> name + "=" + category).toList();
    }

    @Override
    public void encode(Column<?> column, DMatrixRMaj inputs, int at) {
      require(Kind.TEXT, column);
      StringColumn text = (StringColumn) column;
      Map<String, Integer> positions =
          IntStream.range(0, categories.size())
              .boxed()
              .collect(Collectors.toMap(categories::get, position -> position));
      Map<String, Integer> unknown = new TreeMap<>();
      for (int row = 0; row < text.size(); row++) {
        Integer position = positions.get(text.get(row));
        if (position == null) {
          unknown.merge(text.get(row), 1, Integer::sum);
        } else {
          inputs.set(row, at + position, 1);
        }
      }
      if (!unknown.isEmpty()) {
        throw Columns.unseen(
            "column " + Listing.quoted(name) + " has categories", unknown, categories);
      }
    }
  }
}
