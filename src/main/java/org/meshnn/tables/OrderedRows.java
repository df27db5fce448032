package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import tech.tablesaw.columns.Column;

/**
 * The rows that sequences are cut from, one piece after the other: the series, by the rules for
 * missing values and gaps.
 *
 * @param rows of the table at each position
 * @param at where each position stands in the order
 * @param begins the position of the first row of each piece, and the end of the last
 * @param sources the row that each input's entry is taken from, {@code [input][position]}
 * @param pace that gaps were found by
 */
record OrderedRows(int[] rows, double[] at, int[] begins, int[][] sources, Pace pace) {

  /**
   * Applies the rules.
   *
   * @param inputs the columns that must be there at every position
   * @param targets when learning, the columns that must be there unless a rule is stated, as inputs
   * @param fitted the pace of the rows learned from, or null: these are they
   */
  static OrderedRows of(
      SeriesRows series,
      Ordering ordering,
      List<Column<?>> inputs,
      List<Column<?>> targets,
      @Nullable Pace fitted) {
    List<Column<?>> known = new ArrayList<>(inputs);
    targets.stream().filter(c -> inputs.stream().noneMatch(i -> i == c)).forEach(known::add);
    Completeness.requireFinite(known);
    if (ordering.missing() == Missing.REFUSE) {
      requireComplete(series, known);
    }
    List<int[]> kept = series.rows();
    if (ordering.missing() == Missing.SKIP) {
      IntPredicate complete = row -> inputs.stream().noneMatch(c -> Completeness.missing(c, row));
      kept = kept.stream().map(rows -> Arrays.stream(rows).filter(complete).toArray()).toList();
    }
    Pace pace = fitted == null ? pace(series, kept) : fitted;
    if (series.order() != null) {
      pace.requireSame(series.order());
      kept = split(series, kept, pace, ordering.gaps());
    }
    OrderedRows ordered = joined(series, kept, inputs, pace);
    ordered.requireSome();
    return ordered;
  }

  private static void requireComplete(SeriesRows series, List<Column<?>> columns) {
    List<String> holes = new ArrayList<>();
    for (Column<?> column : columns) {
      int[] missing =
          series.rows().stream()
              .flatMapToInt(Arrays::stream)
              .filter(row -> Completeness.missing(column, row))
              .toArray();
      if (missing.length > 0) {
        holes.add(
            "column "
                + Listing.quoted(column.name())
                + " in "
                + missing.length
                + " of "
                + column.size()
                + " rows, the first at "
                + series.place(missing[0]));
      }
    }
    if (!holes.isEmpty()) {
      throw new IllegalArgumentException(
          "the sequences have missing values: "
              + Listing.ofParts(holes)
              + "; fill them, or state a rule: .missing(Missing.CARRY_FORWARD) keeps the last value"
              + " of an input, .missing(Missing.SKIP) leaves rows without an input out");
    }
  }

  private static Pace pace(SeriesRows series, List<int[]> kept) {
    Column<?> order = series.order();
    double[] distances =
        kept.stream()
            .flatMapToDouble(
                rows -> IntStream.range(1, rows.length).mapToDouble(i -> step(series, rows, i)))
            .toArray();
    return order == null ? new Pace(false, 1) : Pace.of(order, distances);
  }

  /** How far a row of a series is from the one before. */
  private static double step(SeriesRows series, int[] rows, int i) {
    return series.at()[rows[i]] - series.at()[rows[i - 1]];
  }

  private static List<int[]> split(SeriesRows series, List<int[]> kept, Pace pace, Gaps rule) {
    List<int[]> pieces = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    for (int[] rows : kept) {
      int begin = 0;
      for (int i = 1; i < rows.length; i++) {
        if (pace.isGap(step(series, rows, i))) {
          gaps.add(series.place(rows[i - 1]) + " and " + series.place(rows[i]));
          pieces.add(Arrays.copyOfRange(rows, begin, i));
          begin = i;
        }
      }
      pieces.add(Arrays.copyOfRange(rows, begin, rows.length));
    }
    if (rule == Gaps.REFUSE && !gaps.isEmpty()) {
      throw new IllegalArgumentException(
          "the sequences have "
              + Plural.of(gaps.size(), "gap")
              + ", the first between "
              + gaps.get(0)
              + ", where the usual distance is "
              + pace
              + "; add the rows, or state a rule: .gaps(Gaps.SPLIT) begins a new series after each,"
              + " .gaps(Gaps.IGNORE) takes the rows as if they followed each other");
    }
    return rule == Gaps.SPLIT ? pieces : kept;
  }

  /** Leaves out the rows of each piece before every input has had a value. */
  private static OrderedRows joined(
      SeriesRows series, List<int[]> pieces, List<Column<?>> inputs, Pace pace) {
    List<int[]> full = new ArrayList<>();
    List<List<int[]>> sources = new ArrayList<>();
    for (int[] rows : pieces) {
      List<int[]> carried = inputs.stream().map(column -> carried(column, rows)).toList();
      int begin = 0;
      while (begin < rows.length && lacks(carried, begin)) {
        begin++;
      }
      if (begin < rows.length) {
        int from = begin;
        full.add(Arrays.copyOfRange(rows, from, rows.length));
        sources.add(carried.stream().map(c -> Arrays.copyOfRange(c, from, c.length)).toList());
      }
    }
    int[] begins = new int[full.size() + 1];
    for (int p = 0; p < full.size(); p++) {
      begins[p + 1] = begins[p] + full.get(p).length;
    }
    int[][] bySource = new int[inputs.size()][];
    Arrays.setAll(
        bySource, i -> sources.stream().flatMapToInt(s -> Arrays.stream(s.get(i))).toArray());
    int[] rows = full.stream().flatMapToInt(Arrays::stream).toArray();
    double[] at = Arrays.stream(rows).mapToDouble(row -> series.at()[row]).toArray();
    return new OrderedRows(rows, at, begins, bySource, pace);
  }

  private static boolean lacks(List<int[]> carried, int position) {
    return carried.stream().anyMatch(sources -> sources[position] < 0);
  }

  /** For each row of a piece the last row up to it in which the column is known, or -1. */
  private static int[] carried(Column<?> column, int[] rows) {
    int[] sources = new int[rows.length];
    int last = -1;
    for (int i = 0; i < rows.length; i++) {
      last = Completeness.missing(column, rows[i]) ? last : rows[i];
      sources[i] = last;
    }
    return sources;
  }

  private void requireSome() {
    if (size() == 0) {
      throw new IllegalArgumentException(
          "no row is left: in each an input is missing, or none was there before; drop the input"
              + " column that is empty, or name others: .inputs(columns)");
    }
  }

  int size() {
    return rows.length;
  }

  int pieces() {
    return begins.length - 1;
  }

  /** The number of the piece that a position is in. */
  int piece(int position) {
    int found = Arrays.binarySearch(begins, position);
    return found >= 0 ? found : -found - 2;
  }

  /** The end of the piece that a position is in. */
  int end(int position) {
    return begins[piece(position) + 1];
  }
}
