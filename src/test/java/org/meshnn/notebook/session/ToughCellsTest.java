package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshnn.display.Outlet;

/** Cells that go too far: the session says so and the next cell runs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ToughCellsTest {
  private static Session session;

  private final Recorded outputs = new Recorded();

  @BeforeAll
  static void open() {
    session = new Session();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private Outcome run(String source) {
    return session.run(1, source, outputs);
  }

  private Object value(String source) {
    Outcome outcome = run(source);
    assertEquals(Optional.empty(), outcome.failure());
    return outcome.value().orElse(null);
  }

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
    session.run(1, "for (int i = 0; i < 1_000_000; i++) System.out.println(i);", counting);
    assertEquals(1_000_000, counts[0]);
    assertTrue(counts[1] < 10_000, counts[1] + " pieces");
  }

  @Test
  void endlessRecursionAndMemoryAreErrors() {
    Failure deep = run("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)").failure().get();
    assertEquals("java.lang.StackOverflowError", deep.name());
    assertTrue(deep.traceback().size() < 15, deep::toString);
    String fill =
        "var kept = new ArrayList<long[]>();\n"
            + "while (true) kept.add(new long[Integer.MAX_VALUE - 8]);";
    assertEquals("java.lang.OutOfMemoryError", run(fill).failure().get().name());
    value("kept.clear();");
    assertEquals(3, value("1 + 2"));
  }

  @Test
  void anExceptionOfABackgroundThreadIsPrinted() {
    value(
        "var t = new Thread(() -> { throw new IllegalStateException(\"behind\"); });\n"
            + "t.start(); t.join();");
    assertTrue(outputs.toString().contains("IllegalStateException: behind"), outputs::toString);
    assertTrue(outputs.all().stream().allMatch(o -> o.startsWith("stderr")), outputs::toString);
  }

  @Test
  void aVariableOfANewTypeHasItsNewValue() {
    value("int x = 1;");
    assertEquals("a", value("String x = \"a\";\nx"));
    assertEquals("", outputs.all().toString().replace("[]", ""));
  }

  @Test
  void variablesOfARedeclaredClassAreNamed() {
    value("class A { int v() { return 1; } }\nvar a = new A();\nA b = new A();\nint other = 5;");
    value("class A { int v() { return 2; } }");
    assertEquals(
        "[stderr: note: A was declared again: no value any more in a, b\n]", outputs.toString());
    assertEquals(5, value("other"));
    assertTrue(run("a.v()").failure().isPresent());
    assertEquals(2, value("b = new A();\nb.v()"));
  }

  @Test
  void whatCannotBeEndedIsLeftBehind() throws Exception {
    Thread stop =
        new Thread(
            () -> {
              try {
                Stubborn.hold(session::interrupt);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    stop.start();
    try {
      Failure failure = run("org.meshnn.notebook.session.Stubborn.run();").failure().get();
      assertEquals("Interrupted", failure.name());
      assertTrue(failure.message().contains("runs on"), failure::message);
      assertEquals(3, value("1 + 2"));
    } finally {
      Stubborn.release();
    }
    stop.join();
  }

  @Test
  void aStreamThatACellHasKeptPrintsInTheCellThatRuns() {
    value("var kept = System.out;");
    value("kept.print(\"late\");");
    assertEquals("[stdout: late]", outputs.all().toString());
  }
}
