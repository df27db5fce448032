package org.meshnn.notebook.document;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meshnn.display.Rich;

/** Java source as HTML with keywords, strings and comments marked. */
final class Highlight {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//[^\n]*|/\\*.*?(?:\\*/|$))"
              + "|(?<string>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\n])*+')"
              + "|(?<word>[A-Za-z_$][\\w$]*)",
          Pattern.DOTALL);

  private static final Set<String> KEYWORDS =
      Set.of(
          ("abstract assert boolean break byte case catch char class continue default do double else"
                  + " enum extends false final finally float for if implements import instanceof int"
                  + " interface long native new null package private protected public record return"
                  + " sealed short static super switch synchronized this throw throws transient true"
                  + " try var void volatile while yield")
              .split(" "));

  private Highlight() {}

  static String java(String source) {
    StringBuilder html = new StringBuilder();
    Matcher token = TOKEN.matcher(source);
    int end = 0;
    while (token.find()) {
      html.append(Rich.escape(source.substring(end, token.start())));
      String text = Rich.escape(token.group());
      if (token.group("comment") != null) {
        html.append("<span class=\"c\">").append(text).append("</span>");
      } else if (token.group("string") != null) {
        html.append("<span class=\"s\">").append(text).append("</span>");
      } else if (KEYWORDS.contains(token.group())) {
        html.append("<span class=\"k\">").append(text).append("</span>");
      } else {
        html.append(text);
      }
      end = token.end();
    }
    return html.append(Rich.escape(source.substring(end))).toString();
  }
}
