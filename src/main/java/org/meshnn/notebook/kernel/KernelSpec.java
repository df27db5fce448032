package org.meshnn.notebook.kernel;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The Jupyter kernel spec: a folder with {@code kernel.json} and, in {@code lib}, a copy of every
 * jar of the class path, so that the kernel outlives the build it was installed from.
 */
public final class KernelSpec {
  public static final String NAME = "meshnn";
  public static final String DISPLAY_NAME = "Java (meshnn)";

  private final Path folder;

  /** The spec in a Jupyter data folder. */
  public KernelSpec(Path jupyterData) {
    folder = jupyterData.resolve("kernels").resolve(NAME);
  }

  /** Where the spec is. */
  public Path folder() {
    return folder;
  }

  /**
   * The data folder of the current user, as Jupyter finds it: {@code JUPYTER_DATA_DIR}, else the
   * system's own place.
   *
   * @param system the value of {@code os.name}
   */
  public static Path jupyterData(Map<String, String> environment, String system, Path home) {
    String set = environment.getOrDefault("JUPYTER_DATA_DIR", "");
    if (!set.isBlank()) {
      return Path.of(set);
    }
    String os = system.toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return home.resolve("Library").resolve("Jupyter");
    }
    if (os.contains("windows")) {
      String roaming = environment.getOrDefault("APPDATA", "");
      return roaming.isBlank()
          ? home.resolve(".jupyter").resolve("data")
          : Path.of(roaming).resolve("jupyter");
    }
    String shared = environment.getOrDefault("XDG_DATA_HOME", "");
    Path data = shared.isBlank() ? home.resolve(".local").resolve("share") : Path.of(shared);
    return data.resolve("jupyter");
  }

  /** The {@code java} program that runs this JVM. */
  public static Path java() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
  }

  /**
   * Writes the spec, replacing an older one.
   *
   * @param java the Java to run the kernel with
   * @param classPath the class path of the kernel, as {@code java.class.path} has it
   * @param main the command line, whose {@code kernel} command serves a connection file
   * @throws IOException if a file cannot be read or written
   */
  public void install(Path java, String classPath, Class<?> main) throws IOException {
    // Gathered beside the old one, which may be the class path that is being copied.
    Path fresh = folder.resolve("lib.new");
    delete(fresh);
    Files.createDirectories(fresh);
    for (String entry : classPath.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        pack(path, free(fresh, NAME + ".jar"));
      } else if (Files.isRegularFile(path)) {
        Files.copy(path, free(fresh, path.getFileName().toString()));
      }
    }
    Path lib = folder.resolve("lib");
    delete(lib);
    Files.move(fresh, lib);
    Files.writeString(folder.resolve("kernel.json"), json(java, lib, main));
  }

  /** A file of that name, with a number in front when the name is taken. */
  private static Path free(Path lib, String name) {
    Path file = lib.resolve(name);
    for (int number = 2; Files.exists(file); number++) {
      file = lib.resolve(number + "-" + name);
    }
    return file;
  }

  private static String json(Path java, Path lib, Class<?> main) {
    JsonArray command = new JsonArray();
    command.add(java.toString());
    command.add("--add-modules");
    command.add("jdk.incubator.vector");
    command.add("-Djava.awt.headless=true");
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow"); // tablesaw's classgraph, or a warning
    }
    command.add("-cp");
    command.add(lib.toAbsolutePath() + File.separator + "*");
    command.add(main.getName());
    command.add("kernel");
    command.add("{connection_file}");
    JsonObject spec = new JsonObject();
    spec.add("argv", command);
    spec.addProperty("display_name", DISPLAY_NAME);
    spec.addProperty("language", "java");
    spec.addProperty("interrupt_mode", "message");
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec) + "\n";
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

  private static void delete(Path folder) throws IOException {
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
