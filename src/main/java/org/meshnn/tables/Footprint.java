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

  /**
   * Refuses tables that cannot fit.
   *
   * @param learning or else predicting, for the remedy
   * @param memory of the virtual machine in bytes
   */
  void require(int rows, boolean learning, long memory) {
    long inputs = features.stream().mapToLong(feature -> feature.inputNames().size()).sum();
    long outputs = labels.outputs();
    double bytes = (double) rows * (inputs + outputs) * Double.BYTES;
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
            remedy(learning)));
  }

  private String remedy(boolean learning) {
    String fewer = learning ? "take fewer rows" : "hand in fewer rows at a time";
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
        + (learning ? ", write them into a RowFile" : "")
        + ", or give Java more memory (-Xmx)";
  }
}
