package org.meshnn.tables;

import java.util.List;
import java.util.Map;
import org.meshnn.text.Listing;
import org.meshnn.text.Spelling;

/** The columns that a row is put together of: found by name, and what may stand in them. */
final class RowColumns {
  private final List<Feature> features;
  private final List<String> names;
  private final Map<String, Integer> positions;
  private final List<Map<String, Integer>> categories; // empty: no text column

  RowColumns(List<Feature> features) {
    this.features = features;
    names = features.stream().map(Feature::name).toList();
    positions = Names.positions(names);
    categories =
        features.stream()
            .map(f -> f instanceof Feature.Category text ? text.categories() : List.<String>of())
            .map(Names::positions)
            .toList();
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

  /** The number of a category of a text column. */
  int category(int column, String category) {
    List<String> known = feature(column, Feature.Category.class).categories();
    Integer number = categories.get(column).get(category);
    if (number == null) {
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

  /** A name that there is not, and perhaps the one that was meant. */
  private static String unknown(String name, List<String> names) {
    if (name == null) {
      return "null";
    }
    return Listing.quoted(name)
        + Spelling.closest(name, names)
            .map(near -> "; did you mean " + Listing.quoted(near) + "?")
            .orElse("");
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
