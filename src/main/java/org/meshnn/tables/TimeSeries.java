package org.meshnn.tables;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.meshnn.text.Required;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * Series that are computed, to try a mesh on: chaotic ones (Hénon, Mackey-Glass, Lorenz) and the
 * driven NARMA-10. Measured ones (sunspots, CO2, the Nile, El Niño) are in {@link Datasets}.
 *
 * <p>Each is one table: the column {@code step} counts the rows from 1, the others are
 * floating-point. The form with a seed starts at random and leaves out the way to the attractor;
 * the same arguments give the same table, other seeds other stretches of the same system, for
 * streams beside each other. The form with a start begins with that start as row 1 and leaves out
 * nothing.
 */
public final class TimeSeries {
  private static final int MACKEY_GLASS_DELAY = 17;
  private static final int NARMA_ORDER = 10;
  private static final double NARMA_LIMIT = 2;

  private TimeSeries() {}

  /**
   * {@return the Hénon map (Hénon 1976): x' = 1 - 1.4 x^2 + y, y' = 0.3 x, as columns {@code x} and
   * {@code y}} The start is uniform in [-0.1, 0.1)^2; 100 rows before the first are left out.
   *
   * @param n rows, at least 1
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if n is less
   */
  public static Table henon(int n, long seed) {
    requireRows(n);
    RandomGenerator random = Split.generator(seed);
    double x = random.nextDouble(-0.1, 0.1);
    double y = random.nextDouble(-0.1, 0.1);
    return planar(n, 100, x, y);
  }

  /**
   * {@return the Hénon map from a start: row 1 is (x, y); see {@link #henon(int, long)}}
   *
   * @param n rows, at least 1
   * @param x of row 1
   * @param y of row 1
   * @throws IllegalArgumentException if n is less, or the start is one from which the map escapes
   *     to infinity within n rows
   */
  public static Table henon(int n, double x, double y) {
    requireRows(n);
    return planar(n, 0, x, y);
  }

  private static Table planar(int n, int before, double x, double y) {
    double[][] columns = new double[2][n];
    for (int i = -before; i < n; i++) {
      if (i >= 0) {
        columns[0][i] = x;
        columns[1][i] = y;
      }
      double next = 1 - 1.4 * x * x + y;
      y = 0.3 * x;
      x = next;
    }
    return table("henon", columns, "x", "y");
  }

  /**
   * {@return the Mackey-Glass equation (Mackey, Glass 1977), dx/dt = 0.2 x(t - 17) / (1 + x(t -
   * 17)^10) - 0.1 x(t), by Euler steps of 1, as column {@code x}} The 18 values of its history are
   * uniform in [1.1, 1.3); the first 300 rows are left out.
   *
   * @param n rows, at least 1
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if n is less
   */
  public static Table mackeyGlass(int n, long seed) {
    requireRows(n);
    return delayed(n, 300, history(seed), false);
  }

  /**
   * {@return the Mackey-Glass equation by Euler steps of 1 after a history: row 1 is the last value
   * of the history, and the delay is one less than its length; see {@link #mackeyGlass(int, long)}}
   *
   * @param n rows, at least 1
   * @param history x at steps -delay to 0, at least 2 values (18 for the usual delay of 17)
   * @throws IllegalArgumentException if n is less, or the history too short or not finite
   */
  public static Table mackeyGlass(int n, double[] history) {
    requireRows(n);
    return delayed(n, 0, requireHistory(history), false);
  }

  /**
   * {@return the Mackey-Glass equation of {@link #mackeyGlass(int, long)} by the classical
   * Runge-Kutta method of fourth order, steps of 1, the delayed value held over a step}
   *
   * @param n rows, at least 1
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if n is less
   */
  public static Table mackeyGlassRungeKutta(int n, long seed) {
    requireRows(n);
    return delayed(n, 300, history(seed), true);
  }

  /**
   * {@return the same after a history: row 1 is its last value, and the delay is one less than its
   * length}
   *
   * @param n rows, at least 1
   * @param history x at steps -delay to 0, at least 2 values (18 for the usual delay of 17)
   * @throws IllegalArgumentException if n is less, or the history too short or not finite
   */
  public static Table mackeyGlassRungeKutta(int n, double[] history) {
    requireRows(n);
    return delayed(n, 0, requireHistory(history), true);
  }

  private static double[] history(long seed) {
    return Split.generator(seed).doubles(MACKEY_GLASS_DELAY + 1, 1.1, 1.3).toArray();
  }

  private static Table delayed(int n, int before, double[] history, boolean rungeKutta) {
    int delay = history.length - 1;
    double[] all = new double[delay + before + n]; // all[delay + i] is row i + 1
    System.arraycopy(history, 0, all, 0, history.length);
    for (int i = history.length; i < all.length; i++) {
      double x = all[i - 1];
      double inflow = inflow(all[i - 1 - delay]);
      all[i] = rungeKutta ? rungeKutta(x, inflow) : x + (inflow - 0.1 * x);
    }
    double[] last = new double[n];
    System.arraycopy(all, delay + before, last, 0, n);
    return table("mackey-glass", new double[][] {last}, "x");
  }

  private static double inflow(double delayed) {
    return 0.2 * delayed / (1 + StrictMath.pow(delayed, 10));
  }

  /** One step of 1 of dx/dt = inflow - 0.1 x. */
  private static double rungeKutta(double x, double inflow) {
    double k1 = inflow - 0.1 * x;
    double k2 = inflow - 0.1 * (x + k1 / 2);
    double k3 = inflow - 0.1 * (x + k2 / 2);
    double k4 = inflow - 0.1 * (x + k3);
    return x + (k1 + 2 * k2 + 2 * k3 + k4) / 6;
  }

