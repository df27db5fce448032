package org.meshnn.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.notebook.session.CellOutcome;
import org.meshnn.notebook.session.Recorded;
import org.meshnn.notebook.session.Session;

/** {@code %maven} against a repository of this test's own, which settings declare as a mirror. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MavenTest {
  @TempDir Path folder;

  private final String localBefore = System.getProperty("maven.repo.local");
  private Path home;
  private Path mirror;

  @BeforeEach
  void ownRepository() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    mirror = Files.createDirectories(folder.resolve("mirror"));
    publish("own", "leaf", "1.0", "bundle", "");
    publish("own", "middle", "1.0", "jar", dependency("own", "leaf", "1.0"));
    String guava = dependency("com.google.guava", "guava", "11.0");
    publish("own", "top", "2.0", "jar", dependency("own", "middle", "1.0") + guava);
    System.setProperty("maven.repo.local", folder.resolve("local").toString());
  }

  @AfterEach
  void restore() {
    if (localBefore == null) {
      System.clearProperty("maven.repo.local");
    } else {
      System.setProperty("maven.repo.local", localBefore);
    }
  }

  /** From the repository that this build was made from; guava is packaged as a bundle. */
  @Test
  void tablesawComesWithAllItNeeds() throws MagicException {
    restore();
    var repository = new MavenRepository(MavenSettings.FILE, new JarsPresent(""));
    var found = repository.resolve(List.of("tech.tablesaw:tablesaw-core:0.44.4"));
    assertEquals(List.of(), found.notes());
    List<String> names = found.jars().stream().map(jar -> jar.getFileName().toString()).toList();
    for (String needed :
        List.of("tablesaw-core", "guava", "fastutil", "RoaringBitmap", "slf4j-api")) {
      assertTrue(names.stream().anyMatch(n -> n.startsWith(needed + "-")), names::toString);
    }
    List<String> onClassPath =
        List.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).stream()
            .map(entry -> Path.of(entry).getFileName().toString())
            .toList();
    assertTrue(onClassPath.stream().filter(names::contains).count() >= 10, names::toString);
  }

  private static String dependency(String group, String artifact, String version) {
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
        .formatted(group, artifact, version);
  }

  private void publish(String group, String name, String version, String packaging, String needs)
      throws IOException {
    Path place =
        Files.createDirectories(
            mirror.resolve(group.replace('.', '/')).resolve(name).resolve(version));
    String pom =
        "<project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId><artifactId>%s</artifactId>"
            + "<version>%s</version><packaging>%s</packaging><dependencies>%s</dependencies>"
            + "<profiles><profile><id>j</id><activation><jdk>[9,)</jdk></activation></profile></profiles>"
            + "</project>";
    Files.writeString(
        place.resolve(name + "-" + version + ".pom"),
        pom.formatted(group, name, version, packaging, needs));
    Path file = place.resolve(name + "-" + version + ".jar");
    try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
      jar.putNextEntry(new ZipEntry(name + ".txt"));
      jar.write(name.getBytes());
    }
  }

  private MavenRepository repository(String mirrorUrl) throws IOException {
    Path settings = home.resolve("settings.xml");
    Files.writeString(
        settings,
        "<settings><mirrors><mirror><id>company</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors></settings>"
            .formatted(mirrorUrl));
    return new MavenRepository(settings, new JarsPresent(System.getProperty("java.class.path")));
  }

  private static List<String> names(MavenRepository.Found found) {
    return found.jars().stream().map(jar -> jar.getFileName().toString()).sorted().toList();
  }

  @Test
  void bringsAllThatIsNeededFromTheMirrorOnce() throws Exception {
    publish("com.google.guava", "guava", "11.0", "jar", "");
    MavenRepository repository = repository(mirror.toUri().toString());
    MavenRepository.Found found = repository.resolve(List.of("own:top:2.0"));
    assertEquals(List.of("leaf-1.0.jar", "middle-1.0.jar", "top-2.0.jar"), names(found));
    assertEquals(1, found.notes().size(), found::toString);
    assertTrue(found.notes().get(0).contains("com.google.guava:guava:33"), found::toString);
    repository.added(found);
    assertEquals(List.of(), repository.resolve(List.of("own:top:2.0", "own:leaf:1.0")).jars());
  }

  @Test
  void whatIsInTheLocalRepositoryNeedsNoNetwork() throws Exception {
    repository(mirror.toUri().toString()).resolve(List.of("own:middle:1.0"));
    MavenRepository offline = repository("http://127.0.0.1:1/");
    assertEquals(2, offline.resolve(List.of("own:middle:1.0")).jars().size());
    String message =
        assertThrows(MagicException.class, () -> offline.resolve(List.of("own:top:2.0")))
            .getMessage();
    assertTrue(message.startsWith("no connection to company http://127.0.0.1:1/"), message);
  }

  @Test
  void whatIsNotThereIsNamedWithThePlaces() throws Exception {
    MavenRepository repository = repository(mirror.toUri().toString());
    String message =
        assertThrows(MagicException.class, () -> repository.resolve(List.of("own:none:1.0")))
            .getMessage();
    assertTrue(message.startsWith("no artifact own:none:jar:1.0; looked in "), message);
    assertTrue(message.contains(folder.resolve("local").toString()), message);
    assertTrue(message.contains("company"), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void aMalformedCoordinateIsExplained() throws Exception {
    MavenRepository repository = repository(mirror.toUri().toString());
    String message =
        assertThrows(MagicException.class, () -> repository.resolve(List.of("guava"))).getMessage();
    assertEquals(
        "%maven expects group:artifact:version (or group:artifact:extension:classifier:version),"
            + " got guava",
        message);
  }

  @Test
  void whatIsAddedCanBeUsedInTheNextLine() throws Exception {
    repository(mirror.toUri().toString());
    try (Session session = new Session(repository(mirror.toUri().toString()))) {
      Recorded outputs = new Recorded();
      String use =
          "%maven own:middle:1.0\nnew String(Thread.currentThread().getContextClassLoader()"
              + ".getResourceAsStream(\"leaf.txt\").readAllBytes())";
      CellOutcome outcome = session.run(1, use, outputs);
      assertEquals(Optional.of("leaf"), outcome.value(), outcome::toString);
      assertEquals(List.of("stdout: added to the class path: 2 jars\n"), outputs.all());
    }
  }

  @Test
  void aDownloadThatHangsIsInterrupted() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";
      try (Session session = new Session(repository(url))) {
        Thread stop =
            new Thread(
                () -> {
                  try {
                    silent.accept();
                    session.interrupt();
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
        stop.start();
        CellOutcome stopped = session.run(1, "%maven own:top:2.0\nint never = 1;", new Recorded());
        assertEquals("Interrupted", stopped.failure().orElseThrow().name());
        assertEquals(Optional.of(3), session.run(2, "1 + 2", new Recorded()).value());
        stop.join();
      }
    }
  }

  @Test
  void whatWasFoundButNotAddedIsFoundAgain() throws Exception {
    MavenRepository repository = repository(mirror.toUri().toString());
    repository.resolve(List.of("own:middle:1.0"));
    assertEquals(2, repository.resolve(List.of("own:middle:1.0")).jars().size());
  }

  @Test
  void aDownloadThatHangsDoesNotKeepTheNextOneWaiting() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(exchange, asked, over));
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    try (Session session = new Session(repository(url))) {
      Thread stop = new Thread(() -> interruptAfter(asked, session));
      stop.start();
      CellOutcome stopped = session.run(1, "%maven own:middle:1.0", new Recorded());
      assertEquals("Interrupted", stopped.failure().orElseThrow().name());
      Recorded outputs = new Recorded();
      assertEquals(Optional.empty(), session.run(2, "%maven own:middle:1.0", outputs).failure());
      assertEquals(List.of("stdout: added to the class path: 2 jars\n"), outputs.all());
      session.run(3, "%maven own:middle:1.0", outputs);
      assertTrue(outputs.toString().contains("nothing: all of it was there"), outputs::toString);
    } finally {
      over.countDown();
      server.stop(0);
      threads.shutdown();
    }
  }

  private static void interruptAfter(CountDownLatch asked, Session session) {
    try {
      asked.await();
      session.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives what is asked for, but lets the first one who asks wait until all is over. */
  private void serve(HttpExchange exchange, CountDownLatch asked, CountDownLatch over)
      throws IOException {
    try (exchange) {
      boolean first = asked.getCount() > 0;
      asked.countDown();
      if (first) {
        over.await();
      }
      Path file = mirror.resolve(exchange.getRequestURI().getPath().substring(1));
      if (Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRepositoryThatSendsNothingIsGivenUp() throws Exception {
    System.setProperty("aether.connector.requestTimeout", "100");
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      MavenRepository repository = repository("http://127.0.0.1:" + silent.getLocalPort() + "/");
      String message =
          assertThrows(MagicException.class, () -> repository.resolve(List.of("own:leaf:1.0")))
              .getMessage();
      assertTrue(message.startsWith("no connection to company http://127.0.0.1:"), message);
      assertTrue(message.contains("SocketTimeoutException"), message);
    } finally {
      System.clearProperty("aether.connector.requestTimeout");
    }
  }
}
