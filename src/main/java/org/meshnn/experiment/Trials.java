package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.meshnn.plot.Picture;
import org.meshnn.plot.StripPlot;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The runs of an {@link Experiment}. Immutable; a notebook shows table and picture. */
public final class Trials {
  private final Map<String, Runs> bySetting = new LinkedHashMap<>();
  private final Map<String, Interval> intervals = new LinkedHashMap<>();
  private final Resampling resampling;
  private final Score score;

  /**
   * @param settings all names, in order
   * @param outcomes of the runs that have ended, in any order that keeps the seeds and folds of a
   *     setting in theirs
   */
  Trials(List<String> settings, Resampling resampling, Score score, List<Outcome> outcomes) {
    this.resampling = resampling;
    this.score = score;
    for (String name : settings) {
      Predicate<Outcome> own = outcome -> outcome.setting().equals(name);
      Runs runs = new Runs(outcomes.stream().filter(own).toList());
      bySetting.put(name, runs);
      intervals.put(name, score.bounded(resampling.interval(runs.measured())));
    }
  }

  /** {@return the finished runs: setting by setting, each in the order of the seeds and folds} */
  public List<Trial> all() {
    return settings().flatMap(runs -> runs.finished().stream()).toList();
  }

  /** {@return the runs that failed, in the same order} */
  public List<Failure> failures() {
    return settings().flatMap(runs -> runs.failed().stream()).toList();
  }

  private Stream<Runs> settings() {
    return bySetting.values().stream();
  }

  private int count(ToIntFunction<Runs> runs) {
    return settings().mapToInt(runs).sum();
  }

  private int planned() {
    return bySetting.size() * resampling.runs();
  }

  /** {@return whether the experiment was interrupted before all of its runs had ended} */
  public boolean interrupted() {
    return count(runs -> runs.all().size()) < planned();
  }

  /**
   * {@return a row per setting: finished runs; mean, standard deviation, 95 % interval of the mean
   * and best of the test metric, accuracy in [0, 1] or RMSE in units of the label; mean number of
   * edges, that is of weights} Deviation and interval are missing below two runs.
   *
   * <p>The interval is Student's t, and where runs draw training and test rows from one table, by
   * fraction or by fold, corrected for the training rows that they share (Nadeau and Bengio 2003):
   * it is about other rows of the same kind. The headline tells which. No interval leaves [0, 1],
   * that of an error 0 to infinity: see {@link Interval#within}.
   *
   * <p>Further columns count, if there are any: failed runs; diverged ones, which are measured with
   * their best weights like the others; finished ones without a finite metric, which mean,
   * deviation, interval and best leave out.
   */
  public Table table() {
    Table table =
        Table.create(
            "test " + score,
            StringColumn.create("setting", bySetting.keySet()),
            counted("runs", runs -> runs.finished().size()),
            column("mean", intervals.values(), Interval::mean),
            column("sd", intervals.values(), Interval::deviation),
            column("95 % low", intervals.values(), Interval::low),
            column("95 % high", intervals.values(), Interval::high),
            column("best", bySetting.values(), this::best),
            column("edges", bySetting.values(), Runs::edges));
    Stream.of(
            counted("failed", runs -> runs.failed().size()),
            counted("diverged", Runs::diverged),
            counted("no finite " + score, Runs::unmeasured))
        .filter(column -> column.sum() > 0)
        .forEach(table::addColumns);
    return table;
  }

  private IntColumn counted(String name, ToIntFunction<Runs> count) {
    return IntColumn.create(name, settings().mapToInt(count).toArray());
  }

  private static <T> DoubleColumn column(String name, Collection<T> of, ToDoubleFunction<T> value) {
    return DoubleColumn.create(name, of.stream().mapToDouble(value).toArray());
  }

  /**
   * {@return a row per run that has ended, setting by setting, each in the order of the seeds and
   * folds} One that failed has no figures, its ending is "failed", and a column "reason" says why.
   */
  public Table runs() {
    List<Outcome> all = settings().flatMap(runs -> runs.all().stream()).toList();
    return RunTable.of(all, score, resampling.inFolds());
  }

  /**
   * {@return mean, deviation and 95 % interval of a setting's test metric, as {@link #table} has
   * them} Where each seed has a table of its own and deals it into folds, those of the mean over
   * the folds of a seed.
   *
   * @param setting its name
   * @throws IllegalArgumentException for an unknown setting
   */
  public Interval interval(String setting) {
    return known(setting, intervals);
  }

  private <T> T known(String setting, Map<String, T> of) {
    T found = of.get(setting);
    if (found == null) {
      throw new IllegalArgumentException(
          "expected one of the settings "
              + Listing.of(bySetting.keySet())
              + ", got "
              + Listing.quoted(setting));
    }
    return found;
  }

  /**
   * Compares two settings, paired by seed and fold: the pairs of which both runs finished with a
   * finite metric.
   *
   * @param first name of a setting
   * @param second name of another
   * @return the difference, first minus second
   * @throws IllegalArgumentException for an unknown setting
   */
  public Comparison compare(String first, String second) {
    Runs a = known(first, bySetting);
    Runs b = known(second, bySetting);
    List<Trial> ofFirst = a.pairedWith(b);
    List<Trial> ofSecond = b.pairedWith(a);
    PairedT test =
        PairedT.corrected(
            resampling.overlap(), resampling.sample(ofFirst), resampling.sample(ofSecond));
    return new Comparison(
        first,
        second,
        score.toString(),
        resampling.pairedBy(),
        resampling.overlap(),
        score.bounded(test).difference(),
        test.p(),
        resampling.runs(),
        resampling.runs() - ofFirst.size());
  }

  /**
   * {@return a picture: each run a mark, and below them mean and 95 % interval, setting by setting}
   */
  public Picture plot() {
    return StripPlot.draw(
        List.copyOf(bySetting.keySet()),
        settings()
            .map(runs -> runs.finished().stream().mapToDouble(Trial::metric).toArray())
            .toList(),
        List.copyOf(intervals.values()),
        "test " + score);
  }

  private double best(Runs runs) {
    return score.best(runs.measured().stream().mapToDouble(Trial::metric));
  }

  /**
   * {@return how many runs finished, and what to know about them and their intervals, in one line}
   */
  public String headline() {
    int planned = planned();
    List<String> parts = new ArrayList<>();
    parts.add(
        all().size()
            + " of "
            + Plural.of(planned, "run")
            + " finished"
            + (interrupted() ? ": interrupted" : ""));
    List<Failure> failures = failures();
    if (!failures.isEmpty()) {
      parts.add(failures.size() + " failed, the first: " + failures.get(0));
    }
    note(parts, count(Runs::diverged), " diverged, measured with their best weights");
    note(
        parts, count(Runs::unmeasured), " without a finite " + score + ", left out of the figures");
    if (intervals.values().stream().anyMatch(Interval::bounded)) {
      parts.add(resampling.basis());
    }
    if (intervals.values().stream().anyMatch(Interval::clipped)) {
      parts.add("clipped to " + score.range());
    }
    List<String> alike =
        intervals.keySet().stream().filter(name -> interval(name).alike()).toList();
    if (!alike.isEmpty()) {
      parts.add("all runs alike with " + Listing.of(alike) + ": no spread to infer from");
    }
    if (intervals.values().stream().anyMatch(interval -> interval.n() == 1)) {
      parts.add("no interval from one " + resampling.unit() + ", take more seeds");
    }
    return String.join("; ", parts);
  }

  private static void note(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + what);
    }
  }

  @Override
  public String toString() {
    return headline() + "; test " + score + "\n" + String.join("\n", SummaryText.lines(table()));
  }
}
