package org.meshnn.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.file.EncodingJson.ScaleJson;
import org.meshnn.tables.BandLabels;
import org.meshnn.tables.Kind;
import org.meshnn.tables.Labels;
import org.meshnn.tables.OrderedLabels;
import org.meshnn.tables.SeveralLabels;
import org.meshnn.text.Required;

/**
 * A label: what is predicted.
 *
 * @param kind of its column: number, flag or text
 * @param scale how a value is standardised; null for classes
 * @param classes in the order of the outputs; null for a value
 * @param ordered true where there is an output between each two classes; else null
 * @param levels of the quantiles of a value; null where one value is predicted
 * @param several the labels of several columns; null for one
 */
record LabelJson(
    String name,
    String kind,
    @Nullable ScaleJson scale,
    @Nullable List<String> classes,
    @Nullable Boolean ordered,
    @Nullable List<Double> levels,
    @Nullable List<LabelJson> several) {

  /** The first format that can say this. */
  static int format(Labels labels) {
    return labels instanceof Labels.Classes || labels instanceof Labels.Values ? 1 : 5;
  }

  static LabelJson of(Labels labels) {
    if (labels instanceof Labels.Values value) {
      return of(value, null);
    }
    if (labels instanceof BandLabels band) {
      return of(band.value(), band.levels());
    }
    String kind = Constant.name(labels.kind());
    if (labels instanceof SeveralLabels several) {
      List<LabelJson> parts = several.parts().stream().map(LabelJson::of).toList();
      return new LabelJson(several.name(), kind, null, null, null, null, parts);
    }
    @Nullable Boolean ordered = labels instanceof OrderedLabels ? true : null;
    return new LabelJson(labels.name(), kind, null, labels.classes(), ordered, null, null);
  }

  private static LabelJson of(Labels.Values value, @Nullable List<Double> levels) {
    ScaleJson scale = ScaleJson.of(value.scale());
    return new LabelJson(
        value.name(), Constant.name(value.kind()), scale, null, null, levels, null);
  }

  Labels labels() {
    if (several != null) {
      return new SeveralLabels(
          several.stream().map(part -> Required.of(part, "a label").labels()).toList());
    }
    Kind known = Constant.of(Kind.class, kind);
    if (classes != null) {
      Labels.Classes unordered = new Labels.Classes(name, known, classes);
      return Boolean.TRUE.equals(ordered) ? new OrderedLabels(unordered) : unordered;
    }
    Labels.Values value =
        new Labels.Values(
            name, known, Required.of(scale, "the classes or the scale of the label").scale());
    return levels == null ? value : new BandLabels(value, levels);
  }
}
