package org.meshnn.exchange;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.meshnn.text.Listing;

/**
 * Matrix Market files in coordinates (Boisvert, Pozo, Remington 1996): a square matrix, an edge for
 * each entry, from its row to its column; neurons are named 1 to n. Of fields real, integer and
 * pattern, which has no weights; general, symmetric and skew-symmetric.
 */
final class MatrixMarket {
  static final String HEAD = "%%MatrixMarket";

  /** Characters of the shortest line of an entry, its end included. */
  private static final int SHORTEST = 4;

  /** Neurons that a file may declare beside two for each of its edges. */
  private static final long ALONE = 1_000;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern COUNT = Pattern.compile("\\d{1,10}");

  private final Draft draft;
  private final String text;
  private int at;
  private int line;

  private MatrixMarket(String text, Draft draft) {
    this.text = text;
    this.draft = draft;
  }

  static void read(String text, Draft draft) {
    new MatrixMarket(text, draft).read();
  }

  private void read() {
    String[] head = BLANKS.split(next(false).strip().toLowerCase(Locale.ROOT));
    if (head.length != 5 || !head[0].equals(HEAD.toLowerCase(Locale.ROOT))) {
      throw draft.refused("expected a first line " + HEAD + " matrix coordinate real general");
    }
    boolean pattern = head[3].equals("pattern");
    boolean skew = head[4].equals("skew-symmetric");
    boolean symmetric = skew || head[4].equals("symmetric");
    if (!head[1].equals("matrix")
        || !head[2].equals("coordinate")
        || !(pattern || head[3].equals("real") || head[3].equals("integer"))
        || !(symmetric || head[4].equals("general"))
        || pattern && skew) {
      throw draft.refused(
          "expected a matrix in coordinates, real, integer or pattern, general, symmetric or"
              + " skew-symmetric; got "
              + Listing.quoted(String.join(" ", head)));
    }
    String[] sizes = BLANKS.split(next(true).strip());
    if (sizes.length != 3) {
      throw draft.refused("expected the numbers of rows, columns and entries");
    }
    long n = count(sizes[0], Integer.MAX_VALUE);
    if (count(sizes[1], Integer.MAX_VALUE) != n) {
      throw draft.refused(
          "expected as many columns as rows, one of each per neuron; got "
              + Listing.quoted(sizes[0])
              + " rows and "
              + Listing.quoted(sizes[1])
              + " columns");
    }
    long entries = count(sizes[2], Integer.MAX_VALUE);
    requireRoom(n, entries);
    for (int j = 1; j <= n; j++) {
      draft.declare(Integer.toString(j));
    }
    draft.remark("neurons are named by their rows, 1 to " + n);
    if (symmetric) {
      draft.remark(head[4] + ": each entry is taken in both directions");
    }
    for (long e = 0; e < entries; e++) {
      entry(next(true), n, pattern, symmetric, skew);
    }
    String more = next(true);
    if (!more.isEmpty()) {
      throw draft.refused(
          "expected " + (entries == 1 ? "1 entry" : entries + " entries") + ", got more");
    }
  }

  /** Before anything is allocated by these sizes. */
  private void requireRoom(long n, long entries) {
    if (entries > (text.length() - at + 1L) / SHORTEST) {
      throw draft.refused(String.format(Locale.ROOT, "it is too short for %,d entries", entries));
    }
    if (n > ALONE + 2 * entries) {
      throw draft.refused(
          String.format(
              Locale.ROOT,
              "expected at most 2 neurons for each entry and %,d more; got %,d for %,d entries, so"
                  + " that most would have no edge",
              ALONE,
              n,
              entries));
    }
  }

  private void entry(String entry, long n, boolean pattern, boolean symmetric, boolean skew) {
    String[] cells = BLANKS.split(entry.strip());
    if (cells.length != (pattern ? 2 : 3)) {
      throw draft.refused(
          "expected row, column"
              + (pattern ? "" : " and weight")
              + "; got "
              + Listing.quoted(entry));
    }
    int from = (int) count(cells[0], n) - 1;
    int to = (int) count(cells[1], n) - 1;
    if (from < 0 || to < 0) {
      throw draft.refused("rows and columns are counted from 1; got " + Listing.quoted(entry));
    }
    if (symmetric && (to > from || skew && to == from)) {
      throw draft.refused(
          "expected of a symmetric matrix the entries below the diagonal, and of one that is not"
              + " skew those on it; got "
              + Listing.quoted(entry));
    }
    double weight = pattern ? Double.NaN : draft.number(Draft.WEIGHT, cells[2]);
    draft.edge(from, to, weight);
    if (symmetric && from != to) {
      draft.edge(to, from, skew ? -weight : weight);
    }
  }

  private long count(String digits, long most) {
    if (!COUNT.matcher(digits).matches() || Long.parseLong(digits) > most) {
      throw draft.refused(
          "expected a whole number from 0 to " + most + "; got " + Listing.quoted(digits));
    }
    return Long.parseLong(digits);
  }

  /** The next line; on request none that is empty or a comment, and "" at the end. */
  private String next(boolean content) {
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String found = text.substring(at, end < 0 ? text.length() : end);
      at = end < 0 ? text.length() : end + 1;
      draft.at("line", ++line);
      if (!content || !found.isBlank() && !found.startsWith("%")) {
        return found;
      }
    }
    return "";
  }

  static void write(MeshGraph graph, Writer out) throws IOException {
    String field = graph.hasWeights() ? "real" : "pattern";
    int n = graph.neurons().size();
    out.write(HEAD + " matrix coordinate " + field + " general\n");
    out.write(n + " " + n + " " + graph.edges() + "\n");
    for (int to = 0; to < n; to++) {
      for (int e = graph.columnStart(to); e < graph.columnStart(to + 1); e++) {
        out.write((graph.source(e) + 1) + " " + (to + 1));
        out.write(graph.hasWeights() ? " " + graph.weight(e) + "\n" : "\n");
      }
    }
  }
}
