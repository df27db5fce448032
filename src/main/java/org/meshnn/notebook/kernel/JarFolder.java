package org.meshnn.notebook.kernel;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A folder that holds a class path as jars. */
final class JarFolder {
  private JarFolder() {}

  /** Copies the jars of a class path into a folder, and packs each folder of classes. */
  static void fill(Path lib, String classPath) throws IOException {
    Files.createDirectories(lib);
    for (String entry : classPath.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        pack(path, free(lib, KernelSpec.NAME + ".jar"));
      } else if (Files.isRegularFile(path)) {
        Files.copy(path, free(lib, path.getFileName().toString()));
      }
    }
  }

  /** A file of that name, with a number in front when the name is taken. */
  private static Path free(Path lib, String name) {
    Path file = lib.resolve(name);
    for (int number = 2; Files.exists(file); number++) {
      file = lib.resolve(number + "-" + name);
    }
    return file;
  }

  private static void pack(Path classes, Path jar) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(classes)) {
      walk.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      for (Path file : files) {
        packed.putNextEntry(
            new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, packed);
      }
    }
  }

  /** Deletes a folder with all that is in it; does nothing if there is none. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
