package org.meshnn.display;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.meshnn.text.OneLine;
import org.meshnn.text.TextTable;

/**
 * Cells in rows and columns, as text and as HTML.
 *
 * @param caption one line below: what this is and its full size
 * @param head column names
 * @param notes a line under each name; empty for none
 * @param right whether a column's cells align right
 * @param rows the shown cells, as wide as the head
 */
record Grid(
    String caption,
    List<String> head,
    List<String> notes,
    List<Boolean> right,
    List<List<String>> rows) {

  private static final String LINE = "border-bottom:1px solid rgba(128,128,128,.5)";

  Grid {
    caption = OneLine.of(caption);
    head = onOneLine(head);
    rows = rows.stream().map(Grid::onOneLine).toList();
  }

  private static List<String> onOneLine(List<String> cells) {
    return cells.stream().map(OneLine::of).toList();
  }

  Map<String, String> bundle() {
    return Rich.html(text(), html());
  }

  String text() {
    List<List<String>> above = notes.isEmpty() ? List.of(head) : List.of(head, notes);
    return String.join("\n", TextTable.ruled(above, rows, right)) + "\n" + caption;
  }

  String html() {
    return html((row, column) -> "");
  }

  /**
   * The table as HTML.
   *
   * @param shade from row and column, from 0, to what else a cell's style says
   */
  String html(BiFunction<Integer, Integer, String> shade) {
    StringBuilder html = new StringBuilder("<div style=\"overflow-x:auto\">");
    html.append("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
    html.append("<thead><tr>");
    for (int c = 0; c < head.size(); c++) {
      html.append("<th style=\"").append(style(c)).append(";" + LINE + "\">");
      html.append(Rich.escape(head.get(c)));
      if (!notes.isEmpty()) {
        html.append("<br><small style=\"font-weight:normal;opacity:.7\">");
        html.append(Rich.escape(notes.get(c))).append("</small>");
      }
      html.append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (int r = 0; r < rows.size(); r++) {
      html.append("<tr>");
      for (int c = 0; c < head.size(); c++) {
        html.append("<td style=\"").append(style(c)).append(shade.apply(r, c)).append("\">");
        html.append(Rich.escape(rows.get(r).get(c))).append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table><small style=\"opacity:.7\">");
    return html.append(Rich.escape(caption)).append("</small></div>").toString();
  }

  private String style(int column) {
    return "padding:.15em .6em;text-align:" + (right.get(column) ? "right" : "left");
  }
}
