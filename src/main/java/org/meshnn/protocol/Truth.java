package org.meshnn.protocol;

import java.util.SplittableRandom;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What is learned in the study of cycles: all values of a Boolean function. */
enum Truth {
  /** Whether an odd number of inputs is true. */
  PARITY,

  /** A function drawn with the seed: each value true or false, as likely; not all the same. */
  RANDOM;

  static final String LABEL = "value";

  /**
   * {@return the table of a function: columns x1, x2, .. of 1 for true and -1 for false, and its
   * value, a row for each combination}
   *
   * @param inputs from 1 to 16
   * @param seed of a random one
   */
  Table table(int inputs, long seed) {
    int rows = 1 << inputs;
    Table table = Table.create(this + " of " + inputs);
    for (int i = 0; i < inputs; i++) {
      double[] values = new double[rows];
      for (int row = 0; row < rows; row++) {
        values[row] = (row >> i & 1) == 1 ? 1 : -1;
      }
      table.addColumns(DoubleColumn.create("x" + (i + 1), values));
    }
    StringColumn label = StringColumn.create(LABEL);
    for (boolean value : values(rows, new SplittableRandom(seed))) {
      label.append(value ? "true" : "false");
    }
    return table.addColumns(label);
  }

  private boolean[] values(int rows, SplittableRandom random) {
    boolean[] values = new boolean[rows];
    int trues = 0;
    while (trues == 0 || trues == rows) {
      trues = 0;
      for (int row = 0; row < rows; row++) {
        values[row] = this == PARITY ? Integer.bitCount(row) % 2 == 1 : random.nextBoolean();
        trues += values[row] ? 1 : 0;
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return this == PARITY ? "parity" : "random functions";
  }
}
