package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisTest {
  @RegisterExtension static final TestSession cells = new TestSession();

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
    CellFailure failure = cells.failure(cell.replace('~', '\n'));
    String trace = String.join("\n", failure.traceback());
    assertTrue(trace.contains("Cell 7, " + where), trace);
    assertFalse(trace.contains("org.meshnn.notebook"), trace);
    assertFalse(trace.contains("REPL"), trace);
  }

  @Test
  void suppressedExceptionsAreTold() {
    CellFailure failure =
        cells.failure(
            "var e = new Error(\"main\"); e.addSuppressed(new Error(\"closing\")); throw e;");
    assertEquals(
        "suppressed java.lang.Error: closing",
        failure.traceback().get(failure.traceback().size() - 1));
  }

  @Test
  void aNullPointerNamesTheVariable() {
    CellFailure failure = cells.failure("void f() { Object lost = null; lost.hashCode(); }\nf()");
    assertTrue(failure.message().contains("\"lost\" is null"), failure::message);
    assertEquals(
        List.of("    at Cell 7, line 1 in f:  void f() { Object lost = null; lost.hashCode(); }"),
        failure.traceback().subList(1, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int a = 1; /* note        | line 1: unclosed comment            | 11",
        "int b = 1;~  /* note~x    | line 2: unclosed comment            | 2",
        "/* note                   | line 1: unclosed comment            | 0",
        "int c = 1;~String s = \"a | line 2: unclosed string literal     | 11",
        "String t = \"\"\"~  a     | line 1: unclosed text block         | 11",
        "if (true) {               | line 1: reached end of file while parsing | 11",
      })
  void whatIsNotClosedIsAnErrorAtItsPlace(String cell, String message, int column) {
    CellFailure failure = cells.failure(cell.replace('~', '\n'));
    assertEquals("CompileError", failure.name());
    assertEquals("Cell 7, " + message, failure.message());
    String caret = failure.traceback().get(2);
    assertEquals(column, caret.indexOf('^') - 2, failure::toString);
  }

  /** In every language of javac a line "location: class" without a name follows the symbol. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "ja", "de", "zh-CN", "tr"})
  void theClassThatWrapsASnippetIsNotMentioned(String language) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(language));
    try {
      List<String> lines = cells.failure("int x = nowhere;").traceback();
      assertEquals(4, lines.size(), lines::toString);
      assertTrue(lines.get(1).endsWith(" nowhere"), lines::toString);
      assertEquals("  int x = nowhere;", lines.get(2));
    } finally {
      Locale.setDefault(before);
    }
  }
}
