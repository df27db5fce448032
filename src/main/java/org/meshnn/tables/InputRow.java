package org.meshnn.tables;

import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/**
 * One row of a table as the inputs of a mesh, put together column by column: the numbers that
 * {@link Encoding#inputs} makes of a table of this row alone. It is filled again and again, and
 * allocates nothing unless it refuses an entry, or takes a date or a number that is a code; the
 * whole row is forgotten then, so that nothing of it goes into the next. Used by one thread at a
 * time.
 */
public final class InputRow {
  private final RowColumns columns;
  private final int[] first; // [column]: its first input
  private final int[] last; // [column]: the input that tells a missing entry; -1 for none
  private final int[] hot; // [column]: of text, the input that is 1
  private final double[][] filled; // [column]: the inputs of a missing entry; empty: refused
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
    List<Feature> features = encoding.features();
    first = new int[features.size()];
    last = new int[first.length];
    filled = new double[first.length][0];
    int at = 0;
    for (int c = 0; c < first.length; c++) {
      first[c] = at;
      at += features.get(c).inputNames().size();
      last[c] = -1;
      if (features.get(c) instanceof Filled missing) {
        last[c] = missing.indicator() ? at - 1 : -1;
        filled[c] = missing.inputs();
      }
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
   * @param value in the column's own unit, finite; NaN for a missing one, which a rule fills
   * @throws IllegalArgumentException if there is no such column, it is not numeric, or the value is
   *     not finite or too large
   */
  public void set(String column, double value) {
    begin();
    int c = columns.position(column);
    if (columns.coded(c) && !Double.isNaN(value)) {
      enterPlace(c, columns.category(c, Entries.text(value)));
    } else {
      enterNumber(c, value);
    }
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
    if (columns.coded(c)) {
      enterPlace(c, columns.category(c, Long.toString(value)));
      return;
    }
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
    if (columns.coded(c)) {
      enterPlace(c, columns.category(c, Boolean.toString(value)));
      return;
    }
    columns.feature(c, Feature.Flag.class);
    enter(c, value ? 1 : 0);
  }

  /**
   * Sets a text column.
   *
   * @param column its name; case does not matter
   * @param category one of those seen in training; null for a missing one, which a rule fills
   * @throws IllegalArgumentException if there is no such column or category, or the column is not
   *     text
   */
  public void set(String column, @Nullable String category) {
    begin();
    int c = columns.position(column);
    if (category == null && filled[c].length > 0) {
      enterMissing(c);
    } else {
      enterPlace(c, columns.category(c, category));
    }
  }

  /**
   * Sets a column of dates or times.
   *
   * @param column its name; case does not matter
   * @param at a LocalDate, LocalTime, LocalDateTime or Instant, which is read in UTC; null for a
   *     missing one, which a rule fills
   * @throws IllegalArgumentException if there is no such column, it is of something else, or a part
   *     of the date or time is learned from that this type has not
   */
  public void setDate(String column, @Nullable Temporal at) {
    begin();
    int c = columns.position(column);
    Dates dates = columns.feature(c, Dates.class);
    if (at == null) {
      enterMissing(c);
    } else {
      dates.require(at);
      enterDate(c, dates, Moments.of(at));
    }
  }

  /**
   * Says that a column has no entry, which a rule fills.
   *
   * @param column its name; case does not matter
   * @throws IllegalArgumentException if there is no such column, or no rule fills it
   */
  public void setMissing(String column) {
    begin();
    enterMissing(columns.position(column));
  }

  /**
   * Sets every column.
   *
   * @param row one entry per column, in the order of {@link #columns()}: a number in its own unit;
   *     0 or 1 for a boolean; for text what {@link #category} says; of dates and times days since
   *     1970-01-01, to the millisecond; NaN for a missing entry that a rule fills
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
      if (Double.isNaN(row[c]) && filled[c].length > 0) {
        enterMissing(c);
      } else if (feature instanceof Feature.Numeric) {
        enterNumber(c, row[c]);
      } else if (columns.numbered(c)) {
        enterPlace(c, whole(c, row[c], columns.most(c)));
      } else if (feature instanceof Dates dates) {
        enterDate(c, dates, moment(c, row[c]));
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

  private void enterMissing(int c) {
    if (filled[c].length == 0) {
      throw columns.refused(c, "a missing entry", "is filled by no rule of the training");
    }
    System.arraycopy(filled[c], 0, inputs, first[c], filled[c].length);
    hot[c] = first[c];
    for (int i = first[c]; i < first[c] + filled[c].length; i++) {
      hot[c] = inputs[i] == 1 ? i : hot[c];
    }
    count(c, true);
  }

  private void enterDate(int c, Dates dates, LocalDateTime at) {
    dates.write(at, inputs, first[c]);
    count(c, false);
  }

  private LocalDateTime moment(int c, double days) {
    if (!Moments.isDays(days)) {
      throw columns.refused(c, days, "is no count of days since 1970-01-01");
    }
    return Moments.ofDays(days);
  }

  /** A place among categories, or in an order. */
  private void enterPlace(int c, int place) {
    if (columns.feature(c) instanceof Ordinal ordinal) {
      enter(c, ordinal.input(place));
    } else {
      enterCategory(c, place);
    }
  }

  private void enterNumber(int c, double value) {
    if (Double.isNaN(value) && filled[c].length > 0) {
      enterMissing(c);
      return;
    }
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
    if (category < columns.width(c)) { // else an unseen one, of no category
      hot[c] = first[c] + category;
      inputs[hot[c]] = 1;
    }
    count(c, false);
  }

  private void enter(int c, double input) {
    if (!Double.isFinite(input)) {
      throw columns.refused(c, "the number", "is too large to standardise");
    }
    inputs[first[c]] = input;
    count(c, false);
  }

  private void count(int c, boolean missing) {
    if (last[c] >= 0) {
      inputs[last[c]] = missing ? 1 : 0;
    }
    unknown -= known[c] ? 0 : 1;
    known[c] = true;
    refusing = false;
  }
}
