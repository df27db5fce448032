package org.meshnn.replication;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.meshnn.engine.Engine;
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
  /** Packages that no result depends on. */
  private static final List<String> LOOKS =
      List.of("cli", "notebook", "display", "explain", "plot", "text");

  private static final List<String> DATA =
      List.of("iris/iris.csv", "mnist/features.bin.gz", "fashion-mnist/features.bin.gz");

  private final Map<String, String> facts;

  private Provenance(Map<String, String> facts) {
    this.facts = facts;
  }

  /** {@return the code, the Java and the machine that run now} */
  public static Provenance here() {
    return new Provenance(new LinkedHashMap<>())
        .and("code, sha256 of its classes", code())
        .and("Java", System.getProperty("java.vm.name") + " " + Runtime.version())
        .and(
            "machine",
            String.format(
                Locale.ROOT,
                "%s, %d processors, %s, %s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                Engine.kernels()));
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
   * {@return in one line, all that the bits of a result depend on, seeds aside: the compiled code,
   * the data, Java, the processor's kind, and how many samples the fastest loops compute together}
   */
  public static String madeBy() {
    return String.format(
        Locale.ROOT,
        "code %s, data %s, %s %s, %s, %d lanes",
        code().substring(0, 12),
        dataFiles().substring(0, 12),
        System.getProperty("java.vm.name"),
        Runtime.version(),
        System.getProperty("os.arch"),
        Engine.lanes());
  }

  private static String dataFiles() {
    StringBuilder all = new StringBuilder();
    for (String file : DATA) {
      all.append(sha256("/org/meshnn/datasets/" + file));
    }
    return sha256OfText(all.toString());
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

  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** The sha256 of the compiled classes that results depend on. */
  private static String code() {
    try {
      Path place =
          Path.of(Provenance.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        return sha256(place);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return sha256(jar.getPath("/"));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot read the library's own classes", e);
    }
  }

  private static String sha256(Path root) throws IOException {
    MessageDigest digest = digest();
    Path packages = root.resolve("org").resolve("meshnn");
    List<Path> files;
    try (Stream<Path> all = Files.walk(packages)) {
      files =
          all.filter(file -> file.toString().endsWith(".class"))
              .filter(file -> !LOOKS.contains(packages.relativize(file).getName(0).toString()))
              .sorted((a, b) -> a.toString().compareTo(b.toString()))
              .toList();
    }
    for (Path file : files) {
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String sha256(String resource) {
    try (InputStream in = Provenance.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "expected a data file of the library, such as iris/iris.csv; there is no " + resource);
      }
      return HexFormat.of().formatHex(digest().digest(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sha256 of a text. */
  static String sha256OfText(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
