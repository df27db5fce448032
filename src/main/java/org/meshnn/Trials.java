package org.meshnn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.meshnn.plot.Picture;
import org.meshnn.plot.StripPlot;
import org.meshnn.train.Ending;
import org.meshnn.train.Interval;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The finished runs of an {@link Experiment}. Immutable; a notebook shows summary and picture. */
public final class Trials {
  private final Map<String, List<Trial>> bySetting = new LinkedHashMap<>();
  private final int seeds;
  private final int folds;
  private final boolean classes;

  /**
   * @param settings all names, in order
   * @param seeds planned
   * @param folds with each seed; 0 where rows were not held out in folds
   * @param classes whether the label means classes, not values
   * @param finished in any order that keeps the seeds and folds of a setting in theirs
   */
  Trials(List<String> settings, int seeds, int folds, boolean classes, List<Trial> finished) {
    this.seeds = seeds;
    this.folds = folds;
    this.classes = classes;
    for (String name : settings) {
      bySetting.put(name, finished.stream().filter(t -> t.setting().equals(name)).toList());
    }
  }

  /** The finished runs: setting by setting, each in the order of the seeds and folds. */
  public List<Trial> all() {
    return stream().toList();
  }

  private int planned() {
    return bySetting.size() * seeds * Math.max(1, folds);
  }

  private Stream<Trial> stream() {
    return bySetting.values().stream().flatMap(List::stream);
  }

  /** Whether the experiment was interrupted before all of its runs were finished. */
  public boolean interrupted() {
    return stream().count() < planned();
  }

  /**
   * A row per setting: finished runs; mean, standard deviation, 95 % interval of the mean
   * (Student's t; corrected for shared training rows where there are folds) and best of the test
   * metric, accuracy in [0, 1] or RMSE in units of the label; mean number of edges, that is of
   * weights. Deviation and interval are missing below two runs. A column counts diverged runs, if
   * there are any: they are measured with their best weights like the others.
   */
  public Table summary() {
    List<Interval> intervals = bySetting.keySet().stream().map(this::interval).toList();
    Table table =
        Table.create(
            "test " + metric(),
            StringColumn.create("setting", bySetting.keySet()),
            IntColumn.create("runs", intervals.stream().mapToInt(Interval::n).toArray()),
            column("mean", intervals.stream().mapToDouble(Interval::mean)),
            column("sd", intervals.stream().mapToDouble(Interval::deviation)),
            column("95 % low", intervals.stream().mapToDouble(Interval::low)),
            column("95 % high", intervals.stream().mapToDouble(Interval::high)),
            column("best", bySetting.values().stream().mapToDouble(this::best)),
            column("edges", bySetting.values().stream().mapToDouble(Trials::edges)));
    if (stream().anyMatch(Trials::diverged)) {
      table.addColumns(
          IntColumn.create(
              "diverged",
              bySetting.values().stream()
                  .mapToInt(runs -> (int) runs.stream().filter(Trials::diverged).count())
                  .toArray()));
    }
    return table;
  }

  /** A row per finished run, in the order of {@link #all()}. */
  public Table runs() {
    List<Trial> all = all();
    Table table =
        Table.create(
            "runs",
            StringColumn.create("setting", all.stream().map(Trial::setting)),
            LongColumn.create("seed", all.stream().mapToLong(Trial::seed).toArray()),
            column("test " + metric(), all.stream().mapToDouble(Trial::metric)),
            column("test loss", all.stream().mapToDouble(Trial::loss)),
            IntColumn.create("edges", all.stream().mapToInt(Trial::edges).toArray()),
            IntColumn.create("epochs", all.stream().mapToInt(Trial::epochs).toArray()),
            StringColumn.create("ending", all.stream().map(t -> t.ending().toString())));
    return folds == 0
        ? table
        : table.insertColumn(
            2, IntColumn.create("fold", all.stream().mapToInt(Trial::fold).toArray()));
  }

  private static DoubleColumn column(String name, DoubleStream values) {
    return DoubleColumn.create(name, values.toArray());
  }

