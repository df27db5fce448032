package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshnn.scores.Interval;

class BandsTest {
  private static final double[] SIZES = {14, 28, 56, 112};

  private static List<Interval> around(double half, double... means) {
    return Arrays.stream(means)
        .mapToObj(mean -> new Interval(10, mean, half, mean - half, mean + half, false))
        .toList();
  }

  private static Map<String, List<Interval>> lines(double half) {
    Map<String, List<Interval>> lines = new LinkedHashMap<>();
    lines.put("trained on", around(half, 0.99, 0.98, 0.975, 0.97));
    lines.put("test", around(half, 0.81, 0.87, 0.93, 0.95));
    return lines;
  }

  @Test
  void bandsLieBehindTheirLines() {
    Picture wide = Bands.draw("accuracy", "rows", SIZES, lines(0.03));
    Picture none = Bands.draw("accuracy", "rows", SIZES, lines(0));
    for (int k = 0; k < 2; k++) {
      assertTrue(Looks.share(wide, Palette.ofClass(k)) > 1e-3, "line " + k);
      int line = k;
      java.awt.Color band =
          Palette.mix(java.awt.Color.WHITE, Palette.ofClass(line), 0.22); // as translucent on white
      assertTrue(Looks.share(wide, band) > Looks.share(none, band) + 0.01, "band " + k);
    }
    Looks.assertSound(wide);
    assertArrayEquals(wide.png(), Bands.draw("accuracy", "rows", SIZES, lines(0.03)).png());
    assertEquals("accuracy: trained on, test, by rows", wide.caption());
  }

  @Test
  void anyNumbersAreSound() {
    Interval none = Interval.of();
    Interval one = Interval.of(0.5);
    for (double[] x : new double[][] {{3}, {1, 2}, {10, 11, 12}, {1, 1e6}, {1e-3, 0.5}}) {
      Looks.assertSound(
          Bands.draw("t", "rows", x, Map.of("a", Collections.nCopies(x.length, none))));
      Looks.assertSound(
          Bands.draw("t", "rows", x, Map.of("a", Collections.nCopies(x.length, one))));
    }
    double[] many = new double[60];
    Arrays.setAll(many, i -> 1000 + i);
    Looks.assertSound(Bands.draw("t", "rows", many, Map.of("a", Collections.nCopies(60, one))));
  }

  @Test
  void requiresPositiveAscendingX() {
    for (double[] x : new double[][] {{2, 2}, {2, 1}, {2, Double.NaN}, {2, 1e101}}) {
      Map<String, List<Interval>> lines = Map.of("a", around(0, 1, 2));
      String message =
          assertThrows(IllegalArgumentException.class, () -> Bands.draw("t", "x", x, lines))
              .getMessage();
      assertTrue(message.contains("at index 1"), message);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Bands.draw("t", "x", new double[] {0}, Map.of("a", around(0, 1))));
    assertThrows(
        IllegalArgumentException.class, () -> Bands.draw("t", "x", new double[] {1}, Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Bands.draw("t", "x", new double[] {1}, Map.of("a", around(0, 1, 2))));
  }
}
