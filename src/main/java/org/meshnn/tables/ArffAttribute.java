package org.meshnn.tables;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Spelling;
import tech.tablesaw.api.ColumnType;

/** An attribute as an ARFF file declares it, and what its values have in common. */
final class ArffAttribute {
  private static final String DATE = "yyyy-MM-dd'T'HH:mm:ss"; // where no format is given
  private static final List<String> TYPES =
      List.of("numeric", "real", "integer", "string", "date", "relational");
  private static final int TOLD = 8; // categories
  private static final Set<String> NO_NUMBERS = Set.of("NaN", "nan");

  private final String name;
  private final String type;
  private final Set<String> categories; // empty but for a nominal attribute
  private final @Nullable DateForm form;
  private boolean finer;
  private int shapes; // of its numbers

  private ArffAttribute(String name, String type, Set<String> categories, @Nullable DateForm form) {
    this.name = name;
    this.type = type;
    this.categories = categories;
    this.form = form;
  }

  /**
   * Reads what stands behind {@code @attribute}.
   *
   * @throws IllegalArgumentException if it is no attribute, or one of no known type
   */
  static ArffAttribute of(ArffLine line) {
    String name = line.value();
    if (line.take('{')) {
      return new ArffAttribute(name, "nominal", nominal(name, line), null);
    }
    String type = line.value().toLowerCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(
          "attribute "
              + Listing.quoted(name)
              + " has the unknown type "
              + Listing.quoted(type)
              + Spelling.closest(type, TYPES)
                  .map(near -> "; did you mean " + Listing.quoted(near) + "?")
                  .orElse("; expected one of " + Listing.of(TYPES) + " or {a, b, ..}"));
    }
    if (type.equals("relational")) {
      throw new IllegalArgumentException(
          "attribute "
              + Listing.quoted(name)
              + " is relational, a table in each row, which is not read; export it flat");
    }
    boolean date = type.equals("date");
    String format = date && !line.isAtEnd() && !line.take('{') ? line.value() : DATE;
    return new ArffAttribute(name, type, Set.of(), date ? DateForm.stated(format) : null);
  }

  private static Set<String> nominal(String name, ArffLine line) {
    Set<String> categories = new LinkedHashSet<>();
    while (!line.take('}')) {
      String category = line.value();
      if (!categories.add(category)) {
        throw new IllegalArgumentException(
            "attribute "
                + Listing.quoted(name)
                + " declares "
                + Listing.quoted(category)
                + " twice; declare it once");
      }
      line.take(',');
    }
    return categories;
  }

  String name() {
    return name;
  }

  List<String> categories() {
    return new ArrayList<>(categories);
  }

  boolean isNumeric() {
    return !type.equals("nominal") && !type.equals("string") && form == null;
  }

  /** Whether a value that is not quoted is a number that is none. */
  boolean isNoNumber(String value) {
    return isNumeric() && NO_NUMBERS.contains(value);
  }

  /** What a sparse row leaves out: 0, or the first category; null of any other. */
  @Nullable String omitted() {
    return isNumeric() ? "0" : categories.isEmpty() ? null : categories.iterator().next();
  }

  /**
   * Checks a value, and takes note of what it is.
   *
   * @throws IllegalArgumentException if the attribute does not have it
   */
  void check(String value) {
    if (isNumeric()) {
      int shape = NumberStyle.POINT.shape(value);
      if (shape == 0 || Double.isInfinite(NumberStyle.POINT.number(value))) {
        throw wrong(value, "a number such as 1.5" + (shape == 0 ? "" : ", which a double holds"));
      }
      shapes |= shape;
    } else if (type.equals("nominal") && !categories.contains(value)) {
      List<String> known = categories();
      throw wrong(
          value,
          Spelling.closest(value, known)
              .map(near -> "a category it declares; did you mean " + Listing.quoted(near) + "?")
              .orElse("a category it declares: " + Listing.of(known)));
    } else if (form != null) {
      try {
        finer |= form.isFiner(form.read(value));
      } catch (DateTimeException e) {
        throw wrong(value, "a date written " + form);
      }
    }
  }

  private IllegalArgumentException wrong(String value, String expected) {
    return new IllegalArgumentException(
        "attribute "
            + Listing.quoted(name)
            + ", which is "
            + type
            + ", has the value "
            + Listing.quoted(value)
            + "; expected "
            + expected);
  }

  /** How its values are read, once all were checked. */
  ColumnPlan plan() {
    boolean whole =
        type.equals("integer") && (shapes & (NumberStyle.DECIMAL | NumberStyle.HUGE)) == 0;
    ColumnType column =
        form != null
            ? form.type()
            : !isNumeric()
                ? ColumnType.STRING
                : !whole
                    ? ColumnType.DOUBLE
                    : (shapes & NumberStyle.LONG) != 0 ? ColumnType.LONG : ColumnType.INTEGER;
    return new ColumnPlan(column, NumberStyle.POINT, form, Set.of(), reason(whole));
  }

  private String firstCategories() {
    List<String> first = categories().subList(0, Math.min(TOLD, categories.size()));
    int more = categories.size() - first.size();
    return Listing.of(first) + (more == 0 ? "" : " and " + Listing.count(more) + " more");
  }

  private String reason(boolean whole) {
    if (form != null) {
      String years = form.hasYearOfTwoDigits() ? ", years read as 2000 to 2099" : "";
      return "date, written " + form + years + (finer ? "; cut to milliseconds" : "");
    }
    if (type.equals("nominal")) {
      return "nominal, "
          + Plural.grouped(categories.size(), "category")
          + (categories.isEmpty() ? "" : " in this order: " + firstCategories());
    }
    return type.equals("integer") && !whole ? "integer, though not all of its numbers are" : type;
  }
}
