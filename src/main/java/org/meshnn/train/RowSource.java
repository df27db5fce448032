package org.meshnn.train;

/**
 * Rows to learn from or to measure on: in memory, a part of those in memory, or elsewhere. Several
 * threads may ask at once; each reads by a reader of its own.
 */
public interface RowSource {

  /** {@return the number of rows} */
  int size();

  /** {@return numbers that a row puts in} */
  int inputs();

  /** {@return numbers that a row is compared with} */
  int targets();

  /** {@return the numbers by which readers know the rows, ascending; a new array} */
  int[] order();

  /**
   * {@return what brings rows to an engine}
   *
   * @param most rows at a time
   */
  RowReader reader(int most);

  /**
   * Reads a little of some rows, so that they are near when they are needed. May do nothing.
   *
   * @param order numbers of rows
   * @param from first position in {@code order}
   * @param most that are read; fewer where the order ends
   */
  void prefetch(int[] order, int from, int most);

  /** {@return the largest magnitude of an input; perhaps of more rows than these} */
  double largestInput();

  /** {@return the largest magnitude of a target; perhaps of more rows than these} */
  double largestTarget();
}
