package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidualPlotTest {
  private static Picture draw(int n, double unit) {
    Random random = new Random(2);
    double[] residuals = random.doubles(n, -unit, unit).toArray();
    double[] quantiles = IntStream.range(0, n).mapToDouble(i -> (i + 0.5) / n - 0.5).toArray();
    return ResidualPlot.draw(
        "a label with a long name", random.doubles(n, 0, 5).toArray(), residuals, quantiles);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 150, 1_000, 50_000})
  void drawsAnyNumberOfRows(int n) {
    Picture picture = draw(n, 2);
    Looks.assertSound(picture, 250_000);
    assertTrue(Looks.share(picture, Palette.NEGATIVE) > 1e-4, "the lines");
    assertArrayEquals(picture.png(), draw(n, 2).png());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-12, 1e99, 1e150})
  void drawsAnySize(double unit) {
    Looks.assertSound(draw(30, unit));
  }

  @Test
  void requiresAsManyOfEach() {
    double[] two = new double[2];
    assertThrows(
        IllegalArgumentException.class, () -> ResidualPlot.draw("y", two, two, new double[1]));
    assertThrows(
        IllegalArgumentException.class,
        () -> ResidualPlot.draw("y", new double[0], new double[0], new double[0]));
  }
}
