package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
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
import tech.tablesaw.api.Table;

/** What real files bring, case by case. */
class TablesReadTest {
  private static final Reading DEFAULTS = Reading.defaults();

  @TempDir Path folder;

  private ReadTable read(String text) {
    return read(text, DEFAULTS);
  }

  private ReadTable read(String text, Reading reading) {
    return read(text.getBytes(StandardCharsets.UTF_8), reading);
  }

  private ReadTable read(byte[] bytes, Reading reading) {
    Path file = folder.resolve("t.csv");
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Tables.read(file, reading);
  }

  private String refused(String text, Reading reading) {
    return assertThrows(IllegalArgumentException.class, () -> read(text, reading)).getMessage();
  }

  private String refused(String text) {
    return refused(text, DEFAULTS);
  }

  /** The entries of a column as text, a hole as null. */
  private static List<String> entries(ReadTable read, String column) {
    Table table = read.table();
    String[] entries = new String[table.rowCount()];
    for (int row = 0; row < entries.length; row++) {
      var values = table.column(column);
      entries[row] = values.isMissing(row) ? null : String.valueOf(values.get(row));
    }
    return Arrays.asList(entries);
  }

  private static void holds(ReadTable read, String column, ColumnType type, String... entries) {
    assertEquals(type, read.column(column).type(), read.toString());
    assertEquals(type, read.table().column(column).type());
    assertEquals(Arrays.asList(entries), entries(read, column), read.toString());
  }

  private static String reason(ReadTable read, String column) {
    return read.column(column).reason();
  }

  private static void contains(String part, String whole) {
    assertTrue(whole.contains(part), "expected '" + part + "' in: " + whole);
  }

  @Test
  void everySeparatorIsFound() {
    for (String separator : List.of(",", ";", "\t", "|")) {
      String text = "a,b\nx,1\n\"y , ; | \t z\",2\n".replace(",b", separator + "b");
      text = text.replace("x,", "x" + separator).replace("\",", "\"" + separator);
      ReadTable read = read(text);
      holds(read, "a", ColumnType.STRING, "x", "y , ; | \t z");
      holds(read, "b", ColumnType.INTEGER, "1", "2");
    }
    holds(read("a:b\n1:2\n", DEFAULTS.separator(':')), "b", ColumnType.INTEGER, "2");
    holds(read("sep=|\na|b;c\n1|2\n"), "b;c", ColumnType.INTEGER, "2");
    holds(
        read("1,5;2,5\n2,5;3,5\n", DEFAULTS.header(false)), "c2", ColumnType.DOUBLE, "2.5", "3.5");
  }

  @Test
  void aRowThatIsTooLongDoesNotHideTheSeparator() {
    assertEquals(
        "'t.csv', line 3: expected 2 cells, as the first row has, parted by ';'; got 3; quote what"
            + " holds a separator, or fill the row up",
        refused("a;b\n1;2\n3;4;5\n6;7\n"));
    contains("line 5: expected 2 cells", refused("# c\na;\"b\nb\"\n1;2\n3\n6;7\n"));
  }

  @Test
  void quotesHoldSeparatorsLineEndsAndQuotes() {
    ReadTable read =
        read("a,b\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\r\n\" z \", w \r\n5\" disk,q\"r\r\n");
    holds(read, "a", ColumnType.STRING, "x\ny", " z ", "5\" disk");
    holds(read, "b", ColumnType.STRING, "say \"hi\"", "w", "q\"r");
    ReadTable escaped = read("a,b\n\"say \\\"hi\\\", he\",2\n");
    holds(escaped, "a", ColumnType.STRING, "say \"hi\", he");
    assertEquals(List.of("quotes within cells stand behind a backslash"), escaped.notes());
    contains(
        "line 3: a cell begins with a quote and does not end", refused("a,b\n1,2\n\"x,2\n3,4\n"));
  }

