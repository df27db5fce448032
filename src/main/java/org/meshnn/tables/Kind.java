package org.meshnn.tables;

import org.meshnn.text.Listing;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** The three sorts of column a mesh can learn from. */
public enum Kind {
  /** Numbers of any type. */
  NUMBER("numeric", ColumnType.DOUBLE),
  /** Boolean: 0 or 1. */
  FLAG("boolean", ColumnType.BOOLEAN),
  /** Strings. */
  TEXT("text", ColumnType.STRING);

  private final String word;
  private final ColumnType type;

  Kind(String word, ColumnType type) {
    this.word = word;
    this.type = type;
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
        "column "
            + Listing.quoted(column.name())
            + " has the unsupported type "
            + column.type().name());
  }

  /** Whether a label of this type is a continuous value unless the user says otherwise. */
  static boolean floating(Column<?> column) {
    return column instanceof DoubleColumn || column instanceof FloatColumn;
  }

  /**
   * The error for a column that was of this kind in training and is not now.
   *
   * @param what kind of column it is, for the message
   */
  IllegalArgumentException changed(String what, Column<?> column) {
    String change =
        what
            + " "
            + Listing.quoted(column.name())
            + " was "
            + this
            + " in training and is "
            + of(column)
            + " ("
            + column.type().name()
            + ") now";
    if (this == NUMBER && column instanceof StringColumn text) {
      return Categories.notNumeric(text, change);
    }
    return new IllegalArgumentException(
        change + "; read it with its type: " + Calls.read(column.name(), type));
  }

  @Override
  public String toString() {
    return word;
  }
}
