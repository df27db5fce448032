package org.meshnn.notebook.runner;

import org.meshnn.text.Listing;

/** Text from a command line as a Java literal of a given type. */
final class Literal {
  private Literal() {}

  /**
   * The literal.
   *
   * @param name what the value is for, for the message
   * @throws IllegalArgumentException if the text is no value of the type
   */
  static String of(String name, String text, String type) {
    try {
      return literal(text, type);
    } catch (IllegalArgumentException e) {
      String expected =
          e instanceof NumberFormatException || e.getMessage() == null
              ? "a value of type " + type
              : e.getMessage();
      throw new IllegalArgumentException(
          "-p " + name + ": expected " + expected + ", got " + Listing.quoted(text), e);
    }
  }

  /** Whether the text is a value of the type. */
  static boolean fits(String text, String type) {
    try {
      literal(text, type);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String literal(String text, String type) {
    return switch (type) {
      case "byte", "Byte" -> "(byte) " + Byte.parseByte(text);
      case "short", "Short" -> "(short) " + Short.parseShort(text);
      case "int", "Integer" -> String.valueOf(Integer.parseInt(text));
      case "long", "Long" -> Long.parseLong(text) + "L";
      case "float", "Float" -> finite(Float.parseFloat(text)) + "f";
      case "double", "Double" -> String.valueOf(finite(Double.parseDouble(text)));
      case "boolean", "Boolean" -> truth(text);
      case "char", "Character" -> "'" + character(text) + "'";
      case "String", "CharSequence", "Object" -> "\"" + escaped(text) + "\"";
      default ->
          throw new IllegalArgumentException(
              "a parameter that is a number, boolean, char or String (it is declared as "
                  + type
                  + ")");
    };
  }

  private static float finite(float value) {
    if (!Float.isFinite(value)) {
      throw new NumberFormatException();
    }
    return value;
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new NumberFormatException();
    }
    return value;
  }

  private static String truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("true or false (type boolean)");
    }
    return text;
  }

  private static String character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("one character (type char)");
    }
    return text.equals("'") ? "\\'" : text.equals("\"") ? text : escaped(text);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> escaped.append("\\\"");
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