  @Test
  void linesEndInAnyWay() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      ReadTable read = read(String.join(end, "a,b", "", "1,x", "2,y"));
      holds(read, "a", ColumnType.INTEGER, "1", "2");
      holds(read, "b", ColumnType.STRING, "x", "y");
    }
  }

  @Test
  void charsetsAreFoundAndTold() {
    String text = "größe,n\nä,1\n";
    for (String name : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      ReadTable read = read(("\uFEFF" + text).getBytes(Charset.forName(name)), DEFAULTS);
      holds(read, "größe", ColumnType.STRING, "ä");
      contains(name + " by its byte-order mark", read.format());
    }
    ReadTable latin = read("n,größe\n1,ä€\n".getBytes(Charset.forName("windows-1252")), DEFAULTS);
    holds(latin, "größe", ColumnType.STRING, "ä€");
    contains("windows-1252, as line 1 is not UTF-8", latin.format());
    ReadTable unmarked = read(text.getBytes(StandardCharsets.UTF_16LE), DEFAULTS);
    contains("UTF-16LE, as every other byte is 0", unmarked.format());
    byte[] marked = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
    holds(read(marked, DEFAULTS.charset(StandardCharsets.UTF_16)), "größe", ColumnType.STRING, "ä");
    Charset cyrillic = Charset.forName("KOI8-R");
    holds(
        read("a\nда\n".getBytes(cyrillic), DEFAULTS.charset(cyrillic)),
        "a",
        ColumnType.STRING,
        "да");
    byte[] wrong = "a\nb\nä\n".getBytes(StandardCharsets.ISO_8859_1);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> read(wrong, DEFAULTS.charset(StandardCharsets.UTF_8)))
            .getMessage();
    contains("line 3: some bytes are no text in UTF-8", message);
    contains("line 2: it is no text", refused("a\nb\0\n"));
  }

  @Test
  void gzipIsReadAndItsDamageTold() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write("a;b\n1,5;x\n".getBytes(StandardCharsets.UTF_8));
    }
    ReadTable read = read(bytes.toByteArray(), DEFAULTS);
    holds(read, "a", ColumnType.DOUBLE, "1.5");
    contains("compressed by gzip", read.format());
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9);
    contains(
        "damaged",
        assertThrows(IllegalArgumentException.class, () -> read(cut, DEFAULTS)).getMessage());
    byte[] unchecked = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 6);
    contains(
        "damaged: it ends too early",
        assertThrows(IllegalArgumentException.class, () -> read(unchecked, DEFAULTS)).getMessage());
    contains("zip archive", refused("PK\3\4..."));
  }

  @Test
  void holesAreCountedByTheirWords() {
    ReadTable read =
        read("a,b,n\n1,x,1\n,?,2\nNA,N/A,3\n-,-,4\nnull,null,5\nNaN,NULL,6\n?,\" \",7\n");
    holds(read, "a", ColumnType.INTEGER, "1", null, null, null, null, null, null);
    assertEquals(
        Map.of("", 1, "NA", 1, "-", 1, "null", 1, "NaN", 1, "?", 1), read.column("a").holes());
    assertEquals(6, read.column("a").missing());
    assertEquals(
        "1 empty, 1 '-', 1 '?', 1 'NA', 1 'NaN', 1 'null'", read.column("a").missingInWords());
    holds(read, "b", ColumnType.STRING, "x", null, null, "-", null, null, null);
    contains("'-' (1) kept as a word", reason(read, "b"));
    assertEquals(0, read.column("n").missing());
  }

  @Test
  void aDashAmongWordsAndACodeAmongCodesAreKept() {
    holds(read("a\n+\n-\n+\n"), "a", ColumnType.STRING, "+", "-", "+");
    ReadTable countries = read("c\nDE\nNA\nZA\n");
    holds(countries, "c", ColumnType.STRING, "DE", "NA", "ZA");
    contains("'NA' (1) kept as a code among codes", reason(countries, "c"));
    holds(read("sex\nM\nNA\nF\n"), "sex", ColumnType.STRING, "M", null, "F");
    holds(read("c\nDE\nNA\n", DEFAULTS.missing("NA")), "c", ColumnType.STRING, "DE", null);
    holds(
        read("c\nx\n-\nnone\n", DEFAULTS.missing("-", "none")),
        "c",
        ColumnType.STRING,
        "x",
        null,
        null);
    holds(read("c\nx\nNA\n", DEFAULTS.notMissing("NA")), "c", ColumnType.STRING, "x", "NA");
    holds(read("c\n1\n-\n", DEFAULTS.notMissing("-")), "c", ColumnType.STRING, "1", "-");
  }

  @Test
  void whatKeepsAColumnFromBeingNumbersIsTold() {
    ReadTable read = read("a\n1\n2\nnone\n3\nnone\n");
    holds(read, "a", ColumnType.STRING, "1", "2", "none", "3", "none");
    contains("numbers but for 2 entries: 'none' (2)", reason(read, "a"));
    holds(read("a\n1\nnone\n", DEFAULTS.missing("none")), "a", ColumnType.INTEGER, "1", null);
    contains(
        "decimal marks or thousands separators differ", reason(read("a\n1.5\n\"1,5\"\n"), "a"));
  }

  @Test
  void typesAreThoseOfAllRows() {
    String text = "a,b\n" + "1,x\n".repeat(20_000);
    holds1(read(text + "2147483647,y\n"), ColumnType.INTEGER);
    holds1(read(text + "2147483648,y\n"), ColumnType.LONG);
    holds1(read(text + "2.5,y\n"), ColumnType.DOUBLE);
    holds1(read(text + "1e3,y\n"), ColumnType.DOUBLE);
    holds1(read(text + "1x,y\n"), ColumnType.STRING);
  }

  private static void holds1(ReadTable read, ColumnType type) {
    assertEquals(type, read.column("a").type(), read.toString());
    assertEquals(20_001, read.rows());
  }

  @Test
  void numbersOfEveryStyle() {
    ReadTable read =
        read(
            "a;b;c;d;e;f\n1,5;1.234,5;1 234;1'234,25;7,5%;+1e-3\n"
                + "-,25;12.345.678,25;1\u00A0234\u202F567;3;10 %;-5\n");
    holds(read, "a", ColumnType.DOUBLE, "1.5", "-0.25");
    holds(read, "b", ColumnType.DOUBLE, "1234.5", "1.234567825E7");
    holds(read, "c", ColumnType.INTEGER, "1234", "1234567");
    holds(read, "d", ColumnType.DOUBLE, "1234.25", "3.0");
    holds(read, "e", ColumnType.DOUBLE, "7.5", "10.0");
    holds(read, "f", ColumnType.DOUBLE, "0.001", "-5.0");
    contains("decimal commas; points between thousands", reason(read, "b"));
    contains("percent signs taken off", reason(read, "e"));
    holds(read("a;b\n1,234,567;x\n12;x\n"), "a", ColumnType.INTEGER, "1234567", "12");
    holds(read("a;b\n1.234.567;x\n"), "a", ColumnType.INTEGER, "1234567");
    contains("with a percent sign", reason(read("a\n1%\n2\n"), "a"));
    for (String none :
        List.of("0x10", "1_000", "12,34,56", "1.2.3", "inf", "1 2", "1e", ".", "+", "1,2345")) {
      holds(read("a\n\"" + none + "\"\nx\n"), "a", ColumnType.STRING, none, "x");
      assertEquals(
          none.equals("1,2345") ? ColumnType.DOUBLE : ColumnType.STRING,
          read("a\n\"" + none + "\"\n").column("a").type(),
          none);
    }
  }

  /** 1,234 is a thousand or a little more than one: other columns tell, else the separator does. */
  @Test
  void whatAnAmbiguousMarkMeansIsDecidedByTheFileAndTold() {
    holds(read("a\tb\n1,234\t2.5\n"), "a", ColumnType.INTEGER, "1234");
    holds(read("a\tb\n1,234\t2,5\n"), "a", ColumnType.DOUBLE, "1.234");
    holds(read("a\tb\n1.234\t2,5\n"), "a", ColumnType.INTEGER, "1234");
    ReadTable tab = read("a\tb\n1,234\tx\n");
    holds(tab, "a", ColumnType.INTEGER, "1234");
    contains("if ',' is the decimal mark, state .decimal(',')", reason(tab, "a"));
    ReadTable semicolon = read("a;b\n1,234;x\n");
    holds(semicolon, "a", ColumnType.DOUBLE, "1.234");
    contains("state .decimal('.')", reason(semicolon, "a"));
    holds(read("a;b\n1.234;x\n"), "a", ColumnType.DOUBLE, "1.234");
    holds(read("a;b\n1.234;x\n", DEFAULTS.decimal(',')), "a", ColumnType.INTEGER, "1234");
    holds(read("a;b\n1,234;x\n", DEFAULTS.decimal('.')), "a", ColumnType.INTEGER, "1234");
    holds(read("a;b\n1.5;x\n", DEFAULTS.decimal(',')), "a", ColumnType.STRING, "1.5");
    assertEquals("numbers", reason(read("a,b\n1.234,x\n"), "a"));
  }

  @Test
  void codesAndHugeNumbersStayText() {
    ReadTable read = read("zip,id\n02134,12345678901234567890\n10115,1\n");
    holds(read, "zip", ColumnType.STRING, "02134", "10115");
    contains("begin with 0, as '02134': codes", reason(read, "zip"));
    holds(read, "id", ColumnType.STRING, "12345678901234567890", "1");
    ReadTable stated =
        read("zip,id\n02134,12345678901234567890\n10115,1\n", DEFAULTS.number("ZIP", "id"));
    holds(stated, "zip", ColumnType.INTEGER, "2134", "10115");
    holds(stated, "id", ColumnType.DOUBLE, "1.2345678901234567E19", "1.0");
    holds(read("zip\n10115\n", DEFAULTS.text("zip")), "zip", ColumnType.STRING, "10115");
    contains("line 3: '1e400' is beyond what a double holds", refused("n\n1\n1e400\n"));
    holds(read("n\n0\n-0\n0.5\n"), "n", ColumnType.DOUBLE, "0.0", "-0.0", "0.5");
    contains("line 3: expected a number in column 'n'", refused("n\n1\nx\n", DEFAULTS.number("n")));
    contains("did you mean 'zip'", refused("zip\n1\n", DEFAULTS.text("zap")));
  }

  @Test
  void datesAndTimes() {
    holds(
        read("d\n2024-02-29\n2023-1-5\n"), "d", ColumnType.LOCAL_DATE, "2024-02-29", "2023-01-05");
    holds(
        read("d\n29.02.2024\n1.3.2024\n"), "d", ColumnType.LOCAL_DATE, "2024-02-29", "2024-03-01");
    holds(
        read("d\n13/02/2024\n1/3/2024\n"), "d", ColumnType.LOCAL_DATE, "2024-02-13", "2024-03-01");
    holds(
        read("d\n02/13/2024\n1/3/2024\n"), "d", ColumnType.LOCAL_DATE, "2024-02-13", "2024-01-03");
    holds(
        read("d\n5 Mar 2024\n6 may 2024\n"),
        "d",
        ColumnType.LOCAL_DATE,
        "2024-03-05",
        "2024-05-06");
    holds(read("d;e\nMarch 5, 2024;x\n"), "d", ColumnType.LOCAL_DATE, "2024-03-05");
    holds(
        read("d\n2024-02-29T13:05\n2024-02-29 13:05:06.25\n"),
        "d",
        ColumnType.LOCAL_DATE_TIME,
        "2024-02-29T13:05",
        "2024-02-29T13:05:06.250");
    holds(read("d\n2/13/2024 1:05 PM\n"), "d", ColumnType.LOCAL_DATE_TIME, "2024-02-13T13:05");
    holds(
        read("d\n2024-02-29T13:05:00Z\n2024-02-29T13:05:00+02:00\n"),
        "d",
        ColumnType.INSTANT,
        "2024-02-29T13:05:00Z",
        "2024-02-29T11:05:00Z");
    holds(read("t\n13:05\n7:30:15\n"), "t", ColumnType.LOCAL_TIME, "13:05", "07:30:15");
    holds(read("d\n2024-02-30\n"), "d", ColumnType.STRING, "2024-02-30");
    holds(read("d\n2024-02-28\nx\n"), "d", ColumnType.STRING, "2024-02-28", "x");
    contains("cut to milliseconds", reason(read("t\n13:05:00.123456\n"), "t"));
  }

  @Test
  void ambiguousDatesStayTextUntilTheyAreStated() {
    String text = "d\n03/04/2024\n05/06/2024\n";
    holds(read(text), "d", ColumnType.STRING, "03/04/2024", "05/06/2024");
    assertEquals("text, 2 different", reason(read("d\nx\ny\n"), "d"));
    contains(
        "dates, day or month first: state .date(\"d\", \"d/M/uuuu\") or .date(\"d\", \"M/d/uuuu\")",
        reason(read(text), "d"));
    holds(
        read(text, DEFAULTS.date("d", "dd/MM/yyyy")),
        "d",
        ColumnType.LOCAL_DATE,
        "2024-04-03",
        "2024-06-05");
    ReadTable two = read("d\n03.04.24\n");
    holds(two, "d", ColumnType.STRING, "03.04.24");
    contains("state .date(\"d\", \"d.M.uu\")", reason(two, "d"));
    for (String pattern : List.of("d.M.uu", "dd.MM.yy")) {
      ReadTable late = read("d\n03.04.99\n", DEFAULTS.date("d", pattern));
      contains("years read as 2000 to 2099", reason(late, "d"));
    }
    holds(
        read("d\n20240403\n", DEFAULTS.date("d", "uuuuMMdd")),
        "d",
        ColumnType.LOCAL_DATE,
        "2024-04-03");
    contains(
        "line 3: expected a date written d/M/uuuu",
        refused("d\n1/2/2024\n1/13/2024\n", DEFAULTS.date("d", "d/M/uuuu")));
    assertThrows(IllegalArgumentException.class, () -> DEFAULTS.date("d", "h:mm"));
    assertThrows(IllegalArgumentException.class, () -> DEFAULTS.date("d", "no pattern"));
  }

  @Test
  void trueAndFalseAreBooleansAndNothingElse() {
    holds(read("b\nTRUE\nfalse\n-\n"), "b", ColumnType.BOOLEAN, "true", "false", null);
    holds(read("b\nyes\nno\n"), "b", ColumnType.STRING, "yes", "no");
    holds(read("b\n0\n1\n"), "b", ColumnType.INTEGER, "0", "1");
    holds(read("b\ntrue\n1\n"), "b", ColumnType.STRING, "true", "1");
  }

  @Test
  void namesAreMadeToDiffer() {
    ReadTable read = read("a,,A, b ,a-2,\n1,2,3,4,5,6\n");
    assertEquals(List.of("a", "c2", "A-3", "b", "a-2", "c6"), read.table().columnNames());
    assertEquals("whole numbers; had no name", reason(read, "c2"));
    assertEquals("whole numbers; named 'A' as another is", reason(read, "A-3"));
    ReadTable trailing = read("a;b;\n1;2;\n3;4;\n");
    assertEquals(List.of("a", "b"), trailing.table().columnNames());
    assertEquals(
        List.of("left out: column 3, without a name and without an entry"), trailing.notes());
  }

  @Test
  void aFileMayHaveNoHeader() {
    ReadTable read = read("1,x\n2,y\n", DEFAULTS.header(false));
    holds(read, "c1", ColumnType.INTEGER, "1", "2");
    holds(read, "c2", ColumnType.STRING, "x", "y");
    contains("no header, as stated", read.format());
    contains("holds numbers alone", read("1,2\n3,4\n").notes().get(0));
  }

  @Test
  void commentsAndEmptyRowsAreLeftOutAndTold() {
    ReadTable read = read("# one\n\n# two\na,b\n1,2\n,\n#3,4\n");
    holds(read, "a", ColumnType.STRING, "1", "#3");
    assertEquals(
        List.of(
            "left out before the first row: 2 lines that begin with '#'",
            "left out: 1 row without any entry"),
        read.notes());
    holds(read("%c\na,b\n1,2\n%3,4\n", DEFAULTS.comment('%')), "a", ColumnType.INTEGER, "1");
  }

  @Test
  void whatIsNoTableIsRefused() {
    contains("is empty", refused(""));
    contains("comments and blank lines only", refused("# x\n\n"));
    contains(
        "is a folder",
        assertThrows(IllegalArgumentException.class, () -> Tables.read(folder)).getMessage());
    read("a\n1\n");
    contains(
        "did you mean 't.csv'?",
        assertThrows(UncheckedIOException.class, () -> Tables.read(folder.resolve("u.csv")))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Tables.read((String) null));
    assertThrows(IllegalArgumentException.class, () -> DEFAULTS.decimal(';'));
    assertThrows(IllegalArgumentException.class, () -> DEFAULTS.separator('x'));
    assertThrows(IllegalArgumentException.class, () -> DEFAULTS.comment(' '));
    assertEquals(0, read("a,b\n").rows());
    contains(
        "declares no categories",
        assertThrows(IllegalArgumentException.class, () -> read("a\n1\n").categories("a"))
            .getMessage());
  }

  @Test
  void theValueIsNotChangedThroughItsTable() {
    ReadTable read = read("a\n1\n2\n");
    read.table().removeColumns("a");
    assertEquals(1, read.table().columnCount());
  }

  @Test
  void itTellsItself() {
    assertEquals(
        """
        t.csv: 2 rows x 3 columns; UTF-8; separator ';'
        column  type     missing  decided
        ------  -------  -------  --------------------------------------
        a       double   1 empty  numbers with decimal commas
        b       string   1 '?'    text, 1 different
        a-2     integer           whole numbers; named 'a' as another is""",
        read("a;b;a\n1,5;x;1\n;?;2\n").toString());
  }

  @Test
  void addressesAreNoNumbers() {
    ReadTable read = read("ip,n\n192.168.100.200,1.234.567\n192.168.100.201,2.000.000\n");
    holds(read, "ip", ColumnType.STRING, "192.168.100.200", "192.168.100.201");
    contains("addresses", reason(read, "ip"));
    holds(read, "n", ColumnType.INTEGER, "1234567", "2000000");
    holds(read("n\n192.168.100.256\n"), "n", ColumnType.LONG, "192168100256");
    holds(read("n\n192.168.100.200\n", DEFAULTS.number("n")), "n", ColumnType.LONG, "192168100200");
  }

  @Test
  void aCommentThatMayBeTheHeaderIsTold() {
    String told = "does it hold the names?";
    contains(told, read("# by ann\n#name,v\nann,2\nbob,4\n").notes().toString());
    for (String text : List.of("#name,v,w\na,b\n1,2\n", "# c\na\n1\n", "#a,b\n# c\na,b\n1,2\n")) {
      assertFalse(read(text).notes().toString().contains(told), text);
    }
    String stated = read("#name,v\nann,2\n", DEFAULTS.header(false)).notes().toString();
    assertFalse(stated.contains(told), stated);
  }
}
