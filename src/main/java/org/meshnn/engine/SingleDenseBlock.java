// Made from DenseBlock.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import org.meshnn.plan.Gather;

/**
 * Rows of a gather whose gradient is a product of two dense matrices: at least four rows with the
 * same sources, sources and edges without gaps, and more than sixteen samples. The block takes
 * whole sixteens of the sources; which rows are one depends on nothing else.
 */
final class SingleDenseBlock {
  private static final int ROWS = 4; // at least
  private static final int FEWEST_SAMPLES = SingleKernels.LANES + 1;

  private SingleDenseBlock() {}

  /** One past the last row of the block that begins with row i; i if none does. */
  static int end(Gather gather, int i, int samples) {
    if (samples < FEWEST_SAMPLES
        || terms(gather, i) == 0
        || i + ROWS > gather.rows()
        || !gather.repeats()[i + 1]) {
      return i;
    }
    int end = i;
    while (end < gather.rows() && (end == i || gather.repeats()[end]) && gather.step()[end] == 1) {
      end++;
    }
    return end - i < ROWS ? i : end;
  }

  /** How many of the first terms of row i are in the block that begins with it. */
  static int terms(Gather gather, int i) {
    return (gather.start()[i + 1] - gather.start()[i]) / SingleKernels.LANES * SingleKernels.LANES;
  }
}
