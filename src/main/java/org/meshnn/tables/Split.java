package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.train.RowOrder;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.selection.Selection;

/**
 * A table in two parts. Every row is in exactly one of them and the rows keep their order; the same
 * seed gives the same split.
 *
 * @param train the rows to learn from
 * @param test the rows held out
 */
public record Split(Table train, Table test) {

  /**
   * Holds out a fraction of the rows with the classes in proportion. In all, {@code fraction x
   * rows} rows, rounded, are held out; of each class that many of its rows, rounded down or up so
   * that the sum is right (largest remainder first, then the first class). A floating-point label
   * has no classes, unless {@link #stratified(Table, String, Target, double, long) told} otherwise:
   * the split is then plainly random.
   *
   * @param table at least one row
   * @param label name of the label column
   * @param testFraction of the rows, in (0, 1)
   * @param seed the same seed gives the same split
   * @return the rows to learn from and those held out
   * @throws IllegalArgumentException for an unknown label column, missing labels, a fraction
   *     outside (0, 1), or one that leaves a part empty
   */
  public static Split stratified(Table table, String label, double testFraction, long seed) {
    return stratified(table, label, Target.AUTO, testFraction, seed);
  }

  /**
   * As {@link #stratified(Table, String, double, long)}, for a mesh told what its label means.
   *
   * @param table at least one row
   * @param label name of the label column
   * @param target as in {@code Mesh.target}: {@link Target#CLASSES} keeps the distinct entries of
   *     any column in proportion, {@link Target#VALUE} splits plainly at random
   * @param testFraction of the rows, in (0, 1)
   * @param seed the same seed gives the same split
   * @return the rows to learn from and those held out
   * @throws IllegalArgumentException for an unknown label column, missing labels, a fraction
   *     outside (0, 1), or one that leaves a part empty
   */
  public static Split stratified(
      Table table, String label, Target target, double testFraction, long seed) {
    int[] classes = classOfRow(table, label, target);
    return of(table, stratifiedRows(classes, testFraction, "test", generator(seed)));
  }

  /**
   * Holds out a fraction of the rows at random.
   *
   * @param table at least one row
   * @param testFraction of the rows, in (0, 1)
   * @param seed the same seed gives the same split
   * @return the rows to learn from and those held out
   * @throws IllegalArgumentException for a table without rows, a fraction outside (0, 1), or one
   *     that leaves a part empty
   */
  public static Split random(Table table, double testFraction, long seed) {
    Columns.requireRows(table);
    int[] same = new int[table.rowCount()];
    return of(table, stratifiedRows(same, testFraction, "test", generator(seed)));
  }

  /**
   * Splits for k-fold cross-validation: every row is in the test part of exactly one. Test parts
   * differ by at most one row, in all and in each class. A floating-point label has no classes: the
   * folds are then plainly random.
   *
   * @param table at least two rows
   * @param label name of the label column
   * @param k number of folds, from 2 to the number of rows
   * @param seed the same seed gives the same folds
   * @return k splits, one for each fold held out
   * @throws IllegalArgumentException for an unknown label column, missing labels or k out of range
   */
  public static List<Split> folds(Table table, String label, int k, long seed) {
    return folds(table, label, Target.AUTO, k, seed);
  }

  /**
   * As {@link #folds(Table, String, int, long)}, for a mesh told what its label means.
   *
   * @param table at least two rows
   * @param label name of the label column
   * @param target as in {@link #stratified(Table, String, Target, double, long)}
   * @param k number of folds, from 2 to the number of rows
   * @param seed the same seed gives the same folds
   * @return k splits, one for each fold held out
   * @throws IllegalArgumentException for an unknown label column, missing labels or k out of range
   */
  public static List<Split> folds(Table table, String label, Target target, int k, long seed) {
    return folds(table, classOfRow(table, label, target), k, seed);
  }

  /**
   * Splits for k-fold cross-validation at random: every row is in the test part of exactly one, and
   * test parts differ by at most one row.
   *
   * @param table at least two rows
   * @param k number of folds, from 2 to the number of rows
   * @param seed the same seed gives the same folds
   * @return k splits, one for each fold held out
   * @throws IllegalArgumentException for k out of range
   */
  public static List<Split> folds(Table table, int k, long seed) {
    Columns.requireRows(table);
    return folds(table, new int[table.rowCount()], k, seed);
  }

  private static List<Split> folds(Table table, int[] classOfRow, int k, long seed) {
    int[] foldOfRow = foldOfRow(classOfRow, k, generator(seed));
    List<Split> folds = new ArrayList<>();
    for (int fold = 1; fold <= k; fold++) {
      folds.add(of(table, partition(foldOfRow, fold)));
    }
    return List.copyOf(folds);
  }

  /**
   * The rows of one of the splits that {@link #folds} makes, without making the others.
   *
   * @param classOfRow any number per class; all the same for plainly random folds
   * @param k number of folds, from 2 to the number of rows
   * @param fold the one whose rows are held out, from 1 to k
   * @param random in the same state for each fold
   * @return the train rows and the test rows, ascending
   * @throws IllegalArgumentException for k or fold out of range
   */
  public static int[][] foldRows(int[] classOfRow, int k, int fold, RandomGenerator random) {
    if (fold < 1 || fold > k) {
      throw new IllegalArgumentException("expected a fold from 1 to " + k + ", got " + fold);
    }
    return partition(foldOfRow(classOfRow, k, random), fold);
  }

