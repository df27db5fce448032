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
 * @param step for each row whose sources are without gaps, ascending, and whose edges are at equal
 *     distances, this distance (1 where it has no second term); 0 for all others
 */
public record Gather(
    int first, int[] start, int[] source, int[] edge, boolean[] repeats, int[] step) {

  Gather(int first, int[] start, int[] source, int[] edge) {
    this(first, start, source, edge, repeats(start, source), steps(start, source, edge));
  }

  private static int[] steps(int[] start, int[] source, int[] edge) {
    int[] steps = new int[start.length - 1];
    Arrays.setAll(steps, i -> step(source, edge, start[i], start[i + 1]));
    return steps;
  }

  private static int step(int[] source, int[] edge, int from, int to) {
    int step = to - from < 2 ? 1 : edge[from + 1] - edge[from];
    for (int k = from + 1; k < to; k++) {
      if (source[k] != source[k - 1] + 1 || edge[k] != edge[k - 1] + step) {
        return 0;
      }
    }
    return step;
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
