package org.meshnn.tables;

import org.meshnn.text.Listing;

/**
 * A line of an ARFF file, taken value by value: values are parted by a comma or white space, and
 * quoted by ' or " where they hold one, a brace, or begin with %, which begins a comment. A
 * backslash in quotes stands before a quote, a backslash, n, r, t, or u and four hexadecimal
 * digits.
 */
final class ArffLine {
  private final String text;
  private int at;
  private boolean quoted; // the value that was taken last

  ArffLine(String text) {
    this.text = text;
    skipSpace();
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c <= ' ';
  }

  /** Whether nothing follows but a comment. */
  boolean isAtEnd() {
    return at == text.length() || text.charAt(at) == '%';
  }

  /**
   * Refuses a line that goes on.
   *
   * @param what ends here
   * @throws IllegalArgumentException if anything but a comment follows
   */
  void requireEnd(String what) {
    if (!isAtEnd()) {
      throw new IllegalArgumentException(
          "expected the end of the line behind "
              + what
              + "; quote what holds white space or a brace");
    }
  }

  /** Passes a character, and the white space behind it, where it stands next. */
  boolean take(char c) {
    if (isAtEnd() || text.charAt(at) != c) {
      return false;
    }
    at++;
    skipSpace();
    return true;
  }

  /** Whether the value that was taken last stood in quotes. */
  boolean wasQuoted() {
    return quoted;
  }

  /**
   * Takes the next value.
   *
   * @throws IllegalArgumentException if there is none, or its quote does not end
   */
  String value() {
    if (isAtEnd() || ",{}".indexOf(text.charAt(at)) >= 0) {
      throw new IllegalArgumentException(
          "expected a value, got "
              + (isAtEnd() ? "the end of the line" : Listing.quoted(text.charAt(at)))
              + "; quote what holds a brace");
    }
    char c = text.charAt(at);
    quoted = c == '\'' || c == '"';
    String value = quoted ? quotedValue(c) : bareValue();
    skipSpace();
    return value;
  }

  private String bareValue() {
    int from = at;
    while (at < text.length() && !isSpace(text.charAt(at)) && ",{}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private String quotedValue(char quote) {
    int from = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      value.append(c == '\\' && at < text.length() ? escaped() : c);
    }
    if (at++ >= text.length()) {
      throw new IllegalArgumentException(
          "a quote does not end in its line: "
              + Listing.quoted(text.substring(from))
              + "; a quote within a value stands behind a backslash");
    }
    return value.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    if (c == 'u' && at + 4 <= text.length()) {
      try {
        char code = (char) Integer.parseInt(text, at, at + 4, 16);
        at += 4;
        return code;
      } catch (NumberFormatException e) {
        return c;
      }
    }
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }
}
