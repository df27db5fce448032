package org.meshnn.plan;

/**
 * Sums of products of two rows, {@code sum over k in start[i] .. start[i + 1] - 1 of row[left[k]] *
 * row[right[k]]}: sample by sample where the sensitivities are contracted with the loss, summed
 * over the batch where an edge's gradient is taken. Its arrays are shared, not copied: read only.
 *
 * @param start length {@code results + 1}
 * @param left one row of each product
 * @param right the other row of each product
 */
public record Products(int[] start, int[] left, int[] right) {

  /** Number of results. */
  public int results() {
    return start.length - 1;
  }

  /** Number of products, which are multiply-adds per sample. */
  public int terms() {
    return left.length;
  }
}
