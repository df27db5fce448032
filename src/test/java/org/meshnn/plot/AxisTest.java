package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.plot.Axis.Steps;

class AxisTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0, 0",
    "-3, -3",
    "0, 5e-324",
    "1e-300, 2e-300",
    "5e9, 5.000000001e9",
    "-1e100, 1e100",
    "-4e307, 4e307"
  })
  void hasRoomForBothEnds(double least, double most) {
    Axis axis = Axis.of(least, most, Steps.ANY, 100, 500);
    assertTrue(100 < axis.at(least) && axis.at(least) <= axis.at(most) && axis.at(most) < 500);
    assertEquals(axis.at(least), axis.at(axis.value(axis.at(least))), 1e-6);
  }

  @Test
  void runsBothWays() {
    assertEquals(300, Axis.of(-1, 1, Steps.ANY, 500, 100).at(0));
    assertEquals(300, Axis.of(0.01, 100, Steps.POWERS, 100, 500).at(1));
    assertEquals(400, Axis.of(-1, 1, Steps.ANY, 500, 100).pixels());
  }

  @Test
  void writesNoNumberOverAnother() {
    Canvas canvas = new Canvas(300, 60);
    Axis axis = Axis.of(1_000_000, 2_000_000, Steps.ANY, 20, 276);
    axis.drawBelow(canvas, Palette.GRID, 10, 4, "x");
    Looks.assertSound(canvas.picture("an axis"));
  }
}
