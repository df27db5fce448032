package org.meshnn.notebook.session;

import java.util.ArrayList;
import java.util.List;
import org.meshnn.text.Excerpt;

/**
 * Where a snippet stands.
 *
 * @param where the name of its cell or file
 * @param text the text of that cell or file
 * @param offset the snippet's first character in it
 */
record Place(String where, String text, int offset) {
  private static final int SHOWN_BEFORE = 40;

  /** Another place in the same text. */
  Place at(int position) {
    return new Place(where, text, position);
  }

  /** The line, from 1, of a character of the text. */
  int line(int position) {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }

  /** A line as errors name it: {@code Cell 3, line 2}. */
  String name(int line) {
    return where + ", line " + line;
  }

  /** A line without white space around it, its end left out if it is long. */
  String shown(int line) {
    return Excerpt.start(textOf(line).strip(), Excerpt.LINE);
  }

  /**
   * A message of one line or more, with carets under the characters that it is about; of a long
   * line, what is around them.
   *
   * @param at the first of these characters in the text
   * @param end the character after the last
   */
  List<String> pointedOut(String message, int at, int end) {
    List<String> lines = new ArrayList<>();
    int line = line(at);
    List<String> told = message.lines().toList();
    lines.add(name(line) + ": " + told.get(0));
    told.stream()
        .skip(1)
        .filter(m -> !m.isBlank() && !namesNothing(m))
        .forEach(m -> lines.add("    " + m.strip().replaceAll(" +", " ")));
    String whole = textOf(line);
    int column = at - (text.lastIndexOf('\n', at - 1) + 1);
    int from = whole.length() <= Excerpt.LINE ? 0 : Math.max(0, column - SHOWN_BEFORE);
    int to = Math.min(whole.length(), from + Excerpt.LINE);
    int width = Math.max(1, Math.min(end - at, to - column));
    String before = from > 0 ? "…" : "";
    lines.add("  " + before + whole.substring(from, to) + (to < whole.length() ? "…" : ""));
    lines.add("  " + blank(before + whole.substring(from), column - from) + "^".repeat(width));
    return lines;
  }

  private String textOf(int line) {
    return text.lines().skip(line - 1L).findFirst().orElse("");
  }

  /**
   * Whether a line such as "location: class " tells of the class that JShell wraps a snippet in,
   * whose name JShell leaves out. In every language of javac the name stands last.
   */
  private static boolean namesNothing(String line) {
    return line.endsWith(" ");
  }

  /** The first characters of a line as white space, tabs kept so that a caret stays in place. */
  private static String blank(String line, int count) {
    return line.substring(0, Math.min(count, line.length())).replaceAll("[^\t]", " ");
  }
}
