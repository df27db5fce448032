package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeAssistTest {
  private static Session session;

  @BeforeAll
  static void open() {
    session = new Session();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @Test
  void completesMembersInTheSnippetOfTheCursor() {
    String code = "int a = 1;\nvar s = \"x\".subs + 1;\nint b = 2;";
    int at = code.indexOf("subs") + 4;
    CodeAssist.Completion found = session.assist().complete(code, at);
    assertTrue(found.candidates().contains("substring("), found::toString);
    assertEquals("subs", code.substring(found.start(), found.end()));
  }

  @Test
  void completesImportedTypesAndShow() {
    assertTrue(session.assist().complete("DoubleCol", 9).candidates().contains("DoubleColumn"));
    assertTrue(session.assist().complete("sho", 3).candidates().contains("show("));
  }

  @Test
  void inspectsAnywhereInAName() {
    List<String> found = session.assist().inspect("int a = 1; Math.floorMod(7, 3)", 19);
    assertTrue(
        found.stream().anyMatch(f -> f.contains("int Math.floorMod(int x, int y)")),
        found::toString);
    assertEquals(List.of(), session.assist().inspect("nothing.here", 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int x = 1;         | COMPLETE",
        "1 + 1              | COMPLETE",
        "// only            | COMPLETE",
        "int f() {          | INCOMPLETE",
        "foo(1,             | INCOMPLETE",
        "}                  | INVALID",
      })
  void tellsWhetherCodeIsComplete(String code, CodeAssist.State state) {
    assertEquals(state, session.assist().state(code));
  }
}
