package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForecastScoresTest {
  private static final double NAN = Double.NaN;

  private static ForecastScores.Values naive(String name, double... values) {
    return new ForecastScores.Values(name, values);
  }

  /** Errors 1, 1, 1, 1 against 2, 2, 2, 4 of the last value: 1 - 4 / 28. */
  @Test
  void allScoresAreOfTheSameRows() {
    ForecastScores scores =
        ForecastScores.of(
            "a +1",
            1,
            new int[6],
            new double[] {1, 2, 3, 4, NAN, 6},
            new double[] {2, 1, 4, 3, 9, 9},
            List.of(naive("last value", 3, 0, 5, 0, 1, NAN)));
    assertEquals(4, scores.forecast().samples());
    assertEquals(1, scores.forecast().mse(), 1e-15);
    assertEquals(1, scores.forecast().mae(), 1e-15);
    assertEquals(1 / 1.25, scores.forecast().nmse(), 1e-12);
    ForecastScores.Naive last = scores.naive().get(0);
    assertEquals(7, last.scores().mse(), 1e-12);
    assertEquals(1 - 4 / 28.0, last.skill().mean(), 1e-12);
    assertEquals(
        "a +1 on 4 rows: RMSE 1.000, MAE 1.000, NMSE 0.8000, R2 0.2000\n"
            + "  last value: RMSE 2.646, MAE 2.500, NMSE 5.600; skill 0.8571, 95 % interval [0.5345,"
            + " 0.9562], n = 4",
        scores.toString());
  }

  /** r = -7 / 9 gives B = 2.9, so two lags; two series have one pair less at each. */
  @Test
  void theVarianceIsThatOfNeweyAndWest() {
    double[] u = {1, -2, 3, -2};
    double t = 3.182446305284263; // of 0.975, 3 degrees of freedom
    double r = -14 / 18.0;
    double b = Math.min(4, 1.1447 * Math.cbrt(16 * r * r / Math.pow(1 - r * r, 2)));
    double v = 18 / 4.0;
    double[] products = {0, -14, 7, -2};
    for (int k = 1; k < b; k++) {
      v += 2 * (1 - k / b) * products[k] / 4;
    }
    assertEquals(t * Math.sqrt(v / 4), LongRun.half(u, new int[4], 1), 1e-12);
    double apart = 18 / 4.0 + 2 * 0.75 * -8 / 4.0; // B = 4 is the horizon
    assertEquals(t * Math.sqrt(apart / 4), LongRun.half(u, new int[] {0, 0, 1, 1}, 4), 1e-12);
  }

  @Test
  void noSpreadAndNoErrorHaveNoEnds() {
    double[] truth = {1, 2, 3};
    ForecastScores exact =
        ForecastScores.of("a", 1, new int[3], truth, truth, List.of(naive("last", 1, 2, 3)));
    assertFalse(exact.naive().get(0).skill().bounded());
    ForecastScores one =
        ForecastScores.of(
            "a", 1, new int[1], new double[] {1}, new double[] {2}, List.of(naive("last", 3)));
    assertEquals(0.75, one.naive().get(0).skill().mean());
    assertFalse(one.naive().get(0).skill().bounded());
    ForecastScores huge =
        ForecastScores.of(
            "a",
            1,
            new int[2],
            new double[] {0, 0},
            new double[] {1e200, -1e200},
            List.of(naive("last", 2e200, 2e200)));
    assertEquals(0.75, huge.naive().get(0).skill().mean());
  }

  @Test
  void noRowIsRefused() {
    assertEquals(
        "no row of a +1 has a known value and all naive forecasts; hand in longer series or a"
            + " shorter season",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    ForecastScores.of(
                        "a +1",
                        1,
                        new int[1],
                        new double[] {1},
                        new double[] {1},
                        List.of(naive("last", NAN))))
            .getMessage());
  }

  /** Errors of both forecasts are AR(1), the true skill 0.5: as often as the Javadoc says. */
  @Test
  void theIntervalCoversTheTrueSkill() {
    assertEquals(0.94, coverage(100, 0), 0.006);
    assertEquals(0.9, coverage(100, 0.5), 0.006);
    assertEquals(0.83, coverage(100, 0.8), 0.006);
    assertEquals(0.93, coverage(1000, 0.8), 0.006);
  }

  private static double coverage(int rows, double coefficient) {
    SplittableRandom random = new SplittableRandom(3);
    int trials = 2000;
    int covered = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] told = autoregressive(rows, coefficient, random);
      double[] last = autoregressive(rows, coefficient, random);
      Arrays.setAll(last, t -> Math.sqrt(2) * last[t]);
      Interval skill =
          ForecastScores.of(
                  "a", 1, new int[rows], new double[rows], told, List.of(naive("last", last)))
              .naive()
              .get(0)
              .skill();
      covered += skill.low() <= 0.5 && 0.5 <= skill.high() ? 1 : 0;
    }
    return (double) covered / trials;
  }

  /** Of variance 1. */
  private static double[] autoregressive(int rows, double coefficient, SplittableRandom random) {
    double[] errors = new double[rows];
    double error = random.nextGaussian();
    for (int t = 0; t < rows; t++) {
      double shock = Math.sqrt(1 - coefficient * coefficient) * random.nextGaussian();
      error = coefficient * error + shock;
      errors[t] = error;
    }
    return errors;
  }
}
