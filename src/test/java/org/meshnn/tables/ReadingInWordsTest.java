package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was asked of a reader, and what it answers, in words. */
class ReadingInWordsTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void contains(String part, String whole) {
    assertTrue(whole.contains(part), "expected '" + part + "' in: " + whole);
  }

  @Test
  void tellsAllThatIsStated() {
    String told =
        Reading.defaults()
            .charset(StandardCharsets.ISO_8859_1)
            .separator(';')
            .decimal(',')
            .comment('%')
            .header(false)
            .missing("none")
            .notMissing("NA")
            .text("zip")
            .number("month")
            .date("day", "d/M/uuuu")
            .toString();
    for (String part :
        new String[] {
          "charset ISO-8859-1",
          "separator ';'",
          "comments begin with '%'",
          "no header",
          "none",
          "NA",
          "'zip' text",
          "'month' numbers",
          "'day' dates d/M/uuuu"
        }) {
      contains(part, told);
    }
  }

  @Test
  void aColumnTellsWhatItIs() throws IOException {
    ReadTable read = Tables.read(file("t.csv", "a,b\n1,x\n?,y\n3,z\n"));
    String told = read.column("a").toString();
    contains("a", told);
    contains("missing", told);
    contains("whole numbers", told);
  }

  @Test
  void whatIsStatedAndNotSoIsRefusedWithFileAndColumn() throws IOException {
    Path words = file("t.csv", "a,b\n1,x\n2,y\n");
    for (Reading wrong :
        new Reading[] {
          Reading.defaults().number("b"), Reading.defaults().date("b", "d/M/uuuu"),
        }) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Tables.read(words, wrong))
              .getMessage();
      contains("t.csv", message);
      contains("b", message);
    }
    assertThrows(IllegalArgumentException.class, () -> Tables.read(folder));
  }

  @Test
  void escapesOfArffAreRead() throws IOException {
    ReadTable read =
        Tables.read(
            file(
                "t.arff",
                "@relation t\n@attribute a string\n@data\n"
                    + "'\\u0041\\n\\r\\t'\n'\\uZZZZ'\n\"it\\'s\"\n"));
    assertEquals(3, read.table().rowCount());
    assertEquals("A\n\r\t", read.table().stringColumn("a").get(0));
    assertEquals("it's", read.table().stringColumn("a").get(2));
  }

  @Test
  void aTableThatWasCheckedAndRulesTellWhatTheyAre() {
    KnownTable known = Encoding.fit(Datasets.iris(), "species", Target.AUTO).known(Datasets.iris());
    contains("150 rows", known.toString());
    assertThrows(IllegalArgumentException.class, () -> ColumnRules.defaults().rare(0));
    ColumnRules many = ColumnRules.defaults();
    for (int i = 0; i < 30; i++) {
      many = many.ignore("column " + i);
    }
    contains("columns more", many.toString());
  }

  @Test
  void theNotesNeedAFolder() {
    Path absent = folder.resolve("absent");
    assertThrows(UncheckedIOException.class, () -> Datasets.penguinsRaw(absent));
  }
}
