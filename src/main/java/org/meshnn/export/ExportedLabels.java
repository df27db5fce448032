package org.meshnn.export;

import org.meshnn.tables.Encoding;
import org.meshnn.tables.Labels;
import org.meshnn.text.OneLine;

/** Which labels are written outside meshnn: classes that have an output each, and one value. */
final class ExportedLabels {
  private ExportedLabels() {}

  /**
   * Refuses others.
   *
   * @param what is written
   */
  static void require(String what, Encoding encoding) {
    Labels labels = encoding.labels();
    if (!(labels instanceof Labels.Classes) && !(labels instanceof Labels.Values)) {
      throw new IllegalArgumentException(
          what
              + " predicts classes of one output each, or one value; this mesh predicts otherwise ("
              + OneLine.of(encoding.toString())
              + "); keep it with model.save(path)");
    }
  }
}
