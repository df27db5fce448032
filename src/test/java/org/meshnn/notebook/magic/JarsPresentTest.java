package org.meshnn.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsPresentTest {
  private static final String PARTS =
      "{\"components\": [{\"group\": \"own\", \"name\": \"part\", \"version\": \"1.2\"}]}";

  @TempDir private Path folder;

  /** The libraries in it are not fetched again by {@code %maven}. */
  @Test
  void theSelfContainedJarTellsWhatItIsMadeOf() throws IOException {
    Path jar = folder.resolve("meshnn-0.2.0.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("META-INF/sbom/meshnn.cdx.json"));
      out.write(PARTS.getBytes());
    }
    JarsPresent present = new JarsPresent(jar.toString());
    assertEquals(Optional.of("1.2"), present.version(new DefaultArtifact("own:part:2.0")));
    assertEquals(Optional.empty(), present.version(new DefaultArtifact("own:other:2.0")));
    assertEquals(Optional.empty(), present.version(new DefaultArtifact("other:part:1.2")));
  }

  /** A class path may name what is not there. */
  @Test
  void aJarThatIsNotThereHasNoParts() {
    JarsPresent present = new JarsPresent(folder.resolve("meshnn-0.2.0.jar").toString());
    assertEquals(Optional.empty(), present.version(new DefaultArtifact("own:part:2.0")));
  }
}
