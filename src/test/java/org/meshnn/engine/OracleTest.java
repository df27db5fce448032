package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meshnn.engine.Close.assertClose;

import com.google.gson.JsonArray;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Topology;

/** States, loss and gradient of every recorded case, by all three methods, to 1e-12 relative. */
@Tag("kernels")
class OracleTest {
  private static final double TOLERANCE = 1e-12;

  static Stream<Oracle> oracles() {
    return Oracle.all();
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void maskedGradientByEveryMethod(Oracle oracle) {
    agree(oracle, oracle.masked(), oracle.matrix("gradient_masked"));
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void unmaskedGradientByEveryMethod(Oracle oracle) {
    agree(oracle, oracle.unmasked(), oracle.matrix("gradient"));
  }

  private static void agree(Oracle oracle, Case mesh, DMatrixRMaj expected) {
    double[] gradient = new double[mesh.topology().edges()];
    Topology topology = mesh.topology();
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        gradient[e] = expected.get(topology.source(e), to);
      }
    }
    double loss = oracle.json.get("loss").getAsDouble();
    for (GradientMethod method : GradientMethod.values()) {
      Case.Answer answer = mesh.ask(method);
      assertEquals(loss, answer.loss(), TOLERANCE * Math.abs(loss), method + " loss");
      assertClose(
          oracle.matrix("output").data, answer.outputs().data, TOLERANCE, method + " outputs");
      assertClose(gradient, answer.gradient(), TOLERANCE, method + " gradient");
    }
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void statesOfEveryNeuronAfterEveryTick(Oracle oracle) {
    Case mesh = oracle.masked();
    List<DMatrixRMaj> states =
        Recurrence.states(
            mesh.topology(), mesh.transition(), mesh.weights(), mesh.ticks(), mesh.x());
    JsonArray expected = oracle.json.getAsJsonArray("states");
    for (int t = 0; t < mesh.ticks(); t++) {
      assertClose(
          Oracle.matrix(expected.get(t).getAsJsonArray()).data,
          states.get(t).data,
          TOLERANCE,
          "states after tick " + (t + 1));
    }
  }

  static Stream<Oracle> oraclesWithTensor() {
    return Oracle.all().filter(oracle -> oracle.json.has("dS_dA"));
  }

  @ParameterizedTest
  @MethodSource("oraclesWithTensor")
  void literalTensorAfterEveryTick(Oracle oracle) {
    Case mesh = oracle.unmasked();
    int n = oracle.roles.neurons();
    JsonArray ticks = oracle.json.getAsJsonArray("dS_dA");
    Recurrence recurrence =
        Recurrence.withTensor(mesh.topology(), mesh.transition(), mesh.weights());
    for (int p = 0; p < mesh.batch(); p++) {
      recurrence.reset();
      for (int t = 0; t < mesh.ticks(); t++) {
        recurrence.tick(row(mesh.x().get(0), p));
        JsonArray tensor = ticks.get(t).getAsJsonArray().get(p).getAsJsonArray();
        for (int from = 0; from < n; from++) {
          double[] expected = Oracle.matrix(tensor.get(from).getAsJsonArray()).data;
          double[] actual = new double[n * n];
          for (int i = 0; i < actual.length; i++) {
            actual[i] = recurrence.influence(from, i / n, i % n);
          }
          assertClose(expected, actual, TOLERANCE, "dS/dA[" + from + "] after tick " + (t + 1));
        }
      }
    }
  }

  private static double[] row(DMatrixRMaj x, int p) {
    double[] row = new double[x.numCols];
    System.arraycopy(x.data, p * x.numCols, row, 0, row.length);
    return row;
  }
}
