package org.meshnn.inspect;

import java.util.ArrayList;
import java.util.List;
import org.meshnn.TrainedMesh;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.text.Spelling;
import tech.tablesaw.api.Table;

/**
 * The rows of a table, each with its class and the probabilities that a mesh gives to all classes.
 *
 * @param classes their names
 * @param actual class of each row, from 0
 * @param probabilities of each class, a number a row
 */
record ClassRows(List<String> classes, int[] actual, List<double[]> probabilities) {

  static ClassRows of(TrainedMesh model, Table table) {
    Required.of(model, "a trained mesh, for example mesh.train(table, \"species\")");
    Required.of(table, "a table, for example split.test()");
    requireClasses(model);
    return of(model, table, model.predict(table));
  }

  /** Of predictions of the table's rows. */
  static ClassRows of(TrainedMesh model, Table table, Table predictions) {
    int[] actual = model.encoding().classIndices(table);
    return of(model.encoding().classes(), actual, predictions);
  }

  /** Of probabilities as {@link TrainedMesh#predict} has them. */
  static ClassRows of(List<String> classes, int[] actual, Table predictions) {
    List<double[]> probabilities = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      probabilities.add(predictions.doubleColumn(1 + k).asDoubleArray());
    }
    return new ClassRows(classes, actual, probabilities);
  }

  static void requireClasses(TrainedMesh model) {
    Asked.requireOneColumn(model);
    if (!model.encoding().classification()) {
      throw new IllegalArgumentException(
          "expected a mesh that tells classes, but "
              + Listing.quoted(model.encoding().label())
              + " is a value; for values there is Residuals.of(model, table)");
    }
  }

  /** The rows of the second of two classes against those of the first. */
  OneClass second(String call) {
    if (classes.size() != 2) {
      throw new IllegalArgumentException(
          "expected two classes, got "
              + classes.size()
              + " ("
              + Listing.of(classes)
              + "); say which one is held against the rest: "
              + call
              + "(model, table, class)");
    }
    return against(1);
  }

  int indexOf(String name) {
    int k = classes.indexOf(Required.of(name, "the name of a class"));
    if (k < 0) {
      throw new IllegalArgumentException(
          "there is no class "
              + Listing.quoted(name)
              + Spelling.didYouMean(name, classes)
              + " (classes: "
              + Listing.of(classes)
              + ")");
    }
    return k;
  }

  /** The rows of a class against all others. */
  OneClass against(String name) {
    return against(indexOf(name));
  }

  /** The rows of a class against all others, by its probability. */
  OneClass against(int k) {
    boolean[] positive = new boolean[actual.length];
    for (int i = 0; i < actual.length; i++) {
      positive[i] = actual[i] == k;
    }
    return new OneClass(classes.get(k), positive, probabilities.get(k));
  }

  /** The most probable class of each row, the first of equals, and whether it is the actual one. */
  OneClass mostProbable() {
    boolean[] right = new boolean[actual.length];
    double[] confidence = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      int best = 0;
      for (int k = 1; k < classes.size(); k++) {
        best = probabilities.get(k)[i] > probabilities.get(best)[i] ? k : best;
      }
      right[i] = actual[i] == best;
      confidence[i] = probabilities.get(best)[i];
    }
    return new OneClass("the predicted class", right, confidence);
  }
}
