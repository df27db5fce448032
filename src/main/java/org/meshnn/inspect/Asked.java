package org.meshnn.inspect;

import java.util.ArrayList;
import java.util.List;
import org.meshnn.TrainedMesh;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Feature;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.text.Spelling;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A model, and the columns of a table that it predicts from.
 *
 * @param model that predicts one column
 * @param table with the model's columns, at least one row
 * @param features the columns that it predicts from, in the order of its inputs
 */
record Asked(TrainedMesh model, Table table, List<Column<?>> features) {

  /** Refuses a model of several columns, and a table that lacks one. */
  static Asked of(TrainedMesh model, Table table) {
    Required.of(model, "a trained mesh, for example mesh.train(table, \"species\")");
    Required.of(table, "a table, for example split.test()");
    requireOneColumn(model);
    model.encoding().inputs(table); // refuses what does not fit
    List<Column<?>> features = new ArrayList<>();
    for (Feature feature : model.encoding().features()) {
      features.add(table.column(feature.name()));
    }
    return new Asked(model, table, List.copyOf(features));
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
            + Spelling.closest(name, names)
                .map(near -> "; did you mean " + Listing.quoted(near) + "?")
                .orElse("")
            + " (it predicts "
            + Listing.quoted(label())
            + " from: "
            + Listing.of(names)
            + ")");
  }

  /**
   * The predictions where a feature has the entries of other rows: that of row i is of order[i].
   */
  Table predictWith(int feature, int[] order) {
    List<Column<?>> changed = new ArrayList<>(features);
    changed.set(feature, features.get(feature).subset(order));
    return model.predict(Table.create(table.name(), changed));
  }

  /** The actual values, which are not classes. */
  double[] values() {
    return model.encoding().values(table);
  }

  /** Accuracy, or R². */
  double score(Table predictions) {
    if (!ofClasses()) {
      return ValueScores.of(values(), predictions.doubleColumn(0).asDoubleArray()).r2();
    }
    boolean[] right = ClassRows.of(model, table, predictions).mostProbable().positive();
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
