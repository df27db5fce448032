package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells that no class file or no compiler holds: they fail, in a few lines, and the next runs. */
@Timeout(120)
class LimitsTest {
  @RegisterExtension static final TestSession cells = new TestSession();

  private static String literal(int length) {
    return '"' + "z".repeat(length) + '"';
  }

  static Stream<String> tooLarge() {
    return Stream.of(
        "System.out.println(" + literal(70_000) + ".length());",
        "String w = " + literal(70_000) + ";",
        literal(70_000),
        "if (true) System.out.println(" + literal(70_000) + ");",
        IntStream.range(0, 12_000)
            .mapToObj(i -> "1000" + i)
            .collect(Collectors.joining(", ", "int[] numbers = {", "};")));
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void whatNoClassFileHoldsFailsItsCell(String source) {
    CellFailure failure = cells.failure("int before = 1;\n" + source);
    assertEquals("CompileError", failure.name());
    assertTrue(failure.message().startsWith("Cell 7, line 2: "), failure.message());
    assertTrue(failure.message().length() < 300, failure.message());
    assertTrue(failure.traceback().toString().length() < 2_000, failure.traceback()::toString);
    assertEquals(2, cells.value("1 + 1"));
    assertEquals(5, cells.value("var k = 5;\nk"));
    assertEquals(
        "", cells.outputs().toString().replace("[]", ""), "no notes about what was not declared");
  }

  @Test
  void whatTheCompilerHasNoStackForFailsItsCell() {
    String deep = "int a = " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + ";";
    CellFailure failure = cells.failure(deep);
    assertTrue(failure.message().contains("nested too deeply"), failure.message());
    assertEquals(2, cells.value("1 + 1"));
  }

  @Test
  void aCellThatTakesAwayTheStreamsHarmsOnlyItself() {
    PrintStream before = System.out;
    CellOutcome outcome = cells.run("System.setOut(null); System.out.println(1);");
    assertTrue(outcome.failure().orElseThrow().name().endsWith("NullPointerException"));
    assertEquals(2, cells.value("1 + 1"));
    assertEquals(before, System.out);
  }
}
