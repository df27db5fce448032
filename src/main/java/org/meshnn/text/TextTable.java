package org.meshnn.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Cells in lines, each column as wide as what it holds. */
public final class TextTable {
  private TextTable() {}

  /**
   * {@return the lines, without white space at their ends}
   *
   * @param rows of as many cells each as {@code right} has entries, each cell on one line
   * @param right whether a column's cells align right, one entry a column
   * @param between what parts two columns
   */
  public static List<String> lines(List<List<String>> rows, List<Boolean> right, String between) {
    int[] widths = widths(rows, right.size());
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int c = 0; c < widths.length; c++) {
        String pad = " ".repeat(widths[c] - OneLine.width(row.get(c)));
        cells.add(right.get(c) ? pad + row.get(c) : row.get(c) + pad);
      }
      lines.add(String.join(between, cells).stripTrailing());
    }
    return lines;
  }

  /**
   * {@return the lines of head and rows, two spaces between columns, with a rule of dashes below
   * the head}
   *
   * @param head lines of as many cells each as {@code right} has entries, each cell on one line
   * @param rows likewise
   * @param right whether a column's cells align right, one entry a column
   */
  public static List<String> ruled(
      List<List<String>> head, List<List<String>> rows, List<Boolean> right) {
    List<List<String>> all = new ArrayList<>(head);
    all.addAll(rows);
    int[] widths = widths(all, right.size());
    all.add(head.size(), IntStream.of(widths).mapToObj("-"::repeat).toList());
    return lines(all, right, "  ");
  }

  /** The columns of a terminal that the widest cell of each column takes. */
  private static int[] widths(List<List<String>> rows, int columns) {
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], OneLine.width(row.get(c)));
      }
    }
    return widths;
  }
}
