package org.meshnn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jar of a stock kernel, told from others by the class that it starts. */
enum StockJar {
  IJAVA("IJava", "ijava-1.3.0.jar", "io.github.spencerpark.ijava."),
  JJAVA("JJava", "jjava.jar", "org.dflib.jjava.");

  private final String kernel;
  private final String example;
  private final String mainPackage;

  StockJar(String kernel, String example, String mainPackage) {
    this.kernel = kernel;
    this.example = example;
    this.mainPackage = mainPackage;
  }

  /**
   * The jar itself, if it starts this kernel.
   *
   * @throws IllegalArgumentException if it is no jar or starts something else
   */
  Path checked(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      String started = started(file.getManifest());
      if (!started.startsWith(mainPackage)) {
        throw new IllegalArgumentException(expected(jar) + ", which starts " + started);
      }
      return jar;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          expected(jar) + ", which cannot be read as a jar: " + e.getMessage(), e);
    }
  }

  private static String started(Manifest manifest) {
    String main =
        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    return main == null ? "nothing" : main;
  }

  private String expected(Path jar) {
    return "expected the jar that starts " + kernel + " (" + example + "), got " + jar;
  }
}
