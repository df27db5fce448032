package org.meshnn.replication;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * Settings that are reported together.
 *
 * @param part of the report it belongs to; studies of the same part follow each other
 * @param name no other study has it
 * @param metric what its runs report
 * @param seeds runs of each setting, with the seeds from 1 on; at least 2
 * @param settings in the order of the report
 * @param pairs settings to compare by paired t-test, runs with the same seed being pairs
 * @param overlap test rows over training rows where all runs split one and the same table, 0 where
 *     they do not: intervals and differences are corrected for the training rows that runs share,
 *     see {@link Interval#corrected}
 */
public record Study(
    String part,
    String name,
    Metric metric,
    int seeds,
    List<Setting> settings,
    List<Pair> pairs,
    double overlap) {

  /** What the numbers of a study are, from 0 to a largest value, and how they read. */
  public enum Metric {
    /** In [0, 1], three digits. */
    ACCURACY("accuracy", "%.3f", 1),
    /** Relative to the largest entry of the exact gradient. */
    ERROR("largest relative error", "%.1e", Double.POSITIVE_INFINITY),
    /** Mean squared error over the variance. */
    NMSE("NMSE", "%.4f", Double.POSITIVE_INFINITY),
    /** Mean squared error. */
    MSE("mean squared error", "%.4f", Double.POSITIVE_INFINITY),
    /** Root of the mean squared error. */
    RMSE("root mean squared error", "%.5f", Double.POSITIVE_INFINITY);

    private final String title;
    private final String format;
    private final double most;

    Metric(String title, String format, double most) {
      this.title = title;
      this.format = format;
      this.most = most;
    }

    /**
     * {@return the part of a mean's interval where a mean can lie}
     *
     * @param mean with its interval
     */
    public Interval bounded(Interval mean) {
      return mean.within(0, most);
    }

    /** The same for the mean of differences. */
    PairedT bounded(PairedT differences) {
      return differences.within(-most, most);
    }

    /** {@return the format of a number, for {@link String#format}} */
    public String format() {
      return format;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  /**
   * Two settings to compare: first minus second.
   *
   * @param first name of a setting
   * @param second name of another
   */
  public record Pair(String first, String second) {}

  /**
   * Copies the lists and checks them.
   *
   * @param part of the report
   * @param name of the study
   * @param metric of its runs
   * @param seeds at least 2
   * @param settings with different names
   * @param pairs of these names
   * @param overlap at least 0
   * @throws IllegalArgumentException if there are fewer than 2 seeds, two settings of the same
   *     name, or a pair of others
   */
  public Study {
    settings = List.copyOf(settings);
    pairs = List.copyOf(pairs);
    if (seeds < 2) {
      throw new IllegalArgumentException(
          "expected at least 2 seeds for an interval, got "
              + seeds
              + " in "
              + Listing.quoted(name));
    }
    Set<String> names = new HashSet<>();
    for (Setting setting : settings) {
      if (!names.add(setting.name())) {
        throw new IllegalArgumentException(
            "expected settings with different names, got "
                + Listing.quoted(setting.name())
                + " twice");
      }
    }
    for (Pair pair : pairs) {
      if (!names.containsAll(List.of(pair.first(), pair.second()))) {
        throw new IllegalArgumentException(
            "expected pairs of the settings "
                + Listing.of(names)
                + ", got "
                + pair
                + " in "
                + Listing.quoted(name));
      }
    }
  }

  /**
   * {@return the same study, whose runs may be made on other machines: there the source makes the
   * same settings}
   *
   * @param source named in {@code META-INF/services}, see {@link StudySource}; its settings of the
   *     same id and epochs make the same runs
   * @throws IllegalArgumentException if it is null
   */
  public Study knownTo(Class<? extends StudySource> source) {
    Required.of(source, "the class of a source of studies");
    List<Setting> known =
        settings.stream()
            .map(s -> new Setting(s.id(), s.name(), s.epochs(), s.run(), s.claim(), source))
            .toList();
    return new Study(part, name, metric, seeds, known, pairs, overlap);
  }

  /** All runs. */
  List<Ledger.Key> keys() {
    return settings.stream().flatMap(setting -> setting.keys(seeds).stream()).toList();
  }
}
