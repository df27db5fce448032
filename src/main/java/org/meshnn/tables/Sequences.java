package org.meshnn.tables;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Series in a table, and what is to be predicted from them. Immutable: each method returns changed
 * sequences.
 *
 * <pre>{@code
 * Sequences.of(table).orderedBy("year").forecast("sunspots").horizon(1, 2).window(20)
 * Sequences.of(table).orderedBy("time").series("patient").label("diagnosis")
 * }</pre>
 *
 * <p>A series is all rows of a table, or those that {@link #series} names alike, in the order of a
 * column. Its rows are the steps of one sequence, or of {@link #window windows}. One thing is
 * predicted from them: a {@link #forecast}, a {@link #label} of the series, or a {@link
 * #labelPerStep label of each row}. Nothing that a prediction is made from lies after the row that
 * it is made at.
 *
 * <p>The table is not copied, so it must not be changed meanwhile.
 */
public final class Sequences implements Serializable {
  private final transient Table table;
  private final Ordering ordering;
  private final @Nullable List<String> inputs; // null: all other columns
  private final @Nullable Predicted predicted;
  private final Target target;
  private final Cutting cutting;
  private final boolean @Nullable [] asked; // rows whose entries may be predicted; null: all

  /** Windows whose place of the loss may be open: it then depends on what is predicted. */
  private record Cutting(int length, int stride, @Nullable Boolean everyStep, int warmUp)
      implements Serializable {
    Windows in(Predicted predicted) {
      boolean each = length == 0 && predicted.meaning() != Predicted.Meaning.LABEL;
      return new Windows(length, stride, everyStep == null ? each : everyStep, warmUp);
    }

    /** Whether what is stated is as in other windows. */
    boolean fits(Windows windows) {
      return (length == 0 || length == windows.length())
          && (stride == 1 || stride == windows.stride())
          && (warmUp == 0 || warmUp == windows.warmUp())
          && (everyStep == null || everyStep == windows.everyStep());
    }
  }

  private Sequences(
      Table table,
      Ordering ordering,
      @Nullable List<String> inputs,
      @Nullable Predicted predicted,
      Target target,
      Cutting cutting,
      boolean @Nullable [] asked) {
    this.table = table;
    this.ordering = ordering;
    this.inputs = inputs;
    this.predicted = predicted;
    this.target = target;
    this.cutting = cutting;
    this.asked = asked;
  }

  /**
   * {@return sequences of a table: one series, in the order of its rows, until more is said}
   *
   * @param table at least one row
   * @throws IllegalArgumentException if there is none
   */
  public static Sequences of(Table table) {
    Columns.requireRows(table);
    return new Sequences(
        table, Ordering.NONE, null, null, Target.AUTO, new Cutting(0, 1, null, 0), null);
  }

  /** Refuses what differs from an encoding, where it was stated. */
  void requireFor(SequenceEncoding encoding) {
    List<String> known = encoding.features().stream().map(Feature::name).toList();
    boolean same =
        (inputs == null || inputs.equals(known))
            && (predicted == null || predicted.equals(encoding.predicted()))
            && cutting.fits(encoding.windows());
    if (!same) {
      throw new IllegalArgumentException(
          "expected sequences as those that were learned from, "
              + encoding
              + "; these say otherwise: "
              + this
              + "; leave the inputs, the forecast or label and the window out, or train another"
              + " model");
    }
  }

  /** Sequences of a table by the rules of an encoding. */
  static Sequences of(Table table, SequenceEncoding encoding) {
    Columns.requireRows(table);
    Windows windows = encoding.windows();
    Target read = encoding.classification() ? Target.CLASSES : Target.VALUE;
    return new Sequences(
        table,
        encoding.ordering(),
        encoding.features().stream().map(Feature::name).toList(),
        encoding.predicted(),
        read,
        new Cutting(windows.length(), windows.stride(), windows.everyStep(), windows.warmUp()),
        null);
  }

  /** Sequences as Java serialises them. */
  private record Written(
      SerialTable table,
      Ordering ordering,
      @Nullable List<String> inputs,
      @Nullable Predicted predicted,
      Target target,
      Cutting cutting,
      boolean @Nullable [] asked)
      implements Serializable {
    Object readResolve() {
      return new Sequences(table.table(), ordering, inputs, predicted, target, cutting, asked);
    }
  }

  Object writeReplace() {
    return new Written(SerialTable.of(table), ordering, inputs, predicted, target, cutting, asked);
  }

  private Sequences with(Ordering ordering) {
    return new Sequences(table, ordering, inputs, predicted, target, cutting, asked);
  }

  private Sequences with(Predicted predicted) {
    return new Sequences(table, ordering, inputs, predicted, target, cutting, asked);
  }

  private Sequences with(Cutting cutting) {
    return new Sequences(table, ordering, inputs, predicted, target, cutting, asked);
  }

  /** The same sequences of other rows, which are all asked about unless some are named. */
  private Sequences with(Table table, boolean @Nullable [] asked) {
    return new Sequences(table, ordering, inputs, predicted, target, cutting, asked);
  }

  /**
   * Takes rows in the order of a column, wherever they stand in the table. Without it they are
   * taken as they stand, and gaps are not looked for.
   *
   * @param column numbers, dates, date-times or instants, none missing; different within a series
   * @return changed sequences
   * @throws IllegalArgumentException if the table has no such column, or it is of another type
   */
  public Sequences orderedBy(String column) {
    Column<?> order = Columns.get(table, column, "the order column");
    Pace.requireOrder(order);
    return with(new Ordering(order.name(), ordering.series(), ordering.missing(), ordering.gaps()));
  }

  /**
   * Tells series apart.
   *
   * @param column of any type, none missing: rows with the same entry are of one series
   * @return changed sequences
   * @throws IllegalArgumentException if the table has no such column
   */
  public Sequences series(String column) {
    Column<?> series = Columns.get(table, column, "the series column");
    return with(new Ordering(ordering.order(), series.name(), ordering.missing(), ordering.gaps()));
  }

  /**
   * @param rule {@link Missing#REFUSE} unless set
   * @return changed sequences
   * @throws IllegalArgumentException if it is null
   */
  public Sequences missing(Missing rule) {
    return with(new Ordering(ordering.order(), ordering.series(), rule, ordering.gaps()));
  }

  /**
   * @param rule {@link Gaps#REFUSE} unless set
   * @return changed sequences
   * @throws IllegalArgumentException if it is null
   */
  public Sequences gaps(Gaps rule) {
    return with(new Ordering(ordering.order(), ordering.series(), ordering.missing(), rule));
  }

  /**
   * Names the columns that predictions are made from. Unless it is called, they are all but those
   * of the order, the series and the label; what is forecast is among them.
   *
   * @param columns numeric, boolean or text, at least one
   * @return changed sequences
   * @throws IllegalArgumentException if there is none, one is there twice, or the table lacks one
   */
  public Sequences inputs(String... columns) {
    List<String> names = supported("input columns", columns);
    return new Sequences(table, ordering, names, predicted, target, cutting, asked);
  }

  /**
   * Predicts entries of columns one row ahead, or {@link #horizon further}. Numbers are values,
   * unless {@link #target} overrules; text and booleans are classes, of one column at one horizon.
   *
   * @param columns numeric, boolean or text, at least one
   * @return changed sequences
   * @throws IllegalArgumentException if there is none, one is there twice, or the table lacks one
   */
  public Sequences forecast(String... columns) {
    List<String> names = supported("columns to forecast", columns);
    List<Integer> horizons =
        predicted != null && predicted.forecast() ? predicted.horizons() : List.of(1);
    return with(new Predicted(Predicted.Meaning.FORECAST, names, horizons));
  }

  /**
   * Sets how far ahead is forecast: each column at each horizon is one output. A row is learned
   * from only if all of them are known.
   *
   * @param rows ahead, at least 1 each, ascending; 1 unless set
   * @return changed sequences
   * @throws IllegalArgumentException if there is none or they do not ascend
   * @throws IllegalStateException if no forecast is asked for before
   */
  public Sequences horizon(int... rows) {
    if (predicted == null || !predicted.forecast()) {
      throw new IllegalStateException(
          "a horizon is that of a forecast; name its columns before: .forecast(column).horizon("
              + (rows.length == 0 ? 1 : rows[0])
              + ")");
    }
    List<Integer> horizons = Arrays.stream(rows).boxed().toList();
    return with(new Predicted(Predicted.Meaning.FORECAST, predicted.columns(), horizons));
  }

  /**
   * Predicts a label of each series, a class or a value as in tables; of several columns, values.
   *
   * @param columns at least one; of one entry throughout a series, which may be missing in rows but
   *     not in all
   * @return changed sequences
   * @throws IllegalArgumentException if there is none, one is there twice, or the table lacks one
   */
  public Sequences label(String... columns) {
    return with(
        new Predicted(Predicted.Meaning.LABEL, supported("label columns", columns), List.of(0)));
  }

  /**
   * Predicts a label of each row from the rows up to it, a class or a value as in tables; of
   * several columns, values. Where one is missing, nothing is learned at the row.
   *
   * @param columns at least one
   * @return changed sequences
   * @throws IllegalArgumentException if there is none, one is there twice, or the table lacks one
   */
  public Sequences labelPerStep(String... columns) {
    List<String> names = supported("label columns", columns);
    return with(new Predicted(Predicted.Meaning.LABEL_PER_STEP, names, List.of(0)));
  }

  /** The columns of some names, as the table spells them. */
  private List<String> supported(String what, String... names) {
    List<Column<?>> columns = Columns.getAll(table, Names.distinct(what, Arrays.asList(names), 1));
    Columns.requireSupported(columns);
    return columns.stream().<String>map(Column::name).toList();
  }

  /**
   * @param value how to read what is predicted, {@link Target#AUTO} unless set
   * @return changed sequences
   * @throws IllegalArgumentException if it is null
   */
  public Sequences target(Target value) {
    Required.of(value, "what the label means, for example Target.VALUE");
    return new Sequences(table, ordering, inputs, predicted, value, cutting, asked);
  }

  /**
   * Cuts each series into windows, which are copied: each row is there as often as windows hold it.
   * A series that is shorter is one shorter sequence. Without it a series is one sequence.
   *
   * @param rows of a window, at least 1
   * @return changed sequences
   * @throws IllegalArgumentException if there are less
   */
  public Sequences window(int rows) {
    requireAtLeast(1, rows, "a window");
    return with(new Cutting(rows, cutting.stride, cutting.everyStep, cutting.warmUp));
  }

  /**
   * @param rows from the beginning of one window to that of the next when learning, at least 1; 1
   *     unless set
   * @return changed sequences
   * @throws IllegalArgumentException if there are less
   */
  public Sequences stride(int rows) {
    requireAtLeast(1, rows, "a stride");
    return with(new Cutting(cutting.length, rows, cutting.everyStep, cutting.warmUp));
  }

  /**
   * Counts the loss at every step of a sequence, as where series are not cut into windows, unless
   * they have one label each.
   *
   * @return changed sequences
   */
  public Sequences everyStep() {
    return with(new Cutting(cutting.length, cutting.stride, true, cutting.warmUp));
  }

  /**
   * Counts the loss at the last step of a sequence alone, as in windows, and where series have one
   * label each.
   *
   * @return changed sequences
   */
  public Sequences lastStep() {
    return with(new Cutting(cutting.length, cutting.stride, false, cutting.warmUp));
  }

  /**
   * Lets the first steps of each sequence have no loss; neither is predicted there.
   *
   * @param steps 0 or more; 0 unless set
   * @return changed sequences
   * @throws IllegalArgumentException if there are less
   */
  public Sequences warmUp(int steps) {
    requireAtLeast(0, steps, "a warm-up");
    return with(new Cutting(cutting.length, cutting.stride, cutting.everyStep, steps));
  }

  private static void requireAtLeast(int least, int rows, String what) {
    if (rows < least) {
      throw new IllegalArgumentException(
          "expected " + what + " of at least " + Plural.of(least, "row") + ", got " + rows);
    }
    if (rows > Predicted.MOST_ROWS) {
      throw new IllegalArgumentException(
          "expected "
              + what
              + " of at most "
              + Listing.count(Predicted.MOST_ROWS)
              + " rows, got "
              + Listing.count(rows));
    }
  }

  /**
   * Holds the last rows of each series out. What is to be predicted for the test part lies in them;
   * it is predicted from rows before them too. Nothing learned from lies in them. Rows are counted
   * before those with missing values are left out.
   *
   * @param testFraction of the rows of each series, rounded, in (0, 1)
   * @return the sequences to learn from and those held out
   * @throws IllegalArgumentException for a fraction outside (0, 1) or one that leaves a part of a
   *     series empty, or as {@link SequenceEncoding#fit} if the rows have no order
   * @throws IllegalStateException if series have one label each, or this is a test part itself
   */
  public SequenceSplit splitByTime(double testFraction) {
    return SequenceSplits.byTime(this, testFraction);
  }

  /**
   * Holds series out, drawn at random; if they have a class each, of each class in proportion.
   *
   * @param testFraction of the series, rounded, in (0, 1)
   * @param seed the same seed gives the same split
   * @return the sequences to learn from and those held out
   * @throws IllegalArgumentException for a fraction outside (0, 1), or one that leaves a part empty
   * @throws IllegalStateException if no column names the series, or this is a test part itself
   */
  public SequenceSplit splitBySeries(double testFraction, long seed) {
    return SequenceSplits.bySeries(this, testFraction, seed);
  }

  /** The parts of a split. */
  SequenceSplit parts(int[] train, Table test, boolean @Nullable [] asked) {
    return new SequenceSplit(with(SequenceSplits.rows(table, train), null), with(test, asked));
  }

  /** {@return the table, shared} */
  public Table table() {
    return table;
  }

  /** {@return how rows become series} */
  public Ordering ordering() {
    return ordering;
  }

  /**
   * {@return how series become sequences}
   *
   * @throws IllegalArgumentException if the warm-up is as long as the window
   * @throws IllegalStateException if nothing is to be predicted yet
   */
  public Windows windows() {
    return cutting.in(predicted());
  }

  /**
   * {@return what is to be predicted}
   *
   * @throws IllegalStateException if nothing is yet
   */
  public Predicted predicted() {
    if (predicted == null) {
      throw new IllegalStateException(
          "nothing is to be predicted yet; say .forecast(column), .label(column) or"
              + " .labelPerStep(column)");
    }
    return predicted;
  }

  /** {@return how to read what is predicted} */
  public Target target() {
    return target;
  }

  /** {@return the names of the input columns, as they were named or stand in the table} */
  public List<String> inputs() {
    if (inputs != null) {
      return inputs;
    }
    List<String> others = new ArrayList<>();
    Optional.ofNullable(ordering.order()).ifPresent(others::add);
    Optional.ofNullable(ordering.series()).ifPresent(others::add);
    if (predicted != null && !predicted.forecast()) {
      others.addAll(predicted.columns());
    }
    return table.columnNames().stream()
        .filter(name -> others.stream().noneMatch(name::equalsIgnoreCase))
        .toList();
  }

  /** Whether the entry of a row may be predicted. */
  boolean asks(int row) {
    return asked == null || asked[row];
  }

  /** {@return the rows of the table whose entries may be predicted, from 0 on, ascending} */
  public int[] askedRows() {
    return IntStream.range(0, table.rowCount()).filter(this::asks).toArray();
  }

  /** {@return whether only some rows are asked about, as in the test part of a split by time} */
  public boolean isPart() {
    return asked != null;
  }

  /** For example {@code Sequences: 309 rows by year, forecast of sunspots +1, windows of 20}. */
  @Override
  public String toString() {
    int rows = (int) IntStream.range(0, table.rowCount()).filter(this::asks).count();
    return "Sequences: "
        + Plural.of(rows, "row")
        + (rows < table.rowCount() ? " of " + table.rowCount() : "")
        + (ordering.order() == null ? "" : " by " + ordering.order())
        + (ordering.series() == null ? "" : ", series by " + ordering.series())
        + (predicted == null ? "" : ", " + predicted)
        + (cutting.length == 0 ? "" : ", windows of " + cutting.length);
  }
}
