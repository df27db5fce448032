package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void drawsEveryLine(int points) {
    double[] x = DoubleStream.iterate(1, v -> v + 1).limit(points).toArray();
    Map<String, double[]> lines = new LinkedHashMap<>();
    for (int k = 0; k < 5; k++) {
      double power = -4 * k;
      lines.put(
          "a line with a long name " + k,
          DoubleStream.of(x).map(v -> Math.pow(10, power) * (1 + v)).toArray());
    }
    Picture picture = Lines.draw("error", "ticks", x, lines);
    Looks.assertSound(picture);
    for (int k = 0; k < 5; k++) {
      assertTrue(Looks.share(picture, Palette.ofClass(k)) > 1e-5, "line " + k);
    }
    assertArrayEquals(picture.png(), Lines.draw("error", "ticks", x, lines).png());
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, NaN",
    "0, 0",
    "0, 1e-16",
    "Infinity, 1",
    "-1, 1",
    "1, 1.000000000000001",
    "1e-300, 1e99",
    "1e-300, 2e-300"
  })
  void survivesAnyNumbers(double first, double second) {
    double[] x = {1, 2};
    Looks.assertSound(Lines.draw("error", "ticks", x, Map.of("a", new double[] {first, second})));
  }

  @Test
  void aNumberBetweenGapsIsSeen() {
    double[] x = DoubleStream.iterate(1, v -> v + 1).limit(100).toArray();
    double[] y = new double[100];
    Arrays.fill(y, Double.NaN);
    y[50] = 1;
    double alone = Looks.share(Lines.draw("t", "x", x, Map.of("a", y)), Palette.ofClass(0));
    Arrays.fill(y, Double.NaN);
    y[0] = 1;
    y[99] = 1;
    double two = Looks.share(Lines.draw("t", "x", x, Map.of("a", y)), Palette.ofClass(0));
    assertTrue(two > alone, "two dots and no line between them");
    Arrays.fill(y, 1);
    double line = Looks.share(Lines.draw("t", "x", x, Map.of("a", y)), Palette.ofClass(0));
    assertTrue(line > two, "a line");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 9, 12, 30})
  void theLegendIsInThePicture(int count) {
    Map<String, double[]> lines = new LinkedHashMap<>();
    IntStream.range(0, count).forEach(k -> lines.put("line " + k, new double[] {k, k * k}));
    Looks.assertSound(Lines.draw("t", "x", new double[] {1e9, 2e9}, lines));
  }

  @Test
  void requiresAscendingX() {
    for (double[] x : new double[][] {{2, 1}, {0, Double.NaN}, {0, 1e101}}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Lines.draw("t", "x", x, Map.of("a", new double[2])))
              .getMessage();
      assertTrue(message.contains("at index 1"), message);
    }
  }

  @Test
  void saysWhatItShows() {
    double[] x = {1, 2};
    assertEquals("error: a, by ticks", Lines.draw("error", "ticks", x, Map.of("a", x)).caption());
    assertThrows(IllegalArgumentException.class, () -> Lines.draw("error", "ticks", x, Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Lines.draw("error", "ticks", x, Map.of("a", new double[3])));
  }
}
