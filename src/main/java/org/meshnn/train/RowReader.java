package org.meshnn.train;

/**
 * Brings rows to where an engine reads them: after {@link #read}, row {@code p} of those asked for
 * is row {@code order()[first() + p]} of {@link #samples}. Used by one thread; allocates nothing
 * when it reads.
 */
public interface RowReader {

  /**
   * Reads some rows; those read before are gone.
   *
   * @param order numbers of rows, as of {@link RowSource#order}
   * @param from first position in {@code order}
   * @param count number of positions, at most as many as the reader was made for
   */
  void read(int[] order, int from, int count);

  /** {@return what holds the rows, and perhaps others} */
  Samples samples();

  /** {@return where the rows lie in {@link #samples}, from {@link #first} on; shared} */
  int[] order();

  /** {@return the position of the first row in {@link #order}} */
  int first();
}
