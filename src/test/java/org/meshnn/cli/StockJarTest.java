package org.meshnn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StockJarTest {
  @TempDir private Path folder;

  private Path jar(String main) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (main != null) {
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
    }
    Path jar = folder.resolve("some.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private static String fault(Path jar) {
    return assertThrows(IllegalArgumentException.class, () -> StockJar.IJAVA.checked(jar))
        .getMessage();
  }

  @Test
  void isToldByWhatItStarts() throws IOException {
    Path jar = jar("io.github.spencerpark.ijava.IJava");
    assertEquals(jar, StockJar.IJAVA.checked(jar));
    assertTrue(fault(jar("org.other.Main")).endsWith(", which starts org.other.Main"));
    assertTrue(fault(jar(null)).endsWith(", which starts nothing"));
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    assertTrue(fault(text).contains("cannot be read as a jar"), fault(text));
    Path none = folder.resolve("no").resolve("such.jar");
    assertTrue(fault(none).contains(none.toString()), fault(none));
  }

  /** A wrong command line, without a stack trace. */
  @Test
  void theCommandRefusesAWrongOne() {
    StringWriter error = new StringWriter();
    int status =
        new CommandLine(new Main.Install())
            .setErr(new PrintWriter(error))
            .execute("--ijava", folder.resolve("no.jar").toString());
    assertEquals(2, status);
    assertTrue(error.toString().startsWith("expected the jar that starts IJava"), error::toString);
    assertFalse(error.toString().contains("\tat "), error::toString);
  }
}
