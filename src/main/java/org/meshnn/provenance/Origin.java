package org.meshnn.provenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meshnn.tables.Content;
import org.meshnn.tables.TableDigest;
import org.meshnn.text.OneLine;
import org.meshnn.text.TextTable;

/**
 * Where a model comes from: the table and rows it learned from, what computed, and when. The seed
 * and all else that was chosen are among its training's settings.
 *
 * @param table the digest of the whole table it was given
 * @param rows which of its rows it learned from, and how many were held out
 * @param contents what the columns hold in the rows learned from: the features in the order of the
 *     inputs, then the label
 * @param environment the code, Java, machine and kernels that trained it
 * @param ended when training ended (UTC)
 * @param seconds wall time that training took, the first weights included, the check of the table
 *     not
 * @param before the trainings that this one went on from, the first one first; empty for one that
 *     began with first weights
 */
public record Origin(
    TableDigest table,
    Rows rows,
    List<Content> contents,
    Environment environment,
    Instant ended,
    double seconds,
    List<Origin> before) {

  /**
   * Keeps copies of the lists.
   *
   * @param table the digest of the whole table
   * @param rows which of its rows
   * @param contents what the columns hold in them
   * @param environment what computed
   * @param ended when
   * @param seconds wall time, 0 or more
   * @param before the trainings that this one went on from
   */
  public Origin {
    contents = List.copyOf(contents);
    before = List.copyOf(before);
  }

  /** {@return the trainings of a model that goes on from this one: those before it, and it} */
  public List<Origin> withBefore() {
    List<Origin> all = new ArrayList<>(before);
    all.add(alone());
    return List.copyOf(all);
  }

  private Origin alone() {
    return new Origin(table, rows, contents, environment, ended, seconds, List.of());
  }

  /** {@return all of it by name, a line each} */
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("table", table.toString());
    facts.put("rows", rows.toString());
    facts.put("ended", String.format(Locale.ROOT, "%s, after %.3g s", ended, seconds));
    facts.put("meshnn", environment.version());
    facts.put("code, sha256 of its classes", environment.code());
    facts.put("Java", environment.java());
    facts.put("machine", environment.machine());
    facts.put("kernels", environment.kernels());
    for (int i = 0; i < before.size(); i++) {
      Origin earlier = before.get(i);
      facts.put(
          "training " + (i + 1) + ", ended " + earlier.ended,
          earlier.table + "; " + earlier.rows + "; meshnn " + earlier.environment.version());
    }
    return facts;
  }

  /** {@return the {@link #facts}, a line each} */
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    facts().forEach((name, value) -> lines.add(List.of(name, OneLine.of(value))));
    return String.join("\n", TextTable.lines(lines, List.of(false, false), "  "));
  }
}
