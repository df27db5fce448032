package org.meshnn.notebook.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.meshnn.display.Rich;

/**
 * Markdown cells as HTML, as Jupyter shows them: tables, strikethrough, bare links and formulas
 * ({@code $...$}, {@code $$...$$}) included. HTML in them is kept as far as it is {@link Harmless}.
 */
final class Markdown {
  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();

  /** Code comes first: a dollar sign in it is no formula. */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?<code>(?m:^)(?<fence>```++|~~~++)(?s:.*?)(?m:^)\\k<fence>|(?<!`)(?<tick>`++)(?s:.+?)(?<!`)\\k<tick>(?!`))"
              + "|(?<escaped>\\\\\\$)"
              + "|\\$\\$(?<block>(?s:.+?))\\$\\$"
              + "|\\$(?<inline>[^\\s$](?:[^$]*[^\\s$\\\\])?)\\$(?!\\d)");

  /** Stands for a formula while the Markdown around it is rendered. */
  private static final Pattern MARK =
      Pattern.compile("(?:\uE000|%EE%80%80)(\\d+)(?:\uE001|%EE%80%81)");

  private final List<String> sources = new ArrayList<>();
  private final List<String> formulas = new ArrayList<>();

  private Markdown() {}

  /** A text without attachments. */
  static String html(String markdown) {
    return html(markdown, Map.of());
  }

  /**
   * A text with its attached pictures.
   *
   * @param attachments from a name to its MIME bundle
   */
  static String html(String markdown, Map<String, Map<String, String>> attachments) {
    try {
      return new Markdown().rendered(markdown.replaceAll("[\uE000\uE001]", ""), attachments);
    } catch (StackOverflowError e) {
      return "<pre>" + Rich.escape(markdown) + "</pre>"; // nested too deeply
    }
  }

  private String rendered(String markdown, Map<String, Map<String, String>> attachments) {
    Matcher found = FORMULA.matcher(markdown);
    StringBuilder marked = new StringBuilder();
    while (found.find()) {
      found.appendReplacement(marked, Matcher.quoteReplacement(mark(found)));
    }
    found.appendTail(marked);
    String html = RENDERER.render(PARSER.parse(marked.toString()));
    return replaced(
        Harmless.text(html, attachments, attribute -> replaced(attribute, sources)), formulas);
  }

  private static String replaced(String marked, List<String> by) {
    return MARK.matcher(marked)
        .replaceAll(m -> Matcher.quoteReplacement(by.get(Integer.parseInt(m.group(1)))));
  }

  private String mark(Matcher found) {
    if (found.group("code") != null || found.group("escaped") != null) {
      return found.group();
    }
    String block = found.group("block");
    sources.add(found.group());
    formulas.add(Tex.mathml(block == null ? found.group("inline") : block, block != null));
    return "\uE000" + (formulas.size() - 1) + "\uE001";
  }
}
