package org.meshnn.replication;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/**
 * How long a run of each setting takes, in seconds: as it took where the stored runs were made, and
 * as it is measured here. Of the stored ones only the proportions are used. In a file, a line of
 * tab-separated values each.
 */
public final class RunSeconds {
  private static final String HEAD = "setting\tepochs\tseconds";
  private static final String STORED = "/org/meshnn/replication/seconds.tsv";

  private final Map<Timed, Double> known;
  private final double mean; // of those known; 1 where none is
  private final Map<Timed, Taken> measured = new ConcurrentHashMap<>();

  /** What takes the same time whatever the seed. */
  private record Timed(String setting, int epochs) {}

  private record Taken(int runs, double seconds) {
    Taken and(Taken other) {
      return new Taken(runs + other.runs, seconds + other.seconds);
    }
  }

  private RunSeconds(Map<Timed, Double> known) {
    this.known = known;
    mean = known.values().stream().mapToDouble(Double::doubleValue).average().orElse(1);
  }

  /** {@return nothing known: every run counts the same} */
  public static RunSeconds unknown() {
    return new RunSeconds(Map.of());
  }

  /**
   * {@return those of the whole replication that comes with this library}
   *
   * @throws IllegalStateException if they are not on the class path
   */
  public static RunSeconds stored() {
    try (InputStream in = RunSeconds.class.getResourceAsStream(STORED)) {
      if (in == null) {
        throw new IllegalStateException(
            "expected " + STORED + " on the class path; build with Maven, which adds it");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), STORED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a text as {@link #write} writes it. */
  static RunSeconds read(String text, String source) {
    Map<Timed, Double> known = new LinkedHashMap<>();
    for (String line : text.lines().skip(1).toList()) {
      String[] parts = line.split("\t", -1);
      if (parts.length != 3) {
        throw new IllegalArgumentException(
            "expected 3 fields a line in "
                + source
                + ", got "
                + Listing.quoted(line)
                + "; delete that line");
      }
      known.put(new Timed(parts[0], Integer.parseInt(parts[1])), Double.parseDouble(parts[2]));
    }
    return new RunSeconds(known);
  }

  /**
   * {@return the seconds of a run; where its setting is unknown, the mean of those known; 1 where
   * none is}
   *
   * @param key names the run
   */
  public double of(Ledger.Key key) {
    return known.getOrDefault(new Timed(key.setting(), key.epochs()), mean);
  }

  /**
   * {@return the same studies, whose runs are measured as they are made here}
   *
   * @param studies to run
   */
  public List<Study> measured(List<Study> studies) {
    return studies.stream().map(this::measured).toList();
  }

  private Study measured(Study study) {
    return new Study(
        study.part(),
        study.name(),
        study.metric(),
        study.seeds(),
        study.settings().stream().map(this::measured).toList(),
        study.pairs(),
        study.overlap());
  }

  private Setting measured(Setting setting) {
    Timed timed = new Timed(setting.id(), setting.epochs());
    LongFunction<@Nullable Result> run =
        seed -> {
          long begin = System.nanoTime();
          @Nullable Result result = setting.run().apply(seed);
          if (result != null) {
            Taken taken = new Taken(1, (System.nanoTime() - begin) / 1e9);
            measured.merge(timed, taken, Taken::and);
          }
          return result;
        };
    return new Setting(
        setting.id(), setting.name(), setting.epochs(), run, setting.claim(), setting.source());
  }

  /**
   * Writes the mean seconds of each setting, as measured here where it was, else as known.
   *
   * @param file to be replaced
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path file) {
    Map<String, Double> lines = new TreeMap<>();
    known.forEach((timed, seconds) -> lines.put(name(timed), seconds));
    measured.forEach((timed, taken) -> lines.put(name(timed), taken.seconds() / taken.runs()));
    List<String> text = new ArrayList<>(List.of(HEAD));
    lines.forEach(
        (name, seconds) -> text.add(String.format(Locale.ROOT, "%s\t%.4f", name, seconds)));
    try {
      Files.write(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Timed timed) {
    return timed.setting() + "\t" + timed.epochs();
  }
}
