package org.meshnn.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.TrainedMesh;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Feature;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.text.Spelling;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A model, and the columns of a table that it predicts from, encoded once.
 *
 * @param model that predicts one column
 * @param table with the model's columns, at least one row
 * @param features the columns that it predicts from, in the order of its inputs
 * @param inputs what they become, shape (rows, inputs)
 */
record Asked(TrainedMesh model, Table table, List<Column<?>> features, DMatrixRMaj inputs) {

  /** Refuses a model of several columns, and a table that lacks one. */
  static Asked of(TrainedMesh model, Table table) {
    Required.of(model, "a trained mesh, for example mesh.train(table, \"species\")");
    Required.of(table, "a table, for example split.test()");
    requireOneColumn(model);
    DMatrixRMaj inputs = model.encoding().inputs(table); // refuses what does not fit
    List<Column<?>> features = new ArrayList<>();
    for (Feature feature : model.encoding().features()) {
      features.add(table.column(feature.name()));
    }
    return new Asked(model, table, List.copyOf(features), inputs);
  }

  static void requireOneColumn(TrainedMesh model) {
    if (model.encoding().labels().parts().size() > 1) {
      throw new IllegalArgumentException(
          "expected a mesh that predicts one column, got one of "
              + Listing.of(model.encoding().labels().columns())
              + "; train one for the column in question");
    }
  }

  String label() {
    return model.encoding().label();
  }

  boolean ofClasses() {
    return model.encoding().classification();
  }

  int rows() {
    return table.rowCount();
  }

  /** The place of a feature, by its name, case aside as in tables. */
  int indexOf(String name) {
    Required.of(name, "the name of a column, for example \"age\"");
    List<String> names = features.stream().map(Column::name).toList();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "the model has no column "
            + Listing.quoted(name)
            + Spelling.didYouMean(name, names)
            + " (it predicts "
            + Listing.quoted(label())
            + " from: "
            + Listing.of(names)
            + ")");
  }

  /** The predictions of the rows as they are. */
  Table predictions() {
    return model.predictInputs(inputs);
  }

  /**
   * The predictions where a feature has the entries of other rows: that of row i is of order[i].
   * What a row's entry becomes does not depend on other rows, so its inputs are taken over.
   */
  Table predictWith(int feature, int[] order) {
    int first = 0;
    for (Feature before : model.encoding().features().subList(0, feature)) {
      first += before.inputNames().size();
    }
    int width = model.encoding().features().get(feature).inputNames().size();
    DMatrixRMaj changed = inputs.copy();
    for (int i = 0; i < order.length; i++) {
      int from = inputs.getIndex(order[i], first);
      System.arraycopy(inputs.data, from, changed.data, changed.getIndex(i, first), width);
    }
    return model.predictInputs(changed);
  }

  /** The actual values, which are not classes. */
  double[] values() {
    return model.encoding().values(table);
  }

  /** Accuracy, or R², of predictions; the labels are read once. */
  ToDoubleFunction<Table> score() {
    if (!ofClasses()) {
      double[] actual = values();
      return predictions ->
          ValueScores.of(actual, predictions.doubleColumn(0).asDoubleArray()).r2();
    }
    List<String> classes = model.encoding().classes();
    int[] actual = model.encoding().classIndices(table);
    return predictions ->
        share(ClassRows.of(classes, actual, predictions).mostProbable().positive());
  }

  private static double share(boolean[] right) {
    int count = 0;
    for (boolean each : right) {
      count += each ? 1 : 0;
    }
    return (double) count / right.length;
  }

  /** A name for a column beside the features, underlined until none has it. */
  String free(String name) {
    String free = name;
    while (isFeature(free)) {
      free += "_";
    }
    return free;
  }

  private boolean isFeature(String name) {
    return features.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
  }
}
