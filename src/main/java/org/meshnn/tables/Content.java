package org.meshnn.tables;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/** What a column holds in the rows that were learned from. */
public sealed interface Content {

  /** {@return the name of the column} */
  String name();

  /**
   * Numbers; of a boolean column taken for values 0 and 1.
   *
   * @param name of the column
   * @param low the smallest
   * @param high the largest
   */
  record Numbers(String name, double low, double high) implements Content {
    static Numbers of(Column<?> column, int[] rows) {
      double[] values =
          column instanceof BooleanColumn flags
              ? flags.asDoubleArray()
              : ((NumericColumn<?>) column).asDoubleArray();
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int row : rows) {
        low = Math.min(low, values[row]);
        high = Math.max(high, values[row]);
      }
      return new Numbers(column.name(), low, high);
    }
  }

  /**
   * Dates, times, or both.
   *
   * @param name of the column
   * @param first the earliest, as ISO 8601 has it
   * @param last the latest
   */
  record Span(String name, String first, String last) implements Content {
    /**
     * Refuses null.
     *
     * @param name of the column
     * @param first the earliest
     * @param last the latest
     * @throws IllegalArgumentException if a part is null
     */
    public Span {
      Names.column(name);
      Required.of(first, "the earliest date");
      Required.of(last, "the latest date");
    }
  }

  /**
   * Categories, classes, or false and true.
   *
   * @param name of the column
   * @param values known of it, in the order of the inputs or outputs
   * @param counts how many rows have each, which may be none
   */
  record Groups(String name, List<String> values, List<Integer> counts) implements Content {
    /**
     * Keeps copies.
     *
     * @param name of the column
     * @param values known of it, in the order of the inputs or outputs
     * @param counts how many rows have each, one count a value
     * @throws IllegalArgumentException if there is another number of counts than of values, a value
     *     stands there twice, or a count is negative
     */
    public Groups {
      values = Names.distinct("values of " + Listing.quoted(name), values, 1);
      for (Integer count : Required.of(counts, "a count for each value")) {
        if (Required.of(count, "a count of rows") < 0) {
          throw new IllegalArgumentException("expected counts of 0 or more rows, got " + count);
        }
      }
      counts = List.copyOf(counts);
      if (values.size() != counts.size()) {
        throw new IllegalArgumentException(
            "expected a count for each of " + values.size() + " values, got " + counts.size());
      }
    }

    /** Counts the values of a column that is text or boolean. */
    static Groups of(Column<?> column, List<String> values, int[] rows) {
      Map<String, Integer> positions = Names.positions(values);
      return of(
          column.name(),
          values,
          Arrays.stream(rows).map(row -> positions.get(String.valueOf(column.get(row)))).toArray());
    }

    /** Counts indices into the values. */
    static Groups of(String name, List<String> values, int[] indices) {
      int[] counts = new int[values.size()];
      for (int index : indices) {
        counts[index]++;
      }
      return new Groups(name, values, Arrays.stream(counts).boxed().toList());
    }

    /** {@return the number of rows of the value that has fewest} */
    public int fewest() {
      return Collections.min(counts);
    }

    /** {@return the number of rows of the value that has most} */
    public int most() {
      return Collections.max(counts);
    }
  }
}
