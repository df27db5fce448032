package org.meshnn.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.LeftOut;
import org.meshnn.tables.Scale;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * How tables become inputs and targets, as model.json says it.
 *
 * @param leftOut what of a table is left out; null for nothing
 */
record EncodingJson(List<ColumnJson> columns, LabelJson label, @Nullable LeftOut leftOut) {

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
    boolean first =
        encoding.leftOut().isEmpty()
            && encoding.features().stream().map(ColumnJson::of).allMatch(ColumnJson::first);
    return Math.max(LabelJson.format(encoding.labels()), first ? 1 : ColumnRulesJson.FORMAT);
  }

  static EncodingJson of(Encoding encoding) {
    return new EncodingJson(
        encoding.features().stream().map(ColumnJson::of).toList(),
        LabelJson.of(encoding.labels()),
        encoding.leftOut().isEmpty() ? null : encoding.leftOut());
  }

  /** A date as ISO 8601 has it. */
  static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected a date, got " + Listing.quoted(text), e);
    }
  }

  Encoding encoding() {
    return Encoding.of(
        Required.of(columns, "columns").stream()
            .map(column -> Required.of(column, "a column").feature())
            .toList(),
        Required.of(label, "a label").labels(),
        leftOut == null ? LeftOut.NOTHING : leftOut);
  }
}
