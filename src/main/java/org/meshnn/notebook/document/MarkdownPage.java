package org.meshnn.notebook.document;

/** A Markdown text as one HTML file, looking as executed notebooks do. */
public final class MarkdownPage {
  private MarkdownPage() {}

  /**
   * {@return the whole file}
   *
   * @param markdown its first line is the title, {@code # ...}
   */
  public static String html(String markdown) {
    String title = markdown.lines().findFirst().orElse("").replaceFirst("^#+\\s*", "");
    return Page.frame(title, "<section class=\"text\">" + Markdown.html(markdown) + "</section>\n");
  }
}
