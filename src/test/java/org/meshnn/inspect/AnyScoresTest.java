package org.meshnn.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Of any scores there is an answer, or an error that helps. */
class AnyScoresTest {
  private static final double[] SPECIAL = {0, 1, 0.5, Double.MIN_VALUE, 1 - 0x1p-53, 0.1, -0.0};

  @Test
  void anAnswerOrAnErrorThatHelps() {
    Random random = new Random(11);
    for (int round = 0; round < 3_000; round++) {
      int n = random.nextInt(12);
      boolean[] positive = new boolean[n];
      double[] p = new double[n];
      double share = random.nextInt(5) / 4.0;
      for (int i = 0; i < n; i++) {
        positive[i] = random.nextDouble() < share;
        p[i] = random.nextBoolean() ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextDouble();
      }
      double[] values = IntStream.range(0, n).mapToDouble(i -> p[i] * 1e300 - 5e299).toArray();
      boolean draw = round % 300 == 0;
      answers(() -> RocCurve.of(positive, p), draw);
      answers(() -> PrecisionRecall.of(positive, p), draw);
      answers(() -> Thresholds.of(positive, p).costs(1, 3), draw);
      answers(() -> Calibration.of(positive, p), draw);
      answers(() -> Residuals.of("y", p, values), draw);
    }
  }

  private static void answers(Supplier<Inspection> inspected, boolean draw) {
    Inspection answer;
    try {
      answer = inspected.get();
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().startsWith("expected "), e.getMessage());
      return;
    }
    // without rows that are taken for the class, there is no precision
    boolean none = answer.toString().contains("at Infinity");
    boolean one = answer.toString().contains("n = 1;");
    assertTrue(none || one || !answer.toString().contains("NaN"), answer.toString());
    assertTrue(answer.table().rowCount() > 0);
    if (draw) {
      assertTrue(answer.plot().png().length > 0);
    }
  }

  /** However long a name is, what is said stays a line. */
  @Test
  void longNamesAreCut() {
    String name = "n".repeat(100_000) + "\n";
    Table table =
        Table.create(
            "t",
            DoubleColumn.create("x", new double[] {1, 2, 3, 4, 5, 6}),
            StringColumn.create("y", "a", name, "a", name, "a", name));
    TrainedMesh model =
        Mesh.of(6).connect(Wiring.dense()).train(table, "y", Training.defaults().epochs(1));
    for (Inspection each :
        new Inspection[] {
          RocCurve.of(model, table),
          PrecisionRecall.of(model, table),
          Calibration.of(model, table),
          Thresholds.of(model, table),
          Residuals.of(name, new double[] {1, 2}, new double[] {2, 1})
        }) {
      assertTrue(each.toString().length() < 500, each.toString());
      assertEquals(1, each.toString().lines().count());
      assertTrue(each.table().name().length() < 100);
      assertFalse(each.plot().caption().length() > 500);
    }
  }
}
