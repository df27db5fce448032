package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import tech.tablesaw.columns.Column;

/**
 * A column of categories, some of which may be gathered: one input per category, 1 for the row's
 * own, else 0, and one for all rare categories together, if there are any.
 *
 * @param name of the column
 * @param kind of its entries; numbers are codes
 * @param categories that have an input each, at least one
 * @param rare categories that share an input; it is the last
 * @param unseen what is done with a category that is neither
 */
public record Grouped(
    String name, Kind kind, List<String> categories, List<String> rare, Unseen unseen)
    implements Feature {
  /** What the rare categories are called together. */
  public static final String OTHER = "(other)";

  /**
   * Checks the categories.
   *
   * @param name of the column
   * @param kind of its entries
   * @param categories that have an input each, at least one
   * @param rare categories that share an input
   * @param unseen what is done with a category that is neither
   * @throws IllegalArgumentException if there is none, one stands there twice, or a part is null
   */
  public Grouped {
    Names.column(name);
    Required.of(kind, "the kind of a column, for example Kind.TEXT");
    Required.of(unseen, "what is done with unseen categories, for example Unseen.OTHER");
    Required.of(rare, "rare categories, or none");
    categories = Names.distinct("categories of " + Listing.quoted(name), categories, 1);
    rare = Names.distinct("rare categories of " + Listing.quoted(name), rare, 0);
    List<String> all = new ArrayList<>(categories);
    all.addAll(rare);
    if (!rare.isEmpty()) {
      all.add(OTHER);
    }
    Names.distinct("categories of " + Listing.quoted(name) + ", rare or not,", all, 1);
  }

  /**
   * Learns the categories of a column: those of all its rows, or, where unseen ones are taken for
   * others, those of the training rows.
   *
   * @param column complete
   * @param rows that are learned from
   * @param limit categories of fewer of them are rare
   * @param stated whether they were said to be categories, also where they look like something else
   * @param fill a category that missing entries are filled with; null for none
   */
  static Feature learned(
      Column<?> column,
      int[] rows,
      int limit,
      Unseen unseen,
      boolean stated,
      @Nullable String fill) {
    Map<String, Integer> counts = new HashMap<>();
    if (unseen == Unseen.REFUSE) {
      for (int row = 0; row < column.size(); row++) {
        counts.putIfAbsent(Entries.text(column, row), 0);
      }
      if (fill != null) {
        counts.putIfAbsent(fill, 0);
      }
    }
    for (int row : rows) {
      counts.merge(Entries.text(column, row), 1, Integer::sum);
    }
    Kind kind = Kind.of(column);
    List<String> sorted = Labels.Classes.of(column.name(), kind, counts.keySet()).classes();
    List<String> kept = sorted.stream().filter(c -> counts.getOrDefault(c, 0) >= limit).toList();
    List<String> rare = sorted.stream().filter(c -> counts.getOrDefault(c, 0) < limit).toList();
    requireSome(column, kept, limit);
    if (!stated && kind == Kind.TEXT) {
      Map<String, Integer> known = new TreeMap<>(counts);
      known.keySet().retainAll(new HashSet<>(kept));
      if (fill != null) {
        known.remove(fill); // stated, not found
      }
      Categories.require(column.name(), column.size(), false, known);
    } else {
      requireFew(column, kept);
    }
    return kind == Kind.TEXT && rare.isEmpty() && unseen == Unseen.REFUSE
        ? new Category(column.name(), kept)
        : new Grouped(column.name(), kind, kept, rare, unseen);
  }

  private static void requireSome(Column<?> column, List<String> kept, int limit) {
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          "column "
              + Listing.quoted(column.name())
              + " has no category of at least "
              + Plural.grouped(limit, "training row")
              + ", so all would be gathered in one; lower .rare(..), or leave the column out:"
              + " .ignore("
              + Calls.literal(column.name())
              + ")");
    }
  }

  private static void requireFew(Column<?> column, List<String> kept) {
    if (Categories.nameRows(kept.size(), column.size())) {
      throw new IllegalArgumentException(
          "column "
              + Listing.quoted(column.name())
              + " has "
              + Listing.count(kept.size())
              + " categories in "
              + Plural.grouped(column.size(), "row")
              + ", each of which would become an input and be learned by heart; gather those of few"
              + " rows, for example .rare(10), or leave the column out: .ignore("
              + Calls.literal(column.name())
              + ")");
    }
  }

  @Override
  public List<String> inputNames() {
    return values().stream().map(value -> name + "=" + value).toList();
  }

  @Override
  public List<String> values() {
    if (rare.isEmpty()) {
      return categories;
    }
    List<String> all = new ArrayList<>(categories);
    all.add(OTHER);
    return List.copyOf(all);
  }

  /** The place of each category among the inputs; rare ones have the last. */
  Map<String, Integer> positions() {
    Map<String, Integer> positions = Names.positions(categories);
    rare.forEach(category -> positions.put(category, categories.size()));
    return positions;
  }

  /** The place of the row's own category among the inputs of each row; beyond the last for none. */
  private int[] places(Column<?> column) {
    if (Kind.of(column) != kind) {
      throw kind.changed("column", column);
    }
    Map<String, Integer> positions = positions();
    Map<String, Integer> unknown = new TreeMap<>();
    int[] places = new int[column.size()];
    for (int row = 0; row < places.length; row++) {
      String entry = Entries.text(column, row);
      Integer position = positions.get(entry);
      places[row] = position == null ? categories.size() : position;
      if (position == null && unseen == Unseen.REFUSE) {
        unknown.merge(entry, 1, Integer::sum);
      }
    }
    if (!unknown.isEmpty()) {
      throw Columns.unseen("column " + Listing.quoted(name) + " has categories", unknown, known());
    }
    return places;
  }

  private List<String> known() {
    List<String> known = new ArrayList<>(categories);
    known.addAll(rare);
    return known;
  }

  @Override
  public void encode(Column<?> column, DMatrixRMaj inputs, int at) {
    int[] places = places(column);
    int width = values().size();
    for (int row = 0; row < places.length; row++) {
      if (places[row] < width) {
        inputs.set(row, at + places[row], 1);
      }
    }
  }

  @Override
  public Content content(Column<?> column, int[] rows) {
    int[] places = places(column);
    List<String> values = values();
    return Content.Groups.of(
        name,
        values,
        Arrays.stream(rows).map(row -> places[row]).filter(p -> p < values.size()).toArray());
  }

  @Override
  public String rule() {
    List<String> parts = new ArrayList<>();
    if (kind != Kind.TEXT) {
      parts.add("entries as categories");
    }
    if (!rare.isEmpty()) {
      parts.add(Plural.grouped(rare.size(), "rare category") + " gathered in one input, " + OTHER);
    }
    if (unseen == Unseen.OTHER) {
      parts.add(
          "unseen categories taken for " + (rare.isEmpty() ? "none of them" : "one of these"));
    }
    return String.join(", ", parts);
  }
}
