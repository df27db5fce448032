package org.meshnn.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WiringTest {
  private static final Roles ROLES = new Roles(4, true, 10, 3);

  @Test
  void denseIsEveryNeuronToEveryHiddenAndOutputNeuron() {
    Topology dense = Wiring.dense().wire(ROLES);
    assertEquals(18 * 13, dense.edges());
    assertEquals(1, dense.density());
    for (int to = 0; to < 18; to++) {
      for (int from = 0; from < 18; from++) {
        assertEquals(to >= 5, dense.edge(from, to) >= 0);
      }
    }
    assertEquals(18 * 18, Wiring.complete().wire(ROLES).edges());
  }

  @Test
  void randomHasItsDensityAndItsSeed() {
    Roles roles = new Roles(32, true, 500, 10);
    Topology once = Wiring.random(0.15, 7).wire(roles);
    double expected = 0.15 * 543 * 510;
    assertEquals(expected, once.edges(), 4 * Math.sqrt(expected * 0.85));
    assertEquals(once, Wiring.random(0.15, 7).wire(roles));
    assertEquals(once.hashCode(), Wiring.random(0.15, 7).wire(roles).hashCode());
    assertNotEquals(once, Wiring.random(0.15, 8).wire(roles));
    assertEquals(Wiring.dense().wire(roles), Wiring.random(1, 1).wire(roles));
    assertEquals(0, once.columnEnd(31));
    int[] out = new int[roles.neurons()];
    for (int e = 0; e < once.edges(); e++) {
      out[once.source(e)]++;
    }
    assertTrue(java.util.Arrays.stream(out).max().orElse(0) < 130, "edges are spread evenly");
  }

  @Test
  void choosesExactlySoManyEdgesEachAsLikely() {
    int[] chosen = new int[18 * 13];
    Topology all = Wiring.dense().wire(ROLES);
    for (int seed = 0; seed < 400; seed++) {
      Topology part = Wiring.dense().choose(60, seed).wire(ROLES);
      assertEquals(60, part.edges());
      for (int to = 0; to < 18; to++) {
        for (int e = part.columnStart(to); e < part.columnEnd(to); e++) {
          chosen[all.edge(part.source(e), to)]++;
        }
      }
    }
    double expected = 400 * 60 / (18.0 * 13);
    for (int times : chosen) {
      assertEquals(expected, times, 4.5 * Math.sqrt(expected));
    }
    assertEquals(all, Wiring.dense().choose(18 * 13, 1).wire(ROLES));
    says("at most the 234 edges", Wiring.dense().choose(235, 1));
    assertThrows(IllegalArgumentException.class, () -> Wiring.dense().choose(0, 1));
  }

  @Test
  void theLargestEntriesStay() {
    Roles roles = new Roles(1, false, 1, 1);
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{0, 2, -3}, {0, 2, 0.5}, {0, 0, -2}});
    Topology three = Wiring.largestOf(a, 3).wire(roles);
    a.zero();
    assertEquals(3, three.edges());
    assertTrue(three.edge(0, 2) >= 0 && three.edge(0, 1) >= 0 && three.edge(1, 1) >= 0);
    DMatrixRMaj again = new DMatrixRMaj(new double[][] {{0, 2, -3}, {0, 2, 0.5}, {0, 0, -2}});
    assertEquals(5, Wiring.largestOf(again, 5).wire(roles).edges());
    String message =
        assertThrows(IllegalArgumentException.class, () -> Wiring.largestOf(again, 6)).getMessage();
    assertTrue(message.contains("expected 1 to 5 edges"), message);
    assertThrows(IllegalArgumentException.class, () -> Wiring.largestOf(again, 0));
    says("3 x 3", Wiring.largestOf(again, 1));
  }

  @Test
  void layeredFeedsEachLayerFromTheOneBeforeAndTheBias() {
    Topology mlp = Wiring.layered(6, 4).wire(ROLES);
    assertEquals(5 * 6 + 7 * 4 + 5 * 3, mlp.edges());
    assertTrue(mlp.edge(0, 5) >= 0 && mlp.edge(5, 11) >= 0 && mlp.edge(14, 15) >= 0);
    assertTrue(mlp.edge(4, 5) >= 0 && mlp.edge(4, 11) >= 0 && mlp.edge(4, 17) >= 0);
    assertTrue(mlp.edge(0, 11) < 0 && mlp.edge(5, 6) < 0 && mlp.edge(11, 5) < 0);
    assertFalse(mlp.isRecurrent());
    Topology perceptron = Wiring.layered().wire(new Roles(2, false, 0, 2));
    assertEquals(4, perceptron.edges());
    says("places 5 hidden neurons but the mesh has 10; a mesh of 13", Wiring.layered(5));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Wiring.layered(3, 0)).getMessage();
    assertTrue(message.contains("[3, 0]"), message);
  }

  @Test
  void wiringsCompose() {
    Wiring two = Wiring.edge(0, 5).and(Wiring.edge(5, 5)).and(Wiring.edge(0, 5));
    Topology topology = two.wire(ROLES);
    assertEquals(2, topology.edges());
    assertTrue(topology.isRecurrent());
    assertEquals(1, two.except(Wiring.edge(0, 5)).wire(ROLES).edges());
    assertEquals(
        18 * 13 - 10, Wiring.dense().except(Wiring.range(5, 14, 17, 17)).wire(ROLES).edges());
    assertEquals("edge 0 -> 5 and edge 5 -> 5 and edge 0 -> 5", two.toString());
    Topology half = Wiring.dense().keep(0.5, 1).wire(ROLES);
    assertTrue(half.edges() > 80 && half.edges() < 170);
    assertEquals(half, Wiring.dense().keep(0.5, 1).wire(ROLES));
    assertEquals(half, Wiring.dense().keep(0.5, 1).and(Wiring.dense().keep(0.5, 1)).wire(ROLES));
  }

  /** Long chains neither overflow the stack nor take time quadratic in their length. */
  @Test
  void twentyThousandEdgesComposeOneByOne() {
    Roles roles = new Roles(10, true, 980, 9);
    int[] from = new int[20_000];
    int[] to = new int[from.length];
    Wiring last = Wiring.edge(0, 11);
    Wiring first = last;
    Wiring without = Wiring.dense();
    Wiring mixed = last;
    for (int i = 0; i < from.length; i++) {
      from[i] = i * 7 % 1000;
      to[i] = 11 + i * 5 % 989;
      Wiring edge = Wiring.edge(from[i], to[i]);
      last = last.and(edge);
      first = edge.and(first);
      without = without.except(edge);
      mixed = i % 1000 == 0 ? mixed.except(edge).keep(1, i) : mixed.and(edge);
    }
    Wiring list = Wiring.edges(from, to).and(Wiring.edge(0, 11));
    assertEquals(list.wire(roles), last.wire(roles));
    assertEquals(list.wire(roles), first.wire(roles));
    assertEquals(Wiring.dense().except(Wiring.edges(from, to)).wire(roles), without.wire(roles));
    assertTrue(mixed.wire(roles).edges() >= list.wire(roles).edges() - 20);
    for (Wiring wiring : new Wiring[] {last, first, without, mixed}) {
      assertTrue(wiring.toString().length() < 400, wiring.toString());
    }
    assertTrue(last.toString().startsWith("edge 0 -> 11 and edge 0 -> 11 and edge 7 -> 16"));
    assertTrue(last.toString().matches(".* and 19,9\\d\\d more"), last.toString());
  }

  @Test
  void longChainsOfSetsCompose() {
    Wiring all = Wiring.random(0.1, 0);
    Wiring kept = Wiring.dense();
    for (int i = 1; i < 5_000; i++) {
      all = i < 100 ? all.and(Wiring.random(0.1, i)) : all.and(Wiring.range(0, 17, 5, 17));
      kept = kept.keep(1, i);
    }
    assertEquals(Wiring.dense().wire(ROLES), all.wire(ROLES));
    assertEquals(Wiring.dense().wire(ROLES), kept.wire(ROLES));
    assertTrue(kept.toString().length() < 400, kept.toString());
  }

  @Test
  void densityIsOfTheEdgesThatHaveAnEffect() {
    Topology complete = Wiring.complete().wire(new Roles(4, true, 4, 3));
    assertEquals(144, complete.edges());
    assertEquals(1, complete.density());
    assertEquals(
        0.5,
        Wiring.range(0, 1, 0, 3).wire(new Roles(1, true, 1, 1)).density(),
        "2 x 2 of the 4 x 2 edges into hidden and output neurons");
  }

  @Test
  void aDenseMatrixThatNoArrayHoldsIsRefused() {
    Topology sparse = Wiring.edge(0, 99_999).wire(new Roles(1, false, 99_998, 1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> sparse.denseMatrix(new double[1]))
            .getMessage();
    assertTrue(message.contains("100,000 x 100,000 has 10,000,000,000 numbers"), message);
  }

  @Test
  void matricesAndListsSayTheSame() {
    Roles roles = new Roles(1, true, 1, 1);
    DMatrixRMaj a =
        new DMatrixRMaj(new double[][] {{0, 0, .5, 0}, {0, 0, 0, -1}, {0, 0, 2, 3}, {0, 0, 0, 0}});
    Topology fromMatrix = Wiring.nonZerosOf(a).wire(roles);
    Topology fromList =
        Wiring.edges(new int[] {2, 0, 1, 2, 0}, new int[] {3, 2, 3, 2, 2}).wire(roles);
    assertEquals(fromMatrix, fromList);
    double[] weights = fromMatrix.weights(a);
    assertArrayEquals(new double[] {.5, 2, -1, 3}, weights);
    assertArrayEquals(a.data, fromMatrix.denseMatrix(weights).data);
    DMatrixSparseCSC sparse = fromMatrix.matrix(weights);
    assertEquals(-1, sparse.get(1, 3));
    assertEquals(fromMatrix, Wiring.entriesOf(sparse).wire(roles));
    assertEquals(2, fromMatrix.inDegree(3));
  }

  @Test
  void wiringsRefuseWhatDoesNotFit() {
    says("names neuron 18 but the mesh has neurons 0 to 17", Wiring.edge(0, 18));
    says("names neuron -1", Wiring.edges(new int[] {-1}, new int[] {0}));
    says("matrix is 3 x 3 but the mesh has 18 neurons", Wiring.nonZerosOf(new DMatrixRMaj(3, 3)));
    says("matrix is 2 x 2", Wiring.entriesOf(new DMatrixSparseCSC(2, 2, 0)));
    for (double density : new double[] {0, -1, 1.01, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> Wiring.random(density, 1));
      assertThrows(IllegalArgumentException.class, () -> Wiring.dense().keep(density, 1));
    }
    assertThrows(
        IllegalArgumentException.class, () -> Wiring.edges(new int[] {1, 2}, new int[] {1}));
  }

  @Test
  void topologyRefusesWeightsItHasNoEdgeFor() {
    Topology topology = Wiring.edge(0, 5).wire(ROLES);
    DMatrixRMaj a = new DMatrixRMaj(18, 18);
    a.set(3, 7, 0.25);
    String message =
        assertThrows(IllegalArgumentException.class, () -> topology.weights(a)).getMessage();
    assertTrue(message.contains("A[3][7] is 0.25") && message.contains("nonZerosOf"), message);
    assertThrows(IllegalArgumentException.class, () -> topology.weights(new DMatrixRMaj(17, 18)));
    assertThrows(IllegalArgumentException.class, () -> topology.matrix(new double[2]));
    assertThrows(IndexOutOfBoundsException.class, () -> topology.edge(0, 18));
  }

  @Test
  void rolesAreInThePapersOrder() {
    assertEquals(Roles.Role.INPUT, ROLES.of(3));
    assertEquals(Roles.Role.BIAS, ROLES.of(4));
    assertEquals(Roles.Role.HIDDEN, ROLES.of(5));
    assertEquals(Roles.Role.HIDDEN, ROLES.of(14));
    assertEquals(Roles.Role.OUTPUT, ROLES.of(15));
    assertThrows(IndexOutOfBoundsException.class, () -> ROLES.of(18));
    assertThrows(IllegalArgumentException.class, () -> new Roles(0, false, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> new Roles(1, false, 3, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new Roles(1, true, Integer.MAX_VALUE - 2, 1));
    assertEquals(
        "18 neurons (4 inputs, bias, 10 hidden, 3 outputs), 234 edges, density 1.00",
        Wiring.dense().wire(ROLES).toString());
  }

  private static void says(String part, Wiring wiring) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> wiring.wire(ROLES)).getMessage();
    assertTrue(message.contains(part), message);
  }

  /** Refused by count, before the edges are made: none of these would fit in memory. */
  @Test
  void tooManyEdgesAreRefusedBeforeTheyAreMade() {
    Roles large = new Roles(1, true, 99_997, 1);
    refused("has 9,999,800,000 or more", Wiring.dense(), large);
    refused("has 10,000,000,000 or more", Wiring.complete(), large);
    refused("has 4,999,900,000 or more", Wiring.random(0.5, 1), large);
    refused("has 2,499,999,999 or more", Wiring.range(2, 50_000, 2, 50_002), large);
    // 50,000 x 49,997 between the layers, one input, one output, and the bias to all.
    refused("has 2,500,049,995 or more", Wiring.layered(50_000, 49_997), large);
    String message = refused("sparser wiring", Wiring.dense().keep(1e-6, 1), large);
    assertTrue(message.contains("at most 1,073,741,824 edges"), message);
  }

  private static String refused(String words, Wiring wiring, Roles roles) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> wiring.wire(roles)).getMessage();
    assertTrue(message.contains(words), message);
    return message;
  }

  @Test
  void edgesCountedFromOneAreToldSo() {
    Roles roles = new Roles(1, false, 1, 1);
    Wiring fromOne = Wiring.edges(new int[] {1, 2}, new int[] {2, 3});
    String told =
        assertThrows(IllegalArgumentException.class, () -> fromOne.wire(roles)).getMessage();
    assertTrue(told.contains("seem to be counted from 1"), told);
    assertTrue(told.contains("subtract 1"), told);
    assertEquals(2, Wiring.edges(new int[] {0, 1}, new int[] {1, 2}).wire(roles).edges());
  }

  @Test
  void aLongListOfLayersIsCut() {
    int[] widths = new int[60_000];
    java.util.Arrays.fill(widths, 1);
    Wiring deep = Wiring.layered(widths);
    assertTrue(deep.toString().length() < 200, deep.toString());
    String told =
        assertThrows(IllegalArgumentException.class, () -> deep.wire(new Roles(1, true, 2, 1)))
            .getMessage();
    assertTrue(told.length() < 400, told);
  }

  @Test
  void aMatrixWithNaNIsNoWiring() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{0, 1}, {Double.NaN, 0}});
    for (Executable wiring :
        List.<Executable>of(() -> Wiring.nonZerosOf(a), () -> Wiring.largestOf(a, 1))) {
      assertEquals(
          "expected numbers, got NaN from neuron 1 to 0; replace it, by 0 where there is to be no"
              + " edge",
          assertThrows(IllegalArgumentException.class, wiring).getMessage());
    }
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> Wiring.largestOf(new DMatrixRMaj(2, 2), 100))
            .getMessage()
            .startsWith("expected a matrix with entries that are not 0, got none in 2 x 2"));
  }

  @Test
  void nullIsSaid() {
    for (Executable wiring :
        List.<Executable>of(
            () -> Wiring.nonZerosOf(null),
            () -> Wiring.largestOf(null, 1),
            () -> Wiring.entriesOf(null),
            () -> Wiring.edges(null, new int[0]),
            () -> Wiring.edges(new int[0], null),
            () -> Wiring.layered((int[]) null),
            () -> Wiring.layeredWithSkips((int[]) null),
            () -> Wiring.dense().and(null),
            () -> Wiring.dense().except(null),
            () -> Wiring.dense().wire(null))) {
      String message = assertThrows(IllegalArgumentException.class, wiring).getMessage();
      assertTrue(message.endsWith("; got null"), message);
    }
  }
}
