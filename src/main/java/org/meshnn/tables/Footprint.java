package org.meshnn.tables;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.meshnn.text.Listing;
import org.meshnn.text.Sizes;

/**
 * The memory that a table takes as inputs and targets, forecast before any of it is allocated.
 *
 * @param features one input or more each
 * @param labels what the outputs are
 */
record Footprint(List<Feature> features, Labels labels) {
  private static final long MOST_NUMBERS = Integer.MAX_VALUE - 8; // of an array

  /** While learning, the rows of the table and the rows trained on are both there. */
  static final int LEARNING = 2;

  /** While predicting, the rows are there once. */
  static final int PREDICTING = 1;

  /**
   * Refuses tables that cannot fit.
   *
   * @param copies how often the rows are there at once
   * @param memory of the virtual machine in bytes
   */
  void require(int rows, int copies, long memory) {
    long inputs = features.stream().mapToLong(feature -> feature.inputNames().size()).sum();
    long outputs = labels.outputs();
    double bytes = (double) copies * rows * (inputs + outputs) * Double.BYTES;
    boolean indexed = rows * Math.max(inputs, outputs) <= MOST_NUMBERS;
    if (bytes <= memory && indexed) {
      return;
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s rows of %s inputs and %s outputs take %s, %s; %s",
            Listing.count(rows),
            Listing.count(inputs),
            Listing.count(outputs),
            Sizes.bytes((long) bytes),
            indexed
                ? "and this virtual machine has " + Sizes.bytes(memory)
                : "and a matrix holds at most " + Listing.count(MOST_NUMBERS) + " numbers",
            remedy(copies)));
  }

  private String remedy(int copies) {
    String fewer = copies == PREDICTING ? "hand in fewer rows at a time" : "take fewer rows";
    Feature widest =
        features.stream().max(Comparator.comparingInt(f -> f.inputNames().size())).orElseThrow();
    int categories = widest.inputNames().size();
    if (labels.outputs() > categories) {
      return String.format(
              Locale.ROOT,
              "the label column %s has %s classes: join them to fewer, or predict a number with",
              Listing.quoted(labels.name()),
              Listing.count(labels.outputs()))
          + " Mesh.target(Target.VALUE), or "
          + fewer;
    }
    return (categories == 1
            ? ""
            : String.format(
                Locale.ROOT,
                "column %s has %s categories: drop it (%s) or join them to fewer, or ",
                Listing.quoted(widest.name()),
                Listing.count(categories),
                Calls.remove(List.of(widest.name()))))
        + fewer
        + ", or give Java more memory (-Xmx)";
  }
}
