package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.plot.UnitSquare.Curve;
import org.meshnn.plot.UnitSquare.Guide;

class UnitSquareTest {
  private static final Guide GUIDE = new Guide("chance", 0, 0, 1, 1);

  private static Picture draw(Curve... curves) {
    return UnitSquare.draw("t", "x", "y", List.of(curves), GUIDE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 25, 26, 100_000})
  void drawsEveryCurve(int points) {
    Curve[] curves = new Curve[4];
    for (int k = 0; k < 4; k++) {
      double[] x = IntStream.range(0, points).mapToDouble(i -> (i + 0.5) / points).toArray();
      double power = k + 1;
      double[] y = Arrays.stream(x).map(v -> Math.pow(v, power)).toArray();
      curves[k] = new Curve("a curve with a long name, number " + k, x, y);
    }
    Picture picture = draw(curves);
    Looks.assertSound(picture);
    for (int k = 0; k < 4; k++) {
      assertTrue(Looks.share(picture, Palette.ofClass(k)) > 5e-5, "curve " + k);
    }
    assertArrayEquals(picture.png(), draw(curves).png());
    assertTrue(picture.caption().startsWith("t: "), picture.caption());
  }

  @Test
  void intervalsAndBarsAreSeen() {
    double[] x = {0.2, 0.8};
    Curve plain = new Curve("a", x, x);
    Curve whiskers = new Curve("a", x, x, new double[] {0, 0.5}, new double[] {0.5, 1});
    Picture without = draw(plain);
    Picture with = draw(whiskers);
    double drawn = Looks.share(without, Palette.ofClass(0));
    assertTrue(Looks.share(with, Palette.ofClass(0)) > drawn);
    Picture bars = UnitSquare.draw("t", "x", "y", List.of(whiskers), GUIDE, 0, 1, 0.5, 0);
    Looks.assertSound(bars);
  }

  @Test
  void pointsThatAreNotKnownAreGaps() {
    double[] x = {0, 0.5, 1};
    Looks.assertSound(draw(new Curve("a", x, new double[] {Double.NaN, 0.5, 1})));
    Looks.assertSound(draw(new Curve("a", x, new double[] {0, Double.NaN, 1})));
    Looks.assertSound(draw(new Curve("", x, new double[] {Double.NaN, Double.NaN, Double.NaN})));
    Looks.assertSound(draw(new Curve("none", new double[0], new double[0])));
  }

  @Test
  void manyCurvesAreCounted() {
    double[] x = {0, 1};
    Curve[] curves = new Curve[40];
    Arrays.setAll(curves, k -> new Curve("curve " + k, x, x));
    Looks.assertSound(draw(curves));
  }

  @Test
  void requiresShares() {
    double[] x = {0, 1};
    assertThrows(IllegalArgumentException.class, () -> draw());
    assertThrows(
        IllegalArgumentException.class, () -> draw(new Curve("a", x, new double[] {0, 1.5})));
    assertThrows(IllegalArgumentException.class, () -> draw(new Curve("a", x, new double[1])));
    assertThrows(
        IllegalArgumentException.class, () -> draw(new Curve("a", x, x, x, new double[0])));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> UnitSquare.draw("t", "x", "y", List.of(new Curve("a", x, x)), GUIDE, -1))
            .getMessage();
    assertEquals("expected shares in [0, 1], got -1.0", message);
  }
}
