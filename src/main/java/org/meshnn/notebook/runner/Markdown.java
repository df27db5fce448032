package org.meshnn.notebook.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown cells as HTML, tables and formulas ({@code $...$}, {@code $$...$$}) included. */
final class Markdown {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();

  /** Code comes first: a dollar sign in it is no formula. */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?<code>(?m:^)(?<fence>```+|~~~+)(?s:.*?)(?m:^)\\k<fence>|(?<tick>`+)(?s:.+?)\\k<tick>)"
              + "|(?<escaped>\\\\\\$)"
              + "|\\$\\$(?<block>(?s:.+?))\\$\\$"
              + "|\\$(?<inline>[^\\s$](?:[^$]*[^\\s$\\\\])?)\\$(?!\\d)");

  /** Stands for a formula while the Markdown around it is rendered. */
  private static final Pattern MARK = Pattern.compile("\uE000(\\d+)\uE001");

  private Markdown() {}

  static String html(String markdown) {
    List<String> formulas = new ArrayList<>();
    Matcher found = FORMULA.matcher(markdown);
    StringBuilder marked = new StringBuilder();
    while (found.find()) {
      found.appendReplacement(marked, Matcher.quoteReplacement(mark(found, formulas)));
    }
    found.appendTail(marked);
    String html = RENDERER.render(PARSER.parse(marked.toString()));
    return MARK.matcher(html)
        .replaceAll(m -> Matcher.quoteReplacement(formulas.get(Integer.parseInt(m.group(1)))));
  }

  private static String mark(Matcher found, List<String> formulas) {
    if (found.group("code") != null || found.group("escaped") != null) {
      return found.group();
    }
    String block = found.group("block");
    formulas.add(Tex.mathml(block == null ? found.group("inline") : block, block != null));
    return "\uE000" + (formulas.size() - 1) + "\uE001";
  }
}
