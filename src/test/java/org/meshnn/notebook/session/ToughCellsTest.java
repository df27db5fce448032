package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meshnn.display.Outlet;

/** Cells that go too far: the session says so and the next cell runs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ToughCellsTest {
  @RegisterExtension static final TestSession cells = new TestSession();

  @Test
  void aMillionLinesComeInPieces() {
    long[] counts = new long[2];
    Outlet counting =
        new Outlet() {
          @Override
          public void stream(String name, String text) {
            counts[0] += text.chars().filter(c -> c == '\n').count();
            counts[1]++;
          }

          @Override
          public void display(Map<String, String> bundle) {}

          @Override
          public void update(String id, Map<String, String> bundle, boolean last) {}
        };
    cells.session().run(1, "for (int i = 0; i < 1_000_000; i++) System.out.println(i);", counting);
    assertEquals(1_000_000, counts[0]);
    assertTrue(counts[1] < 10_000, counts[1] + " pieces");
  }

  @Test
  void endlessRecursionAndMemoryAreErrors() {
    CellFailure deep = cells.failure("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)");
    assertEquals("java.lang.StackOverflowError", deep.name());
    assertTrue(deep.traceback().size() < 15, deep::toString);
    String fill =
        "var kept = new ArrayList<long[]>();\n"
            + "while (true) kept.add(new long[Integer.MAX_VALUE - 8]);";
    assertEquals("java.lang.OutOfMemoryError", cells.failure(fill).name());
    cells.value("kept.clear();");
    assertEquals(3, cells.value("1 + 2"));
  }

  @Test
  void anExceptionOfABackgroundThreadIsPrinted() {
    cells.value(
        "var t = new Thread(() -> { throw new IllegalStateException(\"behind\"); });\n"
            + "t.start(); t.join();");
    assertTrue(
        cells.outputs().toString().contains("IllegalStateException: behind"),
        cells.outputs()::toString);
    assertTrue(
        cells.outputs().all().stream().allMatch(o -> o.startsWith("stderr")),
        cells.outputs()::toString);
  }

  @Test
  void aVariableOfANewTypeHasItsNewValue() {
    cells.value("int x = 1;");
    assertEquals("a", cells.value("String x = \"a\";\nx"));
    assertEquals("", cells.outputs().all().toString().replace("[]", ""));
  }

  @Test
  void variablesOfARedeclaredClassAreNamed() {
    cells.value(
        "class A { int v() { return 1; } }\nvar a = new A();\nA b = new A();\nint other = 5;");
    cells.value("class A { int v() { return 2; } }");
    assertEquals(
        "[stderr: note: A was declared again: no value any more in a, b\n]",
        cells.outputs().toString());
    assertEquals(5, cells.value("other"));
    assertTrue(cells.run("a.v()").failure().isPresent());
    assertEquals(2, cells.value("b = new A();\nb.v()"));
  }

  @Test
  void whatCannotBeEndedIsLeftBehind() throws Exception {
    Thread stop =
        new Thread(
            () -> {
              try {
                Stubborn.hold(cells.session()::interrupt);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    stop.start();
    try {
      CellFailure failure = cells.failure("org.meshnn.notebook.session.Stubborn.run();");
      assertEquals("Interrupted", failure.name());
      assertTrue(failure.message().contains("runs on"), failure::message);
      assertEquals(3, cells.value("1 + 2"));
    } finally {
      Stubborn.release();
    }
    stop.join();
  }

  @Test
  void aStreamThatACellHasKeptPrintsInTheCellThatRuns() {
    cells.value("var kept = System.out;");
    cells.value("kept.print(\"late\");");
    assertEquals("[stdout: late]", cells.outputs().all().toString());
  }
}
