package org.meshnn.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.Mesh;
import org.meshnn.Probe;
import org.meshnn.TrainedMesh;
import org.meshnn.display.Rich;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What walks carry, against every walk written out, differences, and the engine's gradient. */
class PathImportanceTest {
  private static final int N = 7; // two inputs, the bias, two hidden, two outputs
  private static final int CLAMPED = 3;
  private static final int ALL = PathImportance.MOST_PATHS;

  private static Table table(long seed, int rows) {
    RandomGenerator random = Split.generator(seed);
    return Table.create(
        DoubleColumn.create("u", random.doubles(rows).map(v -> 4 * v - 2).toArray()),
        DoubleColumn.create("v", random.doubles(rows).map(v -> 4 * v - 2).toArray()),
        StringColumn.create(
            "class", IntStream.range(0, rows).mapToObj(i -> i % 2 == 0 ? "even" : "odd").toList()));
  }

  /** Edges anywhere, into inputs and round cycles too, with weights up to 1. */
  private static DMatrixRMaj weights(long seed) {
    RandomGenerator random = Split.generator(seed);
    DMatrixRMaj weights = new DMatrixRMaj(N, N);
    for (int i = 0; i < N * N; i++) {
      weights.data[i] = random.nextDouble() < 0.6 ? random.nextDouble(-1, 1) : 0;
    }
    weights.set(0, N - 2, 0.5); // an output is reached
    return weights;
  }

  /** Its weights are those given: the rate is too small to change them. */
  private static TrainedMesh model(Mesh mesh, Table table, String label, DMatrixRMaj weights) {
    return mesh.train(
        table,
        label,
        Training.defaults()
            .epochs(1)
            .validation(0)
            .initialisation(Initialisation.of(weights))
            .optimiser(Optimiser.sgd(1e-300)));
  }

  private static Mesh mesh(long seed, DMatrixRMaj weights) {
    List<Activation> all = Activation.all();
    Mesh mesh =
        Mesh.of(N)
            .connect(Wiring.nonZerosOf(weights))
            .ticks(1 + (int) (seed % 4))
            .activation(all.get((int) (seed % all.size())))
            .activation(Neurons.range(4, 5), Activation.TANH)
            .outputActivation(seed % 3 == 0 ? Activation.SIGMOID : Activation.IDENTITY);
    return seed % 2 == 0 ? mesh : mesh.leak(Neurons.range(3, 5), 0.3);
  }

  private static TrainedMesh model(long seed, Table table) {
    DMatrixRMaj weights = weights(seed);
    return model(mesh(seed, weights), table, "class", weights);
  }

  /** Every walk and what it carries of each row, by its own recursion over the weight matrix. */
  private static final class Written {
    private final Map<List<Integer>, double[]> walks = new HashMap<>();
    private final int ticks;
    private final DMatrixRMaj a;
    private final boolean[][] edge;
    private final double[] leak;
    private double[][] slope;

    Written(TrainedMesh model, DMatrixRMaj x) {
      ticks = model.mesh().ticks();
      a = model.matrix();
      edge = new boolean[N][N];
      Topology topology = model.topology();
      for (int j = 0; j < N; j++) {
        for (int e = topology.columnStart(j); e < topology.columnEnd(j); e++) {
          edge[topology.source(e)][j] = true;
        }
      }
      leak = model.mesh().transition().leaks(topology.roles());
      Activation[] f = model.mesh().transition().activations(topology.roles());
      for (int r = 0; r < x.numRows; r++) {
        slope = new double[ticks + 1][N];
        double[] s = new double[N];
        for (int t = 1; t <= ticks; t++) {
          s[0] = x.get(r, 0);
          s[1] = x.get(r, 1);
          s[2] = 1;
          double[] next = new double[N];
          for (int j = 0; j < N; j++) {
            double z = 0;
            for (int k = 0; k < N; k++) {
              z += s[k] * a.get(k, j);
            }
            next[j] = (1 - leak[j]) * s[j] + leak[j] * f[j].value(z);
            slope[t][j] = leak[j] * f[j].slope(z, f[j].value(z));
          }
          s = next;
        }
        for (int t = 0; t < ticks; t++) {
          for (int i = 0; i < CLAMPED; i++) {
            double clamped = i < 2 ? x.get(r, i) : 1;
            walk(new ArrayList<>(List.of(i)), t, clamped, r, x.numRows);
          }
        }
      }
    }

