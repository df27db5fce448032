package org.meshnn.provenance;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.meshnn.text.Sha256;

/**
 * The sha256 of the compiled classes that results depend on, in the order of their paths: the same
 * from a folder as from a jar.
 */
final class CodeDigest {
  /**
   * Rooms that no number depends on that a training, a measurement or a prediction gives. The model
   * file's is not one of them: a training that is resumed goes through it.
   */
  private static final Set<String> LOOKS =
      Set.of(
          "card",
          "cli",
          "display",
          "explain",
          "export",
          "notebook",
          "plot",
          "provenance",
          "spark",
          "text",
          "workers");

  private CodeDigest() {}

  /**
   * The digest of the classes that run; "unknown" where they come from neither a folder nor a jar.
   * Reads some hundred files.
   */
  static String here() {
    CodeSource source = CodeDigest.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Environment.UNKNOWN;
    }
    try {
      return of(Path.of(source.getLocation().toURI()));
    } catch (IOException
        | URISyntaxException
        | IllegalArgumentException // no path of a file
        | FileSystemNotFoundException
        | ProviderNotFoundException e) {
      return Environment.UNKNOWN;
    }
  }

  /** The digest of the classes in a folder or a jar. */
  static String of(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return ofPackages(place.resolve("org").resolve("meshnn"));
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return ofPackages(jar.getPath("/org/meshnn"));
    }
  }

  private static String ofPackages(Path packages) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(packages)) {
      all.filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !LOOKS.contains(packages.relativize(file).getName(0).toString()))
          .forEach(
              file -> files.put(packages.relativize(file).toString().replace('\\', '/'), file));
    }
    MessageDigest digest = Sha256.digest();
    for (Path file : files.values()) {
      digest.update(Files.readAllBytes(file));
    }
    return Sha256.hex(digest);
  }
}
