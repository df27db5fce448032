package org.meshnn.display;

import java.util.stream.IntStream;

/** Which of many rows or columns are shown: the first and the last ones, with a gap between. */
final class Window {
  /** Stands where indices are left out. */
  static final int GAP = -1;

  private Window() {}

  /** The shown indices of {@code size}: all when at most one more than {@code first + last}. */
  static int[] of(int size, int first, int last) {
    if (size <= first + last + 1) {
      return IntStream.range(0, size).toArray();
    }
    return IntStream.concat(
            IntStream.concat(IntStream.range(0, first), IntStream.of(GAP)),
            IntStream.range(size - last, size))
        .toArray();
  }
}
