package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegionsTest {
  private static final double[][] CORNERS = {{0, 0}, {1, 0}, {0, 1}, {1, 1}};

  /** Class 1 to the right of x = 1/2, softly. */
  private static double[][] rightHalf(double[][] rows) {
    return Arrays.stream(rows)
        .map(row -> 1 / (1 + Math.exp(-20 * (row[0] - 0.5))))
        .map(p -> new double[] {1 - p, p})
        .toArray(double[][]::new);
  }

  private static Picture draw(Function<double[][], double[][]> predictor, int... classes) {
    return Regions.draw(predictor, CORNERS, classes, List.of("left", "right"), "width", "height");
  }

  @Test
  void coloursTheSideOfTheMoreProbableClass() {
    Picture picture = draw(RegionsTest::rightHalf, 0, 1, 0, 1);
    Looks.assertSound(picture);
    assertEquals(
        "Decision regions of 2 classes over width and height, 4 points, 0 misclassified",
        picture.caption());
    Looks.assertColor(
        Palette.mix(Color.WHITE, Palette.ofClass(0), 0.46), picture.image().getRGB(90, 200));
    Looks.assertColor(
        Palette.mix(Color.WHITE, Palette.ofClass(1), 0.46), picture.image().getRGB(560, 200));
  }

  @Test
  void countsAndMarksTheMisclassified() {
    Picture picture = draw(RegionsTest::rightHalf, 1, 1, 0, 0);
    assertTrue(picture.caption().endsWith("4 points, 2 misclassified"), picture.caption());
    double black = Looks.share(picture, Color.BLACK);
    assertTrue(black > Looks.share(draw(RegionsTest::rightHalf, 0, 1, 0, 1), Color.BLACK));
  }

  @Test
  void greysWhatThePredictorDoesNotKnow() {
    Picture picture = draw(rows -> fill(rows, Double.NaN), 0, 1, 0, 1);
    Looks.assertSound(picture);
    assertTrue(Looks.share(picture, new Color(0xBBBBBB)) > 0.4);
  }

  private static double[][] fill(double[][] rows, double value) {
    return Arrays.stream(rows).map(row -> new double[] {value, value}).toArray(double[][]::new);
  }

  @Test
  void drawsOnePointManyClassesLongNamesAndOddRanges() {
    List<String> names =
        IntStream.range(0, 30).mapToObj(i -> "a class with a very long name " + i).toList();
    double[][] points = {{1e6, -3e-7}};
    Picture picture =
        Regions.draw(
            rows -> Arrays.stream(rows).map(row -> certain(29)).toArray(double[][]::new),
            points,
            new int[] {29},
            names,
            "a very long name of a feature ".repeat(6),
            "another very long name of a feature ".repeat(6));
    Looks.assertSound(picture);
    double[][] wide = {{-1e9, 1e-9}, {1e9, 2e-9}, {0, 1.5e-9}};
    Looks.assertSound(
        Regions.draw(
            rows -> fill(rows, 0.5), wide, new int[] {0, 1, 1}, List.of("a", "b"), "x", "y"));
  }

  private static double[] certain(int k) {
    double[] probabilities = new double[30];
    probabilities[k] = 1;
    return probabilities;
  }

  @Test
  void isTheSameForTheSamePoints() {
    assertArrayEquals(
        draw(RegionsTest::rightHalf, 0, 1, 1, 1).png(),
        draw(RegionsTest::rightHalf, 0, 1, 1, 1).png());
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertThrows(IllegalArgumentException.class, () -> draw(RegionsTest::rightHalf, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> draw(RegionsTest::rightHalf, 0, 1, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> draw(rows -> new double[1][2], 0, 1, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> draw(rows -> new double[rows.length][3], 0, 1, 0, 1));
    List<String> two = List.of("a", "b");
    for (double[] point : new double[][] {{1}, {1, Double.NaN}}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              Regions.draw(
                  RegionsTest::rightHalf, new double[][] {point}, new int[] {0}, two, "x", "y"));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Regions.draw(RegionsTest::rightHalf, CORNERS, new int[4], List.of("only"), "x", "y"));
  }

  @Test
  void aPanelIsASmallSquareUnderItsTitle() {
    Picture panel =
        Regions.draw(RegionsTest::rightHalf, CORNERS, new int[] {0, 1, 0, 1}, 2, "epoch 3", 120);
    assertEquals("Decision regions of 2 classes, epoch 3", panel.caption());
    assertEquals(120, panel.width());
    assertEquals(142, panel.height());
    Looks.assertColor(
        Palette.mix(Color.WHITE, Palette.ofClass(0), 0.46), panel.image().getRGB(20, 80));
    Looks.assertColor(
        Palette.mix(Color.WHITE, Palette.ofClass(1), 0.46), panel.image().getRGB(100, 80));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Regions.draw(RegionsTest::rightHalf, CORNERS, new int[4], 2, "", 20));
    assertTrue(e.getMessage().contains("at least 60 pixels, got 20"), e.getMessage());
  }

  @Test
  void pointsTooFarApartForAPlaneAreRefused() {
    double[][] far = {{-1e308, 0}, {1e308, 1}};
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Regions.draw(
                        rows -> new double[rows.length][2],
                        far,
                        new int[] {0, 1},
                        List.of("a", "b"),
                        "x",
                        "y"))
            .getMessage();
    assertTrue(message.contains("from -1.0E308 to 1.0E308; divide their column"), message);
  }
}
