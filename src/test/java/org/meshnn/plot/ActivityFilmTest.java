package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshnn.graph.Topology;

class ActivityFilmTest {
  private static final Topology MESH = Meshes.layered(); // 8 neurons, outputs 6 and 7

  private static Animation film(Topology mesh, List<double[]> states, Placement placement) {
    double[] weights = Meshes.weights(mesh, 1);
    return ActivityFilm.of(mesh, weights, states, List.of(), List.of(), placement, "row 7");
  }

  private static List<double[]> states(int neurons, int ticks) {
    return Stream.iterate(new Random(1), random -> random)
        .limit(ticks + 1)
        .map(random -> random.doubles(neurons, -2, 2).toArray())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void hasAFrameForEachTick(Placement placement) {
    Animation film = film(MESH, states(8, 3), placement);
    assertEquals(4, film.frames().size());
    film.frames().forEach(Looks::assertSound);
    assertTrue(
        film.frames().get(2).caption().startsWith("Activity of a mesh at tick 2 of 3 of row 7"));
    assertArrayEquals(film.gif(), film(MESH, states(8, 3), placement).gif());
  }

  @Test
  void saysTheOutputsTickByTick() {
    double[] before = new double[8];
    double[] after = {1, 2, 1, 0.5, 0, 0, 1.25, -0.125};
    Animation film = film(MESH, List.of(before, after), Placement.CIRCLE);
    assertEquals(
        "Activity of 8 neurons in 1 tick of row 7, outputs at tick 0: y1 0.00, y2 0.00; tick 1: y1"
            + " 1.25, y2 -0.125",
        film.caption());
    assertTrue(film.toString().startsWith(film.caption()), film.toString());
  }

  @Test
  void coloursAreStates() {
    double[] high = new double[8];
    Arrays.fill(high, 3);
    double[] low = new double[8];
    Arrays.fill(low, -3);
    Topology bare = Meshes.random(2, 3, 2, 0, 1);
    Animation film = film(bare, List.of(new double[8], high, low), Placement.FORCE);
    double none = Looks.share(film.frames().get(0), Palette.POSITIVE);
    assertTrue(Looks.share(film.frames().get(1), Palette.POSITIVE) > none + 0.005);
    assertTrue(Looks.share(film.frames().get(2), Palette.NEGATIVE) > none + 0.005);
    assertEquals(none, Looks.share(film.frames().get(2), Palette.POSITIVE), 0.001);
  }

  @Test
  void statesThatAreNotNumbersAreDrawnToo() {
    double[] wild = {Double.NaN, Double.POSITIVE_INFINITY, 1, 0, 0, 0, Double.NaN, 1};
    Animation film = film(MESH, List.of(wild), Placement.BY_ROLE);
    assertTrue(film.caption().contains("y1 NaN"), film.caption());
  }

  @Test
  void saysWhatCannotBeShown() {
    says("at least one tick", MESH, List.of(), Placement.CIRCLE);
    says("one state per neuron (8), got 7", MESH, List.of(new double[7]), Placement.CIRCLE);
    Topology large = Meshes.random(4, 290, 10, 0.01, 1);
    says("up to 300 neurons; the mesh has 305. model", large, states(305, 1), Placement.FORCE);
    Topology middle = Meshes.random(4, 60, 10, 0.01, 1);
    says("take Placement.BY_DISTANCE", middle, states(75, 1), Placement.BY_ROLE);
  }

  private static void says(String what, Topology mesh, List<double[]> states, Placement placement) {
    var e = assertThrows(IllegalArgumentException.class, () -> film(mesh, states, placement));
    assertTrue(e.getMessage().contains(what), e.getMessage());
  }
}
