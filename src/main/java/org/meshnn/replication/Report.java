package org.meshnn.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshnn.scores.Holm;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;
import org.meshnn.text.Listing;
import org.meshnn.text.Sha256;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What the paper or a rerun of its code says, beside what was measured here. The same runs give the
 * same text.
 *
 * @param lines one a setting, in the order of the studies
 * @param differences one a pair of settings
 */
public record Report(List<Line> lines, List<Difference> differences) {
  private static final List<String> LINES =
      List.of(
          "experiment",
          "setting",
          "paper or rerun",
          "ours, mean ± sd (largest)",
          "95 % interval",
          "within?",
          "runs",
          "epochs",
          "parameters");
  private static final List<String> DIFFERENCES =
      List.of(
          "experiment",
          "difference",
          "mean",
          "95 % interval",
          "p, paired t-test",
          "p, Holm",
          "pairs");

  /** Of finished runs. */
  static Report of(List<Study> studies, Ledger ledger) {
    List<Line> lines = new ArrayList<>();
    List<Difference> differences = new ArrayList<>();
    for (Study study : studies) {
      for (Setting setting : study.settings()) {
        List<Result> results = setting.keys(study.seeds()).stream().map(ledger::get).toList();
        lines.add(new Line(study, setting.name(), setting.epochs(), setting.claim(), results));
      }
      for (Study.Pair pair : study.pairs()) {
        PairedT test =
            PairedT.corrected(
                study.overlap(),
                metrics(lines, study, pair.first()),
                metrics(lines, study, pair.second()));
        differences.add(new Difference(study, pair, study.metric().bounded(test)));
      }
    }
    return new Report(List.copyOf(lines), List.copyOf(differences));
  }

  private static double[] metrics(List<Line> lines, Study study, String setting) {
    return lines.stream()
        .filter(line -> line.study() == study && line.setting().equals(setting))
        .findFirst()
        .orElseThrow()
        .metrics();
  }

  /**
   * One setting of one study.
   *
   * @param study that it is of
   * @param setting its name in the study
   * @param epochs planned for each run; 0 where nothing is trained
   * @param claim what to compare with; null for nothing
   * @param results of its seeds, in their order
   */
  public record Line(
      Study study, String setting, int epochs, @Nullable Claim claim, List<Result> results) {

    /** {@return the metric of each seed} */
    public double[] metrics() {
      return results.stream().mapToDouble(Result::metric).toArray();
    }

    /**
     * {@return the metric's mean, deviation and 95 % interval, corrected for training rows that
     * runs share and clipped to where a mean can lie}
     */
    public Interval interval() {
      return study.metric().bounded(Interval.corrected(study.overlap(), metrics()));
    }

    /** Whether claim and runs agree: see {@link Claim#within}; "-" without a claim. */
    String within() {
      return claim == null ? "-" : claim.within(interval());
    }

    private String runs() {
      long diverged = results.stream().filter(r -> r.ending().equals("diverged")).count();
      return results.size() + (diverged == 0 ? "" : " (" + diverged + " diverged)");
    }

    private List<String> cells() {
      Interval ours = interval();
      double largest = results.stream().mapToDouble(Result::metric).max().orElseThrow();
      String f = study.metric().format();
      return List.of(
          study.name(),
          setting,
          claim == null ? "-" : claim.toString(),
          formatted(f + " ± " + f + " (" + f + ")", ours.mean(), ours.deviation(), largest),
          formatted(f + " to " + f, ours.low(), ours.high()) + (ours.clipped() ? " (clipped)" : ""),
          within(),
          runs(),
          epochs == 0 ? "-" : Integer.toString(epochs),
          formatted("%.0f", results.stream().mapToInt(Result::parameters).average().orElseThrow()));
    }
  }

  /**
   * A pair of settings compared over the seeds.
   *
   * @param study that both are of
   * @param pair the names of the settings
   * @param test of the metrics, those of first minus those of second
   */
  public record Difference(Study study, Study.Pair pair, PairedT test) {
    private List<String> cells(double adjusted) {
      Interval mean = test.difference();
      return List.of(
          study.name(),
          pair.first() + " minus " + pair.second(),
          formatted("%+.4f", mean.mean()),
          formatted("%+.4f to %+.4f", mean.low(), mean.high()),
          formatted("%.1e", test.p()),
          formatted("%.1e", adjusted),
          Integer.toString(mean.n()));
    }
  }

