package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Arrays as tables: a column a feature, named x1, x2, .. unless named otherwise. */
public final class ArrayTable {
  /** The name of a label column of classes. */
  public static final String CLASS = "class";

  private static final String VALUE = "y";

  private ArrayTable() {}

  /**
   * {@return rows of numbers as a matrix, a copy}
   *
   * @param x shape (rows, columns)
   * @throws IllegalArgumentException if it is null, has no row or column, or rows of other lengths
   */
  public static DMatrixRMaj matrix(double[][] x) {
    Required.of(x, "rows of numbers, for example {{5.1, 3.5}, {4.9, 3.0}}");
    if (x.length == 0) {
      throw new IllegalArgumentException("expected at least one row of numbers, got none");
    }
    int columns = Required.of(x[0], "numbers in row 0").length;
    DMatrixRMaj matrix = new DMatrixRMaj(x.length, columns);
    for (int row = 0; row < x.length; row++) {
      if (Required.of(x[row], "numbers in each row").length != columns || columns == 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected rows of as many numbers, at least one; row 0 has %d, row %d has %d",
                columns,
                row,
                x[row].length));
      }
      System.arraycopy(x[row], 0, matrix.data, row * columns, columns);
    }
    return matrix;
  }

  /**
   * {@return features and classes as a table, whose label is {@value #CLASS}}
   *
   * @param x shape (rows, columns)
   * @param classes one a row
   * @param names of the columns; none for x1, x2, ..
   * @throws IllegalArgumentException if there is another number of classes than of rows, or of
   *     names than of columns
   */
  public static Table of(DMatrixRMaj x, int[] classes, List<String> names) {
    Required.of(classes, "a class for each row, for example {0, 1, 1}");
    requireRows(x, classes.length, "classes");
    return of(x, names, List.of(IntColumn.create(CLASS, classes)));
  }

  /**
   * {@return features and values as a table, whose labels are {@link #labels(DMatrixRMaj)}}
   *
   * @param x shape (rows, columns)
   * @param values shape (rows, values of a row)
   * @param names of the columns; none for x1, x2, ..
   * @throws IllegalArgumentException if there is another number of rows of values, or of names than
   *     of columns
   */
  public static Table of(DMatrixRMaj x, DMatrixRMaj values, List<String> names) {
    Required.of(values, "values, a row for each row of x");
    requireRows(x, values.numRows, "rows of values");
    List<String> labels = labels(values);
    List<Column<?>> columns = new ArrayList<>();
    for (int k = 0; k < labels.size(); k++) {
      columns.add(DoubleColumn.create(labels.get(k), column(values, k)));
    }
    return of(x, names, columns);
  }

  /**
   * {@return the names of the label columns: y, or y1, y2, ..}
   *
   * @param values shape (rows, values of a row)
   */
  public static List<String> labels(DMatrixRMaj values) {
    return values.numCols == 1 ? List.of(VALUE) : numbered(VALUE, values.numCols);
  }

  private static List<String> numbered(String name, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(k -> name + k).toList();
  }

  private static void requireRows(DMatrixRMaj x, int found, String what) {
    Required.of(x, "features, a row for each sample");
    if (x.numRows != found || found == 0) {
      throw new IllegalArgumentException(
          "expected at least one row, and as many "
              + what
              + "; got "
              + x.numRows
              + " rows and "
              + found);
    }
  }

  private static Table of(DMatrixRMaj x, List<String> names, List<Column<?>> labels) {
    List<String> named = names.isEmpty() ? numbered("x", x.numCols) : List.copyOf(names);
    if (named.size() != x.numCols) {
      throw new IllegalArgumentException(
          "expected a name for each of "
              + x.numCols
              + " columns, or none; got "
              + Listing.of(named));
    }
    List<String> all = new ArrayList<>(named);
    labels.forEach(label -> all.add(label.name()));
    Names.distinct(
        "columns, features and label",
        all.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList(),
        2);
    Table table = Table.create("arrays");
    for (int c = 0; c < x.numCols; c++) {
      table.addColumns(DoubleColumn.create(named.get(c), column(x, c)));
    }
    labels.forEach(table::addColumns);
    return table;
  }

  private static double[] column(DMatrixRMaj matrix, int column) {
    double[] numbers = new double[matrix.numRows];
    Arrays.setAll(numbers, row -> matrix.data[row * matrix.numCols + column]);
    return numbers;
  }

  /**
   * {@return rows to be predicted as a table}
   *
   * @param encoding whose columns they are of, in its order
   * @param x shape (rows, columns): numbers, of a boolean column 0 or 1; NaN for a missing one,
   *     which a rule fills
   * @throws IllegalArgumentException if there is another number of columns, a column is text or of
   *     dates, or an entry of a boolean one neither 0 nor 1
   */
  public static Table features(Encoding encoding, DMatrixRMaj x) {
    List<Feature> features = encoding.features();
    if (x.numCols != features.size() || x.numRows == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least one row of %d numbers (%s); got %d rows of %d",
              features.size(),
              Listing.of(features.stream().map(Feature::name).toList()),
              x.numRows,
              x.numCols));
    }
    Table table = Table.create("arrays");
    for (int c = 0; c < x.numCols; c++) {
      table.addColumns(column(features.get(c), column(x, c)));
    }
    return table;
  }

  private static Column<?> column(Feature feature, double[] numbers) {
    boolean filled = feature instanceof Filled;
    Feature complete = feature instanceof Filled known ? known.feature() : feature;
    boolean codes = complete instanceof Grouped grouped && grouped.kind() == Kind.NUMBER;
    if (complete instanceof Feature.Numeric || complete instanceof Ordinal || codes) {
      return DoubleColumn.create(feature.name(), numbers);
    }
    if (!(complete instanceof Feature.Flag)) {
      throw new IllegalArgumentException(
          "arrays hold numbers, but the column "
              + Listing.quoted(feature.name())
              + (complete instanceof Dates ? " is of dates" : " is text")
              + "; hand in a table");
    }
    BooleanColumn flags = BooleanColumn.create(feature.name());
    for (double number : numbers) {
      if (filled && Double.isNaN(number)) {
        flags.appendMissing();
        continue;
      }
      if (number != 0 && number != 1) {
        throw new IllegalArgumentException(
            "expected 0 or 1 in the boolean column "
                + Listing.quoted(feature.name())
                + ", got "
                + number);
      }
      flags.append(number == 1);
    }
    return flags;
  }
}
