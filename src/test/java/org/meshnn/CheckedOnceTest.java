package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.experiment.Experiment;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** A table is looked through for holes once, however often it is encoded. */
class CheckedOnceTest {
  private static final Mesh MESH = Mesh.of(12).connect(Wiring.dense()).target(Target.CLASSES);
  private static final Training QUICK = Training.defaults().epochs(1);

  private final Table moons = Datasets.moons(60, 0.1, 1);
  private final Counted feature = new Counted("x", moons.numberColumn("x").asDoubleArray());
  private final Counted label = new Counted("label", moons.numberColumn("label").asDoubleArray());
  private final Table table = Table.create(feature, moons.column("y"), label);

  /** Counts how often it is asked for holes, and for numbers. */
  private static final class Counted extends DoubleColumn {
    private final AtomicInteger checks = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();

    Counted(String name, double[] values) {
      super(name, new DoubleArrayList(values));
    }

    @Override
    public int countMissing() {
      checks.incrementAndGet();
      return super.countMissing();
    }

    @Override
    public double getDouble(int row) {
      reads.incrementAndGet();
      return super.getDouble(row);
    }

    /** Times the whole column was read. */
    private double passes() {
      return (double) reads.get() / size();
    }
  }

  private void assertCheckedOnce() {
    assertEquals(1, feature.checks.get(), "the feature");
    assertEquals(1, label.checks.get(), "the label");
  }

  /**
   * For holes, infinite numbers, statistics and inputs; or for classes, and for that of each row.
   */
  @Test
  void byATraining() {
    MESH.train(table, "label", QUICK);
    assertCheckedOnce();
    assertEquals(4, feature.passes());
    assertEquals(4, label.passes());
  }

  @Test
  void byATrainingThatIsValidated() {
    MESH.train(table, "label", QUICK.validation(0.25));
    assertCheckedOnce();
    assertEquals(3.75, feature.passes());
    assertEquals(4, label.passes());
  }

  @Test
  void byAllRunsOfAnExperiment() {
    Experiment experiment =
        Experiment.on(table, "label")
            .setting("one", MESH)
            .setting("other", MESH, QUICK.validation(0.2))
            .training(QUICK);
    experiment.folds(3).seeds(4).run();
    assertCheckedOnce();
    assertEquals(4 + 2 * 4, label.passes(), "each setting and seed copies every row to test it");
    experiment.test(moons).run();
    assertEquals(2, label.checks.get());
  }

  @Test
  void byFurtherTraining() {
    TrainedMesh model = MESH.train(moons, "label", QUICK);
    model.train(table, QUICK.validation(0.25));
    assertCheckedOnce();
    assertEquals(3, feature.passes());
    assertEquals(3, label.passes());
  }

  @Test
  void byAMeasurement() {
    TrainedMesh model = MESH.train(moons, "label", QUICK);
    model.evaluate(table);
    assertCheckedOnce();
  }

  /** Before the training, so that what could not be measured is refused, and for all scores. */
  @Test
  void byARunThatIsTestedOnIt() {
    Experiment.on(moons, "label")
        .setting("one", MESH)
        .training(QUICK.validation(0.2))
        .seeds(1)
        .test(table)
        .run();
    assertCheckedOnce();
  }

  @Test
  void rowsThatAreNotThereAreRefusedWithTheirNumber() {
    TrainingTable checked = TrainingTable.of(table, "label", Target.CLASSES);
    int beyond = table.rowCount();
    for (double validation : new double[] {0, 0.5}) {
      Training training = QUICK.validation(validation);
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> MESH.train(checked, new int[] {0, beyond}, training))
              .getMessage();
      assertTrue(message.endsWith("got " + beyond), message);
    }
  }

  /** Another row alone makes the deviation another: it is that of the rows learned from. */
  @Test
  void andTheStatisticsAreThoseOfTheRowsLearnedFrom() {
    int[] first = IntStream.range(0, 30).toArray();
    double[] x = Arrays.copyOf(moons.numberColumn("x").asDoubleArray(), 30);
    double mean = Arrays.stream(x).average().orElseThrow();
    TrainingTable checked = TrainingTable.of(table, "label", Target.CLASSES);
    TrainedMesh trained = MESH.train(checked, first, QUICK);
    double[] encoded = new double[30];
    Arrays.setAll(encoded, i -> trained.encoding().inputs(moons).get(i, 0));
    assertEquals(0, Arrays.stream(encoded).sum(), 1e-12);
    assertEquals(1, Arrays.stream(encoded).map(z -> z * z).average().orElseThrow(), 1e-12);
    assertEquals(x[0] > mean, encoded[0] > 0);
  }
}
