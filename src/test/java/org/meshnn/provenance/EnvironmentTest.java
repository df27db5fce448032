package org.meshnn.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version and code are told alike from a folder and from a jar. */
class EnvironmentTest {
  private static final Path CLASSES = Path.of("target", "classes");

  @TempDir private static Path folder;
  private static Path jar;

  @BeforeAll
  static void makeAJar() throws IOException {
    jar = folder.resolve("meshnn.jar");
    try (FileSystem zip =
            FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"));
        Stream<Path> all = Files.walk(CLASSES)) {
      for (Path file : all.filter(EnvironmentTest::isCode).toList()) {
        Path to = zip.getPath("/" + CLASSES.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  private static boolean isCode(Path file) {
    return file.toString().endsWith(".class") || file.endsWith("version.txt");
  }

  @Test
  void theVersionIsThatOfTheBuild() throws IOException {
    Matcher built =
        Pattern.compile("<version>(.*)</version>").matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(built.find());
    assertEquals(built.group(1), Environment.here().version());
  }

  @Test
  void allIsKnownOnceAndForAll() {
    Environment here = Environment.here();
    assertTrue(here.code().matches("[0-9a-f]{64}"), here.code());
    assertTrue(here.java().contains(Runtime.version().toString()), here.java());
    assertTrue(here.machine().contains(" processors, "), here.machine());
    assertTrue(here.kernels().matches("vectors of \\d doubles|plain loops.*"), here.kernels());
    assertSame(here, Environment.here());
  }

  @Test
  void aJarTellsTheSameAsAFolder() throws Exception {
    assertEquals(CodeDigest.of(CLASSES), CodeDigest.of(jar));
    List<URL> path = new ArrayList<>(List.of(jar.toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.endsWith(".jar")) {
        path.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Class<?> there = loader.loadClass(Environment.class.getName());
      assertNotEquals(Environment.class, there);
      Object told = there.getMethod("here").invoke(null);
      assertEquals(Environment.here().version(), there.getMethod("version").invoke(told));
      assertEquals(Environment.here().code(), there.getMethod("code").invoke(told));
    }
  }

  @Test
  void codeIsWhatResultsDependOn() throws IOException {
    Path packages = Files.createDirectories(folder.resolve("a/org/meshnn"));
    write(packages, "Mesh.class", "1");
    write(packages, "engine/Engine.class", "2");
    String before = CodeDigest.of(folder.resolve("a"));
    for (String looks : List.of("card", "display", "export", "provenance", "text")) {
      write(packages, looks + "/Looks.class", "3");
    }
    write(packages, "engine/README", "4");
    assertEquals(before, CodeDigest.of(folder.resolve("a")));
    write(packages, "file/Reader.class", "5");
    String withReader = CodeDigest.of(folder.resolve("a"));
    assertNotEquals(before, withReader);
    write(packages, "engine/Engine.class", "6");
    assertNotEquals(withReader, CodeDigest.of(folder.resolve("a")));
  }

  private static void write(Path packages, String file, String content) throws IOException {
    Path path = packages.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
