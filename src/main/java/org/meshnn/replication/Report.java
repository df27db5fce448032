package org.meshnn.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.meshnn.train.Interval;

/**
 * What the paper or a rerun of its code says, beside what was measured here. The same seeds give
 * the same text; only the provenance tells when and where.
 *
 * @param lines one a setting, in the order of the studies
 * @param provenance what to know to make it again, by name
 */
public record Report(List<Line> lines, Map<String, String> provenance) {
  private static final List<String> HEAD =
      List.of(
          "experiment",
          "setting",
          "paper or rerun",
          "ours, mean ± sd (best)",
          "95 % interval",
          "within?",
          "runs",
          "parameters");

  /** Copies. */
  public Report {
    lines = List.copyOf(lines);
    provenance = new TreeMap<>(provenance);
  }

  /**
   * One setting of one study.
   *
   * @param claim what to compare with; null for none
   * @param results of its seeds, in their order, at least two
   */
  public record Line(String study, String setting, Claim claim, List<Ledger.Result> results) {
    /** Copies. */
    public Line {
      results = List.copyOf(results);
    }

    /** The metric's mean, deviation and 95 % interval over the seeds. */
    public Interval interval() {
      return Interval.of(results.stream().mapToDouble(Ledger.Result::metric).toArray());
    }

    /** Whether the claimed figure lies in our interval. */
    public boolean within() {
      return claim != null
          && interval().low() <= claim.figure()
          && claim.figure() <= interval().high();
    }

    private List<String> cells() {
      Interval ours = interval();
      double best = results.stream().mapToDouble(Ledger.Result::metric).max().orElseThrow();
      return List.of(
          study,
          setting,
          claim == null ? "-" : claim.toString(),
          String.format(Locale.ROOT, "%.3f ± %.3f (%.3f)", ours.mean(), ours.deviation(), best),
          String.format(Locale.ROOT, "%.3f to %.3f", ours.low(), ours.high()),
          claim == null ? "-" : within() ? "yes" : claim.figure() > ours.high() ? "below" : "above",
          Integer.toString(results.size()),
          Integer.toString(results.get(0).edges()));
    }
  }

  /**
   * A figure to compare with.
   *
   * @param figure accuracy in [0, 1]
   * @param deviation its sample standard deviation; NaN where none was given
   * @param source where it comes from, in a few words
   */
  public record Claim(double figure, double deviation, String source) {
    @Override
    public String toString() {
      String spread =
          Double.isNaN(deviation) ? "" : String.format(Locale.ROOT, " ± %.3f", deviation);
      return String.format(Locale.ROOT, "%.3f%s, %s", figure, spread, source);
    }
  }

  /** The table and the provenance as Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder("# The paper's experiments, run again\n\n");
    text.append(row(HEAD)).append(row(HEAD.stream().map(h -> "---").toList()));
    lines.forEach(line -> text.append(row(line.cells())));
    text.append("\n*within?*: whether the figure of the paper or rerun lies in our interval; ");
    text.append("below and above say where ours lies.\n\n| provenance | |\n|---|---|\n");
    provenance.forEach((name, value) -> text.append(row(List.of(name, value))));
    return text.toString();
  }

  private static String row(List<String> cells) {
    List<String> escaped = new ArrayList<>();
    cells.forEach(cell -> escaped.add(cell.replace("|", "\\|")));
    return "| " + String.join(" | ", escaped) + " |\n";
  }
}
