package org.meshnn.exchange;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Edge lists: a line for each edge, its source, its target and perhaps its weight, parted by comma,
 * semicolon or tab; quoted as RFC 4180 says; lines that begin with # are comments. A first line of
 * names such as {@code from,to,weight} or {@code source,target} says which column is which.
 */
final class EdgeListCsv {
  private static final Set<String> FROM = Set.of("from", "source", "src", "start");
  private static final Set<String> TO = Set.of("to", "target", "dst", "end", "destination");

  private final String text;
  private final Draft draft;
  private final char separator;
  private int at;
  private int line = 1;

  private EdgeListCsv(String text, Draft draft) {
    this.text = text;
    this.draft = draft;
    separator = separator(text);
  }

  static void read(String text, Draft draft) {
    new EdgeListCsv(text, draft).read();
  }

  /** Of the first line that is no comment: a tab or semicolon where there is one, not in quotes. */
  private static char separator(String text) {
    String first =
        text.lines()
            .filter(l -> !l.isBlank() && !l.startsWith("#"))
            .findFirst()
            .orElse("")
            .replaceAll("\"[^\"]*+\"", "");
    return first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
  }

  private void read() {
    int from = 0;
    int to = 1;
    int weight = 2;
    int columns = 0;
    while (at < text.length()) {
      draft.at("line", line);
      List<String> cells = cells();
      if (cells.isEmpty()) {
        continue;
      }
      if (columns == 0) {
        columns = cells.size();
        List<String> names = cells.stream().map(c -> c.strip().toLowerCase(Locale.ROOT)).toList();
        int namedFrom = index(names, FROM);
        int namedTo = index(names, TO);
        if (namedFrom >= 0 && namedTo >= 0) {
          from = namedFrom;
          to = namedTo;
          weight = names.indexOf(Draft.WEIGHT);
          for (int c = 0; c < columns; c++) {
            if (c != from && c != to && c != weight) {
              draft.ignored("of edges: " + cells.get(c).strip());
            }
          }
          continue;
        }
        if (columns < 2 || columns > 3) {
          throw draft.refused(
              "expected 2 or 3 columns, from, to and weight, or a first line that names them; got "
                  + columns);
        }
        weight = columns == 3 ? 2 : -1;
        draft.remark("no line of names: the columns are taken for from, to and weight");
      }
      if (cells.size() != columns) {
        throw draft.refused("expected " + columns + " cells, got " + cells.size());
      }
      edge(cells.get(from), cells.get(to), weight < 0 ? "" : cells.get(weight));
    }
  }

  private void edge(String from, String to, String weight) {
    int source = draft.node(from);
    int target = draft.node(to);
    if (weight.isBlank()) {
      draft.edge(source, target);
    } else {
      draft.edge(source, target, weight);
    }
  }

  private static int index(List<String> names, Set<String> wanted) {
    for (int c = 0; c < names.size(); c++) {
      if (wanted.contains(names.get(c))) {
        return c;
      }
    }
    return -1;
  }

  /** The cells of the next line; none of a comment or an empty line. */
  private List<String> cells() {
    List<String> cells = new ArrayList<>();
    if (text.charAt(at) == '#') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
      line++;
      return cells;
    }
    boolean quoted = false;
    while (true) {
      if (at < text.length() && text.charAt(at) == '"') {
        cells.add(quotedCell());
        quoted = true;
      } else {
        int start = at;
        while (at < text.length() && !ends(text.charAt(at))) {
          at++;
        }
        cells.add(text.substring(start, at).strip());
      }
      if (at == text.length() || text.charAt(at) != separator) {
        break;
      }
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    line++;
    boolean empty = cells.size() == 1 && cells.get(0).isEmpty() && !quoted;
    return empty ? List.of() : cells;
  }

  private boolean ends(char c) {
    return c == separator || c == '\n' || c == '\r';
  }

  private String quotedCell() {
    StringBuilder cell = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"' && at < text.length() && text.charAt(at) == '"') {
        cell.append(c);
        at++;
      } else if (c == '"') {
        if (at < text.length() && !ends(text.charAt(at))) {
          throw draft.refused("expected a separator after a quoted cell");
        }
        return cell.toString();
      } else {
        line += c == '\n' ? 1 : 0;
        cell.append(c);
      }
    }
    throw draft.refused("a quoted cell does not end");
  }

  static void write(MeshGraph graph, Writer out) throws IOException {
    out.write(graph.hasWeights() ? "from,to,weight\n" : "from,to\n");
    for (int to = 0; to < graph.neurons().size(); to++) {
      for (int e = graph.columnStart(to); e < graph.columnStart(to + 1); e++) {
        out.write(cell(graph.neurons().get(graph.source(e)).name()));
        out.write(',');
        out.write(cell(graph.neurons().get(to).name()));
        if (graph.hasWeights()) {
          out.write(',');
          out.write(Double.toString(graph.weight(e)));
        }
        out.write('\n');
      }
    }
  }

  private static String cell(String name) {
    boolean plain =
        !name.isEmpty()
            && name.equals(name.strip())
            && name.chars().noneMatch(c -> c < ' ' || ",;\"#\t".indexOf(c) >= 0);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
