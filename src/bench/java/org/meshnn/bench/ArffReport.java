package org.meshnn.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.meshnn.scores.Interval;

/**
 * The report of {@link ArffStudy} as Markdown.
 *
 * @param sets the tables
 * @param results the scores
 * @param chosen a line for each search: table, seed, and the values chosen
 * @param ourTimes the version of Java, then a model and its seconds on each line
 * @param theirTimes the version of scikit-learn, and the same
 */
record ArffReport(
    List<ArffSet> sets,
    ArffResults results,
    List<String> chosen,
    List<String> ourTimes,
    List<String> theirTimes) {
  private static final List<String> SETTINGS =
      List.of("hidden", "density", "ticks", "rate", "decay", "dropout");

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Meshes beside scikit-learn on five tables of Weka

        Printed by `org.meshnn.bench.ArffStudy`; how it is run, what is done, and where the files
        are to be had, says [the page of all benchmarks](README.md#on-tables-of-weka). Means of
        ten splits, 70 % of the rows to learn from, and 95 % intervals of the corrected resampled
        t (Nadeau and Bengio 2003). Differences are paired by split; their p are adjusted over the
        tables by Holm's method, each peer, mesh and metric by itself.

        """);
    text.append(summary());
    text.append(tables());
    for (ArffMetric metric : ArffMetric.values()) {
      text.append(scores(metric)).append(differences(metric));
    }
    return text.append(choices()).append(times()).toString();
  }

  private String summary() {
    StringBuilder text = new StringBuilder("## In short\n\n");
    text.append("Where p < 0.05; all else is undecided, which is not to say equal.\n\n");
    text.append("| | mesh ahead | mesh behind | undecided, of all tables and metrics |\n");
    text.append("|---|---|---|---:|\n");
    for (String mesh : ArffResults.MESHES) {
      for (String peer : ArffResults.PEERS) {
        Map<String, List<String>> ahead = new LinkedHashMap<>();
        Map<String, List<String>> behind = new LinkedHashMap<>();
        int all = 0;
        int undecided = 0;
        for (ArffMetric metric : ArffMetric.values()) {
          for (ArffResults.Pair pair : results.pairs(metric, mesh, peer).values()) {
            all++;
            if (!pair.decided()) {
              undecided++;
            } else {
              (pair.ahead(metric) ? ahead : behind)
                  .computeIfAbsent(pair.set(), set -> new ArrayList<>())
                  .add(metric.title);
            }
          }
        }
        text.append(
            String.format(
                Locale.ROOT,
                "| %s, beside %s | %s | %s | %d of %d |%n",
                mesh,
                peer,
                listed(ahead),
                listed(behind),
                undecided,
                all));
      }
    }
    return text.append('\n').toString();
  }

  private static String listed(Map<String, List<String>> metrics) {
    return metrics.isEmpty()
        ? "nowhere"
        : metrics.entrySet().stream()
            .map(set -> set.getKey() + ": " + String.join(", ", set.getValue()))
            .collect(Collectors.joining("; "));
  }

  private String tables() {
    StringBuilder text =
        new StringBuilder(
            "## The tables\n\n| table | rows | to test | columns | holes | inputs | classes"
                + " | rows of the rarest class |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
    for (ArffSet set : sets) {
      int[] counts = new int[set.classes().size()];
      for (int k : set.encoding(set.table()).classIndices(set.table())) {
        counts[k]++;
      }
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %d | %,d | %d | %d | %d |%n",
              set.name(),
              set.table().rowCount(),
              set.split(1).test().rowCount(),
              set.features().size(),
              set.holes(),
              set.encoding(set.table()).inputs(),
              counts.length,
              Arrays.stream(counts).min().orElse(0)));
    }
    return text.append('\n').toString();
  }

  private String scores(ArffMetric metric) {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(metric.title.substring(0, 1).toUpperCase(Locale.ROOT));
    text.append(metric.title.substring(1)).append(metric.moreIsBetter ? "" : ", less is better");
    text.append("\n\n| table | ").append(String.join(" | ", ArffResults.models()));
    text.append(" |\n|---|").append("---:|".repeat(ArffResults.models().size())).append('\n');
    for (String set : results.sets(metric)) {
      text.append("| ").append(set);
      for (String model : ArffResults.models()) {
        text.append(" | ").append(cell(results.interval(metric, set, model)));
      }
      text.append(" |\n");
    }
    return text.append('\n').toString();
  }

  private static String cell(Interval interval) {
    if (interval.n() == 0) {
      return "-";
    }
    return interval.alike()
        ? String.format(Locale.ROOT, "%.3f, in all splits", interval.mean())
        : String.format(
            Locale.ROOT, "%.3f (%.3f to %.3f)", interval.mean(), interval.low(), interval.high());
  }

  private String differences(ArffMetric metric) {
    StringBuilder text = new StringBuilder("| mesh minus peer, " + metric.title);
    for (String peer : ArffResults.PEERS) {
      text.append(" | ").append(peer);
    }
    text.append(" |\n|---|---:|---:|---:|\n");
    for (String mesh : ArffResults.MESHES) {
      for (String set : results.sets(metric)) {
        text.append("| ").append(set).append(": ").append(mesh);
        for (String peer : ArffResults.PEERS) {
          text.append(" | ").append(difference(results.pairs(metric, mesh, peer), set));
        }
        text.append(" |\n");
      }
    }
    return text.append('\n').toString();
  }

  private static String difference(Map<String, ArffResults.Pair> pairs, String set) {
    ArffResults.Pair pair = pairs.get(set);
    if (pair == null) {
      return "-";
    }
    Interval difference = pair.difference().difference();
    if (difference.alike()) {
      return String.format(Locale.ROOT, "%.3f in all splits", difference.mean());
    }
    String shown =
        String.format(
            Locale.ROOT,
            "%+.3f (%+.3f to %+.3f), p %s",
            difference.mean(),
            difference.low(),
            difference.high(),
            pair.p() < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", pair.p()));
    return pair.decided() ? "**" + shown + "**" : shown;
  }

  private String choices() {
    StringBuilder text =
        new StringBuilder(
            "## What was chosen\n\nBy the ten searches of each table: median, and least to most."
                + "\n\n| table");
    SETTINGS.forEach(name -> text.append(" | ").append(name));
    text.append(" |\n|---|").append("---|".repeat(SETTINGS.size())).append('\n');
    for (ArffSet set : sets) {
      text.append("| ").append(set.name());
      for (int setting = 0; setting < SETTINGS.size(); setting++) {
        int cell = 2 + setting;
        double[] values =
            chosen.stream()
                .map(line -> line.split("\t"))
                .filter(cells -> cells[0].equals(set.name()))
                .mapToDouble(cells -> Double.parseDouble(cells[cell]))
                .sorted()
                .toArray();
        double median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
        text.append(
            String.format(
                Locale.ROOT,
                " | %s (%s to %s)",
                number(median),
                number(values[0]),
                number(values[values.length - 1])));
      }
      text.append(" |\n");
    }
    return text.append('\n').toString();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2g", value);
  }

  private String times() {
    StringBuilder text =
        new StringBuilder(
            """
            ## What it took

            | | seconds of the processor, all tables and splits |
            |---|---:|
            """);
    for (List<String> times : List.of(ourTimes, theirTimes)) {
      times.stream()
          .skip(1)
          .map(line -> line.split("\t"))
          .forEach(cells -> text.append("| " + cells[0] + " | " + cells[1] + " |\n"));
    }
    return text.append('\n')
        .append(ourTimes.get(0))
        .append("; ")
        .append(theirTimes.get(0))
        .append("; ")
        .append(Runtime.getRuntime().availableProcessors())
        .append(" processors.\n")
        .toString();
  }
}
