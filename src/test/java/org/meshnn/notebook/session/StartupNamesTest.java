package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The names that every cell knows, beside those that cells import and declare. */
class StartupNamesTest {
  @RegisterExtension static final TestSession cells = new TestSession();

  @Test
  void namesKeepTheirMeaningUntilACellSaysOtherwise() {
    cells.value("List<Integer> xs = List.of(1);\nimport java.awt.*;\nimport java.sql.*;");
    assertEquals(
        List.of(
            "stderr: note: Choice stays org.meshnn.experiment.Choice; import java.awt.Choice for the"
                + " other\n",
            "stderr: note: List stays java.util.List; import java.awt.List for the other\n",
            "stderr: note: Date stays java.util.Date; import java.sql.Date for the other\n"),
        cells.outputs().all());
    assertEquals("[1] [2]", cells.value("xs + \" \" + List.of(2)"));
    assertEquals(1, cells.value("new Point(1, 2).x"));
    String date = "Date.class.getName()";
    assertEquals("java.util.Date", cells.value(date));
    assertEquals("java.sql.Date", cells.value("import java.sql.Date;\n" + date));
    assertEquals(true, cells.value("class List {}\nnew List() != null"));
  }

  @Test
  void aCellMayDeclareATypeThatIsImportedByName() {
    assertEquals(true, cells.value("Activation.TANH != null"));
    assertEquals("MINE", String.valueOf(cells.value("enum Activation { MINE }\nActivation.MINE")));
    assertEquals(true, cells.value("class SimpleMatrix {}\nnew SimpleMatrix() != null"));
  }

  /** Words in texts and comments declare nothing, nor does a nested type or a rejected one. */
  @Test
  void aTypeThatIsNotDeclaredLeavesTheImport() {
    assertEquals(
        "the enum GradientMethod",
        cells.value("\"the enum GradientMethod\" // class GradientMethod"));
    assertEquals(
        true,
        cells.value("class Car { enum GradientMethod { ON } }\nGradientMethod.TENSOR != null"));
    cells.run("enum GradientMethod { ON; int a = \"x\"; }");
    assertEquals(true, cells.value("GradientMethod.TENSOR != null"));
    cells.value("import javax.swing.*;\n1");
    cells.run("class Timer { int a = \"x\"; }");
    assertEquals("java.util.Timer", cells.value("Timer.class.getName()"));
  }
}
