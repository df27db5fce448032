package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.columns.Column;

/** Attribute-relation files, as Weka and others write them. */
class ArffTest {
  @TempDir Path folder;

  private ReadTable read(String text) {
    return read(text, Reading.defaults());
  }

  private ReadTable read(String text, Reading reading) {
    Path file = folder.resolve("t.arff");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Tables.read(file, reading);
  }

  private void refused(String part, String text) {
    String message = assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage();
    assertTrue(message.contains(part), "expected '" + part + "' in: " + message);
  }

  private static void holds(ReadTable read, String name, ColumnType type, String... entries) {
    Column<?> column = read.table().column(name);
    assertEquals(type, column.type(), read.toString());
    String[] got = new String[column.size()];
    for (int row = 0; row < got.length; row++) {
      got[row] = column.isMissing(row) ? null : String.valueOf(column.get(row));
    }
    assertEquals(Arrays.asList(entries), Arrays.asList(got), read.toString());
  }

  @Test
  void everyTypeIsRead() {
    ReadTable read =
        read(
            """
            % a comment
            @RELATION 'my weather'
            @attribute temp NUMERIC
            @attribute 'wind speed' real   % in m/s
            @attribute days integer
            @attribute size {S, M, 'very large', "x,y"}
            @attribute note string
            @attribute day date "yyyy-MM-dd"
            @attribute at date

            @DATA
            1,2.5,3,M,plain,2024-02-29,"2024-02-29T10:11:12"
            ?, -1e3, 4, 'very large', 'it\\'s 5% {}', ?, '2024-02-29T10:11:13' % comment
            3\t2.5\t?\t"x,y"\t?\t2024-03-01\t?
            """);
    assertEquals("my weather", read.table().name());
    holds(read, "temp", ColumnType.DOUBLE, "1.0", null, "3.0");
    holds(read, "wind speed", ColumnType.DOUBLE, "2.5", "-1000.0", "2.5");
    holds(read, "days", ColumnType.INTEGER, "3", "4", null);
    holds(read, "size", ColumnType.STRING, "M", "very large", "x,y");
    holds(read, "note", ColumnType.STRING, "plain", "it's 5% {}", null);
    holds(read, "day", ColumnType.LOCAL_DATE, "2024-02-29", null, "2024-03-01");
    holds(
        read, "at", ColumnType.LOCAL_DATE_TIME, "2024-02-29T10:11:12", "2024-02-29T10:11:13", null);
    assertEquals(List.of("S", "M", "very large", "x,y"), read.categories("SIZE"));
    assertThrows(IllegalArgumentException.class, () -> read.categories("note"));
    assertEquals(Map.of("?", 1), read.column("days").holes());
    assertEquals(
        "nominal, 4 categories in this order: 'S', 'M', 'very large', 'x,y'",
        read.column("size").reason());
  }

  @Test
  void sparseRowsAreFilledUp() {
    ReadTable read =
        read(
            """
            @relation r
            @attribute a numeric
            @attribute b {x, y, z}
            @attribute c string
            @attribute d integer
            @data
            {0 5, 1 y, 2 'w w', 3 7}
            {}
            {3 2, 0 1.5}
            {1 ?}
            """);
    holds(read, "a", ColumnType.DOUBLE, "5.0", "0.0", "1.5", "0.0");
    holds(read, "b", ColumnType.STRING, "y", "x", "x", null);
    holds(read, "c", ColumnType.STRING, "w w", null, null, null);
    holds(read, "d", ColumnType.INTEGER, "7", "0", "2", "0");
    assertTrue(read.notes().get(0).startsWith("sparse rows"), read.toString());
  }

  @Test
  void weightsOfRowsAreAColumn() {
    ReadTable read =
        read(
            "@relation r\n@attribute weight numeric\n@attribute b {x,y}\n@data\n1,x,{0.5}\n2,y\n{1 y}, {2}\n");
    holds(read, "weight", ColumnType.DOUBLE, "1.0", "2.0", "0.0");
    holds(read, "weight-2", ColumnType.DOUBLE, "0.5", "1.0", "2.0");
    assertTrue(read.column("weight-2").reason().startsWith("weights that stand in braces"));
  }

  @Test
  void holesAndNamesAreTold() {
    ReadTable read =
        read(
            "@relation r\n@attribute a numeric\n@attribute a string\n@data\n1,'?'\n,NaN\nNaN,''\n");
    holds(read, "a", ColumnType.DOUBLE, "1.0", null, null);
    holds(read, "a-2", ColumnType.STRING, "?", "NaN", null);
    assertEquals(Map.of("", 1, "NaN", 1), read.column("a").holes());
    holds(
        read("@attribute a {x,none}\n@data\nx\nnone\n", Reading.defaults().missing("none")),
        "a",
        ColumnType.STRING,
        "x",
        null);
  }

  @Test
  void wholeNumbersThatAreNoneAreTold() {
    ReadTable read =
        read("@attribute a integer\n@attribute b integer\n@data\n1,3000000000\n1.5,2\n");
    holds(read, "a", ColumnType.DOUBLE, "1.0", "1.5");
    holds(read, "b", ColumnType.LONG, "3000000000", "2");
    assertEquals("integer, though not all of its numbers are", read.column("a").reason());
  }

  @Test
  void errorsTellTheLine() {
    String head = "@relation r\n@attribute a numeric\n@attribute b {low, high}\n@data\n";
    refused(
        "'t.arff', line 6: expected 2 values, as many as attributes; got 3",
        head + "1,low\n1,low,2\n");
    refused("line 5: expected 2 values, as many as attributes; got 1", head + "1\n");
    refused("line 5: attribute 'a', which is numeric, has the value 'x'", head + "x,low\n");
    refused("did you mean 'high'?", head + "1,hgih\n");
    refused("'1e400'; expected a number such as 1.5, which a double holds", head + "1e400,low\n");
    refused("line 5: a quote does not end", head + "1,'low\n");
    refused("line 5: expected the index of an attribute, from 0 to 1", head + "{2 5}\n");
    refused("line 5: attribute 1 stands twice", head + "{1 low, 1 high}\n");
    refused("line 5: expected the weight of the row", head + "1,low,{x}\n");
    refused(
        "line 1: attribute 'a' has the unknown type 'numerc'; did you mean 'numeric'?",
        "@attribute a numerc\n");
    refused("is relational", "@attribute a relational\n");
    refused("declares 'x' twice", "@attribute a {x,x}\n");
    refused("line 2: expected @relation, @attribute or @data; got '1'", "@attribute a real\n1,2\n");
    refused("ends without @data", "@relation r\n@attribute a real\n");
    refused("expected @attribute lines before @data", "@data\n");
    refused(
        "line 3: attribute 'd', which is date",
        "@attribute d date yyyy-MM-dd\n@data\n2024-02-30\n");
    assertThrows(
        IllegalArgumentException.class,
        () -> read(head + "1,low\n", Reading.defaults().decimal(',')));
  }

  @Test
  void compressedFilesToo() throws IOException {
    Path file = folder.resolve("t.ARFF.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("@attribute a numeric\r\n@data\r\n1\r\n".getBytes(StandardCharsets.UTF_8));
    }
    holds(Tables.read(file.toString()), "a", ColumnType.DOUBLE, "1.0");
  }
}
