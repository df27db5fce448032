package org.meshnn.notebook.assist;

import java.util.Optional;

/**
 * The comment or literal that a text of Java ends inside of.
 *
 * @param kind what kind of token it is
 * @param start where it begins in the text
 */
public record OpenToken(Kind kind, int start) {
  /** Comments and literals by their delimiters, those that begin with another's come first. */
  public enum Kind {
    /** From {@code //} to the end of the line. */
    LINE_COMMENT("//", "\n", false),
    /** From slash and star to star and slash. */
    BLOCK_COMMENT("/*", "*/", false),
    /** Between triple quotes. */
    TEXT_BLOCK("\"\"\"", "\"\"\"", true),
    /** Between quotes, within a line. */
    STRING("\"", "\"", true),
    /** Between apostrophes, within a line. */
    CHARACTER("'", "'", true);

    private final String opening;
    private final String closing;
    private final boolean escapes;

    Kind(String opening, String closing, boolean escapes) {
      this.opening = opening;
      this.closing = closing;
      this.escapes = escapes;
    }

    /** Where the token ends that begins at a position; -1 when the text ends before. */
    private int end(String text, int start) {
      for (int i = start + opening.length(); i < text.length(); i++) {
        if (escapes && text.charAt(i) == '\\') {
          i++;
        } else if (text.startsWith(closing, i)) {
          return i + closing.length();
        } else if (text.charAt(i) == '\n' && (this == STRING || this == CHARACTER)) {
          return i;
        }
      }
      return -1;
    }

    private static Optional<Kind> at(String text, int position) {
      for (Kind kind : values()) {
        if (text.startsWith(kind.opening, position)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * {@return what a text ends inside of; empty when it ends between tokens or in a name or number}
   *
   * @param text Java, whole or not
   */
  public static Optional<OpenToken> of(String text) {
    int at = 0;
    while (at < text.length()) {
      Optional<Kind> kind = Kind.at(text, at);
      int end = kind.isEmpty() ? at + 1 : kind.get().end(text, at);
      if (end < 0) {
        return Optional.of(new OpenToken(kind.get(), at));
      }
      at = end;
    }
    return Optional.empty();
  }
}
