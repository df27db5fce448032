package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.Precision;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.TableBlocks;
import org.meshnn.tables.Target;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Schedule;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class RateFinderTest {
  @TempDir Path folder;

  private static final Table IRIS = Datasets.iris();
  private static final Mesh MESH = Mesh.of(14).connect(Wiring.dense());

  /** A power of two, so that a rate has the same bits whatever part of it a step takes. */
  private static final Training TRAINING = Training.defaults().optimiser(Optimiser.sgd(0.125, 0.9));

  private static double[] column(Table table, String name) {
    return table.doubleColumn(name).asDoubleArray();
  }

  @Test
  void ratesGrowAndLossesAreSmoothedAsItSays() {
    RateFinder found = RateFinder.of(MESH, IRIS, "species", TRAINING);
    Table table = found.table();
    double[] rates = column(table, "learning rate");
    double[] losses = column(table, "loss");
    double[] smoothed = column(table, "smoothed loss");
    double weights = 0;
    double sum = 0;
    int least = 0;
    for (int i = 0; i < rates.length; i++) {
      assertEquals(1e-6 * Math.pow(1e7, i / 199.0), rates[i], 1e-12 * rates[i]);
      sum = 0.9 * sum + losses[i];
      weights = 0.9 * weights + 1;
      assertEquals(sum / weights, smoothed[i], 1e-9 * smoothed[i], "a weighted mean");
      least = smoothed[i] < smoothed[least] ? i : least;
    }
    assertEquals(rates[least] / 10, found.suggestion(), 1e-15);
    assertTrue(found.suggestion() > 1e-4 && found.suggestion() < 1, found.toString());
    assertTrue(rates.length < 200, "at the highest rates the loss is too high");
    String text = found.toString();
    assertTrue(text.contains("steps, learning rate from 1.0e-06 to "), text);
    assertTrue(text.contains("where the loss had grown too high: smoothed loss lowest, "), text);
    assertTrue(found.plot().toString().contains("suggested rate"), found.plot().toString());
  }

  /** All rows a batch, so that an epoch is a step: the same by a training whose rule counts. */
  @Test
  void itIsATrainingWithAGrowingRate() {
    Training whole = TRAINING.batchSize(150).shuffle(false);
    Optimiser growing =
        Optimiser.of(
            "growing",
            0.1,
            (w, g, rate, memory) -> {
              double step = memory.number("step");
              memory.put("step", step + 1);
              double now = 1e-5 * StrictMath.pow(0.05 / 1e-5, step / 199.0);
              double[] u = memory.array("u");
              for (int i = 0; i < w.length; i++) {
                u[i] = 0.9 * u[i] + g[i];
                w[i] -= now * u[i];
              }
            });
    RateFinder found = RateFinder.of(MESH, IRIS, "species", whole, 1e-5, 0.05);
    double[] losses = column(found.table(), "loss");
    TrainedMesh trained =
        MESH.train(IRIS, "species", whole.optimiser(growing).epochs(losses.length));
    assertEquals(200, losses.length);
    assertArrayEquals(column(trained.history().table(), "loss"), losses);
  }

  @Test
  void theSameSettingsFindTheSame() {
    Training training = TRAINING.dropout(0.2).validation(0.2).threads(2);
    RateFinder found = RateFinder.of(MESH, IRIS, "species", training);
    RateFinder again =
        RateFinder.of(
            MESH,
            IRIS,
            "species",
            training.threads(1).optimiser(Optimiser.sgd(2, 0.9)).schedule(Schedule.cosine()));
    assertArrayEquals(column(found.table(), "loss"), column(again.table(), "loss"));
    assertEquals(found.suggestion(), again.suggestion());
  }

  /** A constant label that the first weights already hit is not learned any better. */
  @Test
  void withoutAFallNothingIsSuggested() {
    double[] label = new double[40];
    Arrays.fill(label, 0, 20, 1);
    double[] x = new double[40];
    Arrays.setAll(x, i -> i % 20);
    Table table = Table.create("t", DoubleColumn.create("x", x), DoubleColumn.create("y", label));
    RateFinder found =
        RateFinder.of(
            MESH, table, "y", TRAINING.batchSize(40).optimiser(Optimiser.sgd(1)), 1e-30, 1e-29);
    assertTrue(found.toString().contains("the loss did not fall"), found.toString());
    assertTrue(
        assertThrows(IllegalStateException.class, found::suggestion)
            .getMessage()
            .contains("no rate to suggest"));
    assertTrue(found.plot().toString().contains("did not fall"));
  }

  @Test
  void aFileOfRowsFindsWhatItsTableDoes() {
    RowFile rows =
        RowFile.write(
            folder.resolve("iris.rows"),
            TableBlocks.of(IRIS),
            "species",
            Target.AUTO,
            Precision.DOUBLE);
    assertArrayEquals(
        column(RateFinder.of(MESH, IRIS, "species", TRAINING).table(), "loss"),
        column(RateFinder.of(MESH, rows, TRAINING).table(), "loss"));
  }

  @Test
  void sequencesHaveARateToo() {
    double[] x = new double[120];
    Arrays.setAll(x, i -> Math.sin(0.3 * i));
    Sequences waves =
        Sequences.of(Table.create("waves", DoubleColumn.create("x", x))).forecast("x").window(8);
    RateFinder found =
        RateFinder.of(MESH, waves, TRAINING.optimiser(Optimiser.adam(1)).validation(0.2));
    assertTrue(found.suggestion() > 1e-5 && found.suggestion() < 1, found.toString());
  }

  @Test
  void ratesThatDoNotGrowAreRefused() {
    for (double[] rates : new double[][] {{0, 1}, {1, 1}, {1, Double.POSITIVE_INFINITY}}) {
      String said =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> RateFinder.of(MESH, IRIS, "species", TRAINING, rates[0], rates[1]))
              .getMessage();
      assertTrue(said.contains("expected a lowest rate"), said);
    }
    assertThrows(IllegalArgumentException.class, () -> RateFinder.of(MESH, IRIS, "kind", TRAINING));
  }
}
