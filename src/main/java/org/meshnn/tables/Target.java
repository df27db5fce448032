package org.meshnn.tables;

import tech.tablesaw.columns.Column;

/** What a label column stands for. */
public enum Target {
  /** A string, boolean or integer column means classes, a floating-point one a value. */
  AUTO,
  /** Every distinct entry is a class, whatever the type of the column. */
  CLASSES,
  /** A number to be predicted (regression); a boolean column counts as 0 and 1. */
  VALUE;

  /** Whether a label column is a value, not a class. */
  boolean meansValue(Column<?> column) {
    return this == VALUE || (this == AUTO && Kind.floating(column));
  }
}
