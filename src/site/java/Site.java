import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.meshnn.notebook.document.MarkdownPage;
import org.meshnn.notebook.document.Notebook;
import org.meshnn.notebook.document.Page;

/**
 * Writes the static site: the README, everything it leads to, and the Javadoc. Texts and notebooks
 * become pages at the places that their files have, other files are copied, and links are turned to
 * follow. What no link leads to is not on the site.
 */
final class Site {
  private static final String PAGE = ".html";
  private static final String START = "README.md";

  /** What every page leads to: the place on the site, or the source of the page, and its name. */
  private static final Map<String, String> MENU = new LinkedHashMap<>();

  static {
    MENU.put(START, "meshnn");
    MENU.put("notebooks/01-quickstart.ipynb", "Quick start");
    MENU.put("notebooks/02-tour.ipynb", "Tour");
    MENU.put("notebooks/03-keep-and-share.ipynb", "Keep and share");
    MENU.put("notebooks/04-time.ipynb", "Time");
    MENU.put("notebooks/05-graphs.ipynb", "Any graph");
    MENU.put("notebooks/06-tables-in-earnest.ipynb", "Tables in earnest");
    MENU.put("kernel-spec/README.md", "Prompts");
    MENU.put("javadoc/index.html", "Javadoc");
    MENU.put("src/bench/report.md", "Benchmarks");
    MENU.put("notebooks/replication/report.md", "The paper again");
    MENU.put("notebooks/replication/time/report.md", "Protocols of time");
    MENU.put("notebooks/replication/graphs/report.md", "Studies of the graph");
    MENU.put("CHANGELOG.md", "Changes");
  }

  private final Path root;
  private final Path out;
  private final Deque<Path> waiting = new ArrayDeque<>();
  private final Set<Path> seen = new TreeSet<>();

  private Site(Path root, Path out) {
    this.root = root;
    this.out = out;
  }

  /**
   * Writes it.
   *
   * @param arguments the folder of the sources, of the Javadoc, and of the site, which is emptied
   */
  public static void main(String[] arguments) throws IOException {
    Path out = Path.of(arguments[2]);
    delete(out);
    copy(Path.of(arguments[1]), out.resolve("javadoc"));
    Site site = new Site(Path.of(arguments[0]).toRealPath(), out);
    site.write();
    System.out.printf(
        Locale.ROOT, "%d files and the Javadoc: %s%n", site.seen.size(), out.resolve("index.html"));
  }

  private void write() throws IOException {
    Files.writeString(
        out.resolve("site.css"), looks() + Files.readString(root.resolve("src/site/site.css")));
    MENU.keySet().stream().filter(s -> !s.endsWith(PAGE)).map(Path::of).forEach(this::add);
    while (!waiting.isEmpty()) {
      write(waiting.remove());
    }
  }

  private void add(Path source) {
    if (seen.add(source)) {
      waiting.add(source);
    }
  }

  private void write(Path source) throws IOException {
    Path from = root.resolve(source);
    Path to = out.resolve(place(source));
    Files.createDirectories(to.getParent());
    String name = source.toString();
    if (name.endsWith(".md")) {
      Files.writeString(to, page(source, MarkdownPage.html(Files.readString(from)), true));
    } else if (name.endsWith(".ipynb")) {
      Files.writeString(to, page(source, new Page(Notebook.readExecuted(from)).html(), false));
    } else {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Where a source stands on the site. */
  private static Path place(Path source) {
    String name = source.getFileName().toString();
    if (name.equals(START)) {
      return source.resolveSibling("index.html");
    }
    return source.resolveSibling(name.replaceFirst("\\.(md|ipynb)$", PAGE));
  }

  private String page(Path source, String html, boolean text) {
    Document page = Jsoup.parse(html);
    page.outputSettings().prettyPrint(false);
    page.select("style, meta[http-equiv]").remove();
    page.head()
        .append("<link rel=\"stylesheet\" href=\"" + way(source, Path.of("site.css")) + "\">");
    if (text) {
      page.select("h1, h2, h3, h4, h5, h6").forEach(Element::clearAttributes);
      name(page);
    }
    for (Element link : page.select("a[href]")) {
      link.attr("href", turned(source, link.attr("href")));
    }
    for (Element picture : page.select("img[src]")) {
      if (!picture.attr("src").startsWith("data:")) {
        picture.attr("src", turned(source, picture.attr("src")));
      }
    }
    page.select("table").forEach(table -> table.wrap("<div class=\"wide\"></div>"));
    page.body().prepend(menu(source));
    return page.outerHtml();
  }

  /** Headings by the names that code-hosting sites give them, which links in texts rely on. */
  private static void name(Document page) {
    Map<String, Integer> count = new HashMap<>();
    for (Element heading : page.select("h1, h2, h3, h4, h5, h6")) {
      String name =
          heading
              .text()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int before = count.merge(name, 1, Integer::sum) - 1;
      heading.attr("id", before == 0 ? name : name + "-" + before);
    }
  }

  private String turned(Path source, String link) {
    URI uri = URI.create(link.replace(" ", "%20"));
    if (uri.isAbsolute() || uri.getPath().isEmpty()) {
      return link;
    }
    Path target = source.resolveSibling(uri.getPath()).normalize();
    if (Files.isDirectory(root.resolve(target))) {
      target = target.resolve(START);
    }
    if (!Files.isRegularFile(root.resolve(target))) {
      return link; // the check of links tells
    }
    add(target);
    return way(source, place(target)) + (uri.getFragment() == null ? "" : "#" + uri.getFragment());
  }

  /** From a page to a place on the site. */
  private static String way(Path source, Path place) {
    Path folder = source.resolveSibling("x").getParent();
    Path way = folder == null ? place : folder.relativize(place);
    return way.toString().replace('\\', '/');
  }

  private static String menu(Path source) {
    StringBuilder menu = new StringBuilder("<nav>");
    MENU.forEach(
        (to, name) -> {
          boolean here = Path.of(to).equals(source);
          menu.append("<a href=\"").append(way(source, place(Path.of(to)))).append('"');
          menu.append(here ? " aria-current=\"page\">" : ">").append(name).append("</a>\n");
        });
    return menu.append("</nav>\n").toString();
  }

  private static String looks() throws IOException {
    try (InputStream in = Page.class.getResourceAsStream("page.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
