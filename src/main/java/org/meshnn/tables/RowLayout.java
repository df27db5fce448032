package org.meshnn.tables;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meshnn.text.Required;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How a table is kept as rows of numbers: see {@link StoredRows}.
 *
 * @param features in the order of the columns, not standardised
 * @param labels of the last column, not standardised
 * @param single of each column and then the label, whether its numbers were floats
 * @param rows number of rows
 */
public record RowLayout(List<Feature> features, Labels labels, List<Boolean> single, int rows) {

  /**
   * Keeps copies.
   *
   * @param features at least one
   * @param labels of the last column
   * @param single one more than features
   * @param rows at least 1
   * @throws IllegalArgumentException if the numbers do not fit together, or two columns have one
   *     name
   */
  public RowLayout {
    Encoding.of(features, labels); // refuses columns of one name
    features = List.copyOf(features);
    features.forEach(feature -> feature.requireUnruled("a file of rows"));
    single = List.copyOf(Required.of(single, "whether each column is of floats"));
    if (features.isEmpty() || single.size() != features.size() + 1 || rows < 1) {
      throw new IllegalArgumentException(
          "expected at least one row and one column beside the label; got "
              + rows
              + " rows, and "
              + features.size()
              + " columns, "
              + single.size()
              + " of them said to be of floats or not");
    }
  }

  /** {@return numbers in a row: one a column, the label's last} */
  public int columns() {
    return features.size() + 1;
  }

  /** {@return the encoding of rows as they are, not standardised} */
  public Encoding encoding() {
    return new Encoding(features, labels);
  }

  /** The feature columns of a block in their order, then the label's. */
  List<Column<?>> columnsOf(Table block) {
    List<String> names =
        Stream.concat(features.stream().map(Feature::name), Stream.of(labels.name())).toList();
    return Columns.getAll(block, names);
  }

  /**
   * The rows of a block as numbers, one row after the other.
   *
   * @param columns as of {@link #columnsOf}, checked
   */
  double[] numbers(List<Column<?>> columns) {
    int rows = columns.get(0).size();
    int width = columns();
    double[] numbers = new double[rows * width];
    for (int i = 0; i < features.size(); i++) {
      put(features.get(i), columns.get(i), numbers, i, width);
    }
    Column<?> label = columns.get(width - 1);
    if (labels instanceof Labels.Classes classes) {
      int[] indices = classes.indices(label);
      for (int row = 0; row < rows; row++) {
        numbers[row * width + width - 1] = indices[row];
      }
    } else {
      double[] values = ((Labels.Values) labels).values(label);
      for (int row = 0; row < rows; row++) {
        numbers[row * width + width - 1] = values[row];
      }
    }
    return numbers;
  }

  private static void put(Feature feature, Column<?> column, double[] numbers, int at, int width) {
    Map<String, Integer> positions =
        feature instanceof Feature.Category category
            ? Names.positions(category.categories())
            : Map.of();
    for (int row = 0; row < column.size(); row++) {
      numbers[row * width + at] =
          column instanceof StringColumn text
              ? Required.of(positions.get(text.get(row)), "a category of the first pass")
              : LongNumbers.from(0, column, row);
    }
  }
}
