package org.meshnn.train;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The order that rows are taken in: an array of their numbers, from 0 on. */
public final class RowOrder {
  private RowOrder() {}

  /**
   * {@return the rows as they stand: 0, 1, 2, ...}
   *
   * @param rows how many, 0 or more
   */
  public static int[] ascending(int rows) {
    int[] order = new int[rows];
    Arrays.setAll(order, row -> row);
    return order;
  }

  /**
   * Shuffles in place, every order being as likely (Fisher and Yates; Durstenfeld, Algorithm 235,
   * 1964).
   *
   * @param order any row numbers
   * @param random draws one number for each but the first
   */
  public static void shuffle(int[] order, RandomGenerator random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
