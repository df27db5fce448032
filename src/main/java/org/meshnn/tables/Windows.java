package org.meshnn.tables;

import java.util.stream.IntStream;

/**
 * How series become sequences, and which of their steps have a loss.
 *
 * @param length rows of a window, at least 1; 0: a series is one sequence
 * @param stride rows from the beginning of one window to that of the next, at least 1
 * @param everyStep whether every step has a loss, or the last alone
 * @param warmUp first steps of each sequence that have none, 0 or more
 */
public record Windows(int length, int stride, boolean everyStep, int warmUp) {
  /**
   * Checks the ranges.
   *
   * @param length rows of a window, at least 1; 0: a series is one sequence
   * @param stride rows from the beginning of one window to that of the next, at least 1
   * @param everyStep whether every step has a loss, or the last alone
   * @param warmUp first steps of each sequence that have none, 0 or more
   * @throws IllegalArgumentException if one is out of its range, or a window has no step after the
   *     warm-up
   */
  public Windows {
    if (length < 0 || stride < 1 || warmUp < 0) {
      throw new IllegalArgumentException(
          "expected a window of 1 row or more (0: whole series), a stride of at least 1 and a"
              + " warm-up of 0 or more, got "
              + length
              + ", "
              + stride
              + " and "
              + warmUp);
    }
    if (length > 0 && warmUp >= length) {
      throw new IllegalArgumentException(
          "expected a warm-up shorter than the window of "
              + length
              + " rows, so that a step is left to learn from; got "
              + warmUp);
    }
  }

  /**
   * {@return the steps of a sequence that have a loss, from 1 on, ascending}
   *
   * @param steps of the longest sequence, more than the warm-up
   */
  public int[] targetSteps(int steps) {
    return everyStep ? IntStream.rangeClosed(warmUp + 1, steps).toArray() : new int[] {steps};
  }

  /** {@return whether a series is one sequence} */
  public boolean whole() {
    return length == 0;
  }
}
