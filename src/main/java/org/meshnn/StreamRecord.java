package org.meshnn;

import java.util.Arrays;

/**
 * Rows of numbers, one for each step, in bounded memory: all of the first {@value #MOST}, then
 * every second, every fourth and so on, evenly spaced; and of the last {@value #LAST} steps all.
 */
final class StreamRecord {
  static final int MOST = 4_096;
  static final int LAST = 60;

  private final int width;
  private final double[] rows;
  private final double[] last;
  private int kept;
  private long stride = 1;
  private long count;

  /** A record of rows of so many numbers. */
  StreamRecord(int width) {
    this.width = width;
    rows = new double[MOST * width];
    last = new double[LAST * width];
  }

  void add(double[] row) {
    System.arraycopy(row, 0, last, (int) (count % LAST) * width, width);
    if (count % stride == 0) {
      if (kept == MOST) {
        halve();
      }
      if (count % stride == 0) {
        System.arraycopy(row, 0, rows, kept * width, width);
        kept++;
      }
    }
    count++;
  }

  private void halve() {
    for (int i = 0; i < MOST; i += 2) {
      System.arraycopy(rows, i * width, rows, i / 2 * width, width);
    }
    kept = MOST / 2;
    stride *= 2;
  }

  /** How many steps a row stands for. */
  long stride() {
    return stride;
  }

  /** Steps recorded. */
  long count() {
    return count;
  }

  /** A number of each row that is kept. */
  double[] column(int number) {
    double[] column = new double[kept];
    Arrays.setAll(column, i -> rows[i * width + number]);
    return column;
  }

  /** A number of each of the last steps. */
  double[] lastColumn(int number) {
    int size = (int) Math.min(count, LAST);
    double[] column = new double[size];
    Arrays.setAll(column, i -> last[(int) ((count - size + i) % LAST) * width + number]);
    return column;
  }
}
