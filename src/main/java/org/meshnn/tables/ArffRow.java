package org.meshnn.tables;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/**
 * A row of an ARFF file: dense, or sparse ({@code {1 x, 3 y}}), perhaps with a weight ({@code ,
 * {0.5}}) behind.
 *
 * @param values one for each attribute
 * @param holes whether a value is a word that means a missing one
 * @param weight as it stands there; null where none does
 * @param sparse whether values were left out
 */
record ArffRow(String[] values, boolean[] holes, @Nullable String weight, boolean sparse) {

  /**
   * Reads a row.
   *
   * @param line at its beginning
   * @param attributes in their order
   * @param words that mean a hole, beside those of the format
   * @throws IllegalArgumentException if it is no row of these attributes
   */
  static ArffRow of(ArffLine line, List<ArffAttribute> attributes, Set<String> words) {
    return line.take('{') ? sparse(line, attributes, words) : dense(line, attributes, words);
  }

  private static ArffRow dense(ArffLine line, List<ArffAttribute> attributes, Set<String> words) {
    int width = attributes.size();
    String[] values = new String[width];
    boolean[] holes = new boolean[width];
    String weight = null;
    int taken = 0;
    boolean open = false; // a comma stands before
    while (!line.isAtEnd() || open) {
      if (open && line.take('{')) {
        weight = weight(line);
        break;
      }
      boolean last = line.isAtEnd(); // nothing behind the last comma
      boolean empty = last || line.take(',');
      String value = empty ? "" : line.value();
      if (taken < width) {
        values[taken] = value;
        holes[taken] = empty || isHole(value, line.wasQuoted(), attributes.get(taken), words);
      }
      taken++;
      open = empty ? !last : line.take(',');
    }
    line.requireEnd("a row");
    if (taken != width) {
      throw new IllegalArgumentException(
          "expected "
              + Plural.grouped(width, "value")
              + ", as many as attributes; got "
              + Listing.count(taken)
              + "; quote values that hold a comma or white space");
    }
    return new ArffRow(values, holes, weight, false);
  }

  private static ArffRow sparse(ArffLine line, List<ArffAttribute> attributes, Set<String> words) {
    int width = attributes.size();
    String[] values = new String[width];
    boolean[] holes = new boolean[width];
    while (!line.take('}')) {
      int index = index(line.value(), width);
      if (values[index] != null) {
        throw new IllegalArgumentException("attribute " + index + " stands twice in a sparse row");
      }
      values[index] = line.value();
      holes[index] = isHole(values[index], line.wasQuoted(), attributes.get(index), words);
      line.take(',');
    }
    String weight = line.take(',') && line.take('{') ? weight(line) : null;
    line.requireEnd("a row");
    for (int i = 0; i < width; i++) {
      if (values[i] == null) {
        String omitted = attributes.get(i).omitted();
        values[i] = omitted == null ? "" : omitted;
        holes[i] = omitted == null;
      }
    }
    return new ArffRow(values, holes, weight, true);
  }

  private static int index(String text, int width) {
    int index = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (index < 0 || index >= width) {
      throw new IllegalArgumentException(
          "expected the index of an attribute, from 0 to "
              + (width - 1)
              + ", in a sparse row; got "
              + Listing.quoted(text));
    }
    return index;
  }

  private static String weight(ArffLine line) {
    String weight = line.value();
    if (NumberStyle.POINT.shape(weight) == 0 || !line.take('}')) {
      throw new IllegalArgumentException(
          "expected the weight of the row, such as {0.5}; got " + Listing.quoted(weight));
    }
    return weight;
  }

  private static boolean isHole(
      String value, boolean quoted, ArffAttribute attribute, Set<String> words) {
    boolean unknown = !quoted && (value.equals("?") || attribute.isNoNumber(value));
    return unknown || value.isEmpty() || words.contains(value);
  }
}
