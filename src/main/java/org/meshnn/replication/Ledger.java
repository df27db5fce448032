package org.meshnn.replication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meshnn.Trial;

/**
 * The finished runs of a replication in a file, a line each, written as they finish: a killed
 * replication goes on from here. Numbers are kept to the last bit.
 */
public final class Ledger {
  private static final String HEAD = "study,setting,seed,metric,loss,edges,epochs,ending";

  /** Names a run: the study, the setting in it, the seed. Names hold no comma and no line end. */
  public record Key(String study, String setting, long seed) {
    /** Checks the names. */
    public Key {
      for (String name : List.of(study, setting)) {
        if (name.isEmpty() || name.matches("(?s).*[,\r\n].*")) {
          throw new IllegalArgumentException(
              "expected a name without comma and line end, got '" + name + "'; rename it");
        }
      }
    }
  }

  /**
   * What a run gave.
   *
   * @param metric on the test rows: accuracy for classes, RMSE for values
   * @param loss mean per test row
   * @param edges parameters
   */
  public record Result(double metric, double loss, int edges, int epochs, String ending) {
    static Result of(Trial trial) {
      return new Result(
          trial.metric(), trial.loss(), trial.edges(), trial.epochs(), trial.ending().toString());
    }
  }

  private final Path file;
  private final Map<Key, Result> results = new LinkedHashMap<>();

  private Ledger(Path file) {
    this.file = file;
  }

  /**
   * Opens the ledger of a file, and makes the file where there is none. A last line that was cut
   * off while it was written is dropped from the file: its run is made again.
   *
   * @throws IllegalArgumentException if the file is something else
   */
  public static Ledger open(Path file) {
    Ledger ledger = new Ledger(file);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, HEAD + "\n");
        return ledger;
      }
      String text = Files.readString(file);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      ledger.read(whole);
      if (whole.length() < text.length()) {
        Files.writeString(file, whole);
      }
      return ledger;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
      throw new IllegalArgumentException(
          "expected a ledger that begins with '" + HEAD + "' in " + file + "; take another folder");
    }
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split(",", -1);
      if (parts.length != 8) {
        throw new IllegalArgumentException(
            "expected 8 fields a line in " + file + ", got '" + line + "'; delete that line");
      }
      results.put(
          new Key(parts[0], parts[1], Long.parseLong(parts[2])),
          new Result(
              Double.parseDouble(parts[3]),
              Double.parseDouble(parts[4]),
              Integer.parseInt(parts[5]),
              Integer.parseInt(parts[6]),
              parts[7]));
    }
  }

  /** Whether a run is finished. */
  public synchronized boolean has(Key key) {
    return results.containsKey(key);
  }

  /** What a finished run gave. */
  public synchronized Result get(Key key) {
    Result result = results.get(key);
    if (result == null) {
      throw new IllegalArgumentException("expected a finished run, got " + key + "; run it first");
    }
    return result;
  }

  /** Writes a finished run down, at once. */
  public synchronized void add(Key key, Result result) {
    String line =
        String.format(
            Locale.ROOT,
            "%s,%s,%d,%s,%s,%d,%d,%s%n",
            key.study(),
            key.setting(),
            key.seed(),
            result.metric(),
            result.loss(),
            result.edges(),
            result.epochs(),
            result.ending());
    try {
      Files.writeString(
          file, line.replace("\r\n", "\n"), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    results.put(key, result);
  }
}
