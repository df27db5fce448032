package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesPlotTest {
  private static double[] numbers(int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> i).toArray();
  }

  private static double[] wave(double[] at, double up) {
    return Arrays.stream(at).map(t -> 10 * Math.sin(t / 7) + up).toArray();
  }

  /** A series of some length, the last third forecast with a band around it. */
  private static SeriesPlot plot(int rows, boolean dates) {
    double[] all = numbers(0, rows);
    double[] last = numbers(rows - rows / 3, rows + 5);
    return SeriesPlot.of("a series", "time", dates)
        .line("true", all, wave(all, 0))
        .line("forecast", last, wave(last, 1))
        .band(last, wave(last, -3), wave(last, 5))
        .shaded("test", last[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 100, 5000})
  void drawsEverything(int rows) {
    for (boolean dates : new boolean[] {false, true}) {
      Picture picture = plot(rows, dates).draw();
      Looks.assertSound(picture);
      assertTrue(Looks.share(picture, Palette.ofClass(0)) > 1e-5);
      assertTrue(Looks.share(picture, Palette.ofClass(1)) > 1e-5);
      assertArrayEquals(picture.png(), plot(rows, dates).draw().png());
    }
    assertEquals("a series: true, forecast, by time", plot(9, true).draw().caption());
  }

  @Test
  void theBandHasRoomAndAColour() {
    double[] at = {0, 1};
    SeriesPlot line = SeriesPlot.of("t", "x", false).line("a", at, new double[] {0, 0});
    Picture without = line.draw();
    Picture with = line.band(at, new double[] {-1e6, -1e6}, new double[] {1e6, 1e6}).draw();
    assertTrue(Looks.share(with, Palette.mix(java.awt.Color.WHITE, Palette.ofClass(0), .22)) > .3);
    assertTrue(
        Looks.share(without, Palette.mix(java.awt.Color.WHITE, Palette.ofClass(0), .22)) < .1);
    double nan = Double.NaN;
    Looks.assertSound(
        line.band(at, new double[] {nan, -1}, new double[] {1, Double.POSITIVE_INFINITY}).draw());
  }

  @Test
  void whatIsNotKnownIsNoWarning() {
    double[] at = {0, 1, 2};
    SeriesPlot plot = SeriesPlot.of("t", "x", false);
    Picture gap = plot.line("a", at, new double[] {1, Double.NaN, 3}).draw();
    Picture off = plot.line("a", at, new double[] {1, Double.POSITIVE_INFINITY, 3}).draw();
    assertTrue(Looks.share(gap, Palette.NEGATIVE) < Looks.share(off, Palette.NEGATIVE));
  }

  @Test
  void shadesAllOrNothing() {
    double[] at = {0, 1};
    SeriesPlot line = SeriesPlot.of("t", "x", false).line("a", at, at);
    for (double from : new double[] {-9, 9, Double.NaN, Double.NEGATIVE_INFINITY}) {
      Looks.assertSound(line.shaded("test", from).draw());
    }
    assertArrayEquals(line.draw().png(), line.shaded("test", 9).draw().png());
  }

  @Test
  void isNeverLogarithmic() {
    double[] at = {0, 1, 2};
    SeriesPlot plot = SeriesPlot.of("t", "x", false);
    Picture wide = plot.line("a", at, new double[] {1, 500, 1000}).draw();
    Picture straight = plot.line("a", at, new double[] {1001, 1500, 2000}).draw();
    assertEquals(
        Looks.share(straight, Palette.ofClass(0)), Looks.share(wide, Palette.ofClass(0)), 2e-3);
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    SeriesPlot plot = SeriesPlot.of("t", "x", false);
    double[] two = {0, 1};
    assertThrows(IllegalStateException.class, plot::draw);
    assertThrows(IllegalStateException.class, () -> plot.band(two, two, two));
    assertThrows(IllegalArgumentException.class, () -> plot.line("a", two, new double[1]));
    assertThrows(IllegalArgumentException.class, () -> plot.line("a", new double[] {1, 0}, two));
    assertThrows(
        IllegalArgumentException.class, () -> plot.line("a", new double[] {0, Double.NaN}, two));
  }
}
