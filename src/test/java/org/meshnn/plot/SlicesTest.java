package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {
  private static final String LONG = "a name of\nmany words ".repeat(20);

  private static List<Slices.Panel> panels(int count, int scores) {
    List<Slices.Panel> panels = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      double[] values = IntStream.range(0, scores).mapToDouble(i -> 1 + i % 3).toArray();
      panels.add(
          switch (p % 3) {
            case 0 -> Slices.Panel.numbers("density", values);
            case 1 -> Slices.Panel.logarithmic(LONG, values);
            default -> Slices.Panel.levels("", List.of("", LONG, "0.001", "relu"), values);
          });
    }
    return panels;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 5", "3, 40", "4, 40", "9, 9", "18, 3"})
  void drawsAnyNumberOfPanels(int count, int size) {
    double[] scores = IntStream.range(0, size).mapToDouble(i -> 0.9 + i * i % 7 / 100.0).toArray();
    Picture picture = Slices.draw(panels(count, size), scores, size / 2, LONG);
    Looks.assertSound(picture);
    assertTrue(Looks.share(picture, Palette.NEGATIVE) > 0, "the best is marked");
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 1",
    "Infinity, 2",
    "1e308, -1e308",
    "1, 1.000000000000001",
    "0, 0",
    "1e-9, 1e9"
  })
  void survivesAnyNumbers(double first, double second) {
    double[] values = {first, second, 1};
    List<Slices.Panel> panels = List.of(Slices.Panel.numbers("x", values), panels(3, 3).get(2));
    Looks.assertSound(Slices.draw(panels, values, 1, "inner RMSE"));
  }

  @Test
  void saysWhatIsMissing() {
    double[] one = {1};
    assertThrows(IllegalArgumentException.class, () -> Slices.draw(List.of(), one, 0, "x"));
    assertThrows(IllegalArgumentException.class, () -> Slices.draw(panels(1, 1), one, 1, "x"));
    assertThrows(IllegalArgumentException.class, () -> Slices.draw(panels(1, 2), one, 0, "x"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12})
  void barsLieInThePicture(int count) {
    double[] shares = IntStream.range(0, count).mapToDouble(i -> i % 3 / 2.0).toArray();
    shares[0] = count == 2 ? Double.NaN : 1;
    List<String> names = IntStream.range(0, count).mapToObj(i -> i % 2 == 0 ? LONG : "").toList();
    Looks.assertSound(Bars.draw(names, shares, new double[count], LONG));
  }

  @Test
  void barsAreAsLongAsTheirShares() {
    double[] none = {0, 0};
    double half =
        Looks.share(
            Bars.draw(List.of("a", "b"), new double[] {0.5, 0}, none, "x"), Palette.POSITIVE);
    double whole =
        Looks.share(
            Bars.draw(List.of("a", "b"), new double[] {0.5, 0.5}, none, "x"), Palette.POSITIVE);
    assertTrue(Math.abs(whole / half - 2) < 0.02, whole + " " + half);
    assertThrows(IllegalArgumentException.class, () -> Bars.draw(List.of("a"), none, none, "x"));
  }
}
