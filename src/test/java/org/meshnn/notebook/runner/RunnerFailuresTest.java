package org.meshnn.notebook.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.cli.Main;
import org.meshnn.notebook.document.Notebook;
import org.meshnn.notebook.session.CellFailure;

/** What becomes of a notebook whose cells fail, never end, or end the process. */
@Timeout(120)
class RunnerFailuresTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final JsonArray cells = new JsonArray();

  private void code(String source, String... tags) {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", "code");
    cell.addProperty("source", source);
    JsonObject metadata = new JsonObject();
    metadata.add("tags", new JsonArray());
    List.of(tags).forEach(metadata.getAsJsonArray("tags")::add);
    cell.add("metadata", metadata);
    cells.add(cell);
  }

  private Path notebook() throws IOException {
    JsonObject root = new JsonObject();
    root.add("cells", cells);
    root.addProperty("nbformat", 4);
    return Files.writeString(folder.resolve("n.ipynb"), root.toString());
  }

  private Runner runner(Path out) {
    return new Runner(out, true, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private boolean run() throws IOException {
    return runner(folder.resolve("out")).run(notebook());
  }

  private JsonArray outputs(int cell) throws IOException {
    return JsonParser.parseString(Files.readString(folder.resolve("out/n.ipynb")))
        .getAsJsonObject()
        .getAsJsonArray("cells")
        .get(cell)
        .getAsJsonObject()
        .getAsJsonArray("outputs");
  }

  private static String error(JsonArray outputs, int place) {
    return outputs.get(place).getAsJsonObject().get("ename").getAsString();
  }

  private String terminal() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anExpectedFailureIsKeptAndTheNextCellRuns() throws IOException {
    code("System.out.println(\"a\"); int zero = 0; 1 / zero", "raises-exception");
    code("nowhere", "raises-exception");
    code("\"none came\"", "raises-exception");
    code("\"after\"");
    assertTrue(run(), this::terminal);
    assertEquals("java.lang.ArithmeticException", error(outputs(0), 1));
    assertEquals("CompileError", error(outputs(1), 0));
    assertTrue(outputs(2).toString().contains("none came"));
    assertTrue(outputs(3).toString().contains("after"));
    assertTrue(terminal().contains("failed, as its tag raises-exception allows: / by zero"));
    assertFalse(terminal().contains("cell 1 failed"));
  }

  /** A literal too long for a regular expression that goes by recursion. */
  @Test
  void longLiteralsAreRunAndShown() throws IOException {
    code("var t = \"" + "x".repeat(20_000) + "\"; t.length()");
    assertTrue(run(), this::terminal);
    assertTrue(outputs(0).toString().contains("20000"));
    assertTrue(Files.readString(folder.resolve("out/n.html")).contains("20000"));
  }

  @Test
  void halfASurrogatePairIsWritten() throws IOException {
    code("42");
    code("\"\\ud83d\\ude00abc\".substring(0, 1)");
    code("throw new IllegalStateException(\"\\ud83d\");", "raises-exception");
    assertTrue(run(), this::terminal);
    assertTrue(outputs(0).toString().contains("42"));
    assertTrue(outputs(1).toString().contains("\ufffd"), () -> terminal());
    assertTrue(outputs(2).toString().contains("\ufffd"));
    assertTrue(Files.exists(folder.resolve("out/n.html")));
  }

  @Test
  void aValueWhoseTextIsNullIsShown() throws IOException {
    code("new Object() { public String toString() { return null; } }");
    assertTrue(run(), this::terminal);
    assertTrue(outputs(0).toString().contains("null"));
  }

  @Test
  void aMessageOfAMillionCharactersIsCut() throws IOException {
    code("throw new IllegalStateException(\"m\".repeat(1_000_000));", "raises-exception");
    assertTrue(run(), this::terminal);
    assertTrue(outputs(0).toString().length() < 60_000, () -> "" + terminal().length());
    assertTrue(outputs(0).toString().contains("of 1,000,0"));
  }

  @Test
  void aTimeoutIsNoExpectedFailure() throws IOException {
    code("Thread.sleep(60_000);", "raises-exception");
    Runner runner = runner(folder.resolve("out")).timeouts(Duration.ofMillis(300), null);
    assertFalse(runner.run(notebook()));
    assertEquals("Timeout", error(outputs(0), 0));
  }

  @Test
  void aSkippedCellIsNotRun() throws IOException {
    code("int n = 1;");
    code("n = 2; System.exit(3);", "skip-execution");
    code("n");
    assertTrue(run(), this::terminal);
    assertEquals(0, outputs(1).size());
    assertTrue(outputs(2).toString().contains("\"1\""));
  }

  /** A wait for a monitor ends by no interrupt, and by no stop on any JDK. */
  @Test
  void aCellThatCannotBeStoppedIsGivenUp() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Object lock = new Object();
    System.getProperties().put("lock", lock);
    System.getProperties().put("begun", begun);
    code("\"before\"");
    code(
        "System.out.println(\"begun\");"
            + " ((java.util.concurrent.CountDownLatch) System.getProperties().get(\"begun\"))"
            + ".countDown(); synchronized (System.getProperties().get(\"lock\")) { }");
    code("\"never\"");
    Notebook notebook = Notebook.read(notebook());
    PrintStream terminal = new PrintStream(printed, true, StandardCharsets.UTF_8);
    PrintStream out = System.out;
    synchronized (lock) {
      Execution execution = new Execution(notebook, terminal);
      Deadline none = new Deadline(Optional.empty(), Optional.empty(), Duration.ZERO);
      var passed = CompletableFuture.supplyAsync(() -> execution.run(none));
      begun.await();
      execution.expire(new CellFailure("Timeout", "too long", List.of()));
      assertFalse(passed.get());
    }
    assertEquals(out, System.out);
    assertTrue(notebook.cells().get(0).outputs().toString().contains("before"));
    JsonArray given = notebook.cells().get(1).outputs();
    assertTrue(given.get(0).toString().contains("begun"), given::toString);
    assertEquals("Timeout", error(given, 1));
    assertEquals(0, notebook.cells().get(2).outputs().size());
  }

  @Test
  void whatDoesNotEndWhenInterruptedIsGivenUpAfterAWhile() throws Exception {
    var interrupted = new CompletableFuture<Void>();
    var givenUp = new CompletableFuture<CellFailure>();
    Duration time = Duration.ofMillis(1);
    try (Deadline deadline = new Deadline(Optional.of(time), Optional.empty(), time)) {
      deadline.watch(3, () -> interrupted.complete(null), givenUp::complete);
      assertEquals(
          "cell 3 took longer than --timeout 0.00100 s, and could not be stopped",
          givenUp.get().message());
      assertTrue(interrupted.isDone());
    }
  }

  @Test
  void aCellThatEndsTheProcessLeavesWhatHasRun() throws IOException, InterruptedException {
    code("\"before\"");
    code("System.out.print(\"said last\"); System.exit(0);");
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--out",
                folder.resolve("out").toString(),
                notebook().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(1, process.exitValue(), Files.readString(log));
    assertTrue(outputs(0).toString().contains("before"));
    assertTrue(outputs(1).get(0).toString().contains("said last"), outputs(1)::toString);
    assertEquals("ProcessEnded", error(outputs(1), 1));
    assertTrue(Files.readString(log).contains("System.exit"), Files.readString(log));
    assertTrue(Files.exists(folder.resolve("out/n.html")));
  }

  @Test
  void whereNothingCanBeWrittenNothingIsRun() throws IOException {
    Path ran = folder.resolve("ran");
    code("java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + slashed(ran) + "\"))");
    Path file = Files.createFile(folder.resolve("file"));
    Path notebook = notebook();
    Batch batch = Batch.of(List.of(notebook.toString()), file.resolve("out"));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> batch.run(runner(file.resolve("out")), false, System.out))
            .getMessage();
    assertTrue(message.startsWith("--out: cannot write into the folder " + file), message);
    Files.createDirectories(folder.resolve("out/n.html"));
    assertThrows(IOException.class, () -> runner(folder.resolve("out")).run(notebook));
    assertFalse(Files.exists(ran));
  }

  private static String slashed(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }
}
