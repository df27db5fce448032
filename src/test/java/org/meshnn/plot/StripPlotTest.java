package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.scores.Interval;

class StripPlotTest {
  private static Picture groups(int count, int size) {
    List<String> names =
        IntStream.range(0, count).mapToObj(k -> "a setting with a long name, number " + k).toList();
    List<double[]> values =
        IntStream.range(0, count)
            .mapToObj(
                k -> IntStream.range(0, size).mapToDouble(i -> (k + i * i % 7) / 9.0).toArray())
            .toList();
    return StripPlot.draw(names, values, "test accuracy");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "3, 10", "9, 200", "40, 5", "2, 0"})
  void drawsAnyNumberOfGroups(int count, int size) {
    Looks.assertSound(groups(count, size));
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, NaN",
    "Infinity, 1",
    "1e308, -1e308",
    "1, 1.000000000000001",
    "1e-300, 2e-300",
    "0, 0",
    "1e-9, 1e9",
    "5e9, 5.000000001e9",
    "-1e100, 1e100"
  })
  void survivesAnyNumbers(double first, double second) {
    double[] values = {first, second, first};
    Looks.assertSound(StripPlot.draw(List.of("a", "b"), List.of(values, values), "test RMSE"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void everyGroupHasItsColour(int count) {
    Picture picture = groups(count, 10);
    for (int k = 0; k < count; k++) {
      assertTrue(Looks.share(picture, Palette.ofClass(k)) > 5e-4, "group " + k);
    }
    assertEquals(0, Looks.share(picture, Palette.ofClass(5)));
  }

  @Test
  void equalNumbersAreAllSeen() {
    double one =
        Looks.share(
            StripPlot.draw(List.of("a"), List.of(new double[] {1}), "x"), Palette.ofClass(0));
    double four =
        Looks.share(
            StripPlot.draw(List.of("a"), List.of(new double[] {1, 1, 1, 1}), "x"),
            Palette.ofClass(0));
    assertEquals(4, four / one, 0.1);
  }

  @Test
  void isTheSameForTheSameNumbers() {
    assertArrayEquals(groups(3, 10).png(), groups(3, 10).png());
  }

  @Test
  void theIntervalIsTheOneHandedIn() {
    List<double[]> groups = List.of(new double[] {1, 2, 3});
    List<String> names = List.of("a");
    byte[] own = StripPlot.draw(names, groups, "x").png();
    assertArrayEquals(own, StripPlot.draw(names, groups, List.of(Interval.of(1, 2, 3)), "x").png());
    Picture wide = StripPlot.draw(names, groups, List.of(Interval.corrected(1, 1, 2, 3)), "x");
    Looks.assertSound(wide);
    assertFalse(Arrays.equals(own, wide.png()));
  }

  @Test
  void aClippedIntervalEndsAtItsBoundAndIsSaidToBe() {
    List<double[]> groups = List.of(new double[] {0.8, 0.9, 1});
    List<String> names = List.of("a");
    Interval clipped = Interval.of(0.8, 0.9, 1).within(0, 1);
    Interval same = new Interval(3, 0.9, 0.1, clipped.low(), 1, false);
    Picture picture = StripPlot.draw(names, groups, List.of(clipped), "accuracy");
    Looks.assertSound(picture);
    assertFalse(
        Arrays.equals(
            StripPlot.draw(names, groups, List.of(same), "accuracy").png(), picture.png()),
        "the title says it");
  }

  @Test
  void oneNameForEachGroup() {
    assertThrows(IllegalArgumentException.class, () -> StripPlot.draw(List.of(), List.of(), "x"));
    assertEquals(
        "expected one name and one interval per group, at least one, got 1 names, 0 intervals and 0 groups",
        assertThrows(
                IllegalArgumentException.class, () -> StripPlot.draw(List.of("a"), List.of(), "x"))
            .getMessage());
  }
}
