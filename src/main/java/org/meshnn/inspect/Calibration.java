package org.meshnn.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.meshnn.TrainedMesh;
import org.meshnn.plot.Picture;
import org.meshnn.plot.UnitSquare;
import org.meshnn.plot.UnitSquare.Curve;
import org.meshnn.plot.UnitSquare.Guide;
import org.meshnn.scores.Interval;
import org.meshnn.text.Plural;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * Whether probabilities are what they say: of rows with a probability near 0.8, eight of ten should
 * be of the class. The rows are put into bins of equal width by their probability; each bin has its
 * mean probability and how often the class was there, the reliability curve. Of two classes it is
 * about the second; of several about the most probable class of each row, and how often that is
 * right (Guo, Pleiss, Sun, Weinberger, On calibration of modern neural networks, ICML 2017). What
 * is off, {@link Temperature} can correct. Immutable.
 */
public final class Calibration implements Inspection {
  private static final int BINS = 10;
  private static final int MOST_BINS = 1_000;

  /**
   * Rows whose probability is in (from, to]; 0 itself is in the first bin.
   *
   * @param from lower end of the bin
   * @param to its upper end
   * @param mean probability of its rows
   * @param frequency share of its rows that are of the class, and its 95 % interval by Wilson,
   *     which takes the rows for independent of each other and of the training
   */
  public record Bin(double from, double to, double mean, Interval frequency) {
    /** {@return the number of its rows, at least 1} */
    public int rows() {
      return frequency.n();
    }

    private double gap() {
      return Math.abs(frequency.mean() - mean);
    }
  }

  private final OneClass rows;
  private final int count;
  private final List<Bin> bins;

  private Calibration(OneClass rows, int count) {
    this.rows = rows;
    this.count = count;
    bins = bins(rows, count);
  }

  /**
   * {@return the calibration of a model}
   *
   * @param model that tells classes
   * @param table with all feature columns and the label column; rows that the mesh did not learn
   *     from
   * @throws IllegalArgumentException if the model tells no classes, or the table does not fit it
   */
  public static Calibration of(TrainedMesh model, Table table) {
    return of(ClassRows.of(model, table));
  }

  /**
   * {@return the calibration of the probability of one class}
   *
   * @param model that tells classes
   * @param table with all feature columns and the label column; rows that the mesh did not learn
   *     from
   * @param positive name of the class
   * @throws IllegalArgumentException if there is no such class, or the table does not fit the model
   */
  public static Calibration of(TrainedMesh model, Table table, String positive) {
    return new Calibration(ClassRows.of(model, table).against(positive), BINS);
  }

  /**
   * {@return the calibration of any probabilities}
   *
   * @param positive whether each row is of the class
   * @param probabilities that it is, of each row, in the same order, in [0, 1]
   * @throws IllegalArgumentException if there is no row, not one probability for each, or one is
   *     not in [0, 1]
   */
  public static Calibration of(boolean[] positive, double[] probabilities) {
    return new Calibration(OneClass.of(positive, probabilities).requireProbabilities(), BINS);
  }

  static Calibration of(ClassRows rows) {
    return new Calibration(
        rows.classes().size() == 2 ? rows.against(1) : rows.mostProbable(), BINS);
  }

  /**
   * {@return the same in other bins}
   *
   * @param number of bins, from 1 to 1,000; 10 unless asked for
   * @throws IllegalArgumentException if it is not
   */
  public Calibration bins(int number) {
    if (number < 1 || number > MOST_BINS) {
      throw new IllegalArgumentException(
          "expected from 1 to " + MOST_BINS + " bins, got " + number);
    }
    return new Calibration(rows, number);
  }

  private static List<Bin> bins(OneClass rows, int count) {
    double[] edges = new double[count - 1]; // between bins
    Arrays.setAll(edges, i -> (i + 1) * (1.0 / count));
    double[] sum = new double[count];
    int[] there = new int[count];
    int[] found = new int[count];
    for (int i = 0; i < rows.scores().length; i++) {
      int at = Arrays.binarySearch(edges, rows.scores()[i]);
      int bin = at < 0 ? -at - 1 : at;
      sum[bin] += rows.scores()[i];
      there[bin]++;
      found[bin] += rows.positive()[i] ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      if (there[b] > 0) {
        bins.add(
            new Bin(
                b == 0 ? 0 : edges[b - 1],
                b == count - 1 ? 1 : edges[b],
                sum[b] / there[b],
                Interval.ofShare(found[b], there[b])));
      }
    }
    return List.copyOf(bins);
  }

  /** {@return the bins that have rows, ascending} */
  public List<Bin> bins() {
    return bins;
  }

  /**
   * {@return the expected calibration error: the mean over the rows of {@code |frequency - mean
   * probability|} of the row's bin, in [0, 1]} Even of probabilities that are right it is above 0,
   * the more so the fewer rows a bin has.
   */
  public double error() {
    return bins.stream().mapToDouble(bin -> bin.rows() * bin.gap()).sum() / rows.scores().length;
  }

  /** {@return the largest {@code |frequency - mean probability|} of a bin, in [0, 1]} */
  public double largestError() {
    return bins.stream().mapToDouble(Bin::gap).max().orElseThrow();
  }

  /**
   * {@return a row per bin that has rows: its ends, number of rows, mean probability, how often the
   * class was there and the 95 % interval of that}
   */
  @Override
  public Table table() {
    return Table.create(
        "calibration of " + OneClass.shown(rows.name()),
        column("from", Bin::from),
        column("to", Bin::to),
        IntColumn.create("rows", bins.stream().mapToInt(Bin::rows)),
        column("mean probability", Bin::mean),
        column("frequency", bin -> bin.frequency().mean()),
        column("95 % low", bin -> bin.frequency().low()),
        column("95 % high", bin -> bin.frequency().high()));
  }

  private DoubleColumn column(String name, ToDoubleFunction<Bin> value) {
    return DoubleColumn.create(name, numbers(value));
  }

  private double[] numbers(ToDoubleFunction<Bin> value) {
    return bins.stream().mapToDouble(value).toArray();
  }

  /**
   * {@return a picture: frequency over probability with the intervals, the diagonal where both are
   * equal, and as bars which share of the rows each bin has}
   */
  @Override
  public Picture plot() {
    double[] bars = new double[count];
    for (Bin bin : bins) {
      bars[(int) Math.rint(bin.from() * count)] = (double) bin.rows() / rows.scores().length;
    }
    return UnitSquare.draw(
        String.format(Locale.ROOT, "Calibration, expected error %.4g", error()),
        "mean probability",
        "frequency",
        List.of(
            new Curve(
                OneClass.shown(rows.name()),
                numbers(Bin::mean),
                numbers(bin -> bin.frequency().mean()),
                numbers(bin -> bin.frequency().low()),
                numbers(bin -> bin.frequency().high()))),
        new Guide("calibrated", 0, 0, 1, 1),
        bars);
  }

  @Override
  public String toString() {
    long off =
        bins.stream()
            .filter(b -> b.mean() < b.frequency().low() || b.mean() > b.frequency().high())
            .count();
    return String.format(
        Locale.ROOT,
        "Calibration of %s on %s: expected error %.4g, largest %.4g; in %d of %s the mean"
            + " probability is outside the 95 %% interval of the frequency",
        OneClass.shown(rows.name()),
        Plural.of(rows.scores().length, "row"),
        error(),
        largestError(),
        off,
        Plural.of(bins.size(), "bin"));
  }
}
