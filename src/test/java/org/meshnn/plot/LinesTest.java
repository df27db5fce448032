package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
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
  void saysWhatItShows() {
    double[] x = {1, 2};
    assertEquals("error: a, by ticks", Lines.draw("error", "ticks", x, Map.of("a", x)).caption());
    assertThrows(IllegalArgumentException.class, () -> Lines.draw("error", "ticks", x, Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Lines.draw("error", "ticks", x, Map.of("a", new double[3])));
  }
}
