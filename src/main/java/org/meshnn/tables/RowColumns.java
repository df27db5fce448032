package org.meshnn.tables;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Spelling;

/** The columns that a row is put together of: found by name, and what may stand in them. */
final class RowColumns {
  private final List<Feature> features; // what complete entries become
  private final List<String> names;
  private final Map<String, Integer> positions;
  private final int[] widths; // inputs of the categories of each column
  private final List<Map<String, Integer>> categories; // empty: numbers or flags

  RowColumns(List<Feature> features) {
    this.features =
        features.stream().map(f -> f instanceof Filled filled ? filled.feature() : f).toList();
    names = features.stream().map(Feature::name).toList();
    positions = Names.positions(names);
    categories = this.features.stream().map(RowColumns::categories).toList();
    widths = this.features.stream().mapToInt(feature -> feature.values().size()).toArray();
  }

  private static Map<String, Integer> categories(Feature feature) {
    if (feature instanceof Grouped grouped) {
      return grouped.positions();
    }
    boolean counted = feature instanceof Feature.Category || feature instanceof Ordinal;
    return counted ? Names.positions(feature.values()) : Map.of();
  }

  List<String> names() {
    return names;
  }

  Feature feature(int column) {
    return features.get(column);
  }

  /** The position of a column, whose case does not matter. */
  int position(String name) {
    Integer position = positions.get(name);
    return position == null ? positionIgnoringCase(name) : position;
  }

  private int positionIgnoringCase(String name) {
    for (int c = 0; c < names.size(); c++) {
      if (names.get(c).equalsIgnoreCase(name)) {
        return c;
      }
    }
    throw new IllegalArgumentException(
        "the mesh knows no column "
            + unknown(name, names)
            + " (columns: "
            + Listing.of(names)
            + ")");
  }

  /** Whether a column has categories or levels, which have numbers. */
  boolean numbered(int column) {
    return !categories.get(column).isEmpty();
  }

  /** Whether numbers and flags too are looked up among categories or levels. */
  boolean coded(int column) {
    return features.get(column) instanceof Grouped || features.get(column) instanceof Ordinal;
  }

  /** How many inputs the categories of a column have. */
  int width(int column) {
    return widths[column];
  }

  /** The largest number of a category or level, that of an unseen one among them. */
  int most(int column) {
    Feature feature = features.get(column);
    boolean none =
        feature instanceof Grouped grouped
            && grouped.unseen() == Unseen.OTHER
            && grouped.rare().isEmpty();
    return feature.values().size() - (none ? 0 : 1);
  }

  /** The number of a category or level. */
  int category(int column, @Nullable String category) {
    if (!numbered(column)) {
      feature(column, Feature.Category.class);
    }
    Feature feature = features.get(column);
    Integer number = categories.get(column).get(category);
    if (number == null && category != null && unseen(feature) >= 0) {
      return unseen(feature);
    }
    if (number == null) {
      List<String> known = feature.values();
      throw new IllegalArgumentException(
          named(column)
              + " has a category never seen in training: "
              + unknown(category, known)
              + " (known: "
              + Listing.of(known)
              + ")");
    }
    return number;
  }

  /** The number of a category that is not known; -1 where there is none. */
  private static int unseen(Feature feature) {
    return feature instanceof Grouped grouped && grouped.unseen() == Unseen.OTHER
        ? grouped.categories().size()
        : -1;
  }

  /** A name that there is not, and perhaps the one that was meant. */
  private static String unknown(@Nullable String name, List<String> names) {
    if (name == null) {
      return "null";
    }
    return Listing.quoted(name) + Spelling.didYouMean(name, names);
  }

  /** What a column of the expected kind becomes. */
  <F extends Feature> F feature(int column, Class<F> expected) {
    Feature feature = features.get(column);
    if (!expected.isInstance(feature)) {
      throw new IllegalArgumentException(named(column) + " is " + entries(feature));
    }
    return expected.cast(feature);
  }

  private static String entries(Feature feature) {
    if (feature instanceof Dates) {
      return "of dates or times; set it with setDate, for example to LocalDate.of(2024, 1, 31)";
    }
    if (feature instanceof Grouped grouped && grouped.kind() == Kind.NUMBER) {
      return "numeric, of codes; set it to one of them: " + Listing.of(grouped.values());
    }
    if (feature instanceof Ordinal || feature instanceof Grouped) {
      return "of categories; set it to one of them: " + Listing.of(feature.values());
    }
    if (feature instanceof Feature.Category text) {
      return "text; set it to one of its categories: " + Listing.of(text.categories());
    }
    return feature instanceof Feature.Flag
        ? "boolean; set it to true or false"
        : "numeric; set it to a number";
  }

  /** The error for an entry that cannot stand in a column. */
  IllegalArgumentException refused(int column, Object entry, String reason) {
    return new IllegalArgumentException(named(column) + ": " + entry + " " + reason);
  }

  private String named(int column) {
    return "column " + Listing.quoted(names.get(column));
  }
}
