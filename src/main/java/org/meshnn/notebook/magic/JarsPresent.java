package org.meshnn.notebook.magic;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.eclipse.aether.artifact.Artifact;

/**
 * Which artifacts are on the class path already. A jar is known by its file name, {@code
 * artifact-version.jar}; the group must not differ from what the jar itself tells, if it does. The
 * self-contained jar lists what it is made of (CycloneDX).
 */
final class JarsPresent {
  private static final Pattern JAR = Pattern.compile("(?:\\d+-)?(.+?)-(\\d[^/\\\\]*)\\.jar");
  private static final Pattern ORIGIN = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.xml");

  private static final String PARTS = "META-INF/sbom/meshnn.cdx.json";

  private record Jar(String version, Path file) {}

  private final Map<String, Jar> byName = new HashMap<>();
  private final Map<String, String> added = new ConcurrentHashMap<>();

  /** The jars of a class path, as {@code java.class.path} has it. */
  JarsPresent(String classPath) {
    for (String entry : classPath.split(File.pathSeparator)) {
      Matcher jar = JAR.matcher(Path.of(entry).toFile().getName());
      if (jar.matches()) {
        byName.putIfAbsent(jar.group(1), new Jar(jar.group(2), Path.of(entry)));
        if (jar.group(1).equals("meshnn") && Files.exists(Path.of(entry))) {
          addParts(Path.of(entry));
        }
      }
    }
  }

  private void addParts(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry parts = file.getEntry(PARTS);
      if (parts == null) {
        return;
      }
      byte[] json = file.getInputStream(parts).readAllBytes();
      JsonParser.parseString(new String(json, StandardCharsets.UTF_8))
          .getAsJsonObject()
          .getAsJsonArray("components")
          .forEach(part -> addPart(part.getAsJsonObject()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + jar, e);
    }
  }

  private void addPart(JsonObject part) {
    String group = part.get("group").getAsString();
    String name = part.get("name").getAsString();
    added.put(key(group, name, ""), part.get("version").getAsString());
  }

  /** The version that is there of an artifact, whatever version is asked for. */
  Optional<String> version(Artifact artifact) {
    String before = added.get(key(artifact));
    if (before != null) {
      return Optional.of(before);
    }
    Jar jar = byName.get(artifact.getArtifactId());
    if (jar == null || !artifact.getExtension().equals("jar") || !group(jar, artifact)) {
      return Optional.empty();
    }
    String classifier = artifact.getClassifier();
    if (classifier.isEmpty()) {
      return Optional.of(jar.version());
    }
    String end = "-" + classifier;
    return jar.version().endsWith(end)
        ? Optional.of(jar.version().substring(0, jar.version().length() - end.length()))
        : Optional.empty();
  }

  /** An artifact is on the class path from now on. */
  void add(Artifact artifact) {
    added.put(key(artifact), artifact.getVersion());
  }

  private static String key(Artifact artifact) {
    return key(artifact.getGroupId(), artifact.getArtifactId(), artifact.getClassifier());
  }

  private static String key(String group, String name, String classifier) {
    return String.join(":", group, name, classifier);
  }

  /** Whether a jar may be of the artifact's group: it says so, or names no group for it. */
  private static boolean group(Jar jar, Artifact artifact) {
    try (JarFile file = new JarFile(jar.file().toFile())) {
      var groups =
          file.stream()
              .map(entry -> ORIGIN.matcher(entry.getName()))
              .filter(m -> m.matches() && m.group(2).equals(artifact.getArtifactId()))
              .map(m -> m.group(1))
              .toList();
      return groups.isEmpty() || groups.contains(artifact.getGroupId());
    } catch (IOException e) {
      return false;
    }
  }
}
