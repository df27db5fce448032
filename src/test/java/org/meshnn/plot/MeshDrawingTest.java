package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.graph.Topology;

class MeshDrawingTest {

  @Test
  void drawsDenseLayeredSparseAndFullMeshes() {
    boolean[][] all = new boolean[6][6];
    for (boolean[] row : all) {
      Arrays.fill(row, true);
    }
    List<Topology> meshes =
        List.of(
            Meshes.dense(4, 10, 3),
            Meshes.layered(),
            Meshes.random(4, 10, 3, 0.2, 1),
            Meshes.random(40, 15, 4, 0.1, 1),
            Meshes.random(2, 5, 52, 0.05, 1),
            Meshes.of(2, true, 1, 2, all),
            Meshes.of(2, false, 2, 2, all),
            Meshes.dense(1, 0, 1),
            Meshes.random(3, 0, 2, 0, 1));
    for (Topology mesh : meshes) {
      Looks.assertSound(MeshDrawing.draw(mesh, null));
      Looks.assertSound(MeshDrawing.draw(mesh, Meshes.weights(mesh, 1)));
      Looks.assertSound(MeshDrawing.draw(mesh, new double[mesh.edges()]));
    }
  }

  @Test
  void aLargeMeshIsAMatrix() {
    Topology large = Meshes.random(32, 50, 10, 0.15, 1);
    Picture picture = MeshDrawing.draw(large, Meshes.weights(large, 1));
    Looks.assertSound(picture);
    assertTrue(picture.caption().endsWith("as a matrix"), picture.caption());
    assertTrue(
        picture.caption().startsWith("Mesh of 93 neurons (32 inputs, bias, 50 hidden, 10 outputs)"),
        picture.caption());
    Topology small = Meshes.random(40, 15, 4, 0.1, 1);
    assertFalse(MeshDrawing.draw(small, null).caption().endsWith("matrix"));
  }

  @Test
  void coloursTheSigns() {
    Topology mesh = Meshes.layered();
    double[] positive = new double[mesh.edges()];
    Arrays.fill(positive, 2);
    double[] negative = new double[mesh.edges()];
    Arrays.fill(negative, -2);
    Picture blue = WeightMatrix.draw(mesh, positive);
    Picture orange = WeightMatrix.draw(mesh, negative);
    double edges = mesh.edges() / 64.0 * 480 * 480 / (blue.width() * blue.height());
    assertEquals(edges, Looks.share(blue, Palette.POSITIVE), 0.01);
    assertEquals(edges, Looks.share(orange, Palette.NEGATIVE), 0.01);
    assertTrue(Looks.share(blue, Palette.NEGATIVE) < 0.01);
  }

  @Test
  void rowsOfTheMatrixAreSources() {
    boolean[][] one = new boolean[4][4];
    one[0][3] = true;
    Picture picture = WeightMatrix.draw(Meshes.of(1, true, 1, 1, one), new double[] {1});
    Looks.assertColor(Palette.POSITIVE, picture.image().getRGB(92 + 420, 84 + 60));
  }

  @Test
  void drawsMatricesOfAnySize() {
    for (Topology mesh :
        List.of(
            Meshes.dense(1, 0, 1),
            Meshes.random(100, 379, 10, 0.01, 1),
            Meshes.random(100, 890, 10, 0.002, 1))) {
      Looks.assertSound(WeightMatrix.draw(mesh, Meshes.weights(mesh, 1)));
      Looks.assertSound(WeightMatrix.draw(mesh, null));
    }
  }

  @Test
  void hiddenLayersStandInColumns() {
    Rectangle2D area = new Rectangle2D.Double(0, 0, 600, 300);
    RoleColumns layered = new RoleColumns(Meshes.layered());
    assertTrue(layered.layered());
    Point2D.Double[] at = layered.within(area);
    assertEquals(300, at[3].x);
    assertEquals(300, at[5].x);
    assertEquals(600, at[7].x);
    RoleColumns dense = new RoleColumns(Meshes.dense(4, 10, 3));
    assertFalse(dense.layered());
    Point2D.Double[] ellipse = dense.within(area);
    for (int i = 0; i < ellipse.length; i++) {
      assertTrue(area.intersects(ellipse[i].x - 1, ellipse[i].y - 1, 2, 2));
      for (int j = 0; j < i; j++) {
        assertTrue(
            ellipse[i].distance(ellipse[j])
                > 2 * RoleColumns.radius(ellipse, RoleColumns.SMALLEST_RADIUS));
      }
    }
  }

  @Test
  void namesMayBeLong() {
    Topology mesh = Meshes.dense(2, 3, 2);
    List<String> names = List.of("a very long name of an input", "another very long name");
    Looks.assertSound(MeshDrawing.draw(mesh, null, names, names));
    assertArrayEquals(
        MeshDrawing.draw(mesh, null, names, names).png(),
        MeshDrawing.draw(mesh, null, names, names).png());
  }

  @Test
  void refusesWeightsOrNamesThatDoNotFit() {
    Topology mesh = Meshes.layered();
    List<String> one = List.of("one");
    assertThrows(IllegalArgumentException.class, () -> MeshDrawing.draw(mesh, new double[3]));
    assertThrows(
        IllegalArgumentException.class, () -> MeshDrawing.draw(mesh, null, one, List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> MeshDrawing.draw(mesh, null, List.of(), one));
    double[] diverged = new double[mesh.edges()];
    diverged[4] = Double.NaN;
    String message =
        assertThrows(IllegalArgumentException.class, () -> WeightMatrix.draw(mesh, diverged))
            .getMessage();
    assertTrue(message.contains("NaN at edge 4"), message);
  }
}
