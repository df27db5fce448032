package org.meshnn.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.Gaps;
import org.meshnn.tables.Missing;
import org.meshnn.tables.Ordering;
import org.meshnn.tables.Pace;
import org.meshnn.tables.Predicted;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.tables.Windows;
import org.meshnn.text.Required;

/**
 * How tables become inputs and targets step by step, as model.json says it.
 *
 * @param pace the usual distance between rows
 * @param columns of the inputs
 * @param labels the predicted columns
 */
record SequenceEncodingJson(
    OrderingJson ordering,
    Windows windows,
    PredictedJson predicted,
    Pace pace,
    List<ColumnJson> columns,
    List<LabelJson> labels) {

  /**
   * How rows become series.
   *
   * @param order null where rows stand in order
   * @param series null where they are of one
   */
  record OrderingJson(
      @Nullable String order, @Nullable String series, String missing, String gaps) {}

  /**
   * What is predicted.
   *
   * @param meaning forecast, label or label_per_step
   * @param horizons 0 alone for labels
   */
  record PredictedJson(String meaning, List<String> columns, List<Integer> horizons) {}

  static SequenceEncodingJson of(SequenceEncoding encoding) {
    Ordering ordering = encoding.ordering();
    Predicted predicted = encoding.predicted();
    return new SequenceEncodingJson(
        new OrderingJson(
            ordering.order(),
            ordering.series(),
            Constant.name(ordering.missing()),
            Constant.name(ordering.gaps())),
        encoding.windows(),
        new PredictedJson(
            Constant.name(predicted.meaning()), predicted.columns(), predicted.horizons()),
        encoding.pace(),
        encoding.features().stream().map(ColumnJson::of).toList(),
        encoding.labels().stream().map(LabelJson::of).toList());
  }

  SequenceEncoding encoding() {
    Required.of(ordering, "an ordering");
    Required.of(predicted, "what is predicted");
    return SequenceEncoding.of(
        new Ordering(
            ordering.order(),
            ordering.series(),
            Constant.of(Missing.class, ordering.missing()),
            Constant.of(Gaps.class, ordering.gaps())),
        windows,
        new Predicted(
            Constant.of(Predicted.Meaning.class, predicted.meaning()),
            predicted.columns(),
            predicted.horizons()),
        pace,
        Required.of(columns, "columns").stream()
            .map(column -> Required.of(column, "a column").feature())
            .toList(),
        Required.of(labels, "labels").stream()
            .map(label -> Required.of(label, "a label").labels())
            .toList());
  }
}
