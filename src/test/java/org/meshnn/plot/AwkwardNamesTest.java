package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.graph.Topology;
import org.meshnn.train.Epoch;

/** Names of columns, classes and settings that are long, empty, or not on one line. */
class AwkwardNamesTest {
  private static final List<String> NAMES =
      List.of(
          "plain", "", "two\nlines", "tab\there", "a long name ".repeat(30), "\uD83D\uDE00 <b>");
  private static final String LONG = "a name that goes on and on\nand on, ".repeat(20);

  private static List<double[]> numbers() {
    return NAMES.stream().map(name -> new double[] {1, 2, 3, Double.NaN}).toList();
  }

  private static void assertSoundAndOnOneLine(Picture picture) {
    Looks.assertSound(picture);
    assertEquals(1, picture.toString().lines().count(), picture.toString());
  }

  @Test
  void namesAreFittedOnOneLine() {
    Canvas canvas = new Canvas(1, 1);
    assertEquals("two\\nlines", canvas.fit("two\nlines", 200));
    assertEquals("''", canvas.fit("", 200));
    assertEquals("' '", canvas.fit(" ", 200));
    String smileys = canvas.fit("\uD83D\uDE00".repeat(50), 101);
    assertTrue(canvas.textWidth(smileys) <= 101, smileys);
    assertFalse(
        smileys.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE), smileys);
    assertTimeout(Duration.ofSeconds(5), () -> canvas.fit("x".repeat(1_000_000), 100));
  }

  @Test
  void linesKeepTheirTitlesAndLegendInThePicture() {
    Map<String, double[]> lines = new LinkedHashMap<>();
    NAMES.forEach(name -> lines.put(name, new double[] {1, 2, -3}));
    double[] x = {0, 10_000, 20_000};
    assertSoundAndOnOneLine(Lines.draw(LONG, LONG, x, lines));
    assertSoundAndOnOneLine(Lines.draw(LONG, LONG, x, Map.of("", new double[] {1, 2, Double.NaN})));
    for (int k = 0; k < 60; k++) {
      lines.put("line " + k, new double[] {k, k, k});
    }
    assertSoundAndOnOneLine(Lines.draw("many", "x", x, lines));
  }

  @Test
  void stripPlotsKeepTheirAxisInThePicture() {
    assertSoundAndOnOneLine(StripPlot.draw(NAMES, numbers(), LONG));
  }

  @Test
  void curvesKeepTheirTitlesInThePicture() {
    List<Epoch> epochs = List.of(new Epoch(1, 1, 0.5, Double.NaN, Double.NaN, 1));
    assertSoundAndOnOneLine(Curves.draw(epochs, LONG));
    List<Epoch> none = List.of(new Epoch(1, 1, Double.NaN, Double.NaN, Double.NaN, 1));
    assertSoundAndOnOneLine(Curves.draw(none, LONG));
  }

  @Test
  void confusionMatricesTellWholeCounts() {
    int k = NAMES.size();
    assertSoundAndOnOneLine(ConfusionMatrix.draw(new int[k][k], NAMES));
    int[][] large = {{999_999_999, 1}, {1, 999_999_999}};
    Picture picture = ConfusionMatrix.draw(large, List.of("0", "1"));
    assertSoundAndOnOneLine(picture);
    int title = new Canvas(1, 1).titleWidth("accuracy 100.0 % (1999999998 of 2000000000)");
    assertTrue(picture.width() >= title + 20, picture.toString());
  }

  @Test
  void regionsAndMeshesKeepTheirNamesInThePicture() {
    double[][] points = {{0, 0}, {1, 1e-9}};
    assertSoundAndOnOneLine(
        Regions.draw(
            rows ->
                IntStream.range(0, rows.length)
                    .mapToObj(i -> new double[6])
                    .toArray(double[][]::new),
            points,
            new int[] {0, 1},
            NAMES,
            LONG,
            LONG));
    Topology mesh = Meshes.dense(6, 3, 6);
    assertSoundAndOnOneLine(MeshDrawing.draw(mesh, Meshes.weights(mesh, 1), NAMES, NAMES));
    double[] weights = Meshes.weights(mesh, 1);
    for (Placement placement : Placement.values()) {
      assertSoundAndOnOneLine(MeshDrawing.draw(mesh, weights, NAMES, NAMES, placement));
    }
    List<double[]> states = List.of(new double[mesh.neurons()], new double[mesh.neurons()]);
    Animation film =
        ActivityFilm.of(mesh, weights, states, NAMES, NAMES, Placement.BY_ROLE, "row 0");
    film.frames().forEach(AwkwardNamesTest::assertSoundAndOnOneLine);
    assertEquals(1, film.toString().lines().count());
    assertTrue(film.toString().length() < 1000, film.toString());
  }

  /** In a drawing of many shades too. */
  @Test
  void aRoleKeepsItsColour() {
    Topology mesh = Meshes.dense(3, 2, 40);
    Picture picture = MeshDrawing.draw(mesh, Meshes.weights(mesh, 1));
    assertTrue(Looks.share(picture, Palette.ofRole(org.meshnn.graph.Roles.Role.INPUT)) > 0.0003);
  }
}
