package org.meshnn.experiment;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meshnn.tables.SerialTable;
import org.meshnn.tables.Split;
import org.meshnn.tables.TrainingTable;
import org.meshnn.text.Required;
import org.meshnn.train.RowOrder;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/** The rows that the runs of an experiment are tested on. */
sealed interface TestRows extends Serializable {

  /**
   * The rows of a run's table, to learn from and to test on.
   *
   * @param classOfRow classes are held out in proportion; all the same where there are none
   * @param fold from 1; empty where there are none
   */
  int[][] rows(int[] classOfRow, long seed, OptionalInt fold);

  /**
   * Test rows over training rows, where both are drawn from one table; see {@link
   * org.meshnn.scores.Interval#corrected}.
   *
   * @param parts the {@link #rows} of the first run; other runs have as many
   */
  double overlap(int[][] parts);

  /** How many runs a setting has with each seed. */
  default int runs() {
    return 1;
  }

  /** The fold of each of these runs. */
  default Stream<OptionalInt> folds() {
    return Stream.of(OptionalInt.empty());
  }

  /**
   * What a run learns from and what it is tested on.
   *
   * @param training rows of the run's table, from 0 on, ascending
   * @param test labelled rows
   */
  record Parts(int[] training, Table test) {}

  /** The parts of a run: see {@link #rows}. */
  default Parts parts(TrainingTable table, long seed, OptionalInt fold) {
    int[][] rows = rows(table.strata(), seed, fold);
    return new Parts(rows[0], table.table().where(Selection.with(rows[1])));
  }

  /**
   * A part of the table, drawn for each run.
   *
   * @param fraction in (0, 1)
   */
  record Fraction(double fraction) implements TestRows {
    public Fraction {
      if (!(fraction > 0 && fraction < 1)) {
        throw new IllegalArgumentException(
            "expected a test fraction between 0 and 1 (both excluded), got "
                + fraction
                + "; for example test(0.3)");
      }
    }

    @Override
    public int[][] rows(int[] classOfRow, long seed, OptionalInt fold) {
      return Split.stratifiedRows(classOfRow, fraction, Split.generator(seed));
    }

    @Override
    public double overlap(int[][] parts) {
      return (double) parts[1].length / parts[0].length;
    }

    @Override
    public String toString() {
      return fraction + " of the rows";
    }
  }

  /**
   * Every part of the table in turn.
   *
   * @param count of the parts, at least 2
   */
  record Folds(int count) implements TestRows {
    public Folds {
      if (count < 2) {
        throw new IllegalArgumentException(
            "expected at least 2 folds, got " + count + "; for example folds(5)");
      }
    }

    @Override
    public int[][] rows(int[] classOfRow, long seed, OptionalInt fold) {
      RandomGenerator random = Split.generator(seed);
      return Split.foldRows(classOfRow, count, fold.orElseThrow(), random);
    }

    /** That of all folds together, which may differ by a row. */
    @Override
    public double overlap(int[][] parts) {
      return 1.0 / (count - 1);
    }

    @Override
    public int runs() {
      return count;
    }

    @Override
    public Stream<OptionalInt> folds() {
      return IntStream.rangeClosed(1, count).mapToObj(OptionalInt::of);
    }

    @Override
    public String toString() {
      return "each of " + count + " folds";
    }
  }

  /**
   * Every part in turn of what {@link Fraction} leaves to learn from: the inner folds of a nested
   * cross-validation, in which no run learns from or is tested on the outer test rows.
   *
   * @param outer rows that stay out
   * @param inner folds of the others
   */
  record Nested(Fraction outer, Folds inner) implements TestRows {
    @Override
    public int[][] rows(int[] classOfRow, long seed, OptionalInt fold) {
      int[] learning = outer.rows(classOfRow, seed, OptionalInt.empty())[0];
      int[] classes = IntStream.of(learning).map(row -> classOfRow[row]).toArray();
      return Stream.of(inner.rows(classes, seed, fold))
          .map(part -> IntStream.of(part).map(place -> learning[place]).toArray())
          .toArray(int[][]::new);
    }

