package org.meshnn.tables;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns stored numbers into inputs and targets, as {@link Encoding} turns a table into them.
 * Allocates nothing when it does; used by any number of threads.
 */
public final class StoredDecoder {
  private final int inputs;
  private final int outputs;
  private final int[] numbers; // columns that are one input each
  private final int[] inputOf; // of each of them
  private final double[] origin;
  private final double[] centre;
  private final double[] deviation;
  private final int[] texts; // columns that are categories
  private final int[] firstOf; // of each of them, its first input
  private final int[] categories; // of each of them, how many
  private final int label; // its column
  private final @Nullable Scale value; // of the label; null where it means classes
  private final double[] weights; // of each output's target

  /**
   * A decoder.
   *
   * @param encoding of all columns, in their order
   * @param weights what the targets are multiplied by, one an output; null for 1
   */
  public StoredDecoder(Encoding encoding, double @Nullable [] weights) {
    inputs = encoding.inputs();
    outputs = encoding.outputs();
    label = encoding.features().size();
    value = encoding.labels() instanceof Labels.Values values ? values.scale() : null;
    this.weights = weights == null ? ones(outputs) : weights.clone();
    int ofText =
        (int) encoding.features().stream().filter(f -> f instanceof Feature.Category).count();
    numbers = new int[label - ofText];
    inputOf = new int[numbers.length];
    origin = new double[numbers.length];
    centre = new double[numbers.length];
    deviation = new double[numbers.length];
    texts = new int[ofText];
    firstOf = new int[ofText];
    categories = new int[ofText];
    int input = 0;
    for (int column = 0, n = 0, t = 0; column < label; column++) {
      Feature feature = encoding.features().get(column);
      if (feature instanceof Feature.Category category) {
        texts[t] = column;
        firstOf[t] = input;
        categories[t++] = category.categories().size();
      } else {
        Scale scale = feature instanceof Feature.Numeric number ? number.scale() : Scale.NONE;
        numbers[n] = column;
        inputOf[n] = input;
        origin[n] = scale.origin();
        centre[n] = scale.centre();
        deviation[n++] = scale.sd();
      }
      input += feature.inputNames().size();
    }
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** {@return the number of inputs} */
  public int inputs() {
    return inputs;
  }

  /** {@return the number of outputs} */
  public int outputs() {
    return outputs;
  }

  /**
   * Decodes a row.
   *
   * @param stored its numbers
   * @param x receives the inputs
   * @param atX the first of them
   * @param y receives the targets
   * @param atY the first of them
   * @throws IllegalArgumentException if a number is not finite, or of no category or class
   */
  public void decode(double[] stored, double[] x, int atX, double[] y, int atY) {
    for (int i = 0; i < numbers.length; i++) { // (x - origin - centre) / sd: Scale.standardise
      double above = finite(stored[numbers[i]]) - origin[i] - centre[i];
      x[atX + inputOf[i]] = above / deviation[i];
    }
    for (int t = 0; t < texts.length; t++) {
      int category = index(stored[texts[t]], categories[t]);
      for (int k = 0; k < categories[t]; k++) {
        x[atX + firstOf[t] + k] = k == category ? 1 : 0;
      }
    }
    if (value != null) {
      y[atY] = value.standardise(finite(stored[label])) * weights[0];
      return;
    }
    int actual = index(stored[label], outputs);
    for (int k = 0; k < outputs; k++) {
      y[atY + k] = k == actual ? weights[k] : 0;
    }
  }

  /**
   * {@return the class of a row}
   *
   * @param stored its numbers
   * @throws IllegalArgumentException if there is no such class
   */
  public int classOf(double[] stored) {
    return index(stored[label], outputs);
  }

  private static double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "the file is damaged: it holds " + number + " for a number or flag; write it again");
    }
    return number;
  }

  private static int index(double number, int count) {
    int index = (int) number;
    if (index != number || index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "the file is damaged: "
              + number
              + " stands for one of "
              + count
              + " categories or classes from 0 on; write it again");
    }
    return index;
  }
}
