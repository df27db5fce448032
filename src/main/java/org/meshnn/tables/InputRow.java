package org.meshnn.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/**
 * One row of a table as the inputs of a mesh, put together column by column: the numbers that
 * {@link Encoding#inputs} makes of a table of this row alone. It is filled again and again, and
 * allocates nothing unless it refuses an entry; the whole row is forgotten then, so that nothing of
 * it goes into the next. Used by one thread at a time.
 */
public final class InputRow {
  private final RowColumns columns;
  private final int[] first; // [column]: its first input
  private final int[] hot; // [column]: of text, the input that is 1
  private final boolean[] known;
  private int unknown;
  private boolean refusing; // since a call of set began; stays so if it throws
  private final double[] inputs;

  /**
   * A row without entries.
   *
   * @param encoding of the tables that the rows could be of
   */
  public InputRow(Encoding encoding) {
    columns = new RowColumns(encoding.features());
    first = new int[encoding.features().size()];
    int at = 0;
    for (int c = 0; c < first.length; c++) {
      first[c] = at;
      at += columns.feature(c).inputNames().size();
    }
    hot = first.clone();
    known = new boolean[first.length];
    unknown = first.length;
    inputs = new double[encoding.inputs()];
  }

  /** {@return the names of the columns, in the order of {@link #setAll}} */
  public List<String> columns() {
    return columns.names();
  }

  /** {@return whether it has no entry} */
  public boolean isEmpty() {
    return unknown == known.length || refusing;
  }

  /** Forgets all entries. */
  public void clear() {
    Arrays.fill(known, false);
    unknown = known.length;
    refusing = false;
  }

  /**
   * Sets a numeric column.
   *
   * @param column its name; case does not matter
   * @param value in the column's own unit, finite
   * @throws IllegalArgumentException if there is no such column, it is not numeric, or the value is
   *     not finite or too large
   */
  public void set(String column, double value) {
    begin();
    enterNumber(columns.position(column), value);
  }

  /**
   * Sets a numeric column to a whole number, which may be beyond 2^53.
   *
   * @param column its name; case does not matter
   * @param value in the column's own unit
   * @throws IllegalArgumentException if there is no such column, it is not numeric, or the number
   *     is no double where the column is not counted from a reference
   */
  public void set(String column, long value) {
    begin();
    int c = columns.position(column);
    Feature.Numeric numeric = columns.feature(c, Feature.Numeric.class);
    if (numeric.scale().equals(Scale.NONE) && !LongNumbers.isExact(value)) {
      throw columns.refused(c, value, "is beyond 2^53, where doubles skip whole numbers");
    }
    enter(c, numeric.input(value));
  }

  /**
   * Sets a boolean column.
   *
   * @param column its name; case does not matter
   * @param value the entry
   * @throws IllegalArgumentException if there is no such column, or it is not boolean
   */
  public void set(String column, boolean value) {
    begin();
    int c = columns.position(column);
    columns.feature(c, Feature.Flag.class);
    enter(c, value ? 1 : 0);
  }

  /**
   * Sets a text column.
   *
   * @param column its name; case does not matter
   * @param category one of those seen in training
   * @throws IllegalArgumentException if there is no such column or category, or the column is not
   *     text
   */
  public void set(String column, String category) {
    begin();
    int c = columns.position(column);
    enterCategory(c, columns.category(c, category));
  }

  /**
   * Sets every column.
   *
   * @param row one entry per column, in the order of {@link #columns()}: a number in its own unit;
   *     0 or 1 for a boolean; for text what {@link #category} says
   * @throws IllegalArgumentException if there are more or fewer entries, or one is none of these
   */
  public void setAll(double[] row) {
    begin();
    if (row == null || row.length != first.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected %s, one for each column (%s); got %s",
              Plural.of(first.length, "number"),
              Listing.of(columns()),
              row == null ? "null" : row.length));
    }
    for (int c = 0; c < row.length; c++) {
      begin();
      Feature feature = columns.feature(c);
      if (feature instanceof Feature.Numeric) {
        enterNumber(c, row[c]);
      } else if (feature instanceof Feature.Category text) {
        enterCategory(c, whole(c, row[c], text.categories().size() - 1));
      } else {
        enter(c, whole(c, row[c], 1));
      }
    }
  }

  /**
   * {@return the number of a category, from 0 on, as {@link #setAll} takes it}
   *
   * @param column name of a text column; case does not matter
   * @param category one of those seen in training
   * @throws IllegalArgumentException if there is no such column or category, or the column is not
   *     text
   */
  public int category(String column, String category) {
    return columns.category(columns.position(column), category);
  }

  /**
   * {@return the inputs, one number per input of the encoding; shared, not copied}
   *
   * @throws IllegalStateException if a column has no entry
   */
  public double[] inputs() {
    if (unknown > 0 || refusing) {
      throw incomplete();
    }
    return inputs;
  }

  private IllegalStateException incomplete() {
    if (refusing) {
      clear();
    }
    List<String> names = columns();
    List<String> absent =
        IntStream.range(0, known.length).filter(c -> !known[c]).mapToObj(names::get).toList();
    return new IllegalStateException(
        "the row has no entry yet for "
            + Plural.of(unknown, "column")
            + " ("
            + Listing.of(absent)
            + "); every row needs all its entries");
  }

  private void begin() {
    if (refusing) {
      clear();
    }
    refusing = true;
  }

  private void enterNumber(int c, double value) {
    Feature.Numeric numeric = columns.feature(c, Feature.Numeric.class);
    if (!Double.isFinite(value)) {
      throw columns.refused(c, value, "is not a finite number");
    }
    enter(c, numeric.input(value));
  }

  private int whole(int c, double entry, int most) {
    int whole = (int) entry;
    if (whole != entry || whole < 0 || whole > most) {
      throw columns.refused(c, entry, "is not one of the numbers 0 to " + most);
    }
    return whole;
  }

  private void enterCategory(int c, int category) {
    inputs[hot[c]] = 0;
    hot[c] = first[c] + category;
    inputs[hot[c]] = 1;
    count(c);
  }

  private void enter(int c, double input) {
    if (!Double.isFinite(input)) {
      throw columns.refused(c, "the number", "is too large to standardise");
    }
    inputs[first[c]] = input;
    count(c);
  }

  private void count(int c) {
    unknown -= known[c] ? 0 : 1;
    known[c] = true;
    refusing = false;
  }
}
