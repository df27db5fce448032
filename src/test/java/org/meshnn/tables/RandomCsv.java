package org.meshnn.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.ColumnType;

/** A random table, written in a random dialect: separator, quotes, line ends, charset, numbers. */
final class RandomCsv {
  private static final String LETTERS = "abcxyz ,;|\t\"'\n#%.-_09äöé€\\";

  final List<ColumnType> types = new ArrayList<>();
  final List<List<@Nullable Object>> columns = new ArrayList<>(); // null is a hole
  final byte[] bytes;

  private final SplittableRandom random;
  private final char separator;
  private final boolean comma; // the decimal mark
  private final boolean grouped;
  private final int rows;

  RandomCsv(long seed) {
    random = new SplittableRandom(seed);
    separator = ",;\t|".charAt(random.nextInt(4));
    comma = random.nextBoolean();
    grouped = random.nextBoolean();
    rows = 1 + random.nextInt(30);
    int width = 1 + random.nextInt(6);
    for (int c = 0; c < width; c++) {
      column(c == 0 ? 0 : random.nextDouble() * 0.5);
    }
    bytes = encoded(text());
  }

  private void column(double holes) {
    ColumnType type =
        List.of(
                ColumnType.INTEGER,
                ColumnType.LONG,
                ColumnType.DOUBLE,
                ColumnType.STRING,
                ColumnType.BOOLEAN,
                ColumnType.LOCAL_DATE,
                ColumnType.LOCAL_DATE_TIME)
            .get(random.nextInt(7));
    List<@Nullable Object> column = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      column.add(row > 0 && random.nextDouble() < holes ? null : value(type, row));
    }
    types.add(type);
    columns.add(column);
  }

  /** A value; the first of a column leaves no doubt of its type and marks. */
  private Object value(ColumnType type, int row) {
    if (type.equals(ColumnType.INTEGER)) {
      return row == 0 ? 1_234_567 : random.nextInt() >> random.nextInt(32);
    }
    if (type.equals(ColumnType.LONG)) {
      return row == 0 ? 12_345_678_901L : random.nextLong(1_000_000_000_000_000_000L) - 50_000_000L;
    }
    if (type.equals(ColumnType.DOUBLE)) {
      return row == 0 ? 1234.25 : (random.nextInt() >> random.nextInt(32)) / 100.0;
    }
    if (type.equals(ColumnType.BOOLEAN)) {
      return random.nextBoolean();
    }
    if (type.equals(ColumnType.LOCAL_DATE)) {
      return LocalDate.of(1900, 1, 1).plusDays(random.nextInt(80_000));
    }
    if (type.equals(ColumnType.LOCAL_DATE_TIME)) {
      return LocalDateTime.of(1999, 12, 31, 0, 0).plusSeconds(random.nextInt());
    }
    StringBuilder text = new StringBuilder("w");
    for (int left = random.nextInt(8); left > 0; left--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private String text() {
    String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "# a comment; so\n\n" : "");
    for (int c = 0; c < columns.size(); c++) {
      text.append(c == 0 ? "" : separator).append("name").append(c);
    }
    text.append('\n');
    boolean always = random.nextInt(4) == 0;
    boolean german = random.nextBoolean();
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < columns.size(); c++) {
        String cell = cell(columns.get(c).get(row), types.get(c), german);
        boolean quoted =
            always
                || random.nextInt(9) == 0
                || !cell.equals(cell.strip())
                || cell.chars().anyMatch(x -> ",;|\t\"\n".indexOf(x) >= 0);
        text.append(c == 0 ? "" : separator);
        text.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
      }
      text.append(row == rows - 1 && random.nextBoolean() ? "" : "\n");
    }
    return text.toString().replace("\n", end);
  }

  private String cell(@Nullable Object value, ColumnType type, boolean german) {
    if (value == null) {
      boolean text = type.equals(ColumnType.STRING);
      return List.of("", "?", "NA", "N/A", "null", "NaN", text ? "" : "-").get(random.nextInt(7));
    }
    if (value instanceof LocalDate date && german) {
      return date.getDayOfMonth() + "." + date.getMonthValue() + "." + date.getYear();
    }
    if (value instanceof LocalDateTime time && random.nextBoolean()) {
      return time.toString().replace('T', ' ');
    }
    if (value instanceof Boolean truth) {
      return random.nextBoolean() ? truth.toString() : truth.toString().toUpperCase(Locale.ROOT);
    }
    if (!(value instanceof Number number)) {
      return value.toString();
    }
    String text =
        number instanceof Double
            ? BigDecimal.valueOf(number.doubleValue()).setScale(2).toPlainString()
            : number.toString();
    int point = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
    StringBuilder marked = new StringBuilder(text.replace('.', comma ? ',' : '.'));
    for (int i = point - 3; grouped && i > 0 && text.charAt(i - 1) != '-'; i -= 3) {
      marked.insert(i, comma ? '.' : ',');
    }
    return marked.toString();
  }

  private byte[] encoded(String text) {
    String name = List.of("UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE").get(random.nextInt(4));
    boolean marked = name.startsWith("UTF-16") || (name.equals("UTF-8") && random.nextBoolean());
    byte[] plain = ((marked ? "\uFEFF" : "") + text).getBytes(Charset.forName(name));
    if (random.nextInt(4) > 0) {
      return plain;
    }
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
