package org.meshnn.plan;

/**
 * Plain sums of rows: row {@code first + i} becomes the sum of the rows {@code source[start[i]] ..
 * source[start[i + 1] - 1]}. Its arrays are shared, not copied: read only.
 *
 * @param first first target row
 * @param start length {@code rows + 1}
 * @param source the rows summed
 */
public record Sums(int first, int[] start, int[] source) {

  /** {@return the number of target rows} */
  public int rows() {
    return start.length - 1;
  }
}
