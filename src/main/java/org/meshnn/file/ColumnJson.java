package org.meshnn.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.file.EncodingJson.ScaleJson;
import org.meshnn.tables.DatePart;
import org.meshnn.tables.Dates;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Filled;
import org.meshnn.tables.Grouped;
import org.meshnn.tables.Kind;
import org.meshnn.tables.Ordinal;
import org.meshnn.tables.Scale;
import org.meshnn.tables.Unseen;
import org.meshnn.text.Required;

/**
 * One column as model.json has it. What a kind does not have is null.
 *
 * @param kind number, flag or text; by rules also ordinal, grouped or dates
 * @param reference what numbers are counted from
 * @param scale how numbers, or places in an order, are standardised
 * @param categories of text, in the order of the inputs
 * @param levels of an ordinal, from the lowest
 * @param grouped categories, some of which may share an input
 * @param dates what becomes inputs of dates
 * @param missing what missing entries are filled with
 */
record ColumnJson(
    String name,
    String kind,
    @Nullable Long reference,
    @Nullable ScaleJson scale,
    @Nullable List<String> categories,
    @Nullable List<String> levels,
    @Nullable GroupedJson grouped,
    @Nullable DatesJson dates,
    @Nullable MissingJson missing) {
  private static final String ORDINAL = "ordinal";
  private static final String GROUPED = "grouped";
  private static final String DATES = "dates";

  /**
   * Categories.
   *
   * @param entries their kind
   * @param rare those that share an input
   */
  record GroupedJson(String entries, List<String> categories, List<String> rare, String unseen) {
    static GroupedJson of(Grouped grouped) {
      return new GroupedJson(
          Constant.name(grouped.kind()),
          grouped.categories(),
          grouped.rare(),
          Constant.name(grouped.unseen()));
    }

    Feature feature(String name) {
      return new Grouped(
          name,
          Constant.of(Kind.class, entries),
          Required.of(categories, "the categories of column " + name),
          Required.of(rare, "the rare categories of column " + name),
          Constant.of(Unseen.class, unseen));
    }
  }

  /**
   * Parts of dates.
   *
   * @param since what days are counted from
   * @param years how they are standardised
   * @param days how they are standardised
   */
  record DatesJson(List<String> parts, String since, ScaleJson years, ScaleJson days) {
    static DatesJson of(Dates dates) {
      return new DatesJson(
          dates.parts().stream().map(Constant::name).toList(),
          dates.since().toString(),
          ScaleJson.of(dates.trend()),
          ScaleJson.of(dates.days()));
    }

    Feature feature(String name) {
      return new Dates(
          name,
          Required.of(parts, "the parts of column " + name).stream()
              .map(part -> Constant.of(DatePart.class, part))
              .toList(),
          EncodingJson.date(Required.of(since, "what days of column " + name + " begin with")),
          Required.of(years, "the scale of years of column " + name).scale(),
          Required.of(days, "the scale of days of column " + name).scale());
    }
  }

  /** What missing entries are filled with, and in how many training rows they were. */
  record MissingJson(String value, boolean indicator, int rows) {}

  private static ColumnJson of(
      String name,
      Kind kind,
      @Nullable Long reference,
      @Nullable ScaleJson scale,
      @Nullable List<String> categories) {
    return new ColumnJson(
        name, Constant.name(kind), reference, scale, categories, null, null, null, null);
  }

  private static ColumnJson of(
      String name,
      String kind,
      @Nullable ScaleJson scale,
      @Nullable List<String> levels,
      @Nullable GroupedJson grouped,
      @Nullable DatesJson dates) {
    return new ColumnJson(name, kind, null, scale, null, levels, grouped, dates, null);
  }

  static ColumnJson of(Feature feature) {
    String name = feature.name();
    if (feature instanceof Filled filled) {
      return of(filled.feature())
          .filled(new MissingJson(filled.value(), filled.indicator(), filled.rows()));
    }
    if (feature instanceof Ordinal ordinal) {
      return of(name, ORDINAL, ScaleJson.of(ordinal.scale()), ordinal.levels(), null, null);
    }
    if (feature instanceof Grouped grouped) {
      return of(name, GROUPED, null, null, GroupedJson.of(grouped), null);
    }
    if (feature instanceof Dates dates) {
      return of(name, DATES, null, null, null, DatesJson.of(dates));
    }
    if (feature instanceof Feature.Numeric number) {
      ScaleJson scale = ScaleJson.of(number.scale());
      return of(name, Kind.NUMBER, number.reference(), scale, null);
    }
    if (feature instanceof Feature.Category category) {
      return of(name, Kind.TEXT, null, null, category.categories());
    }
    return of(name, Kind.FLAG, null, null, null);
  }

  private ColumnJson filled(MissingJson value) {
    return new ColumnJson(name, kind, reference, scale, categories, levels, grouped, dates, value);
  }

  /** Whether the first format has it. */
  boolean first() {
    return missing == null && !List.of(ORDINAL, GROUPED, DATES).contains(kind);
  }

  Feature feature() {
    return missing == null
        ? complete()
        : new Filled(
            complete(),
            Required.of(missing.value(), "what fills column " + name),
            missing.indicator(),
            missing.rows());
  }

  private Feature complete() {
    return switch (kind == null ? "" : kind) {
      case ORDINAL ->
          new Ordinal(name, Required.of(levels, "the levels of column " + name), known());
      case GROUPED -> Required.of(grouped, "the categories of column " + name).feature(name);
      case DATES -> Required.of(dates, "the parts of column " + name).feature(name);
      default -> first(Constant.of(Kind.class, kind));
    };
  }

  private Feature first(Kind first) {
    return switch (first) {
      case NUMBER ->
          new Feature.Numeric(
              name, Required.of(reference, "the reference of column " + name), known());
      case FLAG -> new Feature.Flag(name);
      case TEXT ->
          new Feature.Category(name, Required.of(categories, "the categories of column " + name));
    };
  }

  private Scale known() {
    return Required.of(scale, "the scale of column " + name).scale();
  }
}
