package org.meshnn.notebook.document;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * HTML from a notebook without what could act: scripts, event attributes, frames, forms, style
 * sheets, and links other than to pages, mail and places in this page. Works by lists of what is
 * allowed.
 */
final class Harmless {
  /** Relative links are resolved against this to be judged, and kept as they are. */
  private static final String BASE = "https://notebook.invalid/";

  private static final String ATTACHMENT = "attachment";

  private static final Safelist MARKDOWN =
      Safelist.relaxed()
          .addTags("del", "s", "hr", "details", "summary", "kbd", "mark", "section")
          .addAttributes(":all", "id", "title", "lang", "dir")
          .addAttributes("code", "class")
          .addAttributes("th", "align")
          .addAttributes("td", "align")
          .addAttributes("p", "align")
          .addAttributes("div", "align")
          .addProtocols("a", "href", "#")
          .addProtocols("img", "src", "data", ATTACHMENT)
          .preserveRelativeLinks(true);

  private static final Safelist OUTPUT =
      new Safelist(MARKDOWN)
          .addTags("progress", "svg", "g", "path", "line", "polyline", "polygon", "rect", "circle")
          .addTags("ellipse", "text", "tspan")
          .addAttributes(":all", "class", "style", "width", "height", "x", "y", "x1", "x2", "y1")
          .addAttributes(":all", "y2", "cx", "cy", "r", "rx", "ry", "d", "points", "transform")
          .addAttributes(":all", "viewbox", "viewBox", "fill", "fill-opacity", "stroke")
          .addAttributes(":all", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity")
          .addAttributes(":all", "text-anchor", "font-size", "font-family", "font-weight")
          .addAttributes("progress", "value", "max");

  private Harmless() {}

  /** What a cell has shown. */
  static String output(String html) {
    return cleaned(html, OUTPUT).body().html();
  }

  /**
   * What a text cell says; its attached pictures are put into it, and its headings get the ids that
   * Jupyter gives them, so that links to them lead there.
   *
   * @param attachments from a name to its MIME bundle
   * @param plain makes an attribute's text what it was before formulas were marked
   */
  static String text(
      String html, Map<String, Map<String, String>> attachments, UnaryOperator<String> plain) {
    Document document = cleaned(html, MARKDOWN);
    for (Element image : document.select("img[src^=" + ATTACHMENT + ":]")) {
      Optional<String> found = attached(image.attr("src"), attachments);
      if (found.isPresent()) {
        image.attr("src", found.get());
      } else {
        image.after(document.createElement("em").text("(no picture: " + image.attr("src") + ")"));
        image.remove();
      }
    }
    for (Element heading : document.select("h1, h2, h3, h4, h5, h6")) {
      if (!heading.hasAttr("id")) {
        heading.attr("id", heading.text().strip().replaceAll("\\s+", "-"));
      }
    }
    for (Element element : document.body().getAllElements()) {
      element.attributes().forEach(a -> element.attr(a.getKey(), plain.apply(a.getValue())));
    }
    return document.body().html();
  }

  private static Optional<String> attached(
      String source, Map<String, Map<String, String>> attachments) {
    String name = source.substring(ATTACHMENT.length() + 1);
    Map<String, String> bundle = attachments.get(name);
    if (bundle == null) {
      bundle = attachments.getOrDefault(decoded(name), Map.of());
    }
    return bundle.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("image/"))
        .map(e -> "data:" + e.getKey() + ";base64," + e.getValue().replaceAll("\\s", ""))
        .findFirst();
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name; // a stray percent sign
    }
  }

  private static Document cleaned(String html, Safelist allowed) {
    Document clean = new Cleaner(allowed).clean(Jsoup.parseBodyFragment(html, BASE));
    clean.outputSettings().prettyPrint(false);
    for (Element styled : clean.select("[style]")) {
      String style = styled.attr("style").toLowerCase(Locale.ROOT);
      // An address in a style would be fetched; a backslash can spell one.
      if (style.contains("url") || style.contains("image") || style.contains("\\")) {
        styled.removeAttr("style");
      }
    }
    return clean;
  }
}
