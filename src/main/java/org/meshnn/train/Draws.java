package org.meshnn.train;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws without replacement. */
record Draws(RandomGenerator random) {

  /**
   * Distinct numbers, every choice being as likely; linear in their number but for sorting.
   *
   * @param end the numbers are 0 to {@code end - 1}
   * @param count how many, at most {@code end}
   * @return ascending
   */
  long[] distinct(long end, int count) {
    return 2L * count > end
        ? others(end, distinct(end, (int) (end - count)), count)
        : few(end, count);
  }

  /** Draws again for those that were drawn twice. */
  private long[] few(long end, int count) {
    long[] drawn = new long[count];
    int size = 0;
    while (size < count) {
      for (int i = size; i < count; i++) {
        drawn[i] = random.nextLong(end);
      }
      Arrays.sort(drawn);
      size = 0;
      for (int i = 0; i < count; i++) {
        if (i == 0 || drawn[i] != drawn[i - 1]) {
          drawn[size++] = drawn[i];
        }
      }
    }
    return drawn;
  }

  /** All but some. */
  private static long[] others(long end, long[] without, int count) {
    long[] others = new long[count];
    int size = 0;
    int next = 0;
    for (long number = 0; number < end; number++) {
      if (next < without.length && without[next] == number) {
        next++;
      } else {
        others[size++] = number;
      }
    }
    return others;
  }
}
