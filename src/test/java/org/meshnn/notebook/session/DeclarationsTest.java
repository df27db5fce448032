package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declarations that refer to later ones, and what becomes of values when others change. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeclarationsTest {
  @RegisterExtension static final TestSession cells = new TestSession();

  private String notes() {
    return String.join("", cells.outputs().all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class Node { Edge first; }~class Edge { Node to; }~new Node().first        | null",
        "sealed interface Shape permits Disc, Tile {}~record Disc(int r) implements Shape {}"
            + "~record Tile(int a) implements Shape {}~new Disc(2)                  | Disc[r=2]",
        "int even(int n) { return n == 0 ? 1 : odd(n - 1); }"
            + "~int odd(int n) { return n == 0 ? 0 : even(n - 1); }~even(3)         | 0",
        "record Made(int x) { static Made of(Later l) { return new Made(l.x()); } }"
            + "~record Later(int x) {}~Made.of(new Later(3))                        | Made[x=3]",
        "Base cast(Object o) { return (Base) o; }~class Base {}~cast(null)          | null",
      })
  void declarationsReferToLaterOnes(String cell, String expected) {
    assertEquals(expected, String.valueOf(cells.value(cell.replace('~', '\n'))));
    assertEquals("", notes());
  }

  @Test
  void whatIsMissingAtTheEndOfTheCellIsTold() {
    cells.value("class Half extends Whole {}\nint soon() { return notThere(); }\nAbsent a;");
    assertEquals(
        "stderr: note: Half cannot be used until this is declared: class Whole\n"
            + "stderr: note: soon cannot run until this is declared: method notThere()\n"
            + "stderr: note: a cannot be used until this is declared: class Absent\n",
        notes());
    cells.value("int soon() { return 1 + notThere(); }");
    assertEquals(4, cells.outputs().all().size(), cells.outputs()::toString);
    CellFailure failure = cells.failure("int x = 1;\nnew Half()");
    assertEquals("Cell 7, line 2: cannot find symbol", failure.message());
    assertEquals(true, cells.value("class Whole {}\nnew Half() instanceof Whole"));
  }

  @Test
  void valuesStayWhenAHelperIsEdited() {
    cells.value(
        "String data() { return \"first\"; }\nvar text = data();\nvar size = text.length();");
    cells.value(
        "List<String> all = new ArrayList<>(List.of(text));\nvar same = all;\nint[] ns = {7};");
    cells.value("String data() { return \"other\"; }");
    assertEquals(
        "first 5 [first] true 7",
        cells.value("text + \" \" + size + \" \" + all + \" \" + (all == same) + \" \" + ns[0]"));
    assertEquals("", notes());
    cells.value("var text = data();");
    assertEquals("other", cells.value("text"));
  }

  @Test
  void valuesStayWhenAHelperReturnsAnotherType() {
    cells.value(
        "String word() { return \"first\"; }\nvar kept = word();\nvar twice = kept + kept;");
    cells.value("int word() { return 2; }");
    assertEquals("first firstfirst", cells.value("kept + \" \" + twice"));
    assertEquals(2, cells.value("var kept = word();\nkept"));
    assertEquals("", notes());
  }

  @Test
  void valuesStayWhenTheirDeclarationIsEditedAndDoesNotCompile() {
    cells.value("int edited = 3;\nvar more = edited + 1;\nvar also = 5;");
    for (String wrong :
        List.of("String edited = nowhere();", "var also = nowhere();", "int more = ;")) {
      assertTrue(cells.run(wrong).failure().isPresent());
    }
    assertEquals("3 4 5", cells.value("edited + \" \" + more + \" \" + also"));
    assertEquals("", notes());
    assertEquals("x", cells.value("String edited = \"x\";\nedited"));
  }

  @Test
  void aDeclarationThatFailsLeavesTheValueBefore() {
    cells.value("int before = 3;");
    CellFailure failure = cells.failure("int before = 1 / 0;");
    assertEquals("java.lang.ArithmeticException", failure.name());
    assertEquals(3, cells.value("before"));
  }

  @Test
  void valuesStayWhenSomethingIsImported() {
    cells.value(
        "java.util.function.Supplier<String> given = () -> \"x\";\nString got = given.get();");
    cells.value("import java.util.function.*;");
    assertEquals("x x", cells.value("given.get() + \" \" + got"));
    assertEquals("", notes());
  }

  @Test
  void valuesOfAClassDeclaredAgainAreLostAndNamed() {
    cells.value("record P(int x) {}\nvar p = new P(1);\nList<P> ps = List.of(p);\nObject o = p;");
    cells.value("record P(int x) { int twice() { return 2 * x; } }");
    assertEquals("stderr: note: P was declared again: no value any more in p, ps\n", notes());
    assertEquals("null null P[x=1]", cells.value("p + \" \" + ps + \" \" + o"));
    assertEquals(4, cells.value("p = new P(2);\np.twice()"));
  }

  @Test
  void aMethodThatNoLongerCompilesIsTold() {
    cells.value("int count() { return 1; }\nint next() { return count() + 1; }");
    cells.value("String count() { return \"one\"; }");
    assertTrue(notes().startsWith("stderr: note: next cannot run: incompatible types"), notes());
  }

  @Test
  void typesMayBeNamedAsOurs() {
    assertEquals("Row[x=1]", String.valueOf(cells.value("record Row(int x) {}\nnew Row(1)")));
    assertEquals("", notes());
  }
}