    @Override
    public double overlap(int[][] parts) {
      return inner.overlap(parts);
    }

    @Override
    public int runs() {
      return inner.runs();
    }

    @Override
    public Stream<OptionalInt> folds() {
      return inner.folds();
    }

    @Override
    public String toString() {
      return inner + " of the rows but " + outer;
    }
  }

  /**
   * A part of the table, drawn for each run as by {@link Fraction}, and of what it leaves to learn
   * from the first rows in one order a seed. So a seed's runs of different counts are tested on the
   * same rows, and the fewer rows are among the more. Classes keep their proportion in every count,
   * to a row or two, or a few where there are many small ones.
   *
   * @param held rows to test on
   * @param count of the rows to learn from, from 1 to all that are not held
   */
  record FirstRows(Fraction held, int count) implements TestRows {
    @Override
    public int[][] rows(int[] classOfRow, long seed, OptionalInt fold) {
      RandomGenerator random = Split.generator(seed);
      int[][] parts = Split.stratifiedRows(classOfRow, held.fraction(), random);
      int[] order = inProportion(parts[0], classOfRow, random);
      int[] first = Arrays.copyOf(order, Math.min(count, order.length));
      Arrays.sort(first);
      return new int[][] {first, parts[1]};
    }

    /**
     * Shuffled, then merged class by class: the i-th of n rows of a class, from 0, has the place (i
     * + u) / n, where u in [0, 1) is drawn once for each class.
     */
    private static int[] inProportion(int[] rows, int[] classOfRow, RandomGenerator random) {
      int[] order = rows.clone();
      RowOrder.shuffle(order, random);
      int classes = 1 + IntStream.of(classOfRow).max().orElse(0);
      int[] sizes = new int[classes];
      for (int row : order) {
        sizes[classOfRow[row]]++;
      }
      double[] offsets = random.doubles(classes).toArray();
      int[] seen = new int[classes];
      double[] place = new double[order.length];
      for (int i = 0; i < order.length; i++) {
        int c = classOfRow[order[i]];
        place[i] = (seen[c]++ + offsets[c]) / sizes[c];
      }
      return IntStream.range(0, order.length)
          .boxed()
          .sorted(Comparator.comparingDouble(i -> place[i]))
          .mapToInt(i -> order[i])
          .toArray();
    }

    /** Of the count that is all rows not held: a row is held by as many other runs. */
    @Override
    public double overlap(int[][] parts) {
      return held.overlap(parts);
    }

    @Override
    public String toString() {
      return held.toString();
    }
  }

  /**
   * Always the same, which no run learns from.
   *
   * @param table of the rows, at least one
   */
  record HandedIn(Table table) implements TestRows {
    public HandedIn {
      Required.of(table, "a table of test rows, or a part to hold out, for example test(0.3)");
      if (table.rowCount() == 0) {
        throw new IllegalArgumentException(
            "expected at least one test row, got a table of none; hand in other rows, or hold some"
                + " out with test(0.3)");
      }
    }

    @Override
    public int[][] rows(int[] classOfRow, long seed, OptionalInt fold) {
      return new int[][] {RowOrder.ascending(classOfRow.length), {}};
    }

    @Override
    public double overlap(int[][] parts) {
      return 0;
    }

    private record Written(SerialTable table) implements Serializable {
      Object readResolve() {
        return new HandedIn(table.table());
      }
    }

    Object writeReplace() {
      return new Written(SerialTable.of(table));
    }

    @Override
    public Parts parts(TrainingTable from, long seed, OptionalInt fold) {
      return new Parts(from.allRows(), table);
    }

    @Override
    public String toString() {
      return table.rowCount() + " rows of their own";
    }
  }
}
