package org.meshnn.exchange;

import java.util.Locale;

/**
 * The tokens of the DOT language: names, quoted or not, and signs. Of escapes in quotes {@code \"}
 * is a quote, {@code \\} a backslash, a backslash before a line break joins the lines; others stay
 * as they are.
 */
final class DotTokens {
  /** What a token is. */
  enum Kind {
    /** A name without quotes, which may be a keyword. */
    WORD,
    /** A name in quotes, or a number, or HTML: never a keyword. */
    NAME,
    /** One of {@code { } [ ] = , ; : -> --}. */
    SIGN,
    /** The end of the text. */
    END
  }

  private static final String SIGNS = "{}[]=,;:";

  private final String source;
  private final Draft draft;
  private int at;
  private int line = 1;
  private Kind kind = Kind.END;
  private String text = "";

  DotTokens(String source, Draft draft) {
    this.source = source;
    this.draft = draft;
    next();
  }

  Kind kind() {
    return kind;
  }

  String text() {
    return text;
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.NAME;
  }

  /** Goes on to the next token. */
  void next() {
    skipBlanks();
    draft.at("line", line);
    if (at == source.length()) {
      take(Kind.END, "the end");
      return;
    }
    char c = source.charAt(at);
    if (c == '"') {
      StringBuilder joined = new StringBuilder(quoted());
      while (plusBeforeQuote()) {
        joined.append(quoted());
      }
      take(Kind.NAME, joined.toString());
    } else if (c == '<') {
      take(Kind.NAME, html());
    } else if (SIGNS.indexOf(c) >= 0) {
      at++;
      take(Kind.SIGN, String.valueOf(c));
    } else if (source.startsWith("->", at) || source.startsWith("--", at)) {
      at += 2;
      take(Kind.SIGN, source.substring(at - 2, at));
    } else if (c == '-' || c == '.' || c >= '0' && c <= '9') {
      take(Kind.NAME, number());
    } else if (isLetter(c)) {
      int start = at;
      while (at < source.length() && (isLetter(source.charAt(at)) || isDigit(source.charAt(at)))) {
        at++;
      }
      take(Kind.WORD, source.substring(start, at));
    } else {
      throw draft.refused(String.format(Locale.ROOT, "unexpected character U+%04X", (int) c));
    }
  }

  private void take(Kind of, String found) {
    kind = of;
    text = found;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** White space, comments of C and C++, and lines that begin with #. */
  private void skipBlanks() {
    while (at < source.length()) {
      char c = source.charAt(at);
      boolean lineStart = at == 0 || source.charAt(at - 1) == '\n';
      if (c == '\n') {
        line++;
        at++;
      } else if (c <= ' ' || c == '\uFEFF') {
        at++;
      } else if (source.startsWith("//", at) || c == '#' && lineStart) {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else if (source.startsWith("/*", at)) {
        int end = source.indexOf("*/", at + 2);
        if (end < 0) {
          draft.at("line", line);
          throw draft.refused("a comment does not end");
        }
        line += breaks(at, end);
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private int breaks(int start, int end) {
    return (int) source.substring(start, end).chars().filter(c -> c == '\n').count();
  }

  private boolean plusBeforeQuote() {
    skipBlanks();
    if (at == source.length() || source.charAt(at) != '+') {
      return false;
    }
    at++;
    skipBlanks();
    if (at == source.length() || source.charAt(at) != '"') {
      throw draft.refused("expected a text in quotes after +");
    }
    return true;
  }

  private String quoted() {
    StringBuilder found = new StringBuilder();
    at++;
    while (at < source.length()) {
      char c = source.charAt(at++);
      char then = at < source.length() ? source.charAt(at) : 0;
      if (c == '"') {
        return found.toString();
      }
      line += c == '\n' ? 1 : 0;
      if (c == '\\' && (then == '"' || then == '\\')) {
        found.append(then);
        at++;
      } else if (c == '\\' && then == '\n') {
        line++;
        at++;
      } else {
        found.append(c);
      }
    }
    throw draft.refused("a text in quotes does not end");
  }

  /** HTML in balanced angle brackets, which belong to the name. */
  private String html() {
    int start = at;
    for (int depth = 0; at < source.length(); ) {
      char c = source.charAt(at++);
      line += c == '\n' ? 1 : 0;
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (depth == 0) {
        return source.substring(start, at);
      }
    }
    throw draft.refused("HTML does not end: a < has no >");
  }

  /** {@code -?(.[0-9]+|[0-9]+(.[0-9]*)?)} */
  private String number() {
    int start = at;
    at += source.charAt(at) == '-' ? 1 : 0;
    int digits = 0;
    int points = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '.' && points == 0) {
        points++;
      } else if (isDigit(c)) {
        digits++;
      } else {
        break;
      }
      at++;
    }
    if (digits == 0) {
      throw draft.refused("expected a number after - or .");
    }
    return source.substring(start, at);
  }
}
