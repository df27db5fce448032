package org.meshnn.notebook.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Imports of packages that have some of the names that every cell knows. */
class StartupNamesTest {
  private final Recorded outputs = new Recorded();

  @Test
  void namesKeepTheirMeaningUntilACellSaysOtherwise() {
    try (Session session = new Session()) {
      value(session, "List<Integer> xs = List.of(1);\nimport java.awt.*;\nimport java.sql.*;");
      assertEquals(
          List.of(
              "stderr: note: List stays java.util.List; import java.awt.List for the other\n",
              "stderr: note: Date stays java.util.Date; import java.sql.Date for the other\n"),
          outputs.all());
      assertEquals("[1] [2]", value(session, "xs + \" \" + List.of(2)"));
      assertEquals(1, value(session, "new Point(1, 2).x"));
      String date = "Date.class.getName()";
      assertEquals("java.util.Date", value(session, date));
      assertEquals("java.sql.Date", value(session, "import java.sql.Date;\n" + date));
      assertEquals(true, value(session, "class List {}\nnew List() != null"));
    }
  }

  private Object value(Session session, String source) {
    Outcome outcome = session.run(1, source, outputs);
    assertEquals(Optional.empty(), outcome.failure());
    return outcome.value().orElse(null);
  }
}