  /** The fold, from 1, that holds each row out. */
  private static int[] foldOfRow(int[] classOfRow, int k, RandomGenerator random) {
    if (k < 2 || k > classOfRow.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected from 2 to %d folds (the number of rows), got %d",
              classOfRow.length,
              k));
    }
    int[] foldOfRow = new int[classOfRow.length];
    int dealt = 0;
    for (int[] rows : shuffledClasses(classOfRow, random)) {
      for (int row : rows) {
        foldOfRow[row] = 1 + dealt++ % k;
      }
    }
    return foldOfRow;
  }

  private static int[][] partition(int[] foldOfRow, int fold) {
    return partition(foldOfRow.length, row -> foldOfRow[row] == fold);
  }

  /**
   * As {@link #stratifiedRows(int[], double, String, RandomGenerator)}, held out to test.
   *
   * @param classOfRow any number per class; all the same for a plainly random split
   * @param fraction of the rows held out, in (0, 1)
   * @param random shuffles the rows of each class
   * @return the training rows and the rows held out, ascending
   * @throws IllegalArgumentException for a fraction outside (0, 1), or one that leaves a part empty
   */
  public static int[][] stratifiedRows(int[] classOfRow, double fraction, RandomGenerator random) {
    return stratifiedRows(classOfRow, fraction, "test", random);
  }

  /**
   * The rows of a stratified split, rounded as {@link #stratified} says.
   *
   * @param classOfRow any number per class; all the same for a plainly random split
   * @param fraction of the rows held out, in (0, 1)
   * @param part what the rows are held out for, for messages: "test" or "validation"
   * @param random shuffles the rows of each class
   * @return the training rows and the rows held out, ascending
   * @throws IllegalArgumentException for a fraction outside (0, 1), or one that leaves a part empty
   */
  public static int[][] stratifiedRows(
      int[] classOfRow, double fraction, String part, RandomGenerator random) {
    int rows = classOfRow.length;
    List<int[]> classes = shuffledClasses(classOfRow, random);
    int[] held = apportion(classes, heldRows(rows, fraction, part), fraction);
    boolean[] test = new boolean[rows];
    for (int c = 0; c < held.length; c++) {
      for (int i = 0; i < held[c]; i++) {
        test[classes.get(c)[i]] = true;
      }
    }
    return partition(rows, row -> test[row]);
  }

  private static int heldRows(int rows, double fraction, String part) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "expected a " + part + " fraction between 0 and 1 (both excluded), got " + fraction);
    }
    int held = (int) Math.round(fraction * rows);
    if (held == 0 || held == rows) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a %s fraction of %s of %d rows leaves no %s rows; choose another fraction or more rows",
              part,
              fraction,
              rows,
              held == 0 ? part : "training"));
    }
    return held;
  }

  /** Test rows of each class: the floor of its share, and one more by largest remainder. */
  private static int[] apportion(List<int[]> classes, int total, double fraction) {
    double[] share = classes.stream().mapToDouble(rows -> rows.length * fraction).toArray();
    int[] held = Arrays.stream(share).mapToInt(exact -> (int) exact).toArray();
    int open = total - Arrays.stream(held).sum();
    IntStream.range(0, held.length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> held[c] - share[c]))
        .limit(Math.max(0, open))
        .forEach(c -> held[c]++);
    return held;
  }

  /** The rows of each class, classes in ascending order, the rows of each shuffled. */
  private static List<int[]> shuffledClasses(int[] classOfRow, RandomGenerator random) {
    Map<Integer, Integer> sizes = new TreeMap<>();
    for (int c : classOfRow) {
      sizes.merge(c, 1, Integer::sum);
    }
    Map<Integer, int[]> rowsOf = new TreeMap<>();
    sizes.forEach((c, size) -> rowsOf.put(c, new int[size]));
    for (int row = classOfRow.length - 1; row >= 0; row--) { // from the end of each, counted down
      int c = classOfRow[row];
      Required.of(rowsOf.get(c), "the rows of a class")[sizes.merge(c, -1, Integer::sum)] = row;
    }
    List<int[]> classes = List.copyOf(rowsOf.values());
    classes.forEach(rows -> RowOrder.shuffle(rows, random));
    return classes;
  }

  /**
   * {@return the random numbers that a seed stands for in the splits of this class, from their
   * beginning}
   *
   * @param seed any number
   */
  public static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static int[][] partition(int rows, IntPredicate test) {
    return new int[][] {
      IntStream.range(0, rows).filter(test.negate()).toArray(),
      IntStream.range(0, rows).filter(test).toArray()
    };
  }

  private static int[] classOfRow(Table table, String label, Target target) {
    Required.of(target, "what the label means, for example Target.VALUE");
    Column<?> column = Columns.get(table, label, "the label column");
    Columns.requireSupported(List.of(column));
    Completeness.require(List.of(column), false);
    return target.meansValue(column)
        ? new int[table.rowCount()]
        : Labels.Classes.of(column).indices(column);
  }

  private static Split of(Table table, int[][] rows) {
    return new Split(table.where(Selection.with(rows[0])), table.where(Selection.with(rows[1])));
  }

  @Override
  public String toString() {
    return "Split: "
        + Plural.of(train.rowCount(), "training row")
        + ", "
        + Plural.of(test.rowCount(), "test row");
  }
}
