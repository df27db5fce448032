import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Writes which libraries the self-contained jar holds, under which licences, and the texts of
 * licence and notice that their jars bring, or that a folder has for those that bring none.
 */
final class ThirdParty {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:META-INF/(?:jsoup/)?|licenses/)?(?:LICENSE|NOTICE|[^/]+\\.license)[^/]*|licenses/[^/]+\\.TXT");
  private static final String APACHE = "Apache-2.0";

  private record Library(String group, String name, String version, List<String> licences) {}

  private ThirdParty() {}

  /**
   * Writes the list.
   *
   * @param arguments the CycloneDX JSON of the build, the folder of further texts, the file to
   *     write; the libraries' jars are on the class path
   */
  public static void main(String[] arguments) throws IOException {
    List<Library> libraries = libraries(Path.of(arguments[0]));
    Map<String, List<String>> byText = new LinkedHashMap<>(); // to the names of those who have it
    for (Library library : libraries) {
      List<String> texts = texts(jar(library));
      Path further = Path.of(arguments[1], library.name() + ".txt");
      if (Files.exists(further)) {
        texts.add(Files.readString(further));
      }
      if (texts.isEmpty() && !library.licences().contains(APACHE)) {
        throw new IllegalStateException(
            library + " brings no licence; put its text into " + further);
      }
      texts.forEach(
          t -> byText.computeIfAbsent(t.strip(), k -> new ArrayList<>()).add(library.name()));
    }
    Files.writeString(Path.of(arguments[2]), page(libraries, byText));
  }

  private static List<Library> libraries(Path bill) throws IOException {
    List<Library> libraries = new ArrayList<>();
    JsonArray components =
        JsonParser.parseString(Files.readString(bill))
            .getAsJsonObject()
            .getAsJsonArray("components");
    for (JsonElement element : components) {
      JsonObject component = element.getAsJsonObject();
      libraries.add(
          new Library(
              component.get("group").getAsString(),
              component.get("name").getAsString(),
              component.get("version").getAsString(),
              licences(component)));
    }
    libraries.sort(Comparator.comparing(Library::group).thenComparing(Library::name));
    return libraries;
  }

  private static List<String> licences(JsonObject component) {
    List<String> names = new ArrayList<>();
    if (component.has("licenses")) {
      for (JsonElement choice : component.getAsJsonArray("licenses")) {
        JsonObject object = choice.getAsJsonObject();
        JsonObject licence = object.has("license") ? object.getAsJsonObject("license") : object;
        String key = licence.has("id") ? "id" : licence.has("name") ? "name" : "expression";
        names.add(licence.get(key).getAsString());
      }
    }
    return names;
  }

  private static Path jar(Library library) {
    String name = library.name() + "-" + library.version() + ".jar";
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Path.of(entry).endsWith(name)) {
        return Path.of(entry);
      }
    }
    throw new IllegalStateException("not on the class path: " + name);
  }

  private static List<String> texts(Path jar) throws IOException {
    List<String> texts = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> entries =
          file.stream()
              .filter(e -> !e.isDirectory() && TEXT.matcher(e.getName()).matches())
              .sorted(Comparator.comparing(JarEntry::getName))
              .toList();
      for (JarEntry entry : entries) {
        byte[] bytes = file.getInputStream(entry).readAllBytes();
        texts.add(new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n"));
      }
    }
    return texts;
  }

  private static String page(List<Library> libraries, Map<String, List<String>> byText) {
    StringBuilder page = new StringBuilder();
    page.append(
        "This file holds meshnn, under the Apache License 2.0 (META-INF/LICENSE), and the"
            + " libraries\n");
    page.append(
        "below, unchanged but for signatures and module descriptors; after the list, the texts"
            + " of\n");
    page.append(
        "licence and notice that they bring. Data sets have theirs in org/meshnn/datasets.\n\n");
    for (Library l : libraries) {
      page.append(String.join(":", l.group(), l.name(), l.version())).append("  ");
      page.append(String.join(" or ", l.licences())).append('\n');
    }
    byText.forEach(
        (text, names) -> {
          page.append("\n").append("=".repeat(79)).append('\n');
          page.append(String.join(", ", names)).append("\n\n").append(text).append('\n');
        });
    return page.toString();
  }
}
