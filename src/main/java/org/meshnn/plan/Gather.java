package org.meshnn.plan;

/**
 * Weighted sums of rows: row {@code first + i} becomes the sum over {@code k} in {@code start[i] ..
 * start[i + 1] - 1} of {@code weight[edge[k]] * row[source[k]]}. Its arrays are shared, not copied:
 * read only.
 *
 * @param first first target row
 * @param start length {@code rows + 1}
 * @param source source row of each term
 * @param edge edge whose weight multiplies each term
 */
public record Gather(int first, int[] start, int[] source, int[] edge) {

  /** Number of target rows. */
  public int rows() {
    return start.length - 1;
  }

  /** Number of terms, which are multiply-adds per sample. */
  public int terms() {
    return source.length;
  }
}
