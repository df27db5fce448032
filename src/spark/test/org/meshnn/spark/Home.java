package org.meshnn.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A SPARK_HOME as far as executors need one: links to Spark's jars, not to the library's own. */
final class Home {
  private static final List<String> OURS =
      List.of("tablesaw", "ejml", "commons-statistics", "commons-numbers", "commons-rng");

  private Home() {}

  static void make() {
    Path jars = Path.of(System.getenv("SPARK_HOME"), "jars");
    try {
      Files.createDirectories(jars);
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path jar = Path.of(entry).toAbsolutePath();
        Path link = jars.resolve(jar.getFileName());
        if (entry.endsWith(".jar") && OURS.stream().noneMatch(entry::contains)) {
          Files.deleteIfExists(link);
          Files.createSymbolicLink(link, jar);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JVMs that were started here and live. */
  static Stream<ProcessHandle> started() {
    return ProcessHandle.current().descendants();
  }
}
