package org.meshnn.tables;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** How one column of a table becomes one or more inputs. Immutable. */
public sealed interface Feature
    permits Feature.Numeric, Feature.Flag, Feature.Category, Ordinal, Grouped, Dates, Filled {
  /** {@return the name of the column} */
  String name();

  /** {@return one name per input that the column fills} */
  List<String> inputNames();

  /**
   * Writes a column into a matrix of inputs.
   *
   * @param column complete, one entry per row
   * @param inputs shape (rows, all inputs)
   * @param at the first of the inputs that the column fills
   * @throws IllegalArgumentException if the column is of another kind, or holds an entry that has
   *     no input: an unknown category, or a number too large to be standardised
   */
  void encode(Column<?> column, DMatrixRMaj inputs, int at);

  /**
   * {@return the same, but numbers are standardised}
   *
   * @param column that the feature is of
   * @param rows whose mean and standard deviation are used
   */
  default Feature standardised(Column<?> column, int[] rows) {
    return this;
  }

  /** {@return the same, but numbers are passed on as they are} */
  default Feature plain() {
    return this;
  }

  /** {@return the entries that it knows, in their order; none of numbers and dates} */
  default List<String> values() {
    return List.of();
  }

  /**
   * {@return what a column holds in some rows}
   *
   * @param column that the feature is of, as {@link #encode} takes it
   * @param rows from 0 on, at least one
   */
  default Content content(Column<?> column, int[] rows) {
    return Content.Numbers.of(column, rows);
  }

  /** {@return what {@link ColumnRules} made of it, in a few words; empty for nothing} */
  default String rule() {
    return "";
  }

  /**
   * Refuses a feature that rules made, where columns are taken as they are.
   *
   * @param what takes them so: "sequences"
   * @throws IllegalArgumentException if it is one
   */
  default void requireUnruled(String what) {
    boolean plain = this instanceof Numeric || this instanceof Flag || this instanceof Category;
    if (!plain) {
      throw new IllegalArgumentException(
          what
              + " take columns as they are, without rules; got one for column "
              + Listing.quoted(name())
              + ": "
              + rule());
    }
  }

  /**
   * {@return what a column is: its categories; numbers are passed on as they are}
   *
   * @param column numeric, boolean or text, complete
   * @throws IllegalArgumentException if it is of another type, or text that does not hold
   *     categories
   */
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
   * A numeric column: one input, {@code (x - reference - scale.origin() - scale.centre()) /
   * scale.sd()}.
   *
   * @param name of the column
   * @param reference that its numbers are counted from, as whole numbers; 0 unless some are beyond
   *     2^53, where doubles skip whole numbers
   * @param scale how they are standardised then
   */
  record Numeric(String name, long reference, Scale scale) implements Feature {
    /**
     * Refuses null.
     *
     * @param name of the column
     * @param reference that its numbers are counted from
     * @param scale how they are standardised then
     * @throws IllegalArgumentException if the name or the scale is null
     */
    public Numeric {
      Names.column(name);
      Required.of(scale, "a scale, for example Scale.NONE");
    }

    @Override
    public Numeric plain() {
      return new Numeric(name, 0, Scale.NONE);
    }

    @Override
    public Numeric standardised(Column<?> column, int[] rows) {
      long from = LongNumbers.reference(column, rows);
      return new Numeric(name, from, Scale.of(column, rows, from));
    }

    /**
     * {@return the input of a number; not finite if the number is not, or too large}
     *
     * @param value in the column's own unit
     */
    public double input(double value) {
      return scale.standardise(value - reference);
    }

    /**
     * {@return the input of a whole number, also beyond 2^53; not finite if the number is too
     * large}
     *
     * @param value in the column's own unit
     */
    public double input(long value) {
      return scale.standardise(LongNumbers.from(reference, value));
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

  /**
   * A boolean column: one input, 0 or 1.
   *
   * @param name of the column
   */
  record Flag(String name) implements Feature {
    /**
     * Refuses null.
     *
     * @param name of the column
     * @throws IllegalArgumentException if the name is null
     */
    public Flag {
      Names.column(name);
    }

    @Override
    public List<String> inputNames() {
      return List.of(name);
    }

    @Override
    public List<String> values() {
      return List.of("false", "true");
    }

    @Override
    public Content content(Column<?> column, int[] rows) {
      return Content.Groups.of(column, values(), rows);
    }

    @Override
    public void encode(Column<?> column, DMatrixRMaj inputs, int at) {
      require(Kind.FLAG, column);
      for (int row = 0; row < column.size(); row++) {
        inputs.set(row, at, LongNumbers.from(0, column, row));
      }
    }
  }

  /**
   * A string column: one input per category, 1 for the row's own, else 0.
   *
   * @param name of the column
   * @param categories at least one, each once
   */
  record Category(String name, List<String> categories) implements Feature {
    /**
     * Checks the categories.
     *
     * @param name of the column
     * @param categories at least one, each once
     * @throws IllegalArgumentException if there is none, or one stands there twice, or null
     */
    public Category {
      Names.column(name);
      categories = Names.distinct("categories of " + Listing.quoted(name), categories, 1);
    }

    static Category of(StringColumn column) {
      Categories.requireInputs(column);
      return new Category(column.name(), List.copyOf(new TreeSet<>(column.asList())));
    }

    @Override
    public List<String> inputNames() {
      return categories.stream().map(category -> name + "=" + category).toList();
    }

    @Override
    public List<String> values() {
      return categories;
    }

    @Override
    public Content content(Column<?> column, int[] rows) {
      return Content.Groups.of(column, categories, rows);
    }

    @Override
    public void encode(Column<?> column, DMatrixRMaj inputs, int at) {
      require(Kind.TEXT, column);
      StringColumn text = (StringColumn) column;
      Map<String, Integer> positions = Names.positions(categories);
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
