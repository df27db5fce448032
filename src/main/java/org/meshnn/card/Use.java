package org.meshnn.card;

import java.util.List;
import org.meshnn.tables.Encoding;
import org.meshnn.text.Listing;

/** How a model is loaded and asked. */
final class Use {
  private Use() {}

  static Section of(Subject subject) {
    Encoding encoding = subject.encoding();
    String answer =
        encoding.classification()
            ? "a column with the class and one with the probability of each"
            : encoding.outputs() == 1
                ? "a column with the number"
                : "columns " + Listing.of(encoding.predictionNames());
    return new Section(
        "How to use it",
        List.of(
            new Block.Code(
                "java",
                """
                var model = TrainedMesh.load("model.mesh");   // as model.save("model.mesh") wrote it
                var table = Table.read().csv("rows.csv");     // with the columns above, in any order
                var predictions = model.predict(table);
                """),
            new Block.Text(
                "The answer is a table of as many rows: "
                    + answer
                    + ". Without Java: the model file is a zip of JSON and numbers; the README of the"
                    + " package org.meshnn.file describes it, and has the lines of Python that"
                    + " predict by it with NumPy alone.")));
  }
}
