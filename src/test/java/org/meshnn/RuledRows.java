package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.temporal.Temporal;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The rows of a table, put column by column into a predictor. */
public final class RuledRows {
  private RuledRows() {}

  /** Sets every column of a row, or says that it is missing. */
  public static void set(Predictor predictor, Table table, int row) {
    for (String name : predictor.columns()) {
      Column<?> column = table.column(name);
      if (column.isMissing(row)) {
        predictor.setMissing(name);
      } else if (column instanceof LongColumn longs) {
        predictor.set(name, longs.getLong(row));
      } else if (column instanceof NumericColumn<?> numbers) {
        predictor.set(name, numbers.getDouble(row));
      } else if (column instanceof BooleanColumn flags) {
        predictor.set(name, flags.get(row));
      } else if (column instanceof StringColumn text) {
        predictor.set(name, text.get(row));
      } else {
        predictor.setDate(name, (Temporal) column.get(row));
      }
    }
  }

  /** Row by row what {@code predict(table)} says of classes, to the last bit. */
  static void assertAgree(TrainedMesh model, Table table) {
    Table rows = model.encoding().complete(table);
    Table expected = model.predict(rows);
    Predictor predictor = model.predictor();
    for (int i = 0; i < rows.rowCount(); i++) {
      set(predictor, rows, i);
      for (int k = 1; k < expected.columnCount(); k++) {
        assertEquals(expected.doubleColumn(k).getDouble(i), predictor.probability(k - 1));
      }
    }
  }
}
