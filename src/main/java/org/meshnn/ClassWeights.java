package org.meshnn;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Labels;
import org.meshnn.tables.SeveralLabels;
import org.meshnn.text.Listing;
import org.meshnn.train.Samples;
import org.meshnn.train.Training;

/** What the loss of each class's rows is multiplied by. */
final class ClassWeights {
  private ClassWeights() {}

  /**
   * By the settings of a training; null where all count the same.
   *
   * @param rowsOfClass how many of the rows learned from are of each class
   */
  static double @Nullable [] of(Encoding encoding, Training training, Supplier<int[]> rowsOfClass) {
    if (!training.classesBalanced() && training.classWeights().isEmpty()) {
      return null;
    }
    if (!encoding.classification()) {
      throw new IllegalArgumentException(
          "class weights need a label that means classes, but "
              + Listing.quoted(encoding.label())
              + (encoding.labels() instanceof SeveralLabels
                  ? " are several columns; drop them, or weight rows: Mesh.weights(column)"
                  : " is a value; drop them, or use target(Target.CLASSES)"));
    }
    return training.classesBalanced()
        ? rarity(rowsOfClass.get())
        : named(encoding, training.classWeights());
  }

  /**
   * Samples whose loss is weighted by their class: in the targets of cross-entropy, else row by
   * row.
   *
   * @param weights one a class; null for none
   */
  static Samples weighted(Samples samples, Labels labels, double @Nullable [] weights) {
    if (weights == null) {
      return samples;
    }
    if (labels instanceof Labels.Classes) {
      return samples.weighted(weights);
    }
    double[] ofRows = samples.weights();
    double[] rows = new double[samples.size()];
    for (int i = 0; i < rows.length; i++) {
      double ofClass = weights[labels.classAt(samples.y().data, i * samples.targets())];
      rows[i] = ofRows == null ? ofClass : ofClass * ofRows[i];
    }
    return samples.withWeights(rows);
  }

  /**
   * Rows / (classes x rows of the class): together the weights of all rows are as many as there are
   * rows.
   */
  private static double[] rarity(int[] rowsOfClass) {
    double rows = IntStream.of(rowsOfClass).sum();
    return IntStream.of(rowsOfClass)
        .mapToDouble(count -> rows / (rowsOfClass.length * (double) Math.max(1, count)))
        .toArray();
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
