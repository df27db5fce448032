package org.meshnn.replication;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/**
 * The finished runs of a replication in a file, a line of tab-separated values each, written as
 * they finish: a killed replication goes on from here. Numbers are kept to the last bit. The file
 * begins with what made its runs, for other code may make others. In a file put together by hand
 * from several, the lines that name the makers stay above their runs: it is there to be looked at,
 * and is not gone on with.
 */
public final class Ledger {
  private static final String MADE_BY = "# made by ";
  private static final String HEAD = "setting\tepochs\tseed\tmetric\tloss\tparameters\tending";
  private static final String STORED = "/org/meshnn/replication/";
  private static final String RUNS = "runs.tsv";

  /**
   * Names a run.
   *
   * @param setting its id; holds no tab and no line end
   * @param epochs planned; 0 where nothing is trained
   * @param seed of the run
   */
  public record Key(String setting, int epochs, long seed) implements Serializable {
    /**
     * Checks the id.
     *
     * @param setting its id
     * @param epochs planned
     * @param seed of the run
     * @throws IllegalArgumentException if the id is empty or holds a tab or a line end
     */
    public Key {
      if (setting.isEmpty() || setting.matches("(?s).*[\t\r\n].*")) {
        throw new IllegalArgumentException(
            "expected an id without tab and line end, got "
                + Listing.quoted(setting)
                + "; rename it");
      }
    }
  }

  private final @Nullable Path file; // null: in memory only
  private final String madeBy;
  private final Map<Key, Result> results = new LinkedHashMap<>();

  private Ledger(@Nullable Path file, String madeBy) {
    this.file = file;
    this.madeBy = madeBy;
  }

  /**
   * {@return the runs that come with this library, those of its whole replication; more can be
   * added, in memory}
   *
   * @throws IllegalStateException if they are not on the class path
   */
  public static Ledger stored() {
    return resource(STORED + RUNS);
  }

  /**
   * {@return the runs of another study than the paper's that come with this library; more can be
   * added, in memory}
   *
   * @param study {@code "time"} or {@code "graphs"}
   * @throws IllegalStateException if they are not on the class path
   */
  public static Ledger stored(String study) {
    return resource(STORED + study + "/" + RUNS);
  }

  private static Ledger resource(String name) {
    try (InputStream in = Ledger.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "expected " + name + " on the class path; build with Maven, which adds it");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), name, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the runs of a file, whatever made them, to look at; more can be added, in memory}
   *
   * @param file where runs were kept
   * @throws IllegalArgumentException if the file is something else
   * @throws UncheckedIOException if it cannot be read
   */
  public static Ledger look(Path file) {
    try {
      String text = Files.readString(file);
      return read(text.substring(0, text.lastIndexOf('\n') + 1), file.toString(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ledger read(String text, String source, @Nullable Path file) {
    requireHead(text, source);
    Ledger ledger = new Ledger(file, madeBy(text));
    ledger.read(text, source);
    return ledger;
  }

  /**
   * {@return the ledger of a file, which is made where there is none} A last line that was cut off
   * while it was written is dropped from the file: its run is made again.
   *
   * @param file where the runs are kept
   * @param madeBy what makes the runs: code and machine, as far as results depend on them; a line
   * @throws IllegalArgumentException if the file is something else, or its runs were made by
   *     something else
   * @throws UncheckedIOException if the file cannot be read or written
   */
  public static Ledger open(Path file, String madeBy) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      String head = MADE_BY + madeBy + "\n" + HEAD + "\n";
      if (head.startsWith(text)) { // new, or cut off in its head
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, head);
        return new Ledger(file, madeBy);
      }
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      Ledger ledger = read(whole, file.toString(), file);
      if (!ledger.madeBy.equals(madeBy)) {
        throw new IllegalArgumentException(
            "the runs in "
                + file
                + " were made by "
                + ledger.madeBy
                + ", and would now be made by "
                + madeBy
                + "; delete the file or take another folder");
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
      }
      return ledger;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each maker once, in the order of the file. */
  private static String madeBy(String text) {
    return text.lines()
        .filter(line -> line.startsWith(MADE_BY))
        .map(line -> line.substring(MADE_BY.length()))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static void requireHead(String text, String source) {
    List<String> lines = text.lines().limit(2).toList();
    if (lines.size() < 2 || !lines.get(0).startsWith(MADE_BY) || !lines.get(1).equals(HEAD)) {
      throw new IllegalArgumentException(
          "expected a ledger, '"
              + MADE_BY
              + "...' and '"
              + HEAD
              + "', in "
              + source
              + "; take another folder");
    }
  }

  private void read(String text, String source) {
    for (String line : text.lines().skip(2).filter(l -> !l.startsWith(MADE_BY)).toList()) {
      String[] parts = line.split("\t", -1);
      if (parts.length != 7) {
        throw new IllegalArgumentException(
            "expected 7 fields a line in "
                + source
                + ", got "
                + Listing.quoted(line)
                + "; delete that line");
      }
      results.put(
          new Key(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2])),
          new Result(
              Double.parseDouble(parts[3]),
              Double.parseDouble(parts[4]),
              Integer.parseInt(parts[5]),
              parts[6]));
    }
  }

  /** {@return what made the runs: code and machine; of several, one after the other} */
  public String madeBy() {
    return madeBy;
  }

  /**
   * {@return whether a run is finished}
   *
   * @param key names the run
   */
  public synchronized boolean has(Key key) {
    return results.containsKey(key);
  }

  /**
   * {@return what a finished run gave}
   *
   * @param key names the run
   * @throws IllegalArgumentException if it is not finished
   */
  public synchronized Result get(Key key) {
    Result result = results.get(key);
    if (result == null) {
      throw new IllegalArgumentException("expected a finished run, got " + key + "; run it first");
    }
    return result;
  }

  /** Writes a finished run down, at once. */
  synchronized void add(Key key, Result result) {
    if (file != null) {
      String line =
          String.format(
              Locale.ROOT,
              "%s\t%d\t%d\t%s\t%s\t%d\t%s\n",
              key.setting(),
              key.epochs(),
              key.seed(),
              result.metric(),
              result.loss(),
              result.parameters(),
              result.ending());
      try (OutputStream out = new FileOutputStream(file.toFile(), true)) { // no interrupt stops it
        out.write(line.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    results.put(key, result);
  }
}
