package org.meshnn.plan;

import java.util.Arrays;

/**
 * Weighted sums of rows: row {@code first + i} becomes the sum over {@code k} in {@code start[i] ..
 * start[i + 1] - 1} of {@code weight[edge[k]] * row[source[k]]}. Its arrays are shared, not copied:
 * read only.
 *
 * @param first first target row
 * @param start length {@code rows + 1}
 * @param source source row of each term
 * @param edge edge whose weight multiplies each term
 * @param repeats for each row, whether its sources are those of the row before, in the same order:
 *     such rows form a dense block
 */
public record Gather(int first, int[] start, int[] source, int[] edge, boolean[] repeats) {

  Gather(int first, int[] start, int[] source, int[] edge) {
    this(first, start, source, edge, repeats(start, source));
  }

  private static boolean[] repeats(int[] start, int[] source) {
    boolean[] repeats = new boolean[start.length - 1];
    for (int i = 1; i < repeats.length; i++) {
      repeats[i] = Arrays.equals(source, start[i - 1], start[i], source, start[i], start[i + 1]);
    }
    return repeats;
  }

  /** {@return the number of target rows} */
  public int rows() {
    return start.length - 1;
  }

  /** {@return the number of terms, which are multiply-adds per sample} */
  public int terms() {
    return source.length;
  }
}
