package org.meshnn;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.Encoding;
import org.meshnn.text.Listing;
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
              + " is a value; drop them, or use target(Target.CLASSES)");
    }
    return training.classesBalanced()
        ? rarity(rowsOfClass.get())
        : named(encoding, training.classWeights());
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
