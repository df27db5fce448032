package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/**
 * How a file of separated values is written, found in its beginning.
 *
 * @param separator between cells
 * @param escape before a quote within a quoted cell: a quote or a backslash
 * @param skipped lines before the first row: comments, blank ones, Excel's {@code sep=;}
 * @param notes what was left out and why
 */
record CsvDialect(char separator, char escape, int skipped, List<String> notes) {
  private static final int SAMPLE = 1 << 18; // characters
  private static final int RECORDS = 200;
  private static final String SEPARATORS = "\t;|,"; // of equally good ones the first is taken
  private static final Pattern EXCEL = Pattern.compile("\"?sep=(.)\"?", Pattern.CASE_INSENSITIVE);

  /** A backslash before a quote that ends no cell. */
  private static final Pattern BACKSLASH = Pattern.compile("\\\\\"[^,;\t|\n\"]");

  static CsvDialect of(TextFile file, Reading reading) {
    String sample = file.start(SAMPLE);
    boolean whole = sample.length() < SAMPLE;
    Character comment = reading.comment();
    String excel = "";
    String last = ""; // comment
    int at = 0;
    int skipped = 0;
    int comments = 0;
    while (at < sample.length()) {
      int end = sample.indexOf('\n', at);
      String line = sample.substring(at, end < 0 ? sample.length() : end);
      Matcher told = EXCEL.matcher(line);
      if (begins(line, comment == null ? '#' : comment)) {
        comments++;
        last = line;
      } else if (excel.isEmpty() && told.matches()) {
        excel = told.group(1);
      } else if (!line.isBlank()) {
        break;
      }
      skipped++;
      at = end < 0 ? sample.length() : end + 1;
    }
    char escape = BACKSLASH.matcher(sample).find(at) ? '\\' : '"';
    List<String> notes = new ArrayList<>();
    if (comments > 0) {
      notes.add(
          "left out before the first row: "
              + Plural.grouped(comments, "line")
              + " that "
              + (comments == 1 ? "begins" : "begin")
              + " with "
              + Listing.quoted(comment == null ? '#' : comment));
    }
    if (escape == '\\') {
      notes.add("quotes within cells stand behind a backslash");
    }
    Character stated = reading.separator();
    char separator =
        stated != null
            ? stated
            : !excel.isEmpty()
                ? excel.charAt(0)
                : separator(sample.substring(at), whole, escape, comment);
    if (comment == null
        && reading.hasHeader()
        && !last.isEmpty()
        && namesColumns(last, sample.substring(at), separator, escape)) {
      notes.add(
          "the last line that begins with '#' has as many cells as the first row, taken for names:"
              + " does it hold the names? Then take the # away");
    }
    return new CsvDialect(separator, escape, skipped, List.copyOf(notes));
  }

  /** Whether a comment has as many cells as the first row, more than one. */
  private static boolean namesColumns(String comment, String rows, char separator, char escape) {
    List<Integer> first = widths(rows, true, separator, escape, null);
    List<Integer> own = widths(comment, true, separator, escape, null);
    return !own.isEmpty() && !first.isEmpty() && own.get(0) > 1 && own.get(0).equals(first.get(0));
  }

  private static boolean begins(String line, char first) {
    return !line.isEmpty() && line.charAt(0) == first;
  }

  /** The separator by which most rows have as many cells as the first, which has two or more. */
  private static char separator(
      String sample, boolean whole, char escape, @Nullable Character comment) {
    char best = ',';
    int most = 0;
    for (char separator : SEPARATORS.toCharArray()) {
      List<Integer> widths = widths(sample, whole, separator, escape, comment);
      int first = widths.isEmpty() ? 0 : widths.get(0);
      int same = first < 2 ? 0 : (int) widths.stream().filter(width -> width == first).count();
      if (same > most) {
        best = separator;
        most = same;
      }
    }
    return best;
  }

  /** Cells of each row, blank ones and comments left out. */
  private static List<Integer> widths(
      String sample, boolean whole, char separator, char escape, @Nullable Character comment) {
    List<Integer> widths = new ArrayList<>();
    int cells = 1;
    boolean quoted = false;
    boolean fresh = true; // nothing stands in the cell yet
    boolean blank = true;
    int end = sample.length();
    for (int i = 0; i < end && widths.size() < RECORDS; i++) {
      char c = sample.charAt(i);
      if (quoted) {
        i += c == escape && escape != '"' ? 1 : 0;
        quoted = c != '"';
      } else if (blank && cells == 1 && comment != null && c == comment && atLine(sample, i)) {
        int next = sample.indexOf('\n', i);
        i = next < 0 ? end : next;
      } else if (c == '\n') {
        if (!blank || cells > 1) {
          widths.add(cells);
        }
        cells = 1;
        fresh = true;
        blank = true;
      } else if (c == separator) {
        cells++;
        fresh = true;
      } else if (c == '"') {
        quoted = fresh || sample.charAt(i - 1) == '"';
        fresh = false;
        blank = false;
      } else if (c > ' ') {
        fresh = false;
        blank = false;
      }
    }
    if (whole && (!blank || cells > 1) && widths.size() < RECORDS) {
      widths.add(cells);
    }
    return widths;
  }

  private static boolean atLine(String sample, int at) {
    return at == 0 || sample.charAt(at - 1) == '\n';
  }

  /** The separator in words. */
  String told() {
    return switch (separator) {
      case '\t' -> "tab";
      case ' ' -> "space";
      default -> Listing.quoted(separator);
    };
  }
}
