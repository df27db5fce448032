package org.meshnn;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.plot.Picture;
import org.meshnn.plot.Regions;
import org.meshnn.tables.Encoding;
import org.meshnn.text.Listing;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** The plane of a classifier's two features: some rows as points, and what is decided where. */
record Plane(TrainedMesh model, double[][] points, int[] classes) {

  /**
   * The plane with the rows of a table.
   *
   * @throws IllegalStateException if the mesh does not tell classes from two numeric columns
   */
  static Plane of(TrainedMesh model, Table table) {
    Encoding encoding = model.encoding();
    List<String> names = encoding.inputNames();
    boolean numeric =
        names.stream()
            .allMatch(
                name -> table.containsColumn(name) && table.column(name) instanceof NumericColumn);
    if (encoding.inputs() != 2 || !encoding.classification() || !numeric) {
      throw new IllegalStateException(
          "decision regions are for classes told from two numeric columns; this mesh has the inputs "
              + Listing.of(names)
              + (encoding.classification() ? "" : " and predicts a value")
              + "; train one on two columns, for example table.selectColumns(\"x\", \"y\", \"label\")");
    }
    double[][] points = new double[table.rowCount()][2];
    for (int i = 0; i < points.length; i++) {
      points[i][0] = table.numberColumn(names.get(0)).getDouble(i);
      points[i][1] = table.numberColumn(names.get(1)).getDouble(i);
    }
    return new Plane(model, points, encoding.classIndices(table));
  }

  Picture draw() {
    List<String> names = model.encoding().inputNames();
    List<String> classNames = model.encoding().classes();
    return Regions.draw(
        this::probabilities, points, classes, classNames, names.get(0), names.get(1));
  }

  Picture panel(String title, int side) {
    int count = model.encoding().classes().size();
    return Regions.draw(this::probabilities, points, classes, count, title, side);
  }

  private double[][] probabilities(double[][] rows) {
    List<String> names = model.encoding().inputNames();
    DoubleColumn x = DoubleColumn.create(names.get(0), rows.length);
    DoubleColumn y = DoubleColumn.create(names.get(1), rows.length);
    for (int i = 0; i < rows.length; i++) {
      x.set(i, rows[i][0]);
      y.set(i, rows[i][1]);
    }
    DMatrixRMaj answers = model.probabilities(model.encoding().inputs(Table.create(x, y)));
    double[][] result = new double[rows.length][answers.numCols];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(answers.data, i * answers.numCols, result[i], 0, answers.numCols);
    }
    return result;
  }
}
