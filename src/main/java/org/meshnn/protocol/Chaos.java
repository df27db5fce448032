package org.meshnn.protocol;

import java.util.SplittableRandom;
import org.meshnn.tables.TimeSeries;
import tech.tablesaw.api.Table;

/**
 * The protocol's chaotic series, a stretch for each lane, first coordinate only. Theirs are rounded
 * to floats, ours are not.
 */
enum Chaos {
  /** From (0.1 + 0.01 lane, 0), whatever the seed. */
  HENON {
    @Override
    double[] values(int n, int lane, SplittableRandom random) {
      return column(TimeSeries.henon(n, 0.1 + 0.01 * lane, 0), 0, n);
    }
  },

  /**
   * After a history that is uniform in [1.2, 1.4). The protocol's code takes x(t - 16) where its
   * text says 17; so do we.
   */
  MACKEY_GLASS {
    private static final int DELAY = 16;

    @Override
    double[] values(int n, int lane, SplittableRandom random) {
      double[] history = random.doubles(DELAY + 1, 1.2, 1.4).toArray();
      return column(TimeSeries.mackeyGlass(n + 1, history), 1, n);
    }
  },

  /** From (1, 1, 1) with normal noise of 0.1, after 101 Euler steps. */
  LORENZ {
    @Override
    double[] values(int n, int lane, SplittableRandom random) {
      java.util.Random normal = new java.util.Random(random.nextLong());
      double x = 1 + 0.1 * normal.nextGaussian();
      double y = 1 + 0.1 * normal.nextGaussian();
      double z = 1 + 0.1 * normal.nextGaussian();
      double nextX =
          x + 0.01 * (10 * (y - x)); // rows are two Euler steps apart, this is the odd one
      double nextY = y + 0.01 * (x * (28 - z) - y);
      double nextZ = z + 0.01 * (x * y - 8.0 / 3 * z);
      return column(TimeSeries.lorenz(n + 50, nextX, nextY, nextZ), 50, n);
    }
  };

  /** The first values of a lane. */
  abstract double[] values(int n, int lane, SplittableRandom random);

  /** The series of all lanes. */
  double[][] lanes(int lanes, int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[lanes][];
    for (int lane = 0; lane < lanes; lane++) {
      values[lane] = values(n, lane, random);
    }
    return values;
  }

  private static double[] column(Table table, int first, int n) {
    double[] values = new double[n];
    System.arraycopy(table.doubleColumn(1).asDoubleArray(), first, values, 0, n);
    return values;
  }
}
