package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
  private static Session session;

  @BeforeAll
  static void open() {
    session = new Session();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Runnable r = () -> { throw new Error(); };~r.run();   | line 1:  Runnable r",
        "class A { A(int z) {~z = 1 / z; } }~new A(0)          | line 2 in a constructor:  z = 1",
        "class B { static int v = 1 / 0; }~B.v                 | line 1 in a static initialiser",
        "IntStream.range(0, 3).map(i ->~5 / (i - 1)).sum()     | line 2:  5 / (i - 1)",
        "java.util.concurrent.CompletableFuture.supplyAsync(~() -> 1 / 0).get() | line 2:  () ->",
      })
  void aTraceStartsAtTheUsersLine(String cell, String where) {
    Failure failure = fail(cell.replace('~', '\n'));
    String trace = String.join("\n", failure.traceback());
    assertTrue(trace.contains("Cell 7, " + where), trace);
    assertFalse(trace.contains("org.meshnn.notebook"), trace);
    assertFalse(trace.contains("REPL"), trace);
  }

  @Test
  void suppressedExceptionsAreTold() {
    Failure failure =
        fail("var e = new Error(\"main\"); e.addSuppressed(new Error(\"closing\")); throw e;");
    assertEquals(
        "suppressed java.lang.Error: closing",
        failure.traceback().get(failure.traceback().size() - 1));
  }

  @Test
  void aNullPointerNamesTheVariable() {
    Failure failure = fail("void f() { Object lost = null; lost.hashCode(); }\nf()");
    assertTrue(failure.message().contains("\"lost\" is null"), failure::message);
    assertEquals(
        List.of("    at Cell 7, line 1 in f:  void f() { Object lost = null; lost.hashCode(); }"),
        failure.traceback().subList(1, 2));
  }

  private static Failure fail(String cell) {
    return session.run(7, cell, new Recorded()).failure().orElseThrow();
  }
}
