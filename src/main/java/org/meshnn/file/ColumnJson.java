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
import org.meshnn.tables.Labels;
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
 * @param categories of text or grouped entries, in the order of the inputs
 * @param classes of a label that means classes, in the order of the outputs
 * @param levels of an ordinal, from the lowest
 * @param entries of grouped ones the kind
 * @param rare categories that share an input
 * @param unseen what is done with categories that are not known
 * @param parts of dates
 * @param since what days are counted from
 * @param days how they are standardised; years are by the scale
 * @param missing what missing entries are filled with
 */
record ColumnJson(
    String name,
    String kind,
    @Nullable Long reference,
    @Nullable ScaleJson scale,
    @Nullable List<String> categories,
    @Nullable List<String> classes,
    @Nullable List<String> levels,
    @Nullable String entries,
    @Nullable List<String> rare,
    @Nullable String unseen,
    @Nullable List<String> parts,
    @Nullable String since,
    @Nullable ScaleJson days,
    @Nullable MissingJson missing) {
  private static final String ORDINAL = "ordinal";
  private static final String GROUPED = "grouped";
  private static final String DATES = "dates";

  /** What missing entries are filled with, and in how many training rows they were. */
  record MissingJson(String value, boolean indicator, int rows) {}

  private static ColumnJson plain(
      String name,
      Kind kind,
      @Nullable Long reference,
      @Nullable ScaleJson scale,
      @Nullable List<String> categories,
      @Nullable List<String> classes) {
    return new ColumnJson(
        name,
        Constant.name(kind),
        reference,
        scale,
        categories,
        classes,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static ColumnJson of(Feature feature) {
    if (feature instanceof Filled filled) {
      return of(filled.feature())
          .filled(new MissingJson(filled.value(), filled.indicator(), filled.rows()));
    }
    if (feature instanceof Ordinal ordinal) {
      return new ColumnJson(
          ordinal.name(),
          ORDINAL,
          null,
          ScaleJson.of(ordinal.scale()),
          null,
          null,
          ordinal.levels(),
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
    if (feature instanceof Grouped grouped) {
      return new ColumnJson(
          grouped.name(),
          GROUPED,
          null,
          null,
          grouped.categories(),
          null,
          null,
          Constant.name(grouped.kind()),
          grouped.rare(),
          Constant.name(grouped.unseen()),
          null,
          null,
          null,
          null);
    }
    if (feature instanceof Dates dates) {
      return new ColumnJson(
          dates.name(),
          DATES,
          null,
          ScaleJson.of(dates.trend()),
          null,
          null,
          null,
          null,
          null,
          null,
          dates.parts().stream().map(Constant::name).toList(),
          dates.since().toString(),
          ScaleJson.of(dates.days()),
          null);
    }
    if (feature instanceof Feature.Numeric number) {
      ScaleJson scale = ScaleJson.of(number.scale());
      return plain(number.name(), Kind.NUMBER, number.reference(), scale, null, null);
    }
    if (feature instanceof Feature.Category category) {
      return plain(category.name(), Kind.TEXT, null, null, category.categories(), null);
    }
    return plain(feature.name(), Kind.FLAG, null, null, null, null);
  }

  static ColumnJson of(Labels labels) {
    Kind kind = labels.kind();
    return labels instanceof Labels.Values values
        ? plain(values.name(), kind, null, ScaleJson.of(values.scale()), null, null)
        : plain(labels.name(), kind, null, null, null, ((Labels.Classes) labels).classes());
  }

  private ColumnJson filled(MissingJson value) {
    return new ColumnJson(
        name,
        kind,
        reference,
        scale,
        categories,
        classes,
        levels,
        entries,
        rare,
        unseen,
        parts,
        since,
        days,
        value);
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
      case GROUPED ->
          new Grouped(
              name,
              Constant.of(Kind.class, entries),
              Required.of(categories, "the categories of column " + name),
              Required.of(rare, "the rare categories of column " + name),
              Constant.of(Unseen.class, unseen));
      case DATES ->
          new Dates(
              name,
              Required.of(parts, "the parts of column " + name).stream()
                  .map(part -> Constant.of(DatePart.class, part))
                  .toList(),
              EncodingJson.date(Required.of(since, "what days of column " + name + " begin with")),
              known(),
              Required.of(days, "the scale of days of column " + name).scale());
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

  Labels labels() {
    Kind known = Constant.of(Kind.class, kind);
    return classes != null
        ? new Labels.Classes(name, known, classes)
        : new Labels.Values(
            name, known, Required.of(scale, "the classes or the scale of the label").scale());
  }
}