    private void walk(List<Integer> walk, int tick, double carried, int r, int rows) {
      int k = walk.get(walk.size() - 1);
      if (tick == ticks) {
        if (k >= N - 2) {
          walks.computeIfAbsent(List.copyOf(walk), w -> new double[rows])[r] = carried;
        }
        return;
      }
      for (int j = CLAMPED; j < N; j++) {
        if (edge[k][j] || (k == j && leak[j] < 1)) {
          double factor = a.get(k, j) * slope[tick + 1][j] + (k == j ? 1 - leak[j] : 0);
          walk.add(j);
          walk(walk, tick + 1, carried * factor, r, rows);
          walk.remove(walk.size() - 1);
        }
      }
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double size(double[] values) {
    return Arrays.stream(values).map(Math::abs).sum() / values.length;
  }

  @Test
  void eachWalkIsWhatIsWrittenOut() {
    int returning = 0;
    int cut = 0;
    for (long seed = 1; seed <= 60; seed++) {
      Table table = table(seed, 5);
      TrainedMesh model = model(seed, table);
      Written written = new Written(model, model.encoding().inputs(table));
      PathImportance paths = PathImportance.of(model, table, ALL);
      assertTrue(paths.complete());
      assertEquals(written.walks.size(), paths.walks());
      double total = written.walks.values().stream().mapToDouble(w -> size(w)).sum();
      for (PathImportance.Path path : paths.paths()) {
        double[] expected = written.walks.get(path.neurons());
        assertEquals(size(expected), path.contribution(), 1e-14 + 1e-12 * size(expected));
        assertEquals(mean(expected), path.mean(), 1e-14 + 1e-12 * size(expected));
        assertEquals(size(expected) / total, path.share(), 1e-12);
        assertEquals(model.mesh().ticks() - path.steps(), path.tick());
        returning += path.returns() ? 1 : 0;
      }
      long carrying = written.walks.values().stream().filter(w -> size(w) > 0).count();
      assertEquals(Math.min(ALL, carrying), paths.paths().size(), "seed " + seed);
      double[] bySteps = new double[model.mesh().ticks() + 1];
      written.walks.forEach((walk, w) -> bySteps[walk.size() - 1] += size(w) / total);
      for (int k = 0; k < bySteps.length; k++) {
        assertEquals(bySteps[k], paths.shareBySteps()[k], 1e-12);
      }
      for (int count : new int[] {1, 3, 10}) {
        List<PathImportance.Path> first = PathImportance.of(model, table, count).paths();
        assertEquals(paths.paths().subList(0, Math.min(count, paths.paths().size())), first);
        cut += first.size() < paths.paths().size() ? 1 : 0;
      }
    }
    assertTrue(returning > 100, returning + " walks pass a neuron twice");
    assertTrue(cut > 50, cut + " searches leave walks out");
  }

  /** By central differences of the outputs. */
  @Test
  void theWalksFromAnInputAddUpToInputTimesGradient() {
    for (long seed = 1; seed <= 40; seed++) {
      Table table = table(seed, 3);
      TrainedMesh model = model(seed, table);
      if (model.mesh().transition().hidden().equals(Activation.RELU)) {
        continue; // differences across a kink
      }
      PathImportance paths = PathImportance.of(model, table, ALL);
      if (paths.walks() > ALL) {
        continue;
      }
      DMatrixRMaj x = model.encoding().inputs(table);
      for (int i = 0; i < 2; i++) {
        DMatrixRMaj up = moved(model, x, i, 1e-5);
        DMatrixRMaj down = moved(model, x, i, -1e-5);
        for (int o = 0; o < 2; o++) {
          double expected = 0;
          for (int r = 0; r < 3; r++) {
            expected += x.get(r, i) * (up.get(r, o) - down.get(r, o)) / 2e-5 / 3;
          }
          assertEquals(expected, sum(paths, i, N - 2 + o), 1e-8, "seed " + seed);
        }
      }
    }
  }

  private static DMatrixRMaj moved(TrainedMesh model, DMatrixRMaj x, int input, double by) {
    DMatrixRMaj moved = x.copy();
    for (int r = 0; r < x.numRows; r++) {
      moved.add(r, input, by);
    }
    return model.probe().input(moved).outputs();
  }

  private static double sum(PathImportance paths, int from, int to) {
    return paths.paths().stream()
        .filter(path -> path.neurons().get(0) == from)
        .filter(path -> path.neurons().get(path.steps()) == to)
        .mapToDouble(PathImportance.Path::mean)
        .sum();
  }

  /**
   * The weight of an edge out of an input or the bias, times the derivative of an output by it, is
   * the sum over the walks that begin with the edge, whatever the activations.
   */
  @Test
  void theWalksFromAnEdgeAddUpToWeightTimesGradient() {
    int held = 0;
    for (long seed = 1; seed <= 40; seed++) {
      Table table = table(seed, 2);
      TrainedMesh model = model(seed, table);
      PathImportance paths = PathImportance.of(model, table.first(1), ALL);
      if (paths.walks() <= ALL) {
        assertWeightTimesGradient(model, table.first(1), paths, CLAMPED);
        held++;
      }
    }
    assertTrue(held > 30, held + " meshes");
  }

  /**
   * Of the engine's gradient of a loss whose error is 1 at one output and 0 at the other.
   *
   * @param sources edges out of the neurons before it are held
   */
  private static void assertWeightTimesGradient(
      TrainedMesh model, Table row, PathImportance paths, int sources) {
    Probe probe = model.probe().input(model.encoding().inputs(row));
    for (int o = 0; o < 2; o++) {
      DMatrixRMaj target = probe.outputs();
      target.add(0, o, -1);
      DMatrixRMaj gradient = probe.values(target).gradient();
      for (int k = 0; k < sources; k++) {
        for (int j = CLAMPED; j < N; j++) {
          double expected = model.matrix().get(k, j) * gradient.get(k, j);
          assertEquals(expected, over(paths, k, j, N - 2 + o), 1e-12, k + " to " + j);
        }
      }
    }
  }

  private static double over(PathImportance paths, int k, int j, int output) {
    double sum = 0;
    for (PathImportance.Path path : paths.paths()) {
      if (path.neurons().get(path.steps()) == output) {
        for (int i = 0; i < path.steps(); i++) {
          boolean taken = path.neurons().get(i) == k && path.neurons().get(i + 1) == j;
          sum += taken ? path.mean() : 0;
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "leaky_relu", "identity"})
  void ofHomogeneousActivationsTheyAddUpToTheOutput(String name) {
    for (long seed = 1; seed <= 10; seed++) {
      DMatrixRMaj weights = weights(seed);
      Mesh mesh =
          Mesh.of(N)
              .connect(Wiring.nonZerosOf(weights))
              .ticks(3)
              .activation(Activation.named(name));
      mesh = seed % 2 == 0 ? mesh : mesh.leak(Neurons.range(4, 5), 0.5);
      Table table = table(seed, 4);
      TrainedMesh model = model(mesh, table, "class", weights);
      PathImportance paths = PathImportance.of(model, table, ALL);
      assertTrue(paths.walks() <= ALL);
      assertEquals(1, paths.share(), 1e-12);
      DMatrixRMaj outputs = model.probe().input(model.encoding().inputs(table)).outputs();
      for (int o = 0; o < 2; o++) {
        double sum = 0;
        for (int i = 0; i < CLAMPED; i++) {
          sum += sum(paths, i, N - 2 + o);
        }
        double expected = 0;
        for (int r = 0; r < 4; r++) {
          expected += outputs.get(r, o) / 4;
        }
        assertEquals(expected, sum, 1e-12);
      }
      if (seed % 2 == 0) { // each state is the sum of the walks to it, so every edge holds
        Table row = table.first(1);
        assertWeightTimesGradient(model, row, PathImportance.of(model, row, ALL), N);
      }
    }
  }

  /** y = 2 a - 3 b, from the values themselves. */
  @Test
  void oneEdgeCarriesWeightTimesInput() {
    Table table =
        Table.create(
            DoubleColumn.create("a", 1, -2, 3),
            DoubleColumn.create("b", 1, 1, -1),
            DoubleColumn.create("y", -1, -7, 9));
    DMatrixRMaj weights = new DMatrixRMaj(4, 4);
    weights.set(0, 3, 2);
    weights.set(1, 3, -3);
    Mesh mesh = Mesh.of(4).connect(Wiring.edges(new int[] {0, 1, 2}, new int[] {3, 3, 3})).ticks(1);
    PathImportance paths =
        PathImportance.of(model(mesh.standardise(false), table, "y", weights), table);
    assertEquals(2, paths.paths().size()); // the bias carries nothing
    assertEquals(3, paths.walks());
    PathImportance.Path first = paths.paths().get(0);
    assertEquals("a → y", first.name());
    assertEquals(List.of(0, 3), first.neurons());
    // the label is standardised, its edges are not: y has these weights in deviations
    assertEquals(4, first.contribution(), 1e-12);
    assertEquals(4 / 3.0, first.mean(), 1e-12);
    assertEquals(4 / 7.0, first.share(), 1e-12);
    assertEquals(3, paths.paths().get(1).contribution(), 1e-12);
    assertEquals(-1, paths.paths().get(1).mean(), 1e-12);
    assertFalse(first.returns());
  }

  /** Billions of walks: those that carry most are found, and the share is of all of them. */
  @Test
  void walksThatAreTooManyToListAreCounted() {
    Split split = Split.stratified(Datasets.iris(), "species", 0.3, 1);
    TrainedMesh model =
        Mesh.of(40)
            .connect(Wiring.dense())
            .ticks(6)
            .train(split.train(), "species", Training.defaults().epochs(20).seed(1));
    PathImportance paths = PathImportance.of(model, split.test(), 50);
    assertTrue(paths.walks() > 1e8, paths.toString());
    assertEquals(50, paths.paths().size());
    assertTrue(paths.share() > 0 && paths.share() < 1);
    assertEquals(1, Arrays.stream(paths.shareBySteps()).sum(), 1e-12);
    for (int k = 1; k < 50; k++) {
      assertTrue(paths.paths().get(k).contribution() <= paths.paths().get(k - 1).contribution());
    }
    assertEquals(paths.paths(), PathImportance.of(model, split.test(), 50).paths());
  }

  /** A search that may not work ends, says so, and keeps the walks it has come to. */
  @Test
  void aSearchThatEndsEarlySaysSo() {
    Table table = table(4, 5);
    TrainedMesh model = model(4, table);
    double[][] x = {{1, 2}, {1, -1}, {1, 1}};
    double[][][] slopes = new double[5][N][2];
    Arrays.stream(slopes).forEach(tick -> Arrays.stream(tick).forEach(s -> Arrays.fill(s, 1)));
    double[] leaks = new double[N];
    Arrays.fill(leaks, 1);
    PathSearch search = new PathSearch(model.topology(), model.weights(), leaks, x, slopes);
    PathSearch.Largest all = search.largest(5, 1e9);
    PathSearch.Largest few = search.largest(5, 60);
    assertTrue(all.complete());
    assertFalse(few.complete());
    assertTrue(
        few.largest().size() < 5 || few.largest().get(4).size() < all.largest().get(0).size());
    assertFalse(few.largest().isEmpty());
  }

  @Test
  void showsItself() {
    Split split = Split.stratified(Datasets.iris(), "species", 0.3, 1);
    TrainedMesh model =
        Mesh.of(14)
            .connect(Wiring.dense())
            .ticks(3)
            .train(split.train(), "species", Training.defaults().epochs(30).seed(3));
    PathImportance paths = PathImportance.of(model, split.test());
    Map<String, String> bundle = Rich.bundle(paths);
    assertEquals(paths.toString(), bundle.get(Rich.TEXT));
    assertTrue(bundle.containsKey(Rich.PNG));
    assertEquals(1, paths.toString().lines().count());
    assertEquals(20, paths.table().rowCount());
    assertEquals(
        List.of("path", "tick", "steps", "contribution", "mean", "share"),
        paths.table().columnNames());
    assertTrue(paths.toString().contains("by steps 1 "), paths.toString());
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void errorsSayWhatThereIs() {
    Table table = table(2, 4);
    TrainedMesh model = model(2, table);
    assertTrue(message(() -> PathImportance.of(model, table, 0)).contains("1 to 1,000 paths"));
    assertTrue(message(() -> PathImportance.of(model, table, 1001)).contains("got 1001"));
    assertTrue(message(() -> PathImportance.of(model, table.emptyCopy())).contains("rows for"));
    assertTrue(
        message(() -> PathImportance.of(model, table.rejectColumns("u")))
            .contains("no column 'u'"));
    Table many = table(2, 500_000);
    assertTrue(message(() -> PathImportance.of(model, many)).contains("table.sampleN(100)"));
    DMatrixRMaj chain = new DMatrixRMaj(N, N);
    chain.set(0, 5, 1);
    chain.set(1, 6, 1);
    Mesh patient = Mesh.of(N).connect(Wiring.nonZerosOf(chain)).ticks(1_001);
    TrainedMesh late = model(patient, table, "class", chain);
    assertTrue(message(() -> PathImportance.of(late, table)).contains("at most 1,000 ticks"));
    assertThrows(IllegalArgumentException.class, () -> PathImportance.of(null, table));
    assertThrows(IllegalArgumentException.class, () -> PathImportance.of(model, null));
  }

  /** Where nothing carries anything, as the only way is through a relu that is shut. */
  @Test
  void noPathAtAll() {
    Table table = table(2, 4);
    DMatrixRMaj none = new DMatrixRMaj(N, N);
    none.set(0, 3, 0.1);
    none.set(2, 3, -5);
    none.set(3, 5, 1);
    none.set(3, 6, 1);
    Mesh mesh = Mesh.of(N).connect(Wiring.nonZerosOf(none)).ticks(2).activation(Activation.RELU);
    PathImportance paths = PathImportance.of(model(mesh, table, "class", none), table);
    assertEquals(List.of(), paths.paths());
    assertEquals(4, paths.walks());
    assertEquals(0, paths.share());
    assertTrue(paths.toString().contains("none carries anything"), paths.toString());
    assertTrue(paths.plot().height() > 0);
  }
}
