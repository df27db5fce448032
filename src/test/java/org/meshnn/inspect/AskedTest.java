package org.meshnn.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.RuledTable;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Wiring;
import org.meshnn.train.RowOrder;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Entries of other rows, taken over as inputs, are those of a table with these entries. */
class AskedTest {
  private static final int ROWS = 40;
  private static final Training SHORT = Training.defaults().epochs(1).threads(1);

  @Test
  void entriesOfOtherRowsWhateverTheRules() {
    for (long seed = 1; seed <= 24; seed++) {
      RandomGenerator random = RandomMeshes.generator(seed);
      RuledTable given = RuledTable.of(ROWS, random);
      Mesh mesh = Mesh.of(80).connect(Wiring.random(0.3, seed)).columns(given.rules());
      TrainedMesh model = mesh.train(given.table(), "label", SHORT);
      Table table = model.encoding().complete(given.table());
      Asked asked = Asked.of(model, table);
      assertSame(model.predict(table), asked.predictions(), "seed " + seed);
      for (int i = 0; i < asked.features().size(); i++) {
        int[] order = RowOrder.ascending(table.rowCount());
        RowOrder.shuffle(order, random);
        assertPredictsWith(asked, i, order, "seed " + seed);
        Arrays.fill(order, random.nextInt(order.length));
        assertPredictsWith(asked, i, order, "seed " + seed);
      }
    }
  }

  private static void assertPredictsWith(Asked asked, int feature, int[] order, String told) {
    List<Column<?>> changed = new ArrayList<>(asked.features());
    changed.set(feature, changed.get(feature).subset(order));
    assertSame(
        asked.model().predict(Table.create(changed)),
        asked.predictWith(feature, order),
        told + ", " + changed.get(feature).name());
  }

  private static void assertSame(Table expected, Table found, String told) {
    assertEquals(expected.columnNames(), found.columnNames(), told);
    assertEquals(expected.stringColumn(0).asList(), found.stringColumn(0).asList(), told);
    for (int c = 1; c < expected.columnCount(); c++) {
      assertArrayEquals(
          expected.doubleColumn(c).asDoubleArray(), found.doubleColumn(c).asDoubleArray(), told);
    }
  }
}