  /**
   * Mean, deviation and 95 % interval of a setting's test metric.
   *
   * @throws IllegalArgumentException for an unknown setting
   */
  public Interval interval(String setting) {
    return Interval.corrected(overlap(), metrics(setting));
  }

  /** Test rows over training rows of a fold; 0 where there are none. */
  private double overlap() {
    return folds == 0 ? 0 : 1.0 / (folds - 1);
  }

  /** The test metric of each finished run of a setting, in the order of the seeds. */
  private double[] metrics(String setting) {
    return of(setting).stream().mapToDouble(Trial::metric).toArray();
  }

  private List<Trial> of(String setting) {
    List<Trial> runs = bySetting.get(setting);
    if (runs == null) {
      throw new IllegalArgumentException(
          "expected one of the settings " + bySetting.keySet() + ", got '" + setting + "'");
    }
    return runs;
  }

  /**
   * Compares two settings, paired by seed and fold.
   *
   * @throws IllegalArgumentException for an unknown setting
   */
  public Comparison compare(String first, String second) {
    List<Trial> others = of(second);
    List<double[]> pairs = new ArrayList<>();
    for (Trial one : of(first)) {
      others.stream()
          .filter(other -> other.seed() == one.seed() && other.fold() == one.fold())
          .forEach(other -> pairs.add(new double[] {one.metric(), other.metric()}));
    }
    return Comparison.of(
        first,
        second,
        metric(),
        overlap(),
        pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
        pairs.stream().mapToDouble(pair -> pair[1]).toArray());
  }

  /** A picture: each run a mark, and below them mean and 95 % interval, setting by setting. */
  public Picture plot() {
    return StripPlot.draw(
        List.copyOf(bySetting.keySet()),
        bySetting.keySet().stream().map(this::metrics).toList(),
        bySetting.keySet().stream().map(this::interval).toList(),
        "test " + metric());
  }

  private String metric() {
    return classes ? "accuracy" : "RMSE";
  }

  private double best(List<Trial> runs) {
    DoubleStream metrics = runs.stream().mapToDouble(Trial::metric);
    return (classes ? metrics.max() : metrics.min()).orElse(Double.NaN);
  }

  private static double edges(List<Trial> runs) {
    return runs.stream().mapToInt(Trial::edges).average().orElse(Double.NaN);
  }

  private static boolean diverged(Trial trial) {
    return trial.ending() == Ending.DIVERGED;
  }

  /** How many runs were finished, and what to know about them, in one line. */
  public String headline() {
    long finished = stream().count();
    long diverged = stream().filter(Trials::diverged).count();
    List<String> parts = new ArrayList<>();
    parts.add(finished + " of " + planned() + (planned() == 1 ? " run" : " runs") + " finished");
    if (interrupted()) {
      parts.set(0, parts.get(0) + ": interrupted");
    }
    if (diverged > 0) {
      parts.add(diverged + " diverged, measured with their best weights");
    }
    if (folds > 0) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%d folds x %d %s, intervals corrected for the training rows they share",
              folds,
              seeds,
              seeds == 1 ? "seed" : "seeds"));
    }
    if (bySetting.values().stream().anyMatch(runs -> runs.size() == 1)) {
      parts.add("no interval from one run, take more seeds");
    }
    return String.join("; ", parts);
  }

  @Override
  public String toString() {
    int longest = bySetting.keySet().stream().mapToInt(String::length).max().orElse(0);
    String start = "%n%-" + Math.max(longest, "setting".length()) + "s %5s";
    StringBuilder text = new StringBuilder(headline()).append("; test ").append(metric());
    text.append(String.format(start, "setting", "runs"));
    for (String name : List.of("mean", "sd", "95 % low", "95 % high", "best", "edges")) {
      text.append(String.format("%11s", name));
    }
    bySetting.forEach(
        (name, runs) -> {
          Interval i = interval(name);
          text.append(String.format(start, name, i.n()));
          for (double value :
              new double[] {i.mean(), i.deviation(), i.low(), i.high(), best(runs), edges(runs)}) {
            text.append(
                Double.isNaN(value)
                    ? String.format("%11s", "-")
                    : String.format(Locale.ROOT, "%11.4g", value));
          }
        });
    return text.toString();
  }
}
