package org.meshnn.tables;

import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** The three sorts of column a mesh can learn from. */
enum Kind {
  NUMBER("numeric"),
  FLAG("boolean"),
  TEXT("text");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  static boolean supports(Column<?> column) {
    return column instanceof NumericColumn
        || column instanceof BooleanColumn
        || column instanceof StringColumn;
  }

  static Kind of(Column<?> column) {
    if (column instanceof NumericColumn) {
      return NUMBER;
    }
    if (column instanceof BooleanColumn) {
      return FLAG;
    }
    if (column instanceof StringColumn) {
      return TEXT;
    }
    throw new IllegalArgumentException(
        "column '" + column.name() + "' has the unsupported type " + column.type().name());
  }

  /** Whether a label of this type is a continuous value unless the user says otherwise. */
  static boolean floating(Column<?> column) {
    return column instanceof DoubleColumn || column instanceof FloatColumn;
  }

  @Override
  public String toString() {
    return word;
  }
}
