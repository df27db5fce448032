package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class TimeSeriesTest {
  /** 1.2 and seventeen random values before it; the series below were computed in NumPy. */
  private static final double[] HISTORY = {
    1.127430835220808, 1.2093806719066065, 1.2482705155057157, 1.2617859119698331,
    1.2883950644035767, 1.2936231185660676, 1.296283649970048, 1.1417714861590946,
    1.1989112390515677, 1.1838147046612522, 1.2476168713005298, 1.2650441876739373,
    1.2005953412942274, 1.1809240923323545, 1.1987936596113051, 1.2583829610345534,
    1.1944393344079718, 1.2
  };

  @Test
  void rowsAreCountedFromOneAndSeedsTellSeriesApart() {
    List<LongFunction<Table>> all =
        List.of(
            seed -> TimeSeries.henon(50, seed),
            seed -> TimeSeries.mackeyGlass(50, seed),
            seed -> TimeSeries.mackeyGlassRungeKutta(50, seed),
            seed -> TimeSeries.lorenz(50, seed),
            seed -> TimeSeries.narma10(50, seed));
    for (LongFunction<Table> series : all) {
      Table table = series.apply(3);
      assertEquals(ColumnType.INTEGER, table.column("step").type());
      assertEquals(1, table.intColumn("step").getInt(0));
      assertEquals(50, table.intColumn("step").getInt(49));
      assertEquals(table.print(50), series.apply(3).print(50));
      assertNotEquals(table.print(50), series.apply(4).print(50));
    }
  }

  @Test
  void henonFollowsItsMap() {
    double[] x = TimeSeries.henon(4, 0.1, 0).doubleColumn("x").asDoubleArray();
    double[] y = TimeSeries.henon(4, 0.1, 0).doubleColumn("y").asDoubleArray();
    close(new double[] {0.1, 0.986, -0.3310744, 1.1423456383304962}, x);
    close(new double[] {0, 0.03, 0.2958, -0.09932232}, y);
    Table long1 = TimeSeries.henon(20_000, 1);
    assertEquals(0.257, long1.doubleColumn("x").mean(), 0.01);
    assertEquals(0.721, long1.doubleColumn("x").standardDeviation(), 0.01);
    for (int seed = 0; seed < 300; seed++) {
      assertEquals(200, TimeSeries.henon(200, seed).rowCount()); // none escapes
    }
  }

  @Test
  void mackeyGlassAgreesWithNumPy() {
    double[] euler = TimeSeries.mackeyGlass(300, HISTORY).doubleColumn("x").asDoubleArray();
    close(new double[] {1.2, 1.1322179502260337, 1.0504366302835406}, Arrays.copyOf(euler, 3));
    assertEquals(1.1611932964240885, euler[299], 1e-10);
    double[] fourth =
        TimeSeries.mackeyGlassRungeKutta(2000, HISTORY).doubleColumn("x").asDoubleArray();
    close(new double[] {1.2, 1.1354969068838492, 1.057359724580625}, Arrays.copyOf(fourth, 3));
    assertEquals(1.2006868540106734, fourth[199], 1e-10);
    assertEquals(0.927757, Arrays.stream(fourth).average().orElse(0), 1e-4);
  }

  @Test
  void theDelayIsOneLessThanTheHistory() {
    double[] x =
        TimeSeries.mackeyGlass(3, new double[] {1, 2, 3}).doubleColumn("x").asDoubleArray();
    double second = 3 - 0.3 + 0.2 * 1 / 2;
    close(new double[] {3, second, 0.9 * second + 0.4 / 1025}, x);
    assertEquals(3, TimeSeries.mackeyGlass(1, new double[] {1, 2, 3}).doubleColumn("x").get(0));
  }

  @Test
  void lorenzAgreesWithNumPyAndStaysOnItsAttractor() {
    Table table = TimeSeries.lorenz(101, 1, 1, 1);
    close(new double[] {1.026, 1.5175666666666667, 0.9697111111111111}, row(table, 1));
    close(
        new double[] {-1.4301974988626827, -2.7996382993446765, 6.661660273891324},
        row(table, 100));
    Table long1 = TimeSeries.lorenz(20_000, 2);
    assertTrue(long1.doubleColumn("x").max() < 25 && long1.doubleColumn("z").max() < 55);
    // The flow itself has 23.5; Euler steps of 0.01 widen the attractor.
    assertEquals(25.12, long1.doubleColumn("z").mean(), 0.3);
  }

  private static double[] row(Table table, int row) {
    return new double[] {
      table.doubleColumn("x").get(row),
      table.doubleColumn("y").get(row),
      table.doubleColumn("z").get(row)
    };
  }

  @Test
  void narmaFollowsItsFormulaAndStaysFinite() {
    for (int seed = 0; seed < 300; seed++) {
      Table table = TimeSeries.narma10(2000, seed);
      assertTrue(table.doubleColumn("y").max() <= 2);
    }
    double[] u = TimeSeries.narma10(100, 7).doubleColumn("u").asDoubleArray();
    double[] y = TimeSeries.narma10(100, 7).doubleColumn("y").asDoubleArray();
    assertEquals(0.1, y[0]);
    for (int t = 10; t < 100; t++) {
      assertTrue(u[t] >= 0 && u[t] < 0.5);
      double sum = Arrays.stream(y, t - 10, t).sum();
      assertEquals(
          0.3 * y[t - 1] + 0.05 * y[t - 1] * sum + 1.5 * u[t] * u[t - 9] + 0.1, y[t], 1e-12);
    }
  }

  @Test
  void refusesBadArguments() {
    assertThrows(IllegalArgumentException.class, () -> TimeSeries.henon(0, 1));
    assertThrows(IllegalArgumentException.class, () -> TimeSeries.mackeyGlass(0, 1));
    assertThrows(IllegalArgumentException.class, () -> TimeSeries.lorenz(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> TimeSeries.narma10(0, 1));
    assertThrows(IllegalArgumentException.class, () -> TimeSeries.narma10(100_001, 1));
    assertThrows(
        IllegalArgumentException.class, () -> TimeSeries.mackeyGlass(5, new double[] {1.2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> TimeSeries.mackeyGlassRungeKutta(5, new double[] {1.2, Double.NaN}));
    String message =
        assertThrows(IllegalArgumentException.class, () -> TimeSeries.henon(100, 5.0, 0))
            .getMessage();
    assertTrue(message.startsWith("expected a start from which henon stays finite; x is -Inf"));
    assertThrows(IllegalArgumentException.class, () -> TimeSeries.lorenz(100, 1e6, 1, 1));
  }

  private static void close(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-12, "at " + i);
    }
  }
}
