package org.meshnn.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Oracle;
import org.meshnn.graph.Wiring;
import org.meshnn.scores.Interval;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Permutation importance and partial dependence are those of scikit-learn, of perceptrons of given
 * weights. Recorded by {@code src/bench/python/sklearn_inspection.py}.
 */
class RecordedInspectionTest {
  private static final double CLOSE = 1e-10;

  /** A layer of a perceptron: weights (from, to), and a bias for each of to. */
  private record Layer(double[][] weights, double[] biases) {}

  /** Of one column, by output and entry; by output, row and entry. */
  private record Dependence(double[] grid, double[][] average, double[][][] individual) {}

  private record Case(
      String name,
      @Nullable String activation,
      List<Layer> layers,
      double[][] x,
      double[] y,
      double score,
      int[][] orders,
      double[][] drops,
      List<Dependence> dependence) {

    boolean ofClasses() {
      return outputs() > 1;
    }

    int outputs() {
      return layers.get(layers.size() - 1).biases().length;
    }

    Table table() {
      List<DoubleColumn> columns = new ArrayList<>();
      for (int c = 0; c < x[0].length; c++) {
        int column = c;
        columns.add(
            DoubleColumn.create(
                name(c), Arrays.stream(x).mapToDouble(row -> row[column]).toArray()));
      }
      Table table = Table.create(columns.toArray(DoubleColumn[]::new));
      return table.addColumns(
          ofClasses()
              ? StringColumn.create("y", Arrays.stream(y).mapToObj(v -> "c" + (int) v).toList())
              : DoubleColumn.create("y", y));
    }

    static String name(int column) {
      return "x" + column;
    }

    /** The perceptron as a mesh, whose rate is too small to change the weights. */
    TrainedMesh model() {
      int inputs = x[0].length;
      int neurons = inputs + 1 + layers.stream().mapToInt(l -> l.biases().length).sum();
      DMatrixRMaj a = new DMatrixRMaj(neurons, neurons);
      List<int[]> edges = new ArrayList<>();
      int from = 0;
      int to = inputs + 1;
      for (Layer layer : layers) {
        for (int j = 0; j < layer.biases().length; j++) {
          for (int i = 0; i < layer.weights().length; i++) {
            a.set(from + i, to + j, layer.weights()[i][j]);
            edges.add(new int[] {from + i, to + j});
          }
          a.set(inputs, to + j, layer.biases()[j]);
          edges.add(new int[] {inputs, to + j});
        }
        from = to;
        to += layer.biases().length;
      }
      return Mesh.of(neurons)
          .connect(
              Wiring.edges(
                  edges.stream().mapToInt(e -> e[0]).toArray(),
                  edges.stream().mapToInt(e -> e[1]).toArray()))
          .activation("tanh".equals(activation) ? Activation.TANH : Activation.RELU)
          .ticks(layers.size())
          .standardise(false)
          .train(
              table(),
              "y",
              Training.defaults()
                  .epochs(1)
                  .initialisation(Initialisation.of(a))
                  .optimiser(Optimiser.sgd(1e-300)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return StreamSupport.stream(
            Oracle.readJson("inspection").getAsJsonArray("cases").spliterator(), false)
        .map((JsonElement each) -> new Gson().fromJson(each, Case.class));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void importanceIsScikitLearns(Case known) {
    Importance importance =
        Importance.of(
            known.model(),
            known.table(),
            known.orders().length,
            Arrays.stream(known.orders()).iterator()::next);
    assertEquals(known.score(), importance.score(), CLOSE);
    assertEquals(known.drops().length, importance.drops().size());
    for (int column = 0; column < known.drops().length; column++) {
      String name = Case.name(column);
      Interval drop =
          importance.drops().stream()
              .filter(d -> d.column().equals(name))
              .findFirst()
              .orElseThrow()
              .drop();
      Interval expected = Interval.of(known.drops()[column]);
      assertEquals(expected.mean(), drop.mean(), CLOSE, name);
      assertEquals(expected.deviation(), drop.deviation(), CLOSE, name);
      assertEquals(expected.low(), drop.low(), CLOSE, name);
    }
    assertTrue(importance.drops().get(0).drop().mean() > 0.1, "something counts");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void dependenceIsScikitLearns(Case known) {
    TrainedMesh model = known.model();
    for (int column = 0; column < known.drops().length; column++) {
      Dependence expected = known.dependence().get(column);
      PartialDependence found = PartialDependence.of(model, known.table(), Case.name(column));
      Table table = found.table();
      assertArrayEquals(expected.grid(), table.doubleColumn(0).asDoubleArray(), 1e-300);
      Table rows = found.rows();
      int outputs = expected.average().length;
      int first = known.outputs() == 2 ? 1 : 0; // of two classes the second alone was recorded
      assertEquals(known.outputs(), outputs + first);
      for (int k = 0; k < outputs; k++) {
        assertArrayEquals(
            expected.average()[k],
            table.doubleColumn(1 + first + k).asDoubleArray(),
            CLOSE,
            Case.name(column));
        double[] single =
            Arrays.stream(expected.individual()[k]).flatMapToDouble(Arrays::stream).toArray();
        assertArrayEquals(single, rows.doubleColumn(2 + first + k).asDoubleArray(), CLOSE);
      }
      int entries = expected.grid().length;
      assertArrayEquals(
          IntStream.range(0, known.y().length * entries).map(i -> i / entries).toArray(),
          rows.intColumn("row").asIntArray(),
          "every row has a curve");
    }
  }
}
