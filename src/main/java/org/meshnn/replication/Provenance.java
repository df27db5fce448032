package org.meshnn.replication;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meshnn.engine.Engine;
import org.meshnn.provenance.Environment;
import org.meshnn.text.Sha256;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What results hang on, by name. Immutable: each call returns a longer one.
 *
 * <pre>{@code
 * Provenance.here().and("seeds", "1 to 10").data("iris/iris.csv").table()
 * }</pre>
 */
public final class Provenance {
  private static final List<String> DATA =
      List.of("iris/iris.csv", "mnist/features.bin.gz", "fashion-mnist/features.bin.gz");

  private final Map<String, String> facts;

  private Provenance(Map<String, String> facts) {
    this.facts = facts;
  }

  /** {@return the code, the Java and the machine that run now} */
  public static Provenance here() {
    Environment here = Environment.here();
    return new Provenance(new LinkedHashMap<>())
        .and("code, sha256 of its classes", here.code())
        .and("Java", here.java())
        .and("machine", here.machine() + ", " + here.kernels());
  }

  /**
   * {@return these facts and one more}
   *
   * @param name of the fact; one of the same name is replaced
   * @param value of the fact, a line
   */
  public Provenance and(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(name, value);
    return new Provenance(more);
  }

  /**
   * {@return these facts and the commit that is checked out, "-dirty" where files differ from it}
   */
  public Provenance commit() {
    return and("commit", described());
  }

  /**
   * {@return these facts and the sha256 of a data file that comes with the library}
   *
   * @param file as in the folder datasets: "iris/iris.csv"
   * @throws IllegalArgumentException if there is no such file
   */
  public Provenance data(String file) {
    return and(file + ", sha256", sha256("/org/meshnn/datasets/" + file));
  }

  /** {@return the facts by name, in the order they were added} */
  public Map<String, String> facts() {
    return new LinkedHashMap<>(facts);
  }

  /** {@return the facts as a table of two columns} */
  public Table table() {
    return Table.create(
        "provenance",
        StringColumn.create("what", facts.keySet()),
        StringColumn.create("value", facts.values()));
  }

  /**
   * {@return in one line, the compiled code of this library, the data files of the paper and Java,
   * and whether multiply-adds are rounded twice, which they are on no processor of the last ten
   * years} Results that have these in common, seeds and settings too, have the same bits. Code and
   * data of one's own, and other libraries, are not looked at. The code is "unknown" where it comes
   * from neither a folder nor a jar.
   */
  public static String madeBy() {
    return String.format(
        Locale.ROOT,
        "code %.12s, data %.12s, %s%s",
        Environment.here().code(),
        dataFiles(),
        Environment.here().java(),
        Engine.fusesMultiplyAdds() ? "" : ", multiply-adds rounded twice");
  }

  private static String dataFiles() {
    StringBuilder all = new StringBuilder();
    for (String file : DATA) {
      all.append(sha256("/org/meshnn/datasets/" + file));
    }
    return Sha256.of(all.toString());
  }

  private static String described() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 && !said.isEmpty() ? said : "unknown: no git checkout";
    } catch (IOException e) {
      return "unknown: no git";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  private static String sha256(String resource) {
    try (InputStream in = Provenance.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "expected a data file of the library, such as iris/iris.csv; there is no " + resource);
      }
      return Sha256.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