  /**
   * {@return the Lorenz system (Lorenz 1963), dx/dt = 10 (y - x), dy/dt = x (28 - z) - y, dz/dt = x
   * y - 8/3 z, by Euler steps of 0.01, every second one a row, as columns {@code x}, {@code y} and
   * {@code z}} The start is (1, 1, 1) with normal noise of standard deviation 0.1; the first 500
   * rows are left out.
   *
   * @param n rows, at least 1
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if n is less
   */
  public static Table lorenz(int n, long seed) {
    requireRows(n);
    RandomGenerator random = Split.generator(seed);
    double[] start = new double[3];
    for (int i = 0; i < 3; i++) {
      start[i] = 1 + 0.1 * random.nextGaussian();
    }
    return flow(n, 500, start[0], start[1], start[2]);
  }

  /**
   * {@return the Lorenz system from a start: row 1 is (x, y, z); see {@link #lorenz(int, long)}}
   *
   * @param n rows, at least 1
   * @param x of row 1
   * @param y of row 1
   * @param z of row 1
   * @throws IllegalArgumentException if n is less, or Euler steps from this start overflow
   */
  public static Table lorenz(int n, double x, double y, double z) {
    requireRows(n);
    return flow(n, 0, x, y, z);
  }

  private static Table flow(int n, int before, double x, double y, double z) {
    double[][] columns = new double[3][n];
    for (int i = -before; i < n; i++) {
      if (i >= 0) {
        columns[0][i] = x;
        columns[1][i] = y;
        columns[2][i] = z;
      }
      for (int euler = 0; euler < 2; euler++) {
        double dx = 10 * (y - x);
        double dy = x * (28 - z) - y;
        double dz = x * y - 8.0 / 3 * z;
        x += 0.01 * dx;
        y += 0.01 * dy;
        z += 0.01 * dz;
      }
    }
    return table("lorenz", columns, "x", "y", "z");
  }

  /**
   * {@return the tenth-order system NARMA-10 (Atiya, Parlos 2000): y(t+1) = 0.3 y(t) + 0.05 y(t)
   * (y(t) + ... + y(t-9)) + 1.5 u(t) u(t-9) + 0.1 with u uniform in [0, 0.5)} Column {@code u} of a
   * row is u(t), column {@code y} is y(t+1): what this row's u and the nine before it give, the
   * value to be learned at this row. It starts at rest, u = y = 0, so that the first rows differ
   * from the later ones.
   *
   * <p>The system is not stable. Some inputs drive it to infinity (Kubota, Nakajima, Takahashi
   * 2021, arXiv 1906.04608): about one in a hundred draws of 2,000 rows, more of longer ones. A
   * draw in which y passes 2 is thrown away and the next taken, so that long tables hold a
   * selection of inputs. How such benchmarks should be used and compared, and what they do not
   * show, is in Wringe, Trefzer, Stepney, arXiv 2405.06561.
   *
   * @param n rows, 1 to 100,000 (longer draws seldom stay finite)
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if n is out of range
   */
  public static Table narma10(int n, long seed) {
    if (n < 1 || n > 100_000) {
      throw new IllegalArgumentException(
          "expected 1 to 100000 rows, got " + n + "; longer draws of NARMA-10 seldom stay finite");
    }
    RandomGenerator random = Split.generator(seed);
    double[] u = new double[n];
    double[] y = new double[n];
    while (!narma(u, y, random)) {
      // the next draw
    }
    return table("narma10", new double[][] {u, y}, "u", "y");
  }

  /** Draws u and computes y, y[i] from u[i]; false if it diverges. */
  private static boolean narma(double[] u, double[] y, RandomGenerator random) {
    for (int i = 0; i < u.length; i++) {
      u[i] = random.nextDouble(0.5);
      double last = i == 0 ? 0 : y[i - 1];
      double sum = 0;
      for (int k = Math.max(0, i - NARMA_ORDER); k < i; k++) {
        sum += y[k];
      }
      double before = i < NARMA_ORDER - 1 ? 0 : u[i - (NARMA_ORDER - 1)];
      y[i] = 0.3 * last + 0.05 * last * sum + 1.5 * u[i] * before + 0.1;
      if (y[i] > NARMA_LIMIT) {
        return false;
      }
    }
    return true;
  }

  private static Table table(String name, double[][] columns, String... names) {
    Table table = Table.create(name, IntColumn.create("step", steps(columns[0].length)));
    for (int c = 0; c < names.length; c++) {
      for (int i = 0; i < columns[c].length; i++) {
        if (!Double.isFinite(columns[c][i])) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "expected a start from which %s stays finite; %s is %s at step %d",
                  name,
                  names[c],
                  columns[c][i],
                  i + 1));
        }
      }
      table.addColumns(DoubleColumn.create(names[c], columns[c]));
    }
    return table;
  }

  private static int[] steps(int n) {
    int[] steps = new int[n];
    for (int i = 0; i < n; i++) {
      steps[i] = i + 1;
    }
    return steps;
  }

  private static double[] requireHistory(double[] history) {
    Required.of(history, "a history, for example 18 values of 1.2");
    if (history.length < 2) {
      throw new IllegalArgumentException(
          "expected a history of at least 2 values (delay + 1), got " + history.length);
    }
    for (int i = 0; i < history.length; i++) {
      if (!Double.isFinite(history[i])) {
        throw new IllegalArgumentException(
            "expected a finite history, got " + history[i] + " at index " + i);
      }
    }
    return history;
  }

  private static void requireRows(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("expected at least 1 row, got " + n);
    }
  }
}
