package org.meshnn.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decimal mark of a file, where it is stated or some column tells: one in which it can be one
 * of the two only, as 1,5 or 1,234,567.
 */
final class DecimalMark {
  private static final char UNKNOWN = 0;

  private final char mark;
  private final char separator;

  private DecimalMark(char mark, char separator) {
    this.mark = mark;
    this.separator = separator;
  }

  /** Of a file that has this separator between cells. */
  static DecimalMark of(List<ColumnScan> columns, @Nullable Character stated, char separator) {
    boolean point = false;
    boolean comma = false;
    for (ColumnScan scan : columns) {
      boolean points = has(scan, '.');
      boolean commas = has(scan, ',');
      point |= points && !commas;
      comma |= commas && !points;
    }
    char mark = point == comma ? UNKNOWN : point ? '.' : ',';
    return new DecimalMark(stated == null ? mark : stated, separator);
  }

  /** Whether all entries of a column are numbers with this decimal mark. */
  private static boolean has(ColumnScan scan, char mark) {
    for (NumberStyle style : NumberStyle.values()) {
      if (style.decimal() == mark && (scan.styles() & 1 << style.ordinal()) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The style of a column of numbers. */
  NumberStyle style(ColumnScan scan) {
    char decimal = decimal(scan);
    for (NumberStyle style : NumberStyle.values()) {
      if (style.decimal() == decimal && (scan.styles() & 1 << style.ordinal()) != 0) {
        return style;
      }
    }
    throw new IllegalStateException("a column of numbers has a style");
  }

  private char decimal(ColumnScan scan) {
    if (!has(scan, '.') || !has(scan, ',')) {
      return has(scan, '.') ? '.' : ',';
    }
    if (mark != UNKNOWN) {
      return mark;
    }
    boolean plain = (scan.styles() & 1 << NumberStyle.POINT.ordinal()) != 0;
    return plain || separator != ';' ? '.' : ',';
  }

  /** What could be wrong about a column of numbers: nothing, or one sentence. */
  List<String> doubts(ColumnScan scan) {
    NumberStyle style = style(scan);
    boolean both = has(scan, '.') && has(scan, ',');
    boolean marked = (scan.shape(style) & (NumberStyle.DECIMAL | NumberStyle.GROUPED)) != 0;
    boolean spaced = style.groups().equals("spaces") || style.groups().equals("apostrophes");
    boolean told = mark != UNKNOWN || (style == NumberStyle.POINT && separator == ',');
    char other = style.decimal() == '.' ? ',' : '.';
    return both && marked && !spaced && !told
        ? List.of("if '" + other + "' is the decimal mark, state .decimal('" + other + "')")
        : List.of();
  }
}
