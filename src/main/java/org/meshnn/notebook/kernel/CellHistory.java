package org.meshnn.notebook.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.jspecify.annotations.Nullable;

/** The cells that were run since the kernel started, for a console that asks for them. */
final class CellHistory {
  /** There is one session, this one; front ends also know it as 0. */
  private static final int SESSION = 1;

  private record Entry(int count, String input, @Nullable String output) {
    List<Object> tuple(boolean withOutput) {
      if (!withOutput) {
        return List.of(SESSION, count, input);
      }
      List<Object> both = new ArrayList<>(List.of(input));
      both.add(output);
      return List.of(SESSION, count, both);
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /** A cell was run; {@code output} is its result as text, or null. */
  synchronized void add(int count, String input, @Nullable String output) {
    entries.add(new Entry(count, input, output));
  }

  /** Tuples (session, count, input) or (session, count, (input, output)), oldest first. */
  synchronized List<List<Object>> answer(HistoryRequest request) {
    List<Entry> found =
        switch (request.getAccessType()) {
          case TAIL -> last(entries, ((HistoryRequest.Tail) request).getMaxReturnLength());
          case RANGE -> range((HistoryRequest.Range) request);
          case SEARCH -> search((HistoryRequest.Search) request);
        };
    return found.stream().map(e -> e.tuple(request.includeOutput())).toList();
  }

  private List<Entry> range(HistoryRequest.Range range) {
    if (range.getSessionIndex() != 0 && range.getSessionIndex() != SESSION) {
      return List.of();
    }
    int stop = range.getStop() <= 0 ? Integer.MAX_VALUE : range.getStop();
    return entries.stream().filter(e -> e.count() >= range.getStart() && e.count() < stop).toList();
  }

  private List<Entry> search(HistoryRequest.Search search) {
    Predicate<String> matches = glob(search.getPattern() == null ? "*" : search.getPattern());
    List<Entry> found = entries.stream().filter(e -> matches.test(e.input())).toList();
    if (search.filterUnique()) {
      Map<String, Entry> latest = new HashMap<>();
      found.forEach(e -> latest.put(e.input(), e));
      found = found.stream().filter(e -> latest.get(e.input()) == e).toList();
    }
    return last(found, search.getMaxReturnLength());
  }

  /** The last {@code n}; all when {@code n} is 0, which stands for no number given. */
  private static List<Entry> last(List<Entry> found, int n) {
    return n <= 0 ? found : found.subList(Math.max(0, found.size() - n), found.size());
  }

  private static Predicate<String> glob(String pattern) {
    StringBuilder regex = new StringBuilder("(?s)");
    for (String part : pattern.split("(?<=[*?])|(?=[*?])")) {
      regex.append(part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString()).asMatchPredicate();
  }
}
