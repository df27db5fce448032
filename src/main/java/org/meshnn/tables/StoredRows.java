package org.meshnn.tables;

/**
 * The rows of a table as numbers, wherever they are kept: of each column one number, the label's
 * last. A number is itself, a flag 0 or 1, a text its position among the categories, the label of a
 * class the position of the class. Files implement it ({@code org.meshnn.file.RowsOnDisk}): an
 * interface, as tables know nothing of files, which are a layer above.
 */
public interface StoredRows {

  /** {@return the number of rows} */
  int rows();

  /** {@return numbers in a row} */
  int columns();

  /**
   * Reads a row. Several threads may at once, each into an array of its own.
   *
   * @param row from 0
   * @param numbers receives the {@link #columns} of the row
   */
  void read(int row, double[] numbers);
}
