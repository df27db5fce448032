package org.meshnn.tables;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/** The rows of a file of separated values, cut into cells by tablesaw's parser. */
final class CsvRows implements AutoCloseable {
  private static final int MOST_COLUMNS = 100_000;

  private final TextFile file;
  private final CsvDialect dialect;
  private final Reader text;
  private final CsvParser parser;
  private int columns = -1;
  private String @Nullable [] row;

  CsvRows(TextFile file, CsvDialect dialect, @Nullable Character comment) {
    this.file = file;
    this.dialect = dialect;
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.getFormat().setDelimiter(dialect.separator());
    settings.getFormat().setQuoteEscape(dialect.escape());
    settings.setCommentProcessingEnabled(comment != null);
    if (comment != null) {
      settings.getFormat().setComment(comment);
    }
    settings.setKeepQuotes(true);
    settings.setMaxCharsPerColumn(-1);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setReadInputOnSeparateThread(false);
    text = file.open();
    try {
      skip(dialect.skipped());
    } catch (IOException e) {
      throw file.unreadable(e);
    }
    parser = new CsvParser(settings);
    parser.beginParsing(text);
  }

  private void skip(int lines) throws IOException {
    for (int left = lines, c = 0; left > 0 && c >= 0; ) {
      c = text.read();
      left -= c == '\n' ? 1 : 0;
    }
  }

  /**
   * The next row; its empty cells are empty texts.
   *
   * @return null where none is left
   * @throws IllegalArgumentException if it has another number of cells than the first, or a quote
   *     does not end
   */
  String @Nullable [] next() {
    String[] cells;
    try {
      cells = parser.parseNext();
      row = cells;
    } catch (TextParsingException e) {
      throw file.refused(
          line(),
          "it cannot be cut into cells; expected at most "
              + Listing.count(MOST_COLUMNS)
              + " of them, parted by "
              + dialect.told());
    }
    if (cells == null) {
      return null;
    }
    for (int c = 0; c < cells.length; c++) {
      cells[c] = unquoted(cells[c]);
    }
    if (columns < 0) {
      columns = cells.length;
    } else if (cells.length != columns) {
      throw file.refused(
          line(),
          "expected "
              + Listing.count(columns)
              + " cells, as the first row has, parted by "
              + dialect.told()
              + "; got "
              + Listing.count(cells.length)
              + "; quote what holds a separator, or fill the row up");
    }
    return cells;
  }

  private String unquoted(@Nullable String cell) {
    if (cell == null) {
      return "";
    }
    if (cell.isEmpty() || cell.charAt(0) != '"') {
      return cell;
    }
    if (cell.length() < 2 || cell.charAt(cell.length() - 1) != '"') {
      throw file.refused(
          line(),
          "a cell begins with a quote and does not end with one: "
              + Listing.quoted(cell)
              + "; end it, double the quotes within it, or take them away");
    }
    return cell.substring(1, cell.length() - 1);
  }

  /** The line in which the row begins. */
  long line() {
    long breaks = 0;
    if (row != null) {
      for (String cell : row) {
        breaks += cell == null ? 0 : cell.chars().filter(c -> c == '\n').count();
      }
    }
    return Math.max(1, dialect.skipped() + parser.getContext().currentLine() - breaks);
  }

  /** The line in which the row ends: cheaper than {@link #line}. */
  long lastLine() {
    return dialect.skipped() + parser.getContext().currentLine();
  }

  @Override
  public void close() {
    parser.stopParsing();
    try {
      text.close();
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }
}
