package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Texts and files that name the version name that of the build. */
class ReleaseFilesTest {
  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private static String version() throws IOException {
    return found("(?m)^  <version>(.*)</version>$", text("pom.xml")).iterator().next();
  }

  @Test
  void theyNameOneVersion() throws IOException {
    Set<String> one = Set.of(version());
    assertEquals(one, found("(?m)^version: (.*)$", text("CITATION.cff")));
    for (String file :
        new String[] {"README.md", "src/release/README.md", "kernel-spec/README.md"}) {
      assertEquals(one, found("meshnn-(\\d+\\.\\d+\\.\\d+)", text(file)), file);
    }
    assertEquals(one, found("<version>(.*)</version>", text("README.md")));
    assertTrue(text("CHANGELOG.md").contains("## [" + version() + "]"));
  }

  @Test
  void theCatalogNamesTheSelfContainedJar() throws IOException {
    JsonObject catalog = JsonParser.parseString(text("jbang-catalog.json")).getAsJsonObject();
    JsonObject alias = catalog.getAsJsonObject("aliases").getAsJsonObject("meshnn");
    assertEquals("org.meshnn:meshnn:" + version() + ":all", alias.get("script-ref").getAsString());
    assertTrue(text("pom.xml").contains("<classifier>all</classifier>"));
  }
}
