package org.meshnn.train;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The order that rows are taken in: an array of their numbers, from 0 on. */
public final class RowOrder {
  private static final int WINDOW = 16; // blocks

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
    shuffle(order, 0, order.length, random);
  }

  private static void shuffle(int[] order, int from, int to, RandomGenerator random) {
    for (int i = to - 1; i > from; i--) {
      int j = from + random.nextInt(i - from + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  /**
   * Shuffles so that neighbours stay near each other: from ascending order, blocks are put in
   * random order, then the rows of each {@value #WINDOW} blocks are shuffled among themselves.
   *
   * @param order row numbers in any order, which does not count
   * @param rows of a block, at least 1
   * @param random draws a number for each block, then for each row, but the first of a shuffle
   */
  static void shuffleBlocks(int[] order, int rows, RandomGenerator random) {
    Arrays.sort(order);
    int[] sorted = order.clone();
    int[] blocks = ascending((int) (((long) order.length + rows - 1) / rows));
    shuffle(blocks, random);
    int to = 0;
    for (int first = 0; first < blocks.length; first += WINDOW) {
      int from = to;
      for (int b = first; b < Math.min(blocks.length, first + WINDOW); b++) {
        int begin = blocks[b] * rows;
        int size = Math.min(rows, order.length - begin);
        System.arraycopy(sorted, begin, order, to, size);
        to += size;
      }
      shuffle(order, from, to, random);
    }
  }
}
