package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Ending;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TrainedMeshTest {

  private static DoubleColumn column(String name, java.util.function.IntToDoubleFunction value) {
    return DoubleColumn.create(name, IntStream.range(0, 16).mapToDouble(value));
  }

  /** The third and last step explodes: no epoch follows in which a loss would show it. */
  @Test
  void anExplosionInTheLastStepOfTheLastEpochIsADivergence() {
    Table table = Table.create(column("x", i -> 1000 * (i - 7.5)), column("y", i -> i));
    Training three = Training.defaults().epochs(3).optimiser(Optimiser.sgd(0.01));
    Mesh mesh = Mesh.of(8).connect(Wiring.dense()).standardise(false);
    TrainingDiverged diverged =
        assertThrows(TrainingDiverged.class, () -> mesh.train(table, "y", three));
    TrainedMesh best = diverged.trained();
    assertEquals(Ending.DIVERGED, best.ending());
    assertTrue(Double.isFinite(best.evaluate(table).rmse()), best.evaluate(table).toString());
    assertTrue(diverged.getMessage().contains("in epoch 3"), diverged.getMessage());
  }

  /** Rows that overflow are named; they are not of the first class. */
  @Test
  void rowsWithoutFiniteOutputsAreNamed() {
    Table table =
        Table.create(
            column("x", i -> i - 7.5),
            StringColumn.create("side", IntStream.range(0, 16).mapToObj(i -> i < 8 ? "a" : "b")));
    TrainedMesh model =
        Mesh.of(8)
            .connect(Wiring.dense())
            .standardise(false)
            .train(table, "side", Training.defaults().epochs(5));
    Table extreme = table.copy();
    extreme.doubleColumn("x").set(3, Double.MAX_VALUE);
    extreme.doubleColumn("x").set(9, -Double.MAX_VALUE);
    for (Executable asked :
        List.<Executable>of(() -> model.evaluate(extreme), () -> model.predict(extreme))) {
      String message = assertThrows(IllegalArgumentException.class, asked).getMessage();
      assertTrue(message.contains("of 16 rows have outputs that are not finite"), message);
      assertTrue(message.contains("standardise(true)"), message);
    }
  }

  /** A value beyond 1.8e308 is no number: it is refused, not Infinity. */
  @Test
  void aValueBeyondTheLargestNumberIsRefused() {
    Table table = Table.create(column("x", i -> i), column("y", i -> 1e307 * (i - 7.5)));
    TrainedMesh model = trained(table);
    table.doubleColumn("x").set(3, 1e9);
    for (Executable asked :
        List.<Executable>of(() -> model.evaluate(table), () -> model.predict(table))) {
      String message = assertThrows(IllegalArgumentException.class, asked).getMessage();
      assertTrue(message.contains("beyond the largest number, 1.8e308; divide the label"), message);
    }
  }

  /** Labels far from 0, or huge: the history's RMSE is in their own unit, and not 0 or infinite. */
  @ParameterizedTest
  @ValueSource(strings = {"1e17 160", "1e200 1e199", "0 1e-200", "0 1e300"})
  void theHistoryOfLabelsOfAnySizeIsInTheirUnit(String offsetAndSize) {
    double offset = Double.parseDouble(offsetAndSize.split(" ")[0]);
    double size = Double.parseDouble(offsetAndSize.split(" ")[1]);
    Table table = Table.create(column("x", i -> i), column("y", i -> offset + size * (i - 7.5)));
    Table plain = Table.create(column("x", i -> i), column("y", i -> i - 7.5));
    TrainedMesh model = trained(table);
    double expected = size * trained(plain).history().last().metric();
    assertEquals(expected, model.history().last().metric(), 1e-9 * expected);
    assertEquals(
        size * trained(plain).evaluate(plain).rmse(),
        model.evaluate(table).rmse(),
        1e-9 * expected + Math.ulp(offset));
    double[] predicted = model.predict(table).doubleColumn("y predicted").asDoubleArray();
    assertTrue(Arrays.stream(predicted).allMatch(Double::isFinite));
  }

  /** One label of 256 lies 6 units in the last place off the others, their deviation below one. */
  @Test
  void aDeviationBelowTheLastPlaceIsNotLost() {
    double[] labels = new double[256];
    Arrays.fill(labels, 1e17);
    labels[0] += 96;
    double[] x = IntStream.range(0, 256).asDoubleStream().toArray();
    Table table = Table.create(DoubleColumn.create("x", x), DoubleColumn.create("y", labels));
    double sd = Math.sqrt(255) * 96 / 256;
    assertEquals(sd, trained(table).encoding().deviation(), 1e-12);
    assertTrue(trained(table).history().last().metric() > sd / 2);
  }

  private static TrainedMesh trained(Table table) {
    return Mesh.of(8)
        .connect(Wiring.dense())
        .train(table, "y", Training.defaults().epochs(10).optimiser(Optimiser.sgd(1e-3)));
  }

  /** A feature constant up to rounding carries nothing: 0.31 is not 30 million deviations off. */
  @Test
  void aFeatureConstantUpToRoundingIsNotBlownUp() {
    Table table =
        Table.create(
            DoubleColumn.create("x", 0.1 + 0.2, 0.3, 0.3, 0.3),
            StringColumn.create("kind", "a", "b", "b", "b"));
    TrainedMesh model = Mesh.of(8).connect(Wiring.dense()).train(table, "kind");
    Table asked = Table.create(DoubleColumn.create("x", 0.31, 0.3));
    double[] p = model.predict(asked).doubleColumn("P(a)").asDoubleArray();
    assertEquals(p[1], p[0], 0.05, "0.31 is near 0.3");
  }

  /** Learning rate next to nothing: what training begins with is what it ends with. */
  @Test
  void weightsGoOutAndIntoAnotherMesh() {
    Table table = Table.create(column("x", i -> i), column("y", i -> i % 3));
    TrainedMesh model = trained(table);
    double[] weights = model.weights();
    assertArrayEquals(weights, model.topology().weights(model.matrix()));
    assertEquals(weights.length, model.sparseMatrix().nz_length);
    Training still = Training.defaults().epochs(1).optimiser(Optimiser.sgd(1e-300));
    for (Initialisation begin :
        List.of(model.initialisation(), Initialisation.of(model.sparseMatrix()))) {
      TrainedMesh other =
          Mesh.of(8).connect(Wiring.dense()).train(table, "y", still.initialisation(begin));
      assertArrayEquals(weights, other.weights(), 1e-12);
    }
  }
}
