package org.meshnn.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.meshnn.text.OneLine;

/**
 * Data as Java source, in ASCII, so that the encoding of the file does not matter and nothing in
 * the data ends a literal or a comment.
 */
final class JavaSourceText {
  private static final int WIDTH = 84;

  private JavaSourceText() {}

  /** A string literal. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        literal.append('\\').append(c);
      } else if (c < ' ') {
        literal.append(String.format(Locale.ROOT, "\\%03o", (int) c)); // \\u000a would end the line
      } else if (c > '~') {
        literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        literal.append(c);
      }
    }
    return literal.append('"').toString();
  }

  /** String literals, comma separated. */
  static String literals(List<String> texts) {
    return texts.stream().map(JavaSourceText::literal).collect(Collectors.joining(", "));
  }

  /** Text in a Javadoc comment: whatever could mean something there is an HTML entity. */
  static String comment(String text) {
    StringBuilder comment = new StringBuilder();
    OneLine.of(text)
        .codePoints()
        .forEach(
            c -> {
              if (c < 128 && (Character.isLetterOrDigit(c) || " .,:;()=+-_%'".indexOf(c) >= 0)) {
                comment.append((char) c);
              } else {
                comment.append("&#").append(c).append(';');
              }
            });
    return comment.toString();
  }

  /** Arguments of the method that reads numbers: each reads back to the same bits. */
  static String numbers(double[] numbers) {
    return words(Arrays.stream(numbers).mapToObj(Double::toString).toList());
  }

  /** Arguments of the method that reads integers. */
  static String integers(int[] integers) {
    return words(Arrays.stream(integers).mapToObj(Integer::toString).toList());
  }

  /** A method that makes an array: each has one of its own, as one holds 64 KB of code. */
  static String array(String declared, String value) {
    return "\n  private static " + declared + "() {\n    return " + value + ";\n  }\n";
  }

  private static String words(List<String> words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      if (line.length() + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString());
    return lines.stream().map(l -> "\n          \"" + l + '"').collect(Collectors.joining(","));
  }
}
