package org.meshnn.spark;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars that executors need.
 *
 * @param jars their files
 * @param made those of them that were made of folders, and are deleted in the end
 */
record ClassPath(List<String> jars, List<Path> made) {
  static final ClassPath NONE = new ClassPath(List.of(), List.of());

  /** The class path of this JVM, but for what Spark has itself; folders as jars. */
  static ClassPath toSend() {
    Set<String> known = ofSpark();
    List<String> jars = new ArrayList<>();
    List<Path> made = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(path)) {
        Path jar = jar(path);
        made.add(jar);
        jars.add(jar.toString());
      } else if (entry.endsWith(".jar") && !known.contains(path.getFileName().toString())) {
        jars.add(path.toString());
      }
    }
    return new ClassPath(List.copyOf(jars), List.copyOf(made));
  }

  /** The names of the jars of SPARK_HOME; none where it is not set. */
  private static Set<String> ofSpark() {
    String home = System.getenv("SPARK_HOME");
    Path folder = Path.of(home == null ? "" : home, "jars");
    if (home == null || !Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.map(jar -> jar.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      Path jar = Files.createTempFile("meshnn-", ".jar");
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream entries = new JarOutputStream(out)) {
        for (Path file : files) {
          String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
          entries.putNextEntry(new JarEntry(name));
          Files.copy(file, entries);
          entries.closeEntry();
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    made.forEach(jar -> jar.toFile().delete());
  }
}
