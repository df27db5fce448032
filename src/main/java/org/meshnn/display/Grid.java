package org.meshnn.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
  private static final String CELL = "padding:.15em .6em;";

  Map<String, String> bundle() {
    return Rich.html(text(), html());
  }

  String text() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(head);
    if (!notes.isEmpty()) {
      lines.add(notes);
    }
    lines.addAll(rows);
    int[] widths = new int[head.size()];
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line.get(c).codePointCount(0, line.get(c).length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < lines.size(); r++) {
      text.append(line(lines.get(r), widths)).append('\n');
      if (r == lines.size() - rows.size() - 1) {
        text.append(rule(widths)).append('\n');
      }
    }
    return text.append(caption).toString();
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = cells.get(c);
      String pad = " ".repeat(widths[c] - cell.codePointCount(0, cell.length()));
      line.append(c == 0 ? "" : "  ").append(right.get(c) ? pad + cell : cell + pad);
    }
    return line.toString().stripTrailing();
  }

  private static String rule(int[] widths) {
    List<String> parts = new ArrayList<>();
    for (int width : widths) {
      parts.add("-".repeat(width));
    }
    return String.join("  ", parts);
  }

  String html() {
    StringBuilder html = new StringBuilder("<div style=\"overflow-x:auto\">");
    html.append("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
    html.append("<thead><tr>");
    for (int c = 0; c < head.size(); c++) {
      html.append("<th style=\"").append(style(c, true)).append("\">");
      html.append(Rich.escape(head.get(c)));
      if (!notes.isEmpty()) {
        html.append("<br><small style=\"font-weight:normal;opacity:.7\">");
        html.append(Rich.escape(notes.get(c))).append("</small>");
      }
      html.append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        html.append("<td style=\"").append(style(c, false)).append("\">");
        html.append(Rich.escape(row.get(c))).append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table><small style=\"opacity:.7\">");
    return html.append(Rich.escape(caption)).append("</small></div>").toString();
  }

  private String style(int column, boolean inHead) {
    String align = "text-align:" + (right.get(column) ? "right" : "left");
    return CELL + align + (inHead ? ";" + LINE : "");
  }
}
