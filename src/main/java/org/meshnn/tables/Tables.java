package org.meshnn.tables;

import java.nio.file.Path;
import java.util.Locale;
import org.meshnn.text.Required;

/**
 * Tables from files as they come: separated values (CSV) and attribute-relation files (ARFF), also
 * compressed by gzip.
 *
 * <pre>{@code
 * var read  = Tables.read("churn.csv");      // show(read): what was decided, column by column
 * var table = read.table();                  // a tablesaw Table
 * Tables.read("umsatz.csv", Reading.defaults().decimal(',').text("plz").date("tag", "d.M.uu"));
 * }</pre>
 *
 * <p>A file whose name ends in {@code .arff} or {@code .arff.gz} is read as it declares itself; of
 * any other, separator, types and holes are decided on all of its rows, which are gone through
 * twice, so that beside the table little memory is needed. {@link Reading} states what else would
 * be decided. What is decided:
 *
 * <ul>
 *   <li><b>Characters</b>: by a byte-order mark (UTF-8, UTF-16, UTF-32), else UTF-8, else
 *       windows-1252 where some bytes are no UTF-8.
 *   <li><b>Rows</b>: separated by comma, semicolon, tab or bar; Excel's line {@code sep=;} is
 *       obeyed; lines before the header that begin with # are comments; rows without any entry are
 *       left out; a row with more or fewer cells than the first is refused. Cells may be quoted by
 *       {@code "}, and then hold separators, line ends (which become LF) and quotes, doubled or
 *       behind a backslash. White space around a cell that is not quoted is taken off.
 *   <li><b>Names</b>: those of the first row; blank and double ones are replaced.
 *   <li><b>Holes</b>: empty and blank cells in every column; {@code ? NA N/A n/a #N/A null NULL NaN
 *       nan} too; {@code -} where all else is numbers, dates or booleans, but not among words.
 *       {@code NA} among codes of two capital letters stays one (Namibia). Quotes make no
 *       difference.
 *   <li><b>Numbers</b>: integer, long or double, with point or comma as decimal mark and comma,
 *       point, space or apostrophe between thousands, the same way in the whole column. Where
 *       {@code 1,234} may be either, the other columns of the file tell, else the separator. A
 *       percent sign behind every entry is taken off. Digits that begin with 0 and whole numbers of
 *       more than 18 digits stay text.
 *   <li><b>Dates and times</b>: ISO 8601 and common forms with a year of four digits; 3/4/2024,
 *       which is one in March or in April, stays text where no row tells.
 *   <li><b>Booleans</b>: true and false in any case. Yes and no, 0 and 1 stay text and numbers.
 * </ul>
 *
 * <p>It differs from {@link TableBlocks#ofCsv}, which feeds a file larger than memory to training:
 * that reads comma-separated UTF-8 as {@code Table.read().csv(file)} does, in blocks, and decides
 * nothing else.
 */
public final class Tables {
  private static final String PATH = "the path of a table, for example \"churn.csv\"";

  private Tables() {}

  /**
   * As {@link #read(Path, Reading)}, everything decided from the file.
   *
   * @param path of the file
   * @return the table and what was decided
   * @throws IllegalArgumentException if it cannot be read as a table, saying in which line and why
   * @throws java.io.UncheckedIOException if there is no such file, or it cannot be read
   */
  public static ReadTable read(String path) {
    return read(path, Reading.defaults());
  }

  /**
   * As {@link #read(Path, Reading)}, everything decided from the file.
   *
   * @param path of the file
   * @return the table and what was decided
   * @throws IllegalArgumentException if it cannot be read as a table, saying in which line and why
   * @throws java.io.UncheckedIOException if there is no such file, or it cannot be read
   */
  public static ReadTable read(Path path) {
    return read(path, Reading.defaults());
  }

  /**
   * As {@link #read(Path, Reading)}.
   *
   * @param path of the file
   * @param reading what is not to be decided from the file
   * @return the table and what was decided
   * @throws IllegalArgumentException if it cannot be read as a table, saying in which line and why
   * @throws java.io.UncheckedIOException if there is no such file, or it cannot be read
   */
  public static ReadTable read(String path, Reading reading) {
    return read(Path.of(Required.of(path, PATH)), reading);
  }

  /**
   * Reads a table.
   *
   * @param path of the file
   * @param reading what is not to be decided from the file
   * @return the table and what was decided
   * @throws IllegalArgumentException if it cannot be read as a table, saying in which line and why
   * @throws java.io.UncheckedIOException if there is no such file, or it cannot be read
   */
  public static ReadTable read(Path path, Reading reading) {
    Required.of(reading, "how to read, for example Reading.defaults()");
    TextFile file = TextFile.of(Required.of(path, PATH), reading.charset());
    String name = file.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".arff") || name.endsWith(".arff.gz")
        ? ArffFile.read(file, reading)
        : new CsvFile(file, reading).read();
  }
}
