package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

class PlacementTest {
  private static final Rectangle2D AREA = new Rectangle2D.Double(60, 50, 600, 560);

  private static List<Topology> meshes() {
    return List.of(
        Meshes.dense(1, 0, 1),
        Meshes.dense(4, 10, 3),
        Meshes.random(3, 0, 2, 0, 1),
        Meshes.random(4, 40, 3, 0.05, 1));
  }

  @ParameterizedTest
  @EnumSource
  void everyMeshIsDrawnWithinItsSheetAndAlikeEveryTime(Placement placement) {
    for (Topology mesh : meshes()) {
      Picture picture = draw(mesh, placement);
      Looks.assertSound(picture);
      assertEquals(MeshDrawing.caption(mesh), picture.caption());
      Looks.assertSound(MeshDrawing.draw(mesh, null, List.of(), List.of(), placement));
    }
    assertArrayEquals(draw(ring(20), placement).png(), draw(ring(20), placement).png());
  }

  private static Picture draw(Topology mesh, Placement placement) {
    return MeshDrawing.draw(mesh, Meshes.weights(mesh, 1), List.of(), List.of(), placement);
  }

  @ParameterizedTest
  @EnumSource
  void threeHundredAreDrawnAndMoreAreAMatrix(Placement placement) {
    int most = placement.mostNeurons();
    Topology largest = Meshes.random(9, most - 15, 5, 0.01, 1);
    Looks.assertSound(draw(largest, placement), 300_000);
    Topology larger = Meshes.random(9, most - 14, 5, 0.01, 1);
    Picture matrix = draw(larger, placement);
    assertTrue(matrix.caption().endsWith("as a matrix"), matrix.caption());
  }

  @Test
  void placementsDiffer() {
    Set<Integer> pictures = new HashSet<>();
    for (Placement placement : Placement.values()) {
      pictures.add(java.util.Arrays.hashCode(draw(ring(12), placement).png()));
    }
    assertEquals(Placement.values().length, pictures.size());
    assertArrayEquals(
        MeshDrawing.draw(ring(12), null).png(),
        MeshDrawing.draw(ring(12), null, List.of(), List.of(), Placement.BY_ROLE).png());
  }

