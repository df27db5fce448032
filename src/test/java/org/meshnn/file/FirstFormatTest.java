package org.meshnn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.meshnn.TrainedMesh;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Ending;
import tech.tablesaw.api.Table;

/** A file that was written in format 1, once, is read by this version and all later ones. */
class FirstFormatTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/meshnn/file");

  /** The table that it was trained on. */
  static Table penguins() {
    return Datasets.penguins().dropRowsWithMissingValues();
  }

  @Test
  void isWhatItWas() throws IOException {
    TrainedMesh model = TrainedMesh.load(FOLDER.resolve("format-1.mesh"));
    assertEquals(Files.readString(FOLDER.resolve("format-1.txt")), model.summary() + "\n");
    assertTrue(model.verify(penguins()).same(), model.verify(penguins()).toString());
    assertEquals("0.1.0-SNAPSHOT", model.origin().environment().version());
    assertEquals(67, model.heldOut().orElseThrow().rows());
    Table found = model.predict(penguins());
    Table expected = Table.read().csv(FOLDER.resolve("format-1.csv").toString());
    for (int row = 0; row < found.rowCount(); row++) {
      assertEquals(expected.stringColumn(0).get(row), found.stringColumn(0).get(row));
      for (int column = 1; column < found.columnCount(); column++) {
        double probability = found.doubleColumn(column).get(row);
        assertEquals(expected.doubleColumn(column).get(row), probability, 1e-12);
      }
    }
  }

  @Test
  void goesOn() {
    TrainedMesh ended = TrainedMesh.load(FOLDER.resolve("format-1.mesh")).resume(penguins());
    assertEquals(Ending.COMPLETED, ended.ending());
    assertEquals(12, ended.history().epochs().size());
  }
}
