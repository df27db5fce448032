package org.meshnn.tables;

/** How numbers are written: the decimal mark, and what parts thousands. */
enum NumberStyle {
  POINT('.', NumberStyle.NONE, "decimal points", ""),
  COMMA(',', NumberStyle.NONE, "decimal commas", ""),
  POINT_COMMA('.', ',', "decimal points", "commas"),
  COMMA_POINT(',', '.', "decimal commas", "points"),
  POINT_SPACE('.', ' ', "decimal points", "spaces"),
  COMMA_SPACE(',', ' ', "decimal commas", "spaces"),
  POINT_APOSTROPHE('.', '\'', "decimal points", "apostrophes"),
  COMMA_APOSTROPHE(',', '\'', "decimal commas", "apostrophes");

  /** Flags of an entry's shape; 0 is no number. */
  static final int INT = 1;

  static final int LONG = 2;
  static final int HUGE = 4; // whole, of more than 18 digits
  static final int DECIMAL = 8;
  static final int GROUPED = 16;
  static final int ZERO = 32; // more digits behind a leading 0

  static final int ALL = (1 << values().length) - 1;

  private static final char NONE = 0;
  private static final int LONG_DIGITS = 18;

  private final char decimal;
  private final char group;
  private final String decimals;
  private final String groups;

  NumberStyle(char decimal, char group, String decimals, String groups) {
    this.decimal = decimal;
    this.group = group;
    this.decimals = decimals;
    this.groups = groups;
  }

  char decimal() {
    return decimal;
  }

  /** Its decimal marks, in words. */
  String decimals() {
    return decimals;
  }

  /** What parts thousands, in words; empty for nothing. */
  String groups() {
    return groups;
  }

  private boolean groups(char c) {
    return group == c
        || (group == ' ' && (c == '\u00A0' || c == '\u202F'))
        || (group == '\'' && c == '\u2019');
  }

  /**
   * The shape of an entry: {@code [+-] digits [decimal digits] [e [+-] digits]}, where digits
   * before the decimal mark may stand in groups, all of three but the first, which begins with no
   * 0.
   */
  int shape(String entry) {
    int n = entry.length();
    int first = n > 0 && (entry.charAt(0) == '-' || entry.charAt(0) == '+') ? 1 : 0;
    int i = first;
    int digits = 0;
    int run = 0;
    boolean grouped = false;
    long value = 0;
    for (; i < n; i++) {
      char c = entry.charAt(i);
      if (isDigit(c)) {
        run++;
        digits++;
        value = digits <= LONG_DIGITS ? 10 * value + (c - '0') : value;
      } else if (group != NONE && groups(c)) {
        if (grouped ? run != 3 : run < 1 || run > 3) {
          return 0;
        }
        grouped = true;
        run = 0;
      } else {
        break;
      }
    }
    boolean zero = digits > 1 && entry.charAt(first) == '0';
    if (grouped && (run != 3 || zero)) {
      return 0;
    }
    boolean whole = true;
    if (i < n && entry.charAt(i) == decimal) {
      int from = ++i;
      while (i < n && isDigit(entry.charAt(i))) {
        i++;
      }
      digits += i - from;
      whole = false;
    }
    if (digits == 0) {
      return 0;
    }
    if (i < n && (entry.charAt(i) == 'e' || entry.charAt(i) == 'E')) {
      i += i + 1 < n && (entry.charAt(i + 1) == '-' || entry.charAt(i + 1) == '+') ? 2 : 1;
      int from = i;
      while (i < n && isDigit(entry.charAt(i))) {
        i++;
      }
      if (i == from) {
        return 0;
      }
      whole = false;
    }
    if (i < n) {
      return 0;
    }
    int size =
        !whole ? DECIMAL : digits > LONG_DIGITS ? HUGE : value > Integer.MAX_VALUE ? LONG : INT;
    return size | (grouped ? GROUPED : 0) | (zero ? ZERO : 0);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A number of this style. */
  double number(String entry) {
    return Double.parseDouble(this == POINT ? entry : plain(entry));
  }

  /** A whole number of this style, of at most 18 digits. */
  long whole(String entry) {
    return Long.parseLong(group == NONE ? entry : plain(entry));
  }

  private String plain(String entry) {
    StringBuilder plain = new StringBuilder(entry.length());
    for (int i = 0; i < entry.length(); i++) {
      char c = entry.charAt(i);
      if (group == NONE || !groups(c)) {
        plain.append(c == decimal ? '.' : c);
      }
    }
    return plain.toString();
  }
}
