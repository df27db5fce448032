import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Checks a static site: every link to a place on it leads to a file and a name there, and nothing
 * but links leads out of it. Exit status 1, with a line for each fault, if not.
 */
final class Links {
  private static final String FETCHED =
      "img[src], script[src], iframe[src], source[src], link[rel=stylesheet][href],"
          + " link[rel*=icon][href]";

  /** Its table of contents misses its headings when written by the javadoc of JDK 17. */
  private static final String CONSTANTS = "constant-values.html";

  private final Path site;
  private final Map<Path, Set<String>> names = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int links;

  private Links(Path site) {
    this.site = site;
  }

  /**
   * Checks it.
   *
   * @param arguments the folder of the site
   */
  public static void main(String[] arguments) throws IOException {
    Links links = new Links(Path.of(arguments[0]).toAbsolutePath().normalize());
    links.check();
    links.faults.forEach(System.out::println);
    System.out.printf(Locale.ROOT, "%d links, %d faults%n", links.links, links.faults.size());
    System.exit(links.faults.isEmpty() ? 0 : 1);
  }

  private void check() throws IOException {
    List<Path> pages;
    try (Stream<Path> all = Files.walk(site)) {
      pages = all.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
    if (!pages.contains(site.resolve("index.html"))) {
      faults.add("expected index.html in " + site);
    }
    Map<Path, Document> read = new HashMap<>();
    for (Path page : pages) {
      Document document = Jsoup.parse(page);
      read.put(page, document);
      Set<String> here = new HashSet<>(document.select("[id]").eachAttr("id"));
      here.addAll(document.select("a[name]").eachAttr("name"));
      names.put(page, here);
    }
    for (Path page : pages) {
      Document document = read.get(page);
      for (Element link : document.select("a[href]")) {
        follow(page, link.attr("href"), false);
      }
      for (Element fetched : document.select(FETCHED)) {
        follow(page, fetched.hasAttr("src") ? fetched.attr("src") : fetched.attr("href"), true);
      }
    }
  }

  private void follow(Path page, String link, boolean fetched) {
    links++;
    String shown = site.relativize(page) + ": " + link;
    if (link.startsWith("data:") || link.startsWith("javascript:")) {
      return;
    }
    URI uri;
    try {
      uri = URI.create(link.replace(" ", "%20").replace("[", "%5B").replace("]", "%5D"));
    } catch (IllegalArgumentException e) {
      faults.add(shown + " is no address");
      return;
    }
    if (uri.isAbsolute() || uri.getHost() != null) {
      if (fetched) {
        faults.add(shown + " is fetched from elsewhere");
      }
      return;
    }
    Path target = uri.getPath().isEmpty() ? page : page.resolveSibling(uri.getPath()).normalize();
    if (!target.startsWith(site) || !Files.isRegularFile(target)) {
      faults.add(shown + " leads to no file");
    } else if (uri.getFragment() != null && !uri.getFragment().isEmpty()) {
      Set<String> there = names.getOrDefault(target, Set.of());
      boolean named = there.contains(uri.getFragment()) || there.contains(uri.getRawFragment());
      if (!named && !page.endsWith(CONSTANTS)) {
        faults.add(shown + " leads to no such name in " + site.relativize(target));
      }
    }
  }
}
