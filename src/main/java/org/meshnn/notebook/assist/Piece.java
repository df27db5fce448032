package org.meshnn.notebook.assist;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * The next thing to run in a text: a Java snippet, or a line that begins with {@code %} where a
 * snippet could begin. No Java snippet begins so; a {@code %} within one stays an operator.
 *
 * @param from where the piece before it ends
 * @param start its first character in the text, after white space and comments
 * @param end where the next piece begins
 * @param code what to evaluate: a missing semicolon added, or the magic line
 * @param completeness whether it can be run; {@code EMPTY} when nothing is left
 */
public record Piece(int from, int start, int end, String code, Completeness completeness) {
  private static final Pattern LEADING_SPACE =
      Pattern.compile("(?:\\s|//[^\n]*(?:\n|$)|/\\*(?s:.*?)\\*/)*+");
  private static final Pattern PERCENT_LINE = Pattern.compile("(?m)^[ \t]*%");

  /**
   * {@return the piece that begins at or after a position}
   *
   * @param analysis finds the end of a snippet of Java
   * @param text snippets and magic lines
   * @param from from 0 to the text's length
   */
  public static Piece next(SourceCodeAnalysis analysis, String text, int from) {
    Matcher space = LEADING_SPACE.matcher(text).region(from, text.length());
    int start = space.lookingAt() ? space.end() : from;
    if (start == text.length()) {
      return new Piece(from, start, start, "", Completeness.EMPTY);
    }
    if (text.charAt(start) == '%') {
      int line = text.indexOf('\n', start);
      int end = line < 0 ? text.length() : line;
      return new Piece(from, start, end, text.substring(start, end), Completeness.COMPLETE);
    }
    // What follows on later magic lines is no Java: end there when the snippet does.
    Matcher magic = PERCENT_LINE.matcher(text);
    for (int cut = start + 1; magic.find(cut); cut = magic.end()) {
      Piece piece = java(analysis, text.substring(0, magic.start()), from, start);
      if (piece.endsItself()) {
        return piece;
      }
    }
    return java(analysis, text, from, start);
  }

  /** {@return whether it is a line that begins with {@code %}} */
  public boolean isMagic() {
    return code.startsWith("%");
  }

  /** {@return whether it is a magic for all that follows in the cell} */
  public boolean takesTheRest() {
    return code.startsWith("%%");
  }

  private boolean endsItself() {
    return switch (completeness) {
      case COMPLETE -> code.stripTrailing().matches("(?s).*[;}]");
      case UNKNOWN -> true;
      default -> false;
    };
  }

  private static Piece java(SourceCodeAnalysis analysis, String text, int from, int start) {
    String rest = text.substring(start);
    CompletionInfo info = analysis.analyzeCompletion(rest);
    boolean whole = info.source() == null;
    int end = whole ? text.length() : text.length() - info.remaining().length();
    return new Piece(from, start, end, whole ? rest : info.source(), info.completeness());
  }
}
