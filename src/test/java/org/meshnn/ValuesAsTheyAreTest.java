package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.Precision;
import org.meshnn.exchange.GraphFormat;
import org.meshnn.exchange.MeshGraph;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.TableBlocks;
import org.meshnn.tables.Target;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Values to be predicted are standardised where inputs are, and else taken as they are. */
class ValuesAsTheyAreTest {
  private static final Mesh MESH = Mesh.of(6).connect(Wiring.dense());
  private static final Training FEW = Training.defaults().epochs(3);

  @TempDir Path folder;

  /** y = 100 + 10 x. */
  private static Table line() {
    double[] x = IntStream.range(0, 40).mapToDouble(i -> i / 10.0).toArray();
    double[] y = IntStream.range(0, 40).mapToDouble(i -> 100 + i).toArray();
    return Table.create(DoubleColumn.create("x", x), DoubleColumn.create("y", y));
  }

  @Test
  void ofTables() {
    Table line = line();
    TrainedMesh plain = MESH.standardise(false).train(line, "y", FEW);
    assertEquals(1, plain.encoding().deviation());
    assertEquals(7, plain.encoding().toValue(7));
    assertNotEquals(1, MESH.train(line, "y", FEW).encoding().deviation());
    TrainedMesh read = TrainedMesh.load(plain.saveWithOptimiser(folder.resolve("line.mesh")));
    assertEquals(plain.encoding().labels(), read.encoding().labels());
    assertArrayEquals(plain.train(line, FEW).weights(), read.train(line, FEW).weights());
  }

  @Test
  void ofFiles() {
    Table line = line();
    RowFile rows =
        RowFile.write(
            folder.resolve("line.rows"), TableBlocks.of(line), "y", Target.AUTO, Precision.DOUBLE);
    TrainedMesh plain = MESH.standardise(false).train(rows, FEW);
    assertEquals(1, plain.encoding().deviation());
    assertArrayEquals(MESH.standardise(false).train(line, "y", FEW).weights(), plain.weights());
    assertNotEquals(1, MESH.train(rows, FEW).encoding().deviation());
  }

  @Test
  void ofSequences() {
    Sequences sequences = Sequences.of(line()).orderedBy("x").forecast("y").inputs("x");
    String standardised = MESH.train(sequences, FEW).encoding().labels().toString();
    String plain = MESH.standardise(false).train(sequences, FEW).encoding().labels().toString();
    assertNotEquals(standardised, plain);
    assertEquals(-1, plain.indexOf("120"), plain); // their mean
  }

  /** What a network of numbers says is a number, before it is trained on. */
  @Test
  void ofGraphsWithWeights() {
    MeshGraph graph =
        MeshGraph.parse(
            """
            {"network_type": "feedforward", "input_keys": [-1], "output_keys": [0],
             "nodes": [{"id": 0, "activation": "identity", "aggregation": "sum",
                        "bias": 100, "response": 1}],
             "connections": [{"from": -1, "to": 0, "weight": 10}]}
            """,
            GraphFormat.NEAT);
    Training none =
        Training.defaults()
            .epochs(1)
            .optimiser(Optimiser.sgd(1e-12))
            .initialisation(graph.initialisation());
    Table line = line();
    TrainedMesh model = Mesh.of(graph).train(line, "y", none);
    Table predictions = model.predict(line);
    double[] predicted = predictions.doubleColumn(predictions.columnCount() - 1).asDoubleArray();
    assertArrayEquals(line.doubleColumn("y").asDoubleArray(), predicted, 1e-6);
  }
}
