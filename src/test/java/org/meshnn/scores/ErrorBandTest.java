package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.RandomMeshes;

class ErrorBandTest {
  @Test
  void ranksOfTheErrors() {
    double[] actual = IntStream.rangeClosed(1, 79).mapToDouble(i -> 80 - i).toArray();
    ErrorBand band = ErrorBand.of(actual, new double[79]);
    assertEquals(new ErrorBand(79, 2, 78), band);
    assertArrayEquals(new double[] {12}, band.below(new double[] {10}));
    assertArrayEquals(new double[] {88}, band.above(new double[] {10}));
    actual[3] = Double.NaN;
    assertEquals(78, ErrorBand.of(actual, new double[79]).n());
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> ErrorBand.of(new double[38], new double[38]))
            .getMessage();
    assertTrue(message.contains("at least 39 rows") && message.contains("got 38"), message);
  }

  @Test
  void coversErrorsOfTheSameKind() {
    RandomGenerator random = RandomMeshes.generator(7);
    int within = 0;
    for (int trial = 0; trial < 2000; trial++) {
      double[] errors = random.doubles(60).map(u -> Math.exp(3 * u)).toArray();
      ErrorBand band = ErrorBand.of(Arrays.copyOf(errors, 59), new double[59]);
      within += errors[59] >= band.low() && errors[59] <= band.high() ? 1 : 0;
    }
    assertTrue(within >= 0.95 * 2000 && within < 0.98 * 2000, () -> "covered");
  }
}
