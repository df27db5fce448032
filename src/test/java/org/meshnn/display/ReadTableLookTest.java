package org.meshnn.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.tables.ReadTable;
import org.meshnn.tables.Tables;

/** What was decided of a table, in a cell. */
class ReadTableLookTest {
  @TempDir Path folder;

  @Test
  void columnsAndNotesAreShown() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "# c\n<a>;n\n<b>;1,5\n?;2\n");
    ReadTable read = Tables.read(file);
    assertEquals(read.toString(), Rich.text(read));
    String html = Rich.bundle(read).get(Rich.HTML);
    assertTrue(html.contains("t.csv: 2 rows x 2 columns; UTF-8; separator &#39;;&#39;"), html);
    assertTrue(html.contains("&lt;a&gt;</td>") && !html.contains("<b>"), html);
    assertTrue(html.contains("1 &#39;?&#39;</td>"), html);
    assertTrue(html.contains("numbers with decimal commas</td>"), html);
    assertTrue(html.contains("left out before the first row: 1 line"), html);
  }

  @Test
  void ofManyColumnsFirstAndLastAreShown() throws IOException {
    String names = IntStream.range(0, 500).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    Path file = Files.writeString(folder.resolve("t.csv"), names + "\n");
    String html = Rich.bundle(Tables.read(file)).get(Rich.HTML);
    assertTrue(html.contains("x0<") && html.contains("x499<"));
    assertFalse(html.contains("x100<"));
  }
}
