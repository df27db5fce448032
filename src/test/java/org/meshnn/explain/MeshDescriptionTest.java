package org.meshnn.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;

class MeshDescriptionTest {

  /** Counted from distances, without a plan, and the same. */
  @Test
  void edgesAliveAreThoseOfThePlan() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Roles roles =
          new Roles(1 + random.nextInt(3), random.nextBoolean(), random.nextInt(8), 1 + seed % 2);
      double density = 0.05 + 0.5 * random.nextDouble() * random.nextDouble();
      Topology topology = Wiring.complete().keep(density, seed).wire(roles);
      Rest rest = new Rest(some(roles, random), some(roles, random));
      int ticks = 1 + random.nextInt(4);
      Plan plan = Plan.of(topology, ticks, Clamping.CONSTANT, rest);
      assertEquals(
          new MeshDescription.Alive(
              topology.edges(),
              plan.learnableEdges(),
              Explanation.of(plan).ticks().get(ticks - 1).edges()),
          MeshDescription.of(topology, ticks, rest, null).alive(),
          topology + ", seed " + seed);
    }
  }

  private static BitSet some(Roles roles, Random random) {
    BitSet neurons = new BitSet();
    for (int j = roles.clamped(); j < roles.neurons(); j++) {
      neurons.set(j, random.nextInt(5) == 0);
    }
    return neurons;
  }

  /** 0 input, 1 bias, 2 3 4 hidden, 5 output; 0 -> 2 -> 3 -> 4 -> 2 and 3 -> 2, 4 -> 5, 1 -> 5. */
  private static Topology small() {
    return Wiring.edges(new int[] {0, 2, 3, 4, 3, 4, 1}, new int[] {2, 3, 4, 2, 2, 5, 5})
        .wire(new Roles(1, true, 3, 1));
  }

  @Test
  void readsAsTables() {
    assertEquals(
        List.of(
            "6 neurons (1 input, bias, 3 hidden, 1 output), 7 edges, density 0.292",
            "",
            "role    neurons  in-degree  out-degree  from inputs  to outputs  both",
            "------  -------  ---------  ----------  -----------  ----------  ----",
            "input         1  0 / 0 / 0   1 / 1 / 1            1           0     0",
            "bias          1  0 / 0 / 0   1 / 1 / 1            0           1     0",
            "hidden        3  1 / 1 / 3   1 / 2 / 2            3           3     0",
            "output        1  2 / 2 / 2   0 / 0 / 0            0           1     0",
            "In- and out-degree: least / median / most. From inputs: neurons that an input reaches in 3"
                + " ticks; to",
            "outputs: that reach an output in 3 ticks; both: in 3 ticks together.",
            "",
            "graph",
            "-----------------------------------------  ------",
            "edges alive in 3 ticks                     1 of 7",
            "edges alive at tick 3                      1 of 7",
            "shortest path from an input to an output        4",
            "shortest paths among hidden neurons, mean   1.333",
            "the longest of these                            2",
            "pairs of hidden neurons with a path        6 of 6",
            "strongly connected components                   2",
            "neurons in the largest                          3",
            "neurons on cycles                               3",
            "cycles of 1 edge (self-loops)                   0",
            "cycles of 2 edges                               1",
            "cycles of 3 edges                               1",
            "clustering coefficient                     0.5833",
            "spectral radius, each edge 1                1.325",
            "Components, cycles, clustering (Watts and Strogatz 1998, without directions) and spectral"
                + " radius: of",
            "hidden and output neurons."),
        MeshDescription.of(small(), 3, Rest.SILENT, null).toString().lines().toList());
  }

  /** Twice the weights, twice the radius; none where a weight is no number. */
  @Test
  void theRadiusIsThatOfTheWeights() {
    Topology small = small();
    double[] weights = new double[small.edges()];
    Arrays.fill(weights, 2);
    MeshDescription twice = MeshDescription.of(small, 3, Rest.SILENT, weights);
    double one = MeshDescription.of(small, 3, Rest.SILENT, null).radius().value();
    assertEquals(2 * one, twice.radius().value(), 1e-12);
    assertTrue(twice.toString().contains("spectral radius of A"), twice.toString());
    weights[0] = Double.NaN;
    assertEquals(Double.NaN, MeshDescription.of(small, 3, Rest.SILENT, weights).radius().value());
    assertThrows(
        IllegalArgumentException.class,
        () -> MeshDescription.of(small, 3, Rest.SILENT, new double[1]));
    assertThrows(
        IllegalArgumentException.class, () -> MeshDescription.of(small, 0, Rest.SILENT, null));
  }

  @Test
  void saysWhatWasSampledAndEstimated() {
    Topology large = Wiring.random(3e-4, 1).wire(new Roles(10, true, 20_000, 10));
    MeshDescription description = MeshDescription.of(large, 3, Rest.SILENT, null);
    assertEquals(2, description.notes().size(), description.toString());
    String paths = description.notes().get(0);
    assertTrue(paths.startsWith("Paths among hidden neurons are those to "), paths);
    assertTrue(paths.contains(" of 20,000, drawn with seed 0"), paths);
    assertTrue(description.notes().get(1).contains("in 400 steps"), description.notes().get(1));
    assertTrue(description.toString().contains("about 5.987"), description.toString());
    assertEquals(
        description.toString(), MeshDescription.of(large, 3, Rest.SILENT, null).toString());
    assertTrue(description.toString().lines().allMatch(line -> line.length() <= 100));
    assertEquals(List.of(), MeshDescription.of(small(), 3, Rest.SILENT, null).notes());
  }

  /** Too many triangles to be counted. */
  @Test
  void saysWhatWasEstimatedOfTriangles() {
    Topology dense = Wiring.dense().wire(new Roles(1, false, 1_899, 1));
    MeshDescription description = MeshDescription.of(dense, 2, Rest.SILENT, null);
    List<String> notes = description.notes();
    String triads = notes.get(notes.size() - 2);
    assertTrue(triads.contains("as counting takes 1.14 G steps"), triads);
    assertTrue(description.toString().contains("about 2.283e+09"), description.toString());
  }

  /** Short even for a mesh without hidden neurons, cycles or paths. */
  @Test
  void describesTheLeastMesh() {
    Topology least = Wiring.edge(0, 1).except(Wiring.edge(0, 1)).wire(new Roles(1, false, 0, 1));
    String text = MeshDescription.of(least, 1, Rest.SILENT, null).toString();
    assertTrue(text.contains("shortest path from an input to an output     none"), text);
    assertTrue(text.matches("(?s).*spectral radius, each edge 1 +0.000\n.*"), text);
  }
}
