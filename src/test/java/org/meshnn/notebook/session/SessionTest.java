package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.CooperativeTraining;
import org.meshnn.plot.Picture;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionTest {
  @RegisterExtension static final TestSession cells = new TestSession();

  @BeforeEach
  void gather() {
    CooperativeTraining.expect();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 1                      | 2",
        "1 + 1;                     | 2",
        "int a = 3; a               | 3",
        "int b = 3;\\n// c\\n         | ",
        "int c = 1; c = 5           | ",
        "null                       | ",
        "/* only a comment */       | ",
        "List.of(1, 2).size()       | 2",
        "if (true) { }              | ",
        "int d() { return 4; } d()  | 4",
        "int e = 5 // no semicolon  | ",
      })
  void valueOfTheLastExpression(String source, String expected) {
    Object value = cells.value(source.replace("\\n", "\n"));
    assertEquals(expected, value == null ? null : value.toString());
  }

  @Test
  void valuesAreTheObjectsThemselves() {
    Object list = cells.value("var kept = new ArrayList<>(List.of(\"x\"));\nkept");
    assertInstanceOf(List.class, list).add(null);
    assertEquals(2, cells.value("kept.size()"));
    assertInstanceOf(
        Picture.class,
        cells.value("new Picture(new java.awt.image.BufferedImage(2, 2, 1), \"p\")"));
  }

  @Test
  void redefinitionIsNeverStale() {
    cells.value("String v = \"old\"; String get() { return v; }");
    assertEquals("old", cells.value("get()"));
    cells.value("int v = 7;");
    assertEquals(7, cells.value("v"));
    cells.value("int get() { return v + 1; }");
    assertEquals(8, cells.value("get()"));
    cells.value("record P(int x) {}\nvar p = new P(1);");
    cells.value("record P(int x, int y) {}\nvar p = new P(1, 2);");
    assertEquals("P[x=1, y=2]", cells.value("p").toString());
  }

  @Test
  void compileErrorHasLineAndCaret() {
    CellFailure failure = cells.failure("int ok = 1;\n\n// a comment\nint bad = ok + nowhere;");
    assertEquals("CompileError", failure.name());
    assertEquals("Cell 7, line 4: cannot find symbol", failure.message());
    assertTrue(failure.traceback().contains("  int bad = ok + nowhere;"), failure::toString);
    assertTrue(failure.traceback().contains("                 ^^^^^^^"), failure::toString);
  }

  @Test
  void unfinishedCodeIsACompileError() {
    assertTrue(cells.failure("int x = (1 + ").message().contains("line 1"));
    assertEquals("CompileError", cells.failure("}").name());
  }

  @Test
  void exceptionHasItsNameAndTheUsersLine() {
    CellFailure failure =
        cells.failure("int f(int n) {\n  return 1 / n;\n}\n\n\n  // now\nint q =\n  f(0);");
    assertEquals("java.lang.ArithmeticException", failure.name());
    assertEquals("/ by zero", failure.message());
    assertEquals("    at Cell 7, line 2 in f:  return 1 / n;", failure.traceback().get(1));
    assertEquals("    at Cell 7, line 8", failure.traceback().get(2));
    assertEquals(3, failure.traceback().size());
  }

  @Test
  void exceptionFromALibraryBeginsAtTheUsersLine() {
    CellFailure failure = cells.failure("int one = 1;\nInteger.parseInt(\"x\");");
    assertEquals("java.lang.NumberFormatException", failure.name());
    assertEquals("    at Cell 7, line 2:  Integer.parseInt(\"x\");", failure.traceback().get(1));
    assertTrue(failure.traceback().toString().contains("java.lang.Integer.parseInt"));
    assertTrue(failure.traceback().stream().noneMatch(l -> l.contains("REPL")), failure::toString);
  }

  @Test
  void causesAndOwnExceptionsAreNamed() {
    cells.run("class Mine extends RuntimeException { Mine(Exception e) { super(\"outer\", e); } }");
    CellFailure failure = cells.failure("throw new Mine(new IllegalStateException(\"inner\"));");
    assertEquals("Mine", failure.name());
    assertTrue(
        failure.traceback().contains("caused by java.lang.IllegalStateException: inner"),
        failure::toString);
  }

  @Test
  void callingWhatIsNotDeclaredSaysWhat() {
    assertEquals(null, cells.value("int later() { return notYet(); }"));
    assertTrue(
        cells.outputs().toString().contains("later cannot run until"), cells.outputs()::toString);
    assertTrue(cells.failure("later()").message().contains("notYet"));
  }

  @Test
  void outputIsCapturedInOrder() {
    cells.value(
        "System.out.print(\"a\"); System.err.println(\"é\"); show(1); System.out.print(\"b\");");
    assertEquals(
        List.of("stdout: a", "stderr: é\n", "shown: 1", "stdout: b"), cells.outputs().all());
  }

  @Test
  void aCutCharacterWaitsForItsRest() {
    byte[] euro = "x€".getBytes(StandardCharsets.UTF_8);
    assertEquals(4, Capture.wholeCharacters(euro));
    assertEquals(1, Capture.wholeCharacters(java.util.Arrays.copyOf(euro, 3)));
    assertEquals(1, Capture.wholeCharacters(java.util.Arrays.copyOf(euro, 2)));
  }

  @ParameterizedTest
  @CsvSource({"busy", "sleep", "swallow", "library"})
  void interruptStopsWhatDoesNotListen(String kind) throws Exception {
    String body =
        switch (kind) {
          case "busy" -> "long z = 0; org.meshnn.CooperativeTraining.started(); while (true) z++;";
          case "sleep" -> "org.meshnn.CooperativeTraining.started(); Thread.sleep(1_000_000);";
          case "library" -> "org.meshnn.CooperativeTraining.workWithoutLooking();";
          default ->
              "org.meshnn.CooperativeTraining.started();"
                  + "while (true) { try { Thread.sleep(100); } catch (InterruptedException e) {} }";
        };
    interruptWhenStarted();
    assertEquals("Interrupted", cells.failure(body).name());
    assertEquals(42, cells.value("6 * 7"));
  }

  @ParameterizedTest
  @CsvSource({"trainUntilInterrupted", "trainWithLongSteps"})
  void interruptedTrainingKeepsWhatItHas(String method) throws Exception {
    interruptWhenStarted();
    assertEquals(null, cells.value("var model = org.meshnn.CooperativeTraining." + method + "();"));
    assertEquals("partial", cells.value("model"));
  }

  @Test
  void interruptedExperimentKeepsItsFinishedRuns() throws Exception {
    cells.value("var mesh = Mesh.of(10).connect(Wiring.dense());");
    interruptWhenStarted();
    String cell =
        """
        var trials = Experiment.on(Datasets.iris(), "species")
            .setting("quick", mesh, Training.defaults().epochs(1))
            .setting("endless", mesh, Training.defaults().epochs(Integer.MAX_VALUE))
            .test(0.3).seeds(2).threads(2)
            .listen(trial -> org.meshnn.CooperativeTraining.started())
            .run();
        """;
    assertEquals(null, cells.value(cell));
    String headline = (String) cells.value("trials.headline()");
    assertTrue(headline.matches("[12] of 4 runs finished: interrupted(;.*)?"), headline);
  }

  @Test
  void interruptSkipsTheRestOfTheCell() throws Exception {
    cells.value("int reached = 0;");
    interruptWhenStarted();
    CellFailure failure =
        cells.failure(
            "var m = org.meshnn.CooperativeTraining.trainUntilInterrupted();\nreached = 1;");
    assertEquals("Interrupted", failure.name());
    assertEquals("partial", cells.value("m"));
    assertEquals(0, cells.value("reached"));
  }

  @Test
  void interruptBetweenCellsDoesNothing() {
    cells.session().interrupt();
    assertEquals(3, cells.value("1 + 2"));
  }

  private static void interruptWhenStarted() {
    Thread thread =
        new Thread(
            () -> {
              CooperativeTraining.awaitStart();
              cells.session().interrupt();
            });
    thread.setDaemon(true);
    thread.start();
  }
}
