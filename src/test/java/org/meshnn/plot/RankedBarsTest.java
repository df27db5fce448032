package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.meshnn.plot.DependencePlot.Curve;
import org.meshnn.scores.Interval;

/** Pictures of what a model relies on take any numbers and names, and refuse none at all. */
class RankedBarsTest {
  private static final List<Interval> ONE = List.of(Interval.of(1));

  @Test
  void anyNumbersHaveAPicture() {
    for (double value : new double[] {0, -1, 1e-300, 1e99, 1e300, Double.NaN}) {
      Interval alone = Interval.of(value);
      Picture picture = RankedBars.draw(List.of("a"), List.of(alone), "title", "axis");
      assertTrue(picture.png().length > 0);
      Curve curve = new Curve("", new double[] {value, 1}, List.of(new double[] {0, value}));
      double[] x = {0, 1};
      assertTrue(DependencePlot.draw("t", "x", x, List.of(), List.of(curve)).png().length > 0);
      assertTrue(
          DependencePlot.draw("t", "x", x, List.of("", "b\nc"), List.of(curve, curve)).png().length
              > 0);
    }
  }

  @Test
  void manyBarsAreCutAndManyCategoriesShareNames() {
    List<String> names = Collections.nCopies(100, "a name that is far too long ".repeat(20));
    List<Interval> values = Collections.nCopies(100, Interval.of(1, 2, 4));
    Picture cut = RankedBars.draw(names, values, "title", "axis");
    Picture thirty = RankedBars.draw(names.subList(0, 30), values.subList(0, 30), "title", "axis");
    assertEquals(thirty.height(), cut.height());
    double[] x = DoubleStream.iterate(0, i -> i + 1).limit(100).toArray();
    List<Curve> curves = Collections.nCopies(50, new Curve(names.get(0), x, List.of()));
    assertEquals(720, DependencePlot.draw("t", "x", x, names, curves).width());
  }

  @Test
  void noneIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> RankedBars.draw(List.of(), List.of(), "t", "a"));
    assertThrows(
        IllegalArgumentException.class, () -> RankedBars.draw(List.of("a", "b"), ONE, "t", "a"));
    Curve two = new Curve("c", new double[2], List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> DependencePlot.draw("t", "x", new double[3], List.of(), List.of(two)));
    assertThrows(
        IllegalArgumentException.class,
        () -> DependencePlot.draw("t", "x", new double[2], List.of("one"), List.of(two)));
    assertThrows(
        IllegalArgumentException.class,
        () -> DependencePlot.draw("t", "x", new double[2], List.of(), List.of()));
  }
}
