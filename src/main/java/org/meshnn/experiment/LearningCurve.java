package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.meshnn.Mesh;
import org.meshnn.inspect.Inspection;
import org.meshnn.plot.Bands;
import org.meshnn.plot.Picture;
import org.meshnn.scores.Interval;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.text.TextTable;
import org.meshnn.train.Polling;
import org.meshnn.train.Training;
import org.meshnn.workers.Workers;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * Would more rows help? The score of a mesh on test rows, and on the rows that it was trained on,
 * against their number. With each seed a quarter of the rows is held out to test, classes in
 * proportion; the others are put in one order, in which classes keep their proportion, and the mesh
 * is trained on the first of them, on more, and at last on all. So the runs of a seed are tested on
 * the same rows, and the steps from one number of rows to the next are paired by seed.
 *
 * <pre>{@code
 * show(LearningCurve.of(mesh, table, "species", Training.defaults().epochs(60), 10));
 * }</pre>
 *
 * <p>The score is the accuracy of classes, the RMSE of a value, as in an {@link Experiment}. Its
 * mean over the seeds has a 95 % interval by Student's t, corrected for the rows that runs share
 * (Nadeau and Bengio 2003; see {@link Interval#corrected}): where a run scores q of n rows, another
 * scores each of them with probability q / n, so the runs are taken to be correlated by that, and
 * the overlap to be q / (n - q). That leaves out what runs share by being trained on the same rows.
 * Intervals are about other rows of the same kind.
 *
 * <p>A gap between both scores that more rows do not close asks for another mesh or less training;
 * a test score that still rises at the end, for more rows. Immutable.
 */
public final class LearningCurve implements Inspection {
  private static final TestRows.Fraction HELD = new TestRows.Fraction(0.25);
  private static final int MOST_SIZES = 6;
  private static final int FEWEST_ROWS = 5;
  private static final int MOST_RUNS = 1_000_000;

  /**
   * The scores at a number of rows.
   *
   * @param rows trained on, those that {@code validation(..)} holds out of them counted too
   * @param training accuracy in [0, 1] or RMSE in units of the label on the rows trained on: mean
   *     over the seeds, and its interval; NaN where no run gave one
   * @param test the same on the test rows
   */
  public record Point(int rows, Interval training, Interval test) {}

  private final String label;
  private final Score score;
  private final Trials trials;
  private final List<Point> points;

  private LearningCurve(String label, Score score, Trials trials, List<Point> points) {
    this.label = label;
    this.score = score;
    this.trials = trials;
    this.points = List.copyOf(points);
  }

  /**
   * {@return the curve, its runs made on all processors} It has up to six numbers of rows, each
   * half of the next, from at least 5 and one for each class up to all that are not held out; the
   * same bits whatever the number of processors. If the thread is interrupted, trainings in
   * progress stop, and the curve is of the runs that have ended; a run that fails is left out, and
   * told.
   *
   * @param mesh connected
   * @param table as for {@link Mesh#train(Table, String)}
   * @param label name of the label column
   * @param training how; its seed and threads are not used, as each run has its own seed and one
   *     thread; without listeners and checkpoints
   * @param seeds how many, from 1; the curve has seeds 1 to this number, and intervals from 2 on
   * @throws IllegalArgumentException if one is null, if no mesh can learn from the table, or for no
   *     seed or more than a million runs
   * @throws IllegalStateException if every run fails, the first failure; an
   *     IllegalArgumentException where that was one
   */
  public static LearningCurve of(
      Mesh mesh, Table table, String label, Training training, int seeds) {
    return of(mesh, table, label, training, seeds, new int[0]);
  }

  /**
   * As {@link #of(Mesh, Table, String, Training, int)}, at numbers of rows of one's own.
   *
   * @param mesh connected
   * @param table as for {@link Mesh#train(Table, String)}
   * @param label name of the label column
   * @param training how
   * @param seeds how many, from 1
   * @param rows numbers of rows to train on, ascending; none for up to six, each half of the next,
   *     from at least 5 and one for each class up to all that are not held out
   * @return the curve
   * @throws IllegalArgumentException if one is null, if no mesh can learn from the table, if the
   *     numbers of rows do not ascend from 1 or more to at most those that are not held out, or for
   *     more than a million runs
   * @throws IllegalStateException if every run fails, the first failure; an
   *     IllegalArgumentException where that was one
   */
  public static LearningCurve of(
      Mesh mesh, Table table, String label, Training training, int seeds, int[] rows) {
    return of(mesh, table, label, training, seeds, rows, Workers.threads());
  }

  /**
   * As {@link #of(Mesh, Table, String, Training, int, int[])}, its runs made elsewhere, to the same
   * bits.
   *
   * @param mesh connected
   * @param table as for {@link Mesh#train(Table, String)}
   * @param label name of the label column
   * @param training how
   * @param seeds how many, from 1
   * @param rows numbers of rows to train on, ascending; none for up to six
   * @param workers where the runs are made
   * @return the curve
   * @throws IllegalArgumentException as the other, or if the mesh, the training or the table cannot
   *     travel there
   * @throws IllegalStateException as the other, or if the runs cannot go on there
   */
  public static LearningCurve of(
      Mesh mesh,
      Table table,
      String label,
      Training training,
      int seeds,
      int[] rows,
      Workers workers) {
    Required.of(mesh, "a mesh, for example Mesh.of(18).connect(Wiring.dense())");
    Required.of(table, "a table; read one, for example Tables.read(\"iris.csv\").table()");
    Required.of(label, "the name of the label column, for example \"species\"");
    Required.of(rows, "numbers of rows, for example new int[] {50, 100, 200}; or leave them out");
    Required.of(workers, "where to make the runs, for example Workers.threads()");
    Experiment.alone(training);
    try (Polling open = new Polling()) {
      SeedTable learned = new SeedTable(table, label);
      int[] strata = learned.read(mesh).strata();
      int[][] parts = HELD.rows(strata, 1, OptionalInt.empty());
      int[] sizes = rows.length == 0 ? halves(parts[0].length, strata) : rows.clone();
      requireSizes(sizes, parts[0].length, seeds);
      Score score = Score.of(learned.read(mesh).classification());
      CurveRuns runs = new CurveRuns(mesh, learned, HELD, training, seeds, sizes, score);
      TestRows all = new TestRows.FirstRows(HELD, parts[0].length);
      Resampling resampling = new Resampling(seeds, all, false, all.overlap(parts));
      List<String> names = Arrays.stream(sizes).mapToObj(CurveRuns::name).toList();
      Trials trials = new Trials(names, resampling, score, runs.make(workers));
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < sizes.length; i++) {
        Interval trained = Interval.corrected(overlap(sizes[i], strata.length), runs.training(i));
        points.add(new Point(sizes[i], score.bounded(trained), trials.interval(names.get(i))));
      }
      return new LearningCurve(label, score, trials, points);
    }
  }

  /** Of runs that each score the rows they were trained on: those of one over the others. */
  private static double overlap(int trained, int rows) {
    return (double) trained / (rows - trained);
  }

  /** All, half of them, and so on; ascending. */
  private static int[] halves(int most, int[] strata) {
    long classes = Arrays.stream(strata).distinct().count();
    List<Integer> sizes = new ArrayList<>(List.of(most));
    for (int size = most / 2;
        sizes.size() < MOST_SIZES && size >= Math.max(FEWEST_ROWS, classes);
        size /= 2) {
      sizes.add(0, size);
    }
    return sizes.stream().mapToInt(size -> size).toArray();
  }

  private static void requireSizes(int[] sizes, int most, int seeds) {
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] <= (i == 0 ? 0 : sizes[i - 1]) || sizes[i] > most) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected numbers of rows that ascend from 1 or more to at most %,d, as a quarter"
                    + " of the rows is held out to test, got %s; leave them out for %s",
                most,
                Listing.of(Arrays.stream(sizes).boxed().toList()),
                "up to six, each half of the next"));
      }
    }
    if (seeds < 1 || (long) seeds * sizes.length > MOST_RUNS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least 1 seed and at most %,d runs, got %s for %s of rows; for example"
                  + " LearningCurve.of(mesh, table, \"species\", training, 10)",
              MOST_RUNS,
              Plural.grouped(seeds, "seed"),
              Plural.of(sizes.length, "number")));
    }
  }

  /** {@return the scores at each number of rows, ascending} */
  public List<Point> points() {
    return points;
  }

  /**
   * {@return all runs, as an experiment has them: a setting for each number of rows, named "14
   * rows"; their metric is that of the test rows}
   */
  public Trials trials() {
    return trials;
  }

  /**
   * {@return what the last step did to the test score: that with most rows minus that with the
   * number before, paired by seed; empty where there is one number of rows only}
   */
  public Optional<Comparison> lastStep() {
    int last = points.size() - 1;
    return last == 0
        ? Optional.empty()
        : Optional.of(
            trials.compare(
                CurveRuns.name(points.get(last).rows()),
                CurveRuns.name(points.get(last - 1).rows())));
  }

  /**
   * {@return a row per number of rows trained on: the mean score on these rows and the ends of its
   * 95 % interval, the same of the test rows, and the runs that the test score is the mean of}
   */
  @Override
  public Table table() {
    return Table.create(
        "learning curve of " + OneLine.name(label),
        IntColumn.create("rows", points.stream().mapToInt(Point::rows).toArray()),
        column("training " + score, point -> point.training().mean()),
        column("training low", point -> point.training().low()),
        column("training high", point -> point.training().high()),
        column("test " + score, point -> point.test().mean()),
        column("test low", point -> point.test().low()),
        column("test high", point -> point.test().high()),
        IntColumn.create("runs", points.stream().mapToInt(point -> point.test().n()).toArray()));
  }

  private DoubleColumn column(String name, ToDoubleFunction<Point> value) {
    return DoubleColumn.create(name, points.stream().mapToDouble(value).toArray());
  }

  /** {@return a picture: both scores by rows, each in the band of its intervals} */
  @Override
  public Picture plot() {
    Map<String, List<Interval>> lines = new LinkedHashMap<>();
    lines.put("rows trained on", points.stream().map(Point::training).toList());
    lines.put("test rows", points.stream().map(Point::test).toList());
    boolean banded = points.stream().anyMatch(point -> point.test().bounded());
    return Bands.draw(
        score + " for " + OneLine.of(OneLine.name(label), 40),
        "rows trained on" + (banded ? "; bands: 95 % intervals of the mean" : ""),
        points.stream().mapToDouble(Point::rows).toArray(),
        lines);
  }

  @Override
  public String toString() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("rows", "training " + score, "95 % interval", "test " + score, "95 % interval"));
    for (Point point : points) {
      rows.add(
          List.of(
              Integer.toString(point.rows()),
              number(point.training().mean()),
              ends(point.training()),
              number(point.test().mean()),
              ends(point.test())));
    }
    List<Boolean> right = IntStream.range(0, 5).mapToObj(column -> true).toList();
    return "Learning curve of "
        + Listing.quoted(label)
        + ": "
        + trials.headline()
        + "\n"
        + String.join("\n", TextTable.lines(rows, right, "  "))
        + lastStep().map(step -> "\n" + told(step)).orElse("");
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }

  private static String ends(Interval interval) {
    if (interval.alike()) {
      return "all alike";
    }
    return interval.bounded()
        ? String.format(Locale.ROOT, "%.4g to %.4g", interval.low(), interval.high())
        : "-";
  }

  /** What the last step did, and whether that is sure. */
  private String told(Comparison step) {
    Interval change = step.difference();
    String from = "from " + points.get(points.size() - 2).rows() + " to " + step.first();
    if (change.n() == 0) {
      return from + ": no seed with a score of both";
    }
    return String.format(
        Locale.ROOT,
        "%s test %s %s%s: %s",
        from,
        score,
        change.mean() == 0
            ? "stayed the same"
            : String.format(
                Locale.ROOT,
                "%s by %.4g",
                change.mean() < 0 ? "fell" : "rose",
                Math.abs(change.mean())),
        change.bounded()
            ? String.format(
                Locale.ROOT,
                ", 95 %% interval [%.4g, %.4g] paired by seed",
                change.low(),
                change.high())
            : "",
        verdict(change));
  }

  private String verdict(Interval change) {
    if (!change.bounded()) {
      return "one seed does not tell whether more rows help";
    }
    if (change.alike()) {
      return "the same with every seed, which does not tell how it is with others";
    }
    if (change.low() <= 0 && change.high() >= 0) {
      return "these seeds do not tell whether more rows help";
    }
    return score.cost(change.mean()) < 0 ? "more rows still helped" : "more rows did harm";
  }
}
