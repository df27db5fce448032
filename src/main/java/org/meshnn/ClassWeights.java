package org.meshnn;

import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.Encoding;
import org.meshnn.text.Listing;
import org.meshnn.train.Training;

/** What the loss of each class's rows is multiplied by. */
final class ClassWeights {
  private ClassWeights() {}

  /** By the settings of a training; null where all count the same. */
  static double @Nullable [] of(Encoding encoding, Training training, DMatrixRMaj targets) {
    if (!training.classesBalanced() && training.classWeights().isEmpty()) {
      return null;
    }
    if (!encoding.classification()) {
      throw new IllegalArgumentException(
          "class weights need a label that means classes, but "
              + Listing.quoted(encoding.label())
              + " is a value; drop them, or use target(Target.CLASSES)");
    }
    return training.classesBalanced() ? rarity(targets) : named(encoding, training.classWeights());
  }

  /**
   * Rows / (classes x rows of the class): together the weights of all rows are as many as there are
   * rows.
   */
  private static double[] rarity(DMatrixRMaj oneHot) {
    double[] weights = new double[oneHot.numCols];
    for (int k = 0; k < weights.length; k++) {
      double count = 0;
      for (int row = 0; row < oneHot.numRows; row++) {
        count += oneHot.get(row, k);
      }
      weights[k] = oneHot.numRows / (weights.length * Math.max(1, count));
    }
    return weights;
  }

  private static double[] named(Encoding encoding, Map<String, Double> byName) {
    double[] weights = new double[encoding.classes().size()];
    Arrays.fill(weights, 1);
    byName.forEach(
        (name, weight) -> {
          int k = encoding.classes().indexOf(name);
          if (k < 0) {
            throw new IllegalArgumentException(
                "class weights name "
                    + Listing.quoted(name)
                    + " but the classes of "
                    + Listing.quoted(encoding.label())
                    + " are ["
                    + Listing.of(encoding.classes())
                    + "]");
          }
          weights[k] = weight;
        });
    return weights;
  }
}
