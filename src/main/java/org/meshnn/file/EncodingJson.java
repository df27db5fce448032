package org.meshnn.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Kind;
import org.meshnn.tables.Scale;
import org.meshnn.text.Required;

/** How tables become inputs and targets, as model.json says it. */
record EncodingJson(List<ColumnJson> columns, LabelJson label) {

  /**
   * One column.
   *
   * @param kind number, flag or text
   * @param reference what numbers are counted from; null for other kinds
   * @param scale how numbers are standardised; null for other kinds
   * @param categories of text, in the order of the inputs; null for other kinds
   */
  record ColumnJson(
      String name,
      String kind,
      @Nullable Long reference,
      @Nullable ScaleJson scale,
      @Nullable List<String> categories) {

    static ColumnJson of(Feature feature) {
      if (feature instanceof Feature.Numeric number) {
        return new ColumnJson(
            number.name(),
            Constant.name(Kind.NUMBER),
            number.reference(),
            ScaleJson.of(number.scale()),
            null);
      }
      if (feature instanceof Feature.Category category) {
        String kind = Constant.name(Kind.TEXT);
        return new ColumnJson(category.name(), kind, null, null, category.categories());
      }
      return new ColumnJson(feature.name(), Constant.name(Kind.FLAG), null, null, null);
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

  /** The first format that can say this. */
  static int format(Encoding encoding) {
    return LabelJson.format(encoding.labels());
  }

  static EncodingJson of(Encoding encoding) {
    return new EncodingJson(
        encoding.features().stream().map(ColumnJson::of).toList(), LabelJson.of(encoding.labels()));
  }

  Encoding encoding() {
    return Encoding.of(
        Required.of(columns, "columns").stream()
            .map(column -> Required.of(column, "a column").feature())
            .toList(),
        Required.of(label, "a label").labels());
  }
}
