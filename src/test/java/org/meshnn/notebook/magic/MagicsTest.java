package org.meshnn.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.notebook.assist.Candidate;
import org.meshnn.notebook.assist.CodeAssist;
import org.meshnn.notebook.session.CellFailure;
import org.meshnn.notebook.session.TestSession;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MagicsTest {
  @RegisterExtension static final TestSession cells = new TestSession();

  @TempDir Path folder;

  private String error(String source) {
    CellFailure failure = cells.failure(source);
    assertEquals("MagicError", failure.name(), failure::toString);
    return failure.message();
  }

  @Test
  void percentWithinASnippetIsAnOperator() {
    assertEquals(1, cells.value("int x = 7\n  % 2;\nx"));
    assertEquals(1, cells.value("int y = 2;\nint z = (7\n% y);\nz"));
    assertEquals(3, cells.value("7\n% 4"));
    assertEquals("%time\n", cells.value("String text = \"\"\"\n%time\n\"\"\";\ntext"));
    assertEquals(4, cells.value("/* a\n%load b */ // c\n4"));
  }

  @Test
  void javaAndMagicsMix() {
    String cell =
        "int before = 1;\n\n  %time before = 2;\n// a comment\n%time before++\nbefore + 1";
    assertEquals(4, cells.value(cell));
    assertTrue(cells.outputs().toString().contains("shown: 2"), cells.outputs()::toString);
  }

  @Test
  void anErrorBelowAMagicHasItsLine() {
    CellFailure failure = cells.failure("%time 1\nint ok = 1;\n%time ok\nint bad = nowhere;");
    assertEquals("Cell 7, line 4: cannot find symbol", failure.message());
    CellFailure timed = cells.failure("int fine = 1;\n%time int worse = nowhere;");
    assertEquals("Cell 7, line 2: cannot find symbol", timed.message());
    assertTrue(timed.traceback().contains("  %time int worse = nowhere;"), timed::toString);
  }

  @Test
  void anErrorAboveAMagicIsAnErrorOfItsLine() {
    CellFailure failure = cells.failure("int bad = nowhere;\n%classpath lib/*.jar it's");
    assertEquals("Cell 7, line 1: cannot find symbol", failure.message());
  }

  @Test
  void aWholeCellIsTimedBelowItsValue() {
    assertEquals(null, cells.value("%%time\nint t = 20;\nt + 1"));
    List<String> all = cells.outputs().all();
    assertEquals("shown: 21", all.get(0));
    assertTrue(all.get(1).matches("stdout: time: \\d+\\.\\d{3} s, CPU .*\n"), all::toString);
    assertEquals(20, cells.value("t"));
  }

  @Test
  void aFailingCellIsTimedAndFails() {
    assertEquals("java.lang.ArithmeticException", cells.failure("%time 1 / 0").name());
    assertTrue(cells.outputs().toString().contains("time: "), cells.outputs()::toString);
  }

  @Test
  void unknownMagicNamesTheKnown() {
    String message = error("int a = 1;\n%mavne a:b:c");
    assertTrue(message.startsWith("Cell 7, line 2: no magic is called %mavne"), message);
    assertTrue(message.contains("did you mean %maven?"), message);
    assertTrue(message.contains("%classpath"), message);
    assertFalse(error("%matplotlib inline").contains("did you mean"));
  }

  @Test
  void classPathTakesPatternsAndNamesWithSpaces() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("my lib"));
    for (String name : List.of("one", "two")) {
      try (var jar = new JarOutputStream(Files.newOutputStream(lib.resolve(name + ".jar")))) {
        jar.putNextEntry(new ZipEntry(name + ".txt"));
        jar.write(name.getBytes());
      }
    }
    cells.value("%classpath \"" + lib + "/*.jar\" '" + lib + "'");
    assertEquals("stdout: added to the class path: 3 entries\n", cells.outputs().all().get(0));
    String read =
        "new String(Thread.currentThread().getContextClassLoader()"
            + ".getResourceAsStream(\"two.txt\").readAllBytes())";
    assertEquals("two", cells.value(read));
    String message = error("%jars " + lib.getParent() + "/none/*.jar");
    assertTrue(message.contains("nothing matches"), message);
    String typo = error("%jars " + lib.getParent() + "/[a");
    assertTrue(typo.contains("expected a file or a pattern") && typo.contains("[a'"), typo);
    assertTrue(error("%classpath").contains("expects"));
  }

  @Test
  void loadRunsScriptsAndNotebooks() throws IOException {
    Path script = folder.resolve("a script.jsh");
    Files.writeString(script, "int loaded = 5;\nint twice(int n) {\n  return 2 * n;\n}\n");
    assertEquals(10, cells.value("%load \"" + script + "\"\ntwice(loaded)"));
    Files.writeString(script, "int good = 1;\n\nint bad = nowhere;");
    CellFailure failure = cells.failure("%load '" + script + "'");
    assertEquals("a script.jsh, line 3: cannot find symbol", failure.message());

    Path notebook = folder.resolve("n.ipynb");
    Files.writeString(
        notebook,
        """
        {"nbformat": 4, "cells": [
          {"cell_type": "markdown", "source": "text"},
          {"cell_type": "code", "source": ["int fromCell = 3;\\n", "fromCell"]},
          {"cell_type": "code", "source": "int q = 1;\\nint r = 1 / 0;"}]}
        """);
    CellFailure thrown = cells.failure("%load " + notebook);
    assertTrue(thrown.traceback().get(1).contains("n.ipynb, cell 2, line 2"), thrown::toString);
    assertEquals(3, cells.value("fromCell"));
    assertTrue(error("%load " + folder.resolve("none.jsh")).contains("no file"));
    Files.writeString(folder.resolve("x.txt"), "1");
    assertTrue(error("%load " + folder.resolve("x.txt")).contains("expects a .java"));
  }

  @Test
  void aFileThatLoadsItselfIsAnError() throws IOException {
    Path script = folder.resolve("self.jsh");
    Files.writeString(script, "%load " + script);
    assertTrue(error("%load " + script).contains("loads itself"));
  }

  @Test
  void typingAMagicIsAssisted() {
    CodeAssist assist = cells.assist();
    assertEquals(
        List.of(new Candidate("%maven", "function", "")),
        assist.complete("int a = 1;\n%ma", 14).candidates());
    assertEquals(11, assist.complete("int a = 1;\n%ma", 14).start());
    assertEquals(
        List.of(new Candidate("%%time", "function", "")), assist.complete("%%", 2).candidates());
    String timed = "int a = 1;\n%time \"x\".subs";
    CodeAssist.Completion found = assist.complete(timed, timed.length());
    assertTrue(
        found.candidates().stream().anyMatch(c -> c.text().equals("substring(")), found::toString);
    assertEquals("subs", timed.substring(found.start(), found.end()));
    String below = "%maven a:b:c\n\"x\".subs";
    assertTrue(
        assist.complete(below, below.length()).candidates().stream()
            .anyMatch(c -> c.text().equals("substring(")));
    assertEquals(CodeAssist.State.COMPLETE, assist.state("%maven a:b:c"));
    assertEquals(CodeAssist.State.COMPLETE, assist.state("int x = 1;\n%classpath lib/*.jar"));
    assertEquals(CodeAssist.State.INCOMPLETE, assist.state("%%time\nint f() {"));
  }
}
