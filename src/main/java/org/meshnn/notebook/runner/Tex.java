package org.meshnn.notebook.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.meshnn.display.Rich;

/**
 * The part of TeX that formulas in notebooks use, as MathML, which browsers draw without help:
 * letters, indices, fractions, roots, accents, sums, brackets, matrices. A command it does not know
 * is shown by its name.
 */
final class Tex {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\\\(?:text|textbf|textit|operatorname|mathrm|mathtt)\\s*\\{[^{}]*}"
              + "|\\\\(?:begin|end)\\s*\\{[^{}]*}"
              + "|\\\\(?:[A-Za-z]+|.)|[0-9]+(?:\\.[0-9]+)?|\\S");
  private static final Set<String> LIMITS = Set.of("\\sum", "\\prod", "\\max", "\\min", "\\lim");
  private static final Set<String> INVISIBLE =
      Set.of("\\big", "\\Big", "\\bigl", "\\bigr", "\\limits", "\\!");
  private static final Map<String, String> ACCENTS =
      Map.of(
          "\\hat",
          "^",
          "\\bar",
          "¯",
          "\\tilde",
          "~",
          "\\vec",
          "→",
          "\\dot",
          "˙",
          "\\overline",
          "¯");
  private static final Map<String, String> SPACES =
      Map.of("\\,", "0.17em", "\\;", "0.28em", "\\ ", "0.3em", "\\quad", "1em", "\\qquad", "2em");

  private final List<String> tokens;
  private int next;

  private Tex(String formula) {
    tokens = TOKEN.matcher(formula).results().map(MatchResult::group).toList();
  }

  /** A formula as a MathML element; {@code block} for one on a line of its own. */
  static String mathml(String formula, boolean block) {
    Tex tex = new Tex(formula);
    StringBuilder body = new StringBuilder();
    while (tex.next < tex.tokens.size()) {
      body.append(tex.row());
      tex.next++; // a closing brace, or a cell's end, that nothing opened
    }
    return (block ? "<math display=\"block\">" : "<math>") + mrow(body.toString()) + "</math>";
  }

  /** Items up to a closing brace or the end of a matrix cell, which is left in place. */
  private String row() {
    StringBuilder row = new StringBuilder();
    while (next < tokens.size() && !closes(tokens.get(next))) {
      row.append(scripted());
    }
    return row.toString();
  }

  private static boolean closes(String token) {
    return token.equals("}")
        || token.equals("&")
        || token.equals("\\\\")
        || token.startsWith("\\end");
  }

  /** An item with what stands below and above it. */
  private String scripted() {
    boolean limits = LIMITS.contains(tokens.get(next));
    String base = item();
    String below = null;
    String above = null;
    while (next < tokens.size() && "_^'".contains(tokens.get(next))) {
      String mark = tokens.get(next++);
      if (mark.equals("_")) {
        below = item();
      } else {
        String script = mark.equals("'") ? operator("′") : item();
        above = above == null ? script : above + script;
      }
    }
    String kind = limits ? "munderover" : "msubsup";
    if (below != null && above != null) {
      return element(kind, base + below + mrow(above));
    }
    if (below != null) {
      return element(limits ? "munder" : "msub", base + below);
    }
    return above == null ? base : element(limits ? "mover" : "msup", base + mrow(above));
  }

  /** One group, command or character. */
  private String item() {
    if (next >= tokens.size() || closes(tokens.get(next))) {
      return mrow("");
    }
    String token = tokens.get(next++);
    if (token.equals("{")) {
      return group();
    }
    if (!token.startsWith("\\")) {
      return character(token);
    }
    if (token.startsWith("\\begin")) {
      return matrix(inBraces(token));
    }
    if (token.endsWith("}")) {
      return element("mtext", Rich.escape(inBraces(token)).replace(' ', '\u00a0'));
    }
    return command(token);
  }

  /** A bracket as tall as what it holds; the dot is an invisible one. */
  private String fence() {
    String bracket = next < tokens.size() ? tokens.get(next++) : ".";
    if (bracket.equals(".")) {
      return "";
    }
    String name = bracket.substring(bracket.length() > 1 ? 1 : 0);
    return operator(TexSymbols.OPERATORS.getOrDefault(name, name));
  }

  private String group() {
    String row = row();
    next++;
    return mrow(row);
  }

  private String command(String name) {
    if (INVISIBLE.contains(name)) {
      return "";
    }
    if (name.equals("\\left") || name.equals("\\right")) {
      return fence();
    }
    if (SPACES.containsKey(name)) {
      return "<mspace width=\"" + SPACES.get(name) + "\"></mspace>";
    }
    if (ACCENTS.containsKey(name)) {
      return "<mover accent=\"true\">" + item() + operator(ACCENTS.get(name)) + "</mover>";
    }
    return switch (name) {
      case "\\frac", "\\tfrac", "\\dfrac" -> element("mfrac", item() + item());
      case "\\sqrt" -> element("msqrt", item());
      case "\\mathbf", "\\boldsymbol" -> "<mrow style=\"font-weight:bold\">" + item() + "</mrow>";
      case "\\mathcal", "\\mathbb", "\\mathit" -> item();
      case "\\{", "\\}", "\\%", "\\$", "\\&", "\\_", "\\#" -> operator(name.substring(1));
      case "\\|" -> operator("‖");
      default -> symbol(name.substring(1));
    };
  }

  private static String symbol(String name) {
    String operator = TexSymbols.OPERATORS.get(name);
    if (operator != null) {
      return operator(operator);
    }
    String letter = TexSymbols.LETTERS.get(name);
    return element("mi", letter == null ? Rich.escape(name) : letter);
  }

  private String matrix(String kind) {
    List<String> rows = new ArrayList<>();
    StringBuilder row = new StringBuilder();
    while (next < tokens.size() && !tokens.get(next).startsWith("\\end")) {
      row.append(element("mtd", row()));
      String stop = next < tokens.size() ? tokens.get(next) : "\\end";
      if (!stop.startsWith("\\end")) {
        next++;
      }
      if (!stop.equals("&")) {
        rows.add(element("mtr", row.toString()));
        row.setLength(0);
      }
    }
    next++;
    String table = element("mtable", String.join("", rows));
    return switch (kind) {
      case "pmatrix" -> mrow(operator("(") + table + operator(")"));
      case "bmatrix" -> mrow(operator("[") + table + operator("]"));
      case "cases" -> mrow(operator("{") + table);
      default -> table;
    };
  }

  private static String character(String token) {
    char first = token.charAt(0);
    if (Character.isDigit(first)) {
      return element("mn", token);
    }
    if (Character.isLetter(first)) {
      return element("mi", token);
    }
    if ("()[]|".contains(token)) {
      return "<mo stretchy=\"false\">" + token + "</mo>";
    }
    if (token.equals("/")) {
      return "<mo lspace=\"0\" rspace=\"0\">/</mo>";
    }
    return operator(token.equals("-") ? "−" : token);
  }

  private static String inBraces(String token) {
    return token.substring(token.indexOf('{') + 1, token.length() - 1);
  }

  private static String operator(String text) {
    return element("mo", Rich.escape(text));
  }

  private static String mrow(String content) {
    return element("mrow", content);
  }

  private static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