  private static String formatted(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /**
   * {@return the line of a setting}
   *
   * @param study its name
   * @param setting its name in the study
   * @throws IllegalArgumentException if there is none
   */
  public Line line(String study, String setting) {
    return lines.stream()
        .filter(line -> line.study().name().equals(study) && line.setting().equals(setting))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a study and a setting of the report, got "
                        + Listing.quoted(study)
                        + " and "
                        + Listing.quoted(setting)
                        + "; there are "
                        + Listing.ofParts(
                            lines.stream()
                                .map(
                                    l ->
                                        Listing.quoted(l.study().name())
                                            + " with "
                                            + Listing.quoted(l.setting()))
                                .toList())));
  }

  /**
   * {@return the lines and differences of one part}
   *
   * @param part as its studies have it
   */
  public Report only(String part) {
    return new Report(
        lines.stream().filter(line -> line.study().part().equals(part)).toList(),
        differences.stream().filter(d -> d.study().part().equals(part)).toList());
  }

  /**
   * {@return the lines of some studies as a table of text, a row a setting}
   *
   * @param studies their names; of all where none is named
   */
  public Table table(String... studies) {
    return table(
        "the paper's experiments, run again",
        LINES,
        lines.stream().filter(line -> in(line.study(), studies)).map(Line::cells));
  }

  /**
   * {@return the differences of some studies as a table of text, a row a pair}
   *
   * @param studies their names; of all where none is named
   */
  public Table differenceTable(String... studies) {
    return table(
        "differences",
        DIFFERENCES,
        differences.stream().filter(d -> in(d.study(), studies)).map(this::cells));
  }

  private List<String> cells(Difference difference) {
    return difference.cells(adjusted(difference));
  }

  /** The p of a difference, adjusted by {@link Holm} for all those of its part. */
  double adjusted(Difference difference) {
    List<Difference> part =
        differences.stream()
            .filter(d -> d.study().part().equals(difference.study().part()))
            .toList();
    double[] p = part.stream().mapToDouble(d -> d.test().p()).toArray();
    return Holm.adjusted(p)[part.indexOf(difference)];
  }

  private static boolean in(Study study, String... names) {
    return names.length == 0 || List.of(names).contains(study.name());
  }

  private static Table table(String title, List<String> head, Stream<List<String>> rows) {
    Table table = Table.create(title);
    head.forEach(name -> table.addColumns(StringColumn.create(name)));
    rows.forEach(
        cells -> {
          for (int k = 0; k < cells.size(); k++) {
            table.stringColumn(k).append(cells.get(k));
          }
        });
    return table;
  }

  /** {@return the figures as Markdown: a table for each part} */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    List<String> parts = lines.stream().map(line -> line.study().part()).distinct().toList();
    for (String part : parts) {
      Study.Metric metric =
          lines.stream()
              .filter(l -> l.study().part().equals(part))
              .findFirst()
              .orElseThrow()
              .study()
              .metric();
      text.append("## ").append(part).append("\n\n*").append(metric).append("*\n\n");
      text.append(
          markdown(
              LINES,
              lines.stream().filter(l -> l.study().part().equals(part)).map(Line::cells).toList()));
      List<List<String>> compared =
          differences.stream().filter(d -> d.study().part().equals(part)).map(this::cells).toList();
      if (!compared.isEmpty()) {
        text.append("\n").append(markdown(DIFFERENCES, compared));
      }
      text.append("\n");
    }
    return text.toString();
  }

  /** {@return the sha256 of all results to their last bit: the same for the same runs} */
  public String sha256() {
    StringBuilder all = new StringBuilder();
    for (Line line : lines) {
      for (Result result : line.results()) {
        all.append(line.study().name()).append('\t').append(line.setting());
        all.append('\t').append(Double.toHexString(result.metric()));
        all.append('\t').append(Double.toHexString(result.loss()));
        all.append('\t').append(result.parameters()).append('\t').append(result.ending());
        all.append('\n');
      }
    }
    return Sha256.of(all.toString());
  }

  /**
   * {@return a table of two columns as Markdown}
   *
   * @param head of the first column; the second has none
   * @param values of the second column, by those of the first
   */
  public static String markdown(String head, Map<String, String> values) {
    List<List<String>> cells = new ArrayList<>();
    values.forEach((name, value) -> cells.add(List.of(name, value)));
    return markdown(List.of(head, ""), cells);
  }

  /**
   * {@return a table as Markdown}
   *
   * @param head a title for each column
   * @param rows their cells
   */
  public static String markdown(List<String> head, List<List<String>> rows) {
    StringBuilder text = new StringBuilder(row(head));
    text.append(row(head.stream().map(h -> "---").toList()));
    rows.forEach(cells -> text.append(row(cells)));
    return text.toString();
  }

  private static String row(List<String> cells) {
    List<String> escaped = new ArrayList<>();
    cells.forEach(cell -> escaped.add(cell.replace("|", "\\|")));
    return "| " + String.join(" | ", escaped) + " |\n";
  }
}
