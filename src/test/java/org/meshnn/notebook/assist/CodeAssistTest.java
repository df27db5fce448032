package org.meshnn.notebook.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.notebook.session.TestSession;

class CodeAssistTest {
  @RegisterExtension static final TestSession cells = new TestSession();

  @Test
  void completesMembersInTheSnippetOfTheCursor() {
    String code = "int a = 1;\nvar s = \"x\".subs + 1;\nint b = 2;";
    int at = code.indexOf("subs") + 4;
    CodeAssist.Completion found = cells.assist().complete(code, at);
    Candidate substring = candidate(found, "substring(");
    assertEquals("function", substring.type());
    assertEquals("subs", code.substring(found.start(), found.end()));
  }

  @Test
  void saysWhatACandidateIs() {
    assertEquals("class", candidate(complete("DoubleCol"), "DoubleColumn").type());
    assertEquals("keyword", candidate(complete("sho"), "short").type());
    assertEquals("instance", candidate(complete("Activation.TAN"), "TANH").type());
    assertEquals(
        new Candidate("show(", "function", "(Object... values)"),
        candidate(complete("sho"), "show("));
    assertEquals(
        "(int neurons) | (MeshGraph graph)", candidate(complete("Mesh."), "of(").signature());
    assertEquals(
        "() | (Activation value) | (Neurons neurons, Activation value)",
        candidate(complete("Mesh.of(3).act"), "activation(").signature());
    assertEquals("module", candidate(complete("java.ut"), "util.").type());
  }

  @Test
  void offersOfTheEngineOnlyWhatIsTyped() {
    candidate(complete("Activ"), "Activation");
    candidate(complete("Gradient"), "GradientMethod");
    candidate(complete("RowFi"), "RowFile");
    candidate(complete("Precis"), "Precision");
    for (String internal : List.of("Block", "Masks", "Recurrence", "Transition")) {
      List<Candidate> found = complete(internal).candidates();
      assertTrue(found.stream().noneMatch(c -> c.text().equals(internal)), found::toString);
    }
  }

  @Test
  void foldsOverloadsIntoOneCandidate() {
    List<Candidate> epochs = complete("Training.defaults().epochs").candidates();
    assertEquals(List.of(new Candidate("epochs(", "function", "() | (int value)")), epochs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// Math.ab",
        "int a = 1; /* Math.ab",
        "int a = 1;\n// see Math.ab",
        "var s = \"Math.ab",
        "char c = 'M",
        "%jars lib/*.jar\n// Math.ab",
      })
  void completesNothingInsideCommentsAndLiterals(String code) {
    assertEquals(List.of(), complete(code).candidates());
  }

  @Test
  void completesAfterCommentsAndLiterals() {
    candidate(complete("// one\nMath.ab"), "abs(");
    candidate(complete("%jars lib/*.jar\nMath.ab"), "abs(");
    candidate(complete("var s = \"// \" + Math.ab"), "abs(");
  }

  @Test
  void inspectsAnywhereInAName() {
    String text = cells.assist().inspect("int a = 1; Math.floorMod(7, 3)", 19).orElseThrow().text();
    assertTrue(text.contains("int Math.floorMod(int x, int y)"), text);
    assertEquals(Optional.empty(), cells.assist().inspect("nothing.here", 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mesh                         | The description of a mesh neural network",
        "Mesh.of                      | at least 2",
        "Mesh.of(1                    | at least 2",
        "Mesh.of(3).ticks(            | another number of ticks T",
        "Activation.TANH              | The hyperbolic tangent",
        "Activation.TANH.value(       | Returns f(z).",
        "new Epoch(                   | mean training loss",
        "show(                        | Shows each value, in order",
        "Training.defaults().epochs(  | number of passes over the training rows",
      })
  void inspectionCarriesOurDocumentation(String code, String words) {
    String text = inspect(code).text();
    assertTrue(text.contains(words), text);
  }

  @Test
  void inspectionOfWhatACellDeclaredShowsTheDeclaration() {
    cells.run("int[] counts = {1, 2};\ndouble half(int k) { return k / 2.0; }");
    assertEquals("counts:int[]\n\nint[] counts = {1, 2};", inspect("counts").text());
    assertTrue(inspect("half(").text().contains("return k / 2.0;"));
  }

  @Test
  void documentationIsTextAndHarmlessHtml() {
    String comment =
        "Adds {@code a < b} to {@link Foo#bar(int)}.<p>Then <b onclick=\"x()\">more</b>"
            + "<script>alert(1)</script> &lt;.\n<ul><li>one<li>two</ul>\n"
            + "@param a the first\n@return the sum\n@throws IOException if not";
    Description doc = DocText.of(Sources.parseComment(comment).orElseThrow());
    assertEquals(
        "Adds a < b to Foo.bar(int).\n\nThen morealert(1) <.\n\n  - one\n  - two\n\n"
            + "Parameters:\n    a: the first\n\nReturns:\n    the sum\n\n"
            + "Throws:\n    IOException: if not",
        doc.text());
    assertTrue(doc.html().contains("<code>a &lt; b</code>"), doc.html());
    assertTrue(doc.html().contains("<b>more</b>"), doc.html());
    assertFalse(doc.html().contains("script"), doc.html());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{@return the sum}                     | Returns the sum.",
        "{@return the sum.} Rounded.           | Returns the sum. Rounded.",
        "{@return {@code a + b}} Exact.         | Returns a + b. Exact.",
        "{@return the <b>sum</b>}              | Returns the sum.",
      })
  void anInlineReturnIsASentence(String comment, String sentence) {
    assertEquals(sentence, DocText.of(Sources.parseComment(comment).orElseThrow()).text());
  }

  private static CodeAssist.Completion complete(String code) {
    return cells.assist().complete(code, code.length());
  }

  private static Description inspect(String code) {
    return cells.assist().inspect(code, code.length()).orElseThrow();
  }

  private static Candidate candidate(CodeAssist.Completion found, String text) {
    return found.candidates().stream().filter(c -> c.text().equals(text)).findFirst().orElseThrow();
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
    assertEquals(state, cells.assist().state(code));
  }
}
