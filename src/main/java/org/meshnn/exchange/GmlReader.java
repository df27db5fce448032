package org.meshnn.exchange;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/**
 * GML (Himsolt 1997): keys with a number, a text in quotes or a list in brackets. Nodes are named
 * by their labels, or by their ids where labels are missing or not unique. Lists in nodes and
 * edges, which draw, are passed over; entities in texts are characters.
 */
final class GmlReader {
  private static final Map<String, String> ENTITIES =
      Map.of("amp", "&", "quot", "\"", "apos", "'", "lt", "<", "gt", ">", "nbsp", "\u00A0");

  private static final int LONGEST_ENTITY = 10;
  private static final Pattern NUMBERED = Pattern.compile("#(\\d{1,7}|[xX][0-9a-fA-F]{1,6})");

  private final String source;
  private final Draft draft;
  private int at;
  private int line = 1;

  GmlReader(String source, Draft draft) {
    this.source = source;
    this.draft = draft;
  }

  void read() {
    int graphs = 0;
    for (String key = key(); key != null; key = key()) {
      if (key.equalsIgnoreCase("graph") && isList()) {
        graphs++;
        if (graphs > 1) {
          throw draft.refused("expected one graph, got another");
        }
        graph();
      } else {
        skip();
      }
    }
    if (graphs == 0) {
      throw draft.refused("there is no graph [ .. ]");
    }
    draft.requireDeclared();
  }

  private void graph() {
    at++;
    boolean directed = false;
    while (!listEnds()) {
      String key = required(key());
      switch (key.toLowerCase(Locale.ROOT)) {
        case "node" -> node(list(key));
        case "edge" -> edge(list(key));
        case "directed" -> directed = draft.number(key, value(key)) != 0;
        case Draft.TICKS -> draft.ticks(value(key));
        default -> {
          draft.ignored("of the graph: " + key);
          skip();
        }
      }
    }
    if (!directed) {
      draft.undirected();
    }
  }

  private void node(Map<String, String> entries) {
    int node = draft.declare(entry(entries, "id"));
    entries.forEach(
        (key, value) -> {
          switch (key) {
            case "id" -> {}
            case "label" -> draft.label(node, value);
            default -> draft.attribute(node, key, value);
          }
        });
  }

  private void edge(Map<String, String> entries) {
    int from = draft.node(entry(entries, "source"));
    int to = draft.node(entry(entries, "target"));
    String weight = entries.get(Draft.WEIGHT);
    if (weight == null) {
      draft.edge(from, to);
    } else {
      draft.edge(from, to, weight);
    }
    entries.keySet().stream()
        .filter(key -> !key.equals("source") && !key.equals("target") && !key.equals(Draft.WEIGHT))
        .forEach(key -> draft.ignored("of edges: " + key));
  }

  private String entry(Map<String, String> entries, String key) {
    String value = entries.get(key);
    if (value == null) {
      throw draft.refused("there is no " + key);
    }
    return value;
  }

  /** Numbers and texts of a list by key, lists in it passed over. */
  private Map<String, String> list(String of) {
    if (!isList()) {
      throw draft.refused("expected [ after " + Listing.quoted(of));
    }
    int first = line;
    at++;
    Map<String, String> entries = new LinkedHashMap<>();
    while (!listEnds()) {
      String key = required(key());
      if (isList()) {
        skip();
      } else {
        entries.put(key, value(key));
      }
    }
    draft.at("line", first);
    return entries;
  }

  /** Goes past a value; lists in lists without recursion. */
  private void skip() {
    if (!isList()) {
      value("a key");
      return;
    }
    int depth = 0;
    do {
      blanks();
      if (at == source.length()) {
        throw draft.refused("a list does not end: a [ has no ]");
      }
      char c = source.charAt(at);
      if (c == '"') {
        text();
      } else {
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        at++;
      }
    } while (depth > 0);
  }

  private boolean isList() {
    blanks();
    return at < source.length() && source.charAt(at) == '[';
  }

  /** Whether a list ends here; its bracket is taken. */
  private boolean listEnds() {
    blanks();
    if (at == source.length()) {
      throw draft.refused("a list does not end: a [ has no ]");
    }
    boolean ends = source.charAt(at) == ']';
    at += ends ? 1 : 0;
    return ends;
  }

  /** The next key; null at the end. */
  private @Nullable String key() {
    blanks();
    if (at == source.length()) {
      return null;
    }
    int start = at;
    while (at < source.length() && isWord(source.charAt(at))) {
      at++;
    }
    if (start == at || !isLetter(source.charAt(start))) {
      throw draft.refused(
          "expected a key, got "
              + Listing.quoted(source.substring(start, Math.min(source.length(), start + 20))));
    }
    return source.substring(start, at);
  }

  private String required(@Nullable String key) {
    if (key == null) {
      throw draft.refused("a list does not end: a [ has no ]");
    }
    return key;
  }

  /** A number or a text. */
  private String value(String key) {
    blanks();
    if (at < source.length() && source.charAt(at) == '"') {
      return text();
    }
    int start = at;
    while (at < source.length() && "+-.0123456789".indexOf(source.charAt(at)) >= 0
        || at < source.length() && at > start && "eE".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
    if (start == at) {
      throw draft.refused("expected a number or a text in quotes after " + Listing.quoted(key));
    }
    return source.substring(start, at);
  }

  private String text() {
    int end = source.indexOf('"', at + 1);
    if (end < 0) {
      throw draft.refused("a text in quotes does not end");
    }
    String raw = source.substring(at + 1, end);
    line += (int) raw.chars().filter(c -> c == '\n').count();
    at = end + 1;
    return raw.indexOf('&') < 0 ? raw : withoutEntities(raw);
  }

  /** {@code &quot;}, {@code &#34;}, {@code &#x22;}; an & that begins none stays. */
  private static String withoutEntities(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int from = 0;
    while (from < raw.length()) {
      char c = raw.charAt(from);
      int end = c == '&' ? raw.indexOf(';', from) : -1;
      String found = null;
      if (end > from && end - from <= LONGEST_ENTITY) {
        found = character(raw.substring(from + 1, end));
      }
      if (found == null) {
        text.append(c);
        from++;
      } else {
        text.append(found);
        from = end + 1;
      }
    }
    return text.toString();
  }

  private static @Nullable String character(String entity) {
    if (!NUMBERED.matcher(entity).matches()) {
      return ENTITIES.get(entity);
    }
    boolean hexadecimal = "xX".indexOf(entity.charAt(1)) >= 0;
    int code = Integer.parseInt(entity.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
    return Character.isValidCodePoint(code) ? Character.toString(code) : null;
  }

  /** White space, and lines that begin with #. */
  private void blanks() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '#') {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else if (c <= ' ') {
        line += c == '\n' ? 1 : 0;
        at++;
      } else {
        break;
      }
    }
    draft.at("line", line);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isWord(char c) {
    return isLetter(c) || c >= '0' && c <= '9';
  }
}
