package org.meshnn.notebook.document;

import java.util.ArrayList;
import java.util.List;
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
          "\\\\(?:text|textbf|textit|operatorname\\*?|mathrm|mathtt)\\s*\\{[^{}]*}"
              + "|\\\\begin\\s*\\{array}\\s*\\{[^{}]*}|\\\\(?:begin|end)\\s*\\{[^{}]*}"
              + "|\\\\(?:[A-Za-z]+|.)|[0-9]+(?:\\.[0-9]+)?|\\S");

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
    boolean limits = TexSymbols.LIMITS.contains(tokens.get(next));
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
    if (TexSymbols.INVISIBLE.contains(name)) {
      return "";
    }
    if (name.equals("\\left") || name.equals("\\right")) {
      return fence();
    }
    if (TexSymbols.SPACES.containsKey(name)) {
      return "<mspace width=\"" + TexSymbols.SPACES.get(name) + "\"></mspace>";
    }
    String accent = TexSymbols.ACCENTS.get(name.substring(1));
    if (accent != null) {
      return "<mover accent=\"true\">" + item() + operator(accent) + "</mover>";
    }
    return switch (name) {
      case "\\frac", "\\tfrac", "\\dfrac" -> element("mfrac", item() + item());
      case "\\sqrt" -> root();
      case "\\binom" ->
          mrow("<mo>(</mo><mfrac linethickness=\"0\">" + item() + item() + "</mfrac><mo>)</mo>");
      case "\\overset", "\\stackrel" -> swapped("mover");
      case "\\underset" -> swapped("munder");
      case "\\underbrace" -> element("munder", item() + operator("⏟"));
      case "\\overbrace" -> element("mover", item() + operator("⏞"));
      case "\\mathbf", "\\boldsymbol" -> "<mrow style=\"font-weight:bold\">" + item() + "</mrow>";
      case "\\mathbb", "\\mathcal", "\\mathfrak" -> alphabet(name);
      case "\\mathit", "\\mathsf", "\\mathrm" -> item();
      case "\\{", "\\}", "\\%", "\\$", "\\&", "\\_", "\\#" -> operator(name.substring(1));
      case "\\|" -> operator("‖");
      default -> symbol(name.substring(1));
    };
  }

  /** A square root, or one with an index: {@code \sqrt[3]{x}}. */
  private String root() {
    if (next >= tokens.size() || !tokens.get(next).equals("[")) {
      return element("msqrt", item());
    }
    next++;
    StringBuilder index = new StringBuilder();
    while (next < tokens.size() && !closes(tokens.get(next)) && !tokens.get(next).equals("]")) {
      index.append(scripted());
    }
    if (next < tokens.size() && tokens.get(next).equals("]")) {
      next++;
    }
    return element("mroot", item() + mrow(index.toString()));
  }

  /** What stands above or below is written first. */
  private String swapped(String kind) {
    String script = item();
    return element(kind, item() + script);
  }

  /** Letters and digits of another alphabet, which Unicode has signs for. */
  private String alphabet(String name) {
    int from = next;
    String plain = item();
    StringBuilder letters = new StringBuilder();
    for (String token : tokens.subList(from, next)) {
      if (token.length() > 1 && !Character.isDigit(token.charAt(0))) {
        return plain; // not letters alone
      }
      if (!"{}".contains(token)) {
        token.codePoints().forEach(c -> letters.append(TexSymbols.letter(name.substring(1), c)));
      }
    }
    return element("mi", letters.toString());
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
    String fences = TexSymbols.FENCES.getOrDefault(kind, "");
    return fences.isEmpty()
        ? table
        : mrow(bracket(fences.substring(0, 1)) + table + bracket(fences.substring(1)));
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

  private static String bracket(String text) {
    return "<mo stretchy=\"true\">" + text + "</mo>";
  }

  private static String mrow(String content) {
    return element("mrow", content);
  }

  private static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }
}
