package org.meshnn.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.display.Imports;

class KernelSpecTest {
  @TempDir private Path temporary;

  @Test
  void installsACopyOfTheClassPath() throws IOException {
    Path classes = temporary.resolve("classes");
    Files.createDirectories(classes.resolve("org/x"));
    Files.writeString(classes.resolve("org/x/A.class"), "bytes");
    Path jar = Files.writeString(temporary.resolve("lib.jar"), "jar");
    KernelSpec spec = KernelSpec.own(temporary.resolve("data"));
    Path old = spec.folder().resolve("lib").resolve("old.jar");
    Files.createDirectories(old.getParent());
    Files.writeString(old, "from an older version");
    Path java = temporary.resolve("bin").resolve("java");

    spec.install(java, classes + File.pathSeparator + jar + File.pathSeparator + "/no/such.jar");

    Path lib = temporary.resolve("data/kernels/meshnn/lib");
    assertFalse(Files.exists(old));
    assertEquals("jar", Files.readString(lib.resolve("lib.jar")));
    try (JarFile packed = new JarFile(lib.resolve("meshnn.jar").toFile())) {
      assertTrue(packed.getEntry("org/x/A.class") != null);
    }
    JsonObject json =
        JsonParser.parseString(Files.readString(spec.folder().resolve("kernel.json")))
            .getAsJsonObject();
    assertEquals(java.toString(), json.getAsJsonArray("argv").get(0).getAsString());
    assertTrue(json.get("argv").toString().contains("{connection_file}"));
    assertTrue(json.get("argv").toString().contains(lib.getFileName() + File.separator + "*"));
    assertEquals("message", json.get("interrupt_mode").getAsString());
    assertEquals("java", json.get("language").getAsString());
  }

  /** A kernel that runs keeps its jars; those of the installation before it go. */
  @Test
  void installingAgainLeavesTheJarsInUse() throws IOException {
    KernelSpec spec = KernelSpec.own(temporary.resolve("data"));
    Path first = install(spec, Files.writeString(temporary.resolve("a.jar"), "1"));
    Path second = install(spec, first);
    Path third = install(spec, Files.writeString(temporary.resolve("a.jar"), "3"));
    assertEquals("1", Files.readString(second));
    assertEquals("3", Files.readString(third));
    assertEquals(first, third);
    assertTrue(Files.isExecutable(KernelSpec.java()));
  }

  /** Installs one jar; gives the jar that kernel.json points to. */
  private Path install(KernelSpec spec, Path jar) throws IOException {
    spec.install(KernelSpec.java(), jar.toString());
    JsonObject written =
        JsonParser.parseString(Files.readString(spec.folder().resolve("kernel.json")))
            .getAsJsonObject();
    for (var word : written.getAsJsonArray("argv")) {
      if (word.getAsString().endsWith(File.separator + "*")) {
        return Path.of(word.getAsString().replace("*", "a.jar"));
      }
    }
    throw new AssertionError(written);
  }

  @Test
  void anInstallationThatFailsLeavesTheOneBefore() throws IOException {
    KernelSpec spec = KernelSpec.own(temporary.resolve("data"));
    Path jar = Files.writeString(temporary.resolve("a.jar"), "1");
    Path installed = install(spec, jar);
    String json = Files.readString(spec.folder().resolve("kernel.json"));
    assertThrows(
        RuntimeException.class,
        () -> spec.install(KernelSpec.java(), jar + File.pathSeparator + "\0"));
    assertEquals("1", Files.readString(installed));
    assertEquals(json, Files.readString(spec.folder().resolve("kernel.json")));
  }

  @Test
  void findsJupytersFolderOnEverySystem() {
    Path home = Path.of("home");
    Map<String, String> none = Map.of();
    assertEquals(home.resolve(".local/share/jupyter"), KernelSpec.jupyterData(none, "Linux", home));
    assertEquals(
        Path.of("share", "jupyter"),
        KernelSpec.jupyterData(Map.of("XDG_DATA_HOME", "share"), "Linux", home));
    assertEquals(home.resolve("Library/Jupyter"), KernelSpec.jupyterData(none, "Mac OS X", home));
    assertEquals(
        Path.of("roaming", "jupyter"),
        KernelSpec.jupyterData(Map.of("APPDATA", "roaming"), "Windows 11", home));
    for (String system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
      assertEquals(
          Path.of("mine"),
          KernelSpec.jupyterData(Map.of("JUPYTER_DATA_DIR", "mine"), system, home));
    }
  }

  @Test
  void theShippedImportsAreTheOnesInUse() throws IOException {
    assertEquals(Imports.script(), Files.readString(Path.of("kernel-spec", "meshnn.jsh")));
  }

  /** What is written is the example, with paths for the words in capitals. */
  @Test
  void theExamplesAreWhatIsWritten() throws IOException {
    Path jar = Files.writeString(temporary.resolve("stock.jar"), "jar");
    for (var entry :
        Map.of(
                "meshnn", KernelSpec.own(temporary),
                "ijava", KernelSpec.ijava(jar, temporary),
                "jjava", KernelSpec.jjava(jar, temporary))
            .entrySet()) {
      KernelSpec spec = entry.getValue();
      spec.install(Path.of("JAVA"), "");
      String written =
          Files.readString(spec.folder().resolve("kernel.json"))
              .replace(json(spec.folder().resolve("lib")), "LIB")
              .replace(json(spec.folder()), "FOLDER")
              .replace(json(jar), "STOCK_JAR");
      JsonObject root = JsonParser.parseString(written).getAsJsonObject();
      // The one option that JDK 17 does not know is left out of the example.
      root.getAsJsonArray("argv")
          .remove(new JsonPrimitive("--sun-misc-unsafe-memory-access=allow"));
      Path example = Path.of("kernel-spec", entry.getKey(), "kernel.json");
      assertEquals(JsonParser.parseString(Files.readString(example)), root);
      assertEquals(root.get("display_name").getAsString(), spec.displayName());
      assertEquals(Imports.script(), Files.readString(spec.folder().resolve("meshnn.jsh")));
    }
    assertEquals(KernelSpec.DISPLAY_NAME, KernelSpec.own(temporary).displayName());
  }

  private static String json(Path path) {
    return path.toAbsolutePath().toString().replace("\\", "\\\\");
  }

  @Test
  void aStockKernelNeedsItsJar() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> KernelSpec.ijava(Path.of("no.jar"), temporary))
            .getMessage();
    assertTrue(message.contains("expected the kernel's jar") && message.contains("no.jar"));
  }
}