  @Test
  void neuronsLieInTheAreaAndApart() {
    for (Topology mesh :
        List.of(
            Meshes.random(20, 270, 9, 0.01, 1), Meshes.random(1, 290, 1, 0.001, 1), ring(250))) {
      for (Point2D.Double[] at :
          List.of(
              Forces.within(AREA, mesh),
              Eigenvectors.within(AREA, mesh),
              new DistanceColumns(mesh).within(AREA))) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < at.length; i++) {
          assertTrue(AREA.intersects(at[i].x - 0.1, at[i].y - 0.1, 0.2, 0.2), at[i].toString());
          for (int j = 0; j < i; j++) {
            nearest = Math.min(nearest, at[i].distance(at[j]));
          }
        }
        assertTrue(nearest > 4, mesh + ": " + nearest);
      }
    }
  }

  /** Two complete parts with one edge between them. */
  private static Topology twoParts(int each) {
    return Wiring.range(0, each - 1, 0, each - 1)
        .and(Wiring.range(each, 2 * each - 1, each, 2 * each - 1))
        .and(Wiring.edge(0, each))
        .wire(new Roles(1, false, 2 * each - 2, 1));
  }

  /** The second eigenvector cuts a graph where few edges cross (Fiedler 1973). */
  @Test
  void eigenvectorsTellPartsApart() {
    Point2D.Double[] at = Eigenvectors.within(AREA, twoParts(12));
    for (int i = 0; i < 12; i++) {
      for (int j = 12; j < 24; j++) {
        assertTrue(at[i].x < at[j].x, i + ", " + j);
      }
    }
  }

  /** Of a path the second eigenvector is monotonic: half a wave. */
  @Test
  void eigenvectorsLayAPathOut() {
    int[] from = IntStream.range(0, 39).toArray();
    int[] to = IntStream.range(1, 40).toArray();
    Topology path = Wiring.edges(from, to).wire(new Roles(1, false, 38, 1));
    Point2D.Double[] at = Eigenvectors.within(AREA, path);
    for (int i = 15; i < 40; i++) { // where they are close they are moved apart
      assertTrue(at[i - 15].x < at[i].x, i + ": " + at[i - 15].x + ", " + at[i].x);
    }
  }

  @Test
  void forcesBringNeighboursTogether() {
    Point2D.Double[] parts = Forces.within(AREA, twoParts(12));
    assertTrue(mean(parts, true) < 0.7 * mean(parts, false));
    Point2D.Double[] ring = Forces.within(AREA, ring(30));
    double neighbours =
        IntStream.range(1, 30).mapToDouble(i -> ring[i].distance(ring[i + 1])).sum();
    double opposite = IntStream.range(1, 16).mapToDouble(i -> ring[i].distance(ring[i + 15])).sum();
    assertTrue(neighbours / 29 < 0.4 * opposite / 15, neighbours + ", " + opposite);
  }

  /** The mean distance of two of one part, or of two parts. */
  private static double mean(Point2D.Double[] at, boolean same) {
    return IntStream.range(0, at.length)
        .boxed()
        .flatMap(i -> IntStream.range(0, i).mapToObj(j -> new int[] {i, j}))
        .filter(pair -> (pair[0] < 12 == pair[1] < 12) == same)
        .mapToDouble(pair -> at[pair[0]].distance(at[pair[1]]))
        .average()
        .orElseThrow();
  }

  @Test
  void columnsAreDistances() {
    DistanceColumns columns = new DistanceColumns(Meshes.layered());
    assertEquals(List.of("0", "1", "2"), columns.headings(), "not by the bias");
    Topology chain =
        Wiring.edges(new int[] {0, 2, 3}, new int[] {2, 3, 5}).wire(new Roles(1, true, 3, 1));
    DistanceColumns never = new DistanceColumns(chain);
    assertEquals(List.of("0", "1", "2", "3", "never"), never.headings());
    Point2D.Double[] at = never.within(AREA);
    assertEquals(at[0].x, at[1].x);
    assertTrue(at[0].x < at[2].x && at[2].x < at[3].x && at[3].x < at[5].x && at[5].x < at[4].x);
    List<String> many = new DistanceColumns(ring(250)).headings();
    assertEquals(16, many.size());
    assertEquals("0 to 15", many.get(0));
    assertEquals("240 to 250", many.get(15));
  }

  @Test
  void namesThatHaveNoRoomAreLeftOut() {
    Topology mesh = Meshes.random(30, 200, 30, 0.02, 1);
    List<String> names = IntStream.range(0, 30).mapToObj(i -> "the name " + i).toList();
    for (Placement placement : List.of(Placement.FORCE, Placement.CIRCLE)) {
      Picture named = MeshDrawing.draw(mesh, null, names, names, placement);
      Looks.assertSound(named, 300_000);
      assertNotEquals(
          0,
          java.util.Arrays.compare(
              named.png(), MeshDrawing.draw(mesh, null, List.of(), List.of(), placement).png()));
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void aPlacementIsAskedFor() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> MeshDrawing.draw(ring(5), null, List.of(), List.of(), null))
            .getMessage();
    assertTrue(message.contains("for example Placement.FORCE"), message);
  }

  /** Input to the first of m hidden neurons, these in a ring, the last to the output. */
  private static Topology ring(int m) {
    int[] from = IntStream.rangeClosed(1, m).toArray();
    int[] to = IntStream.rangeClosed(1, m).map(j -> 1 + j % m).toArray();
    return Wiring.edges(from, to)
        .and(Wiring.edge(0, 1))
        .and(Wiring.edge(m - 1, m + 1))
        .wire(new Roles(1, false, m, 1));
  }
}
