package org.meshnn.notebook.document;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.meshnn.display.Rich;

/**
 * An executed notebook as one HTML file, light and dark. No script runs in it, and nothing is
 * fetched but pictures that its author linked: all HTML is {@link Harmless}, and the browser is
 * told to hold the page to that.
 */
public final class Page {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:";

  private final Notebook notebook;

  /**
   * The page of a notebook.
   *
   * @param notebook to show, as it is when {@link #html} is called
   */
  public Page(Notebook notebook) {
    this.notebook = notebook;
  }

  /** {@return the whole file} */
  public String html() {
    StringBuilder body = new StringBuilder();
    String title = "Notebook";
    boolean titled = false;
    for (Notebook.Cell cell : notebook.cells()) {
      if (cell.isMarkdown()) {
        if (!titled && cell.source().startsWith("# ")) {
          title = cell.source().lines().findFirst().orElse("# ").substring(2).strip();
          titled = true;
        }
        body.append("<section class=\"text\">");
        body.append(Markdown.html(cell.source(), cell.attachments())).append("</section>\n");
      } else if (cell.isCode()) {
        code(cell, body);
      } else {
        body.append("<pre>").append(Rich.escape(cell.source())).append("</pre>\n");
      }
    }
    return frame(title, body.toString());
  }

  /** A page around its body. */
  static String frame(String title, String body) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + POLICY
        + "\">\n"
        + "<title>"
        + Rich.escape(title)
        + "</title>\n<style>\n"
        + style()
        + "</style>\n</head>\n"
        + "<body>\n"
        + body
        + "</body>\n</html>\n";
  }

  private static void code(Notebook.Cell cell, StringBuilder body) {
    body.append("<section class=\"code\"><div class=\"count\">");
    body.append(Rich.escape(cell.count())).append("</div><pre class=\"source\">");
    body.append(Highlight.java(cell.source())).append("</pre></section>\n");
    for (JsonElement output : cell.outputs()) {
      body.append("<section class=\"output\">");
      body.append(output(output.getAsJsonObject())).append("</section>\n");
    }
  }

  private static String output(JsonObject output) {
    switch (output.get("output_type").getAsString()) {
      case "stream":
        return "<pre class=\""
            + Rich.escape(output.get("name").getAsString())
            + "\">"
            + Ansi.html(Notebook.text(output.get("text")))
            + "</pre>";
      case "error":
        StringBuilder lines = new StringBuilder();
        output.getAsJsonArray("traceback").forEach(l -> lines.append(l.getAsString()).append('\n'));
        return "<pre class=\"error\">" + Ansi.html(lines.toString()) + "</pre>";
      default:
        return data(output.getAsJsonObject("data"));
    }
  }

  private static String data(JsonObject data) {
    String text = Notebook.text(data.get(Rich.TEXT));
    if (data.has(Rich.HTML)) {
      return Harmless.output(Notebook.text(data.get(Rich.HTML)));
    }
    if (data.has(Rich.PNG)) {
      String png = Notebook.text(data.get(Rich.PNG)).replaceAll("\\s", "");
      return "<img alt=\"" + Rich.escape(text) + "\" src=\"data:image/png;base64," + png + "\">";
    }
    return "<pre>" + Ansi.html(text) + "</pre>";
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("page.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
