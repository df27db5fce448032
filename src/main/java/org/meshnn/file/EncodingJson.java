package org.meshnn.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Kind;
import org.meshnn.tables.Labels;
import org.meshnn.tables.Scale;
import org.meshnn.text.Required;

/** How tables become inputs and targets, as model.json says it. */
record EncodingJson(List<ColumnJson> columns, ColumnJson label) {

  /**
   * One column.
   *
   * @param kind number, flag or text
   * @param reference what numbers are counted from; null for other kinds
   * @param scale how numbers are standardised; null for other kinds
   * @param categories of text, in the order of the inputs; null for other kinds
   * @param classes of a label that means classes, in the order of the outputs
   */
  record ColumnJson(
      String name,
      String kind,
      @Nullable Long reference,
      @Nullable ScaleJson scale,
      @Nullable List<String> categories,
      @Nullable List<String> classes) {

    static ColumnJson of(Feature feature) {
      if (feature instanceof Feature.Numeric number) {
        return new ColumnJson(
            number.name(),
            Constant.name(Kind.NUMBER),
            number.reference(),
            ScaleJson.of(number.scale()),
            null,
            null);
      }
      if (feature instanceof Feature.Category category) {
        String kind = Constant.name(Kind.TEXT);
        return new ColumnJson(category.name(), kind, null, null, category.categories(), null);
      }
      return new ColumnJson(feature.name(), Constant.name(Kind.FLAG), null, null, null, null);
    }

    static ColumnJson of(Labels labels) {
      String kind = Constant.name(labels.kind());
      return labels instanceof Labels.Values values
          ? new ColumnJson(values.name(), kind, null, ScaleJson.of(values.scale()), null, null)
          : new ColumnJson(
              labels.name(), kind, null, null, null, ((Labels.Classes) labels).classes());
    }

    Feature feature() {
      return switch (Constant.of(Kind.class, kind)) {
        case NUMBER ->
            new Feature.Numeric(
                name,
                Required.of(reference, "the reference of column " + name),
                Required.of(scale, "the scale of column " + name).scale());
        case FLAG -> new Feature.Flag(name);
        case TEXT ->
            new Feature.Category(name, Required.of(categories, "the categories of column " + name));
      };
    }

    Labels labels() {
      Kind known = Constant.of(Kind.class, kind);
      return classes != null
          ? new Labels.Classes(name, known, classes)
          : new Labels.Values(
              name, known, Required.of(scale, "the classes or the scale of the label").scale());
    }
  }

  /** A scale: {@code (x - origin - centre) / deviation}. */
  record ScaleJson(double origin, double centre, double deviation) {
    static ScaleJson of(Scale scale) {
      return new ScaleJson(scale.origin(), scale.centre(), scale.sd());
    }

    Scale scale() {
      return new Scale(origin, centre, deviation);
    }
  }

  static EncodingJson of(Encoding encoding) {
    return new EncodingJson(
        encoding.features().stream().map(ColumnJson::of).toList(),
        ColumnJson.of(encoding.labels()));
  }

  Encoding encoding() {
    return Encoding.of(
        Required.of(columns, "columns").stream()
            .map(column -> Required.of(column, "a column").feature())
            .toList(),
        Required.of(label, "a label").labels());
  }
}
