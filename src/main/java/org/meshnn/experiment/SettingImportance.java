package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.meshnn.plot.Bars;
import org.meshnn.plot.Picture;
import org.meshnn.text.OneLine;
import org.meshnn.text.Required;
import org.meshnn.text.TextTable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How much of the variance of the scores of a search's candidates each setting explains by itself:
 * the main effect of a functional analysis of variance. The candidates are grouped by the setting's
 * values, those of a range into groups of as many candidates; the share is that of the sum of
 * squares between groups, {@code sum over groups of n_g (mean_g - mean)^2 / sum of (score -
 * mean)^2} (Fisher, Statistical Methods for Research Workers, 1925, chapter 7). For the idea in
 * searches, by a forest, see Hutter, Hoos and Leyton-Brown, ICML 2014.
 *
 * <p>It assumes that settings vary independently of each other, as in a grid or at random, and
 * tells nothing of their interaction: shares need not add up to 1. A setting without any effect
 * still has a share, {@code (groups - 1) / (candidates - 1)} on average: the share by chance.
 *
 * @param shares of the settings, in their order
 * @param score what was explained
 */
public record SettingImportance(List<SettingImportance.Share> shares, String score) {
  private static final int MOST_GROUPS = 5;
  private static final int FEWEST_IN_GROUP = 3;

  /**
   * Keeps a copy.
   *
   * @param shares of the settings, in their order
   * @param score what was explained
   * @throws IllegalArgumentException if the shares are null
   */
  public SettingImportance {
    shares = List.copyOf(Required.of(shares, "the shares of the settings"));
  }

  /**
   * The share of one setting.
   *
   * @param setting its name
   * @param share of the variance that it explains, in [0, 1]; NaN where all scores are equal
   * @param byChance the share that a setting without effect has on average
   * @param groups of its values
   */
  public record Share(String setting, double share, double byChance, int groups) {

    /** Of the values and scores of the same candidates. */
    static Share of(String setting, Choice choice, List<Object> values, double[] scores) {
      int[] groupOf = choice.listed() ? levels(values) : ranges(values);
      int groups = (int) Arrays.stream(groupOf).distinct().count();
      double share = between(groupOf, scores) / squares(scores);
      return new Share(
          setting,
          Double.isNaN(share) ? share : Math.min(1, share),
          (groups - 1.0) / (scores.length - 1),
          groups);
    }
  }

  private static int[] levels(List<Object> values) {
    List<Object> different = values.stream().distinct().toList();
    return values.stream().mapToInt(different::indexOf).toArray();
  }

  /** Equal values in one group, else as many in each. */
  private static int[] ranges(List<Object> values) {
    double[] numbers = values.stream().mapToDouble(value -> (Double) value).toArray();
    int n = numbers.length;
    int groups = Math.max(2, Math.min(MOST_GROUPS, n / FEWEST_IN_GROUP));
    return Arrays.stream(numbers)
        .mapToInt(number -> (int) Arrays.stream(numbers).filter(x -> x < number).count())
        .map(rank -> (int) ((long) rank * groups / n))
        .toArray();
  }

  private static double between(int[] groupOf, double[] scores) {
    TreeMap<Integer, List<Double>> groups = new TreeMap<>();
    IntStream.range(0, scores.length)
        .forEach(i -> groups.computeIfAbsent(groupOf[i], g -> new ArrayList<>()).add(scores[i]));
    double mean = mean(scores);
    double sum = 0;
    for (List<Double> group : groups.values()) {
      double[] of = group.stream().mapToDouble(score -> score).toArray();
      sum += of.length * (mean(of) - mean) * (mean(of) - mean);
    }
    return sum;
  }

  private static double squares(double[] scores) {
    double mean = mean(scores);
    double sum = 0;
    for (double score : scores) {
      sum += (score - mean) * (score - mean);
    }
    return sum;
  }

  /** Around the first score: of equal ones exactly that. */
  private static double mean(double[] scores) {
    double sum = 0;
    for (double score : scores) {
      sum += score - scores[0];
    }
    return scores[0] + sum / scores.length;
  }

  /** {@return a row per setting: its share, the share by chance, the groups of its values} */
  public Table table() {
    return Table.create(
        "share of the variance of " + score,
        StringColumn.create("setting", shares.stream().map(Share::setting)),
        DoubleColumn.create("share", shares.stream().mapToDouble(Share::share).toArray()),
        DoubleColumn.create("by chance", shares.stream().mapToDouble(Share::byChance).toArray()),
        IntColumn.create("groups", shares.stream().mapToInt(Share::groups).toArray()));
  }

  /** {@return a picture: a bar for each share, with a mark where chance would be} */
  public Picture plot() {
    return Bars.draw(
        shares.stream().map(Share::setting).toList(),
        shares.stream().mapToDouble(Share::share).toArray(),
        shares.stream().mapToDouble(Share::byChance).toArray(),
        "share of the variance of " + score);
  }

  @Override
  public String toString() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("setting", "share", "by chance", "groups"));
    for (Share share : shares) {
      rows.add(
          List.of(
              OneLine.of(OneLine.name(share.setting()), 60),
              percent(share.share()),
              percent(share.byChance()),
              Integer.toString(share.groups())));
    }
    return "share of the variance of "
        + score
        + " that each setting explains by itself\n"
        + String.join("\n", TextTable.lines(rows, List.of(false, true, true, true), "  "));
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
