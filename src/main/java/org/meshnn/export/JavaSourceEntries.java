package org.meshnn.export;

/**
 * The parts of a written class that make a row's entries inputs, and refuse what is none. Java 8.
 */
final class JavaSourceEntries {
  private JavaSourceEntries() {}

  /** From a row to the inputs. */
  static String inputs(boolean bias, String entry) {
    return """

          private static double[] inputs(double[] row) {
            double[] inputs = new double[INPUTS];
            for (int c = 0; c < row.length; c++) {
              ENTRY
            }BIAS
            return inputs;
          }

          private static double standardised(int c, double value) {
            double deviation = value - ORIGIN[c] - CENTRE[c];
            double input =
                Double.isInfinite(deviation)
                    ? (value / 2 - ORIGIN[c] / 2 - CENTRE[c] / 2) / (SD[c] / 2)
                    : deviation / SD[c];
            if (Double.isNaN(input) || Double.isInfinite(input)) {
              throw refused(c, value, "is not finite, or too large to standardise");
            }
            return input;
          }

          private static IllegalArgumentException refused(int c, Object entry, String reason) {
            return new IllegalArgumentException(
                "column '" + COLUMNS.get(c) + "': " + entry + " " + reason);
          }
        """
        .replace("BIAS", bias ? "\n    inputs[INPUTS - 1] = 1; // the bias" : "")
        .replace("ENTRY", entry);
  }

  /** How an entry becomes inputs where all columns are numbers. */
  static final String NUMERIC = "inputs[c] = standardised(c, row[c]);";

  /** The same where they are not. */
  static final String BY_KIND =
      """
      switch (KINDS.charAt(c)) {
              case 'c':
                inputs[FIRST_INPUT[c] + whole(c, row[c], CATEGORIES[c].length - 1)] = 1;
                break;
              case 'f':
                inputs[FIRST_INPUT[c]] = whole(c, row[c], 1);
                break;
              default:
                inputs[FIRST_INPUT[c]] = standardised(c, row[c]);
            }\
      """;

  /** What a flag or a category is checked by. */
  static final String WHOLE =
      """

        private static int whole(int c, double entry, int most) {
          int whole = (int) entry;
          if (whole != entry || whole < 0 || whole > most) {
            throw refused(c, entry, "is not one of the numbers 0 to " + most);
          }
          return whole;
        }
      """;

  /** The number of a category. */
  static final String CATEGORY =
      """

        private static int category(int c, String category) {
          int number = Arrays.asList(CATEGORIES[c]).indexOf(category);
          if (number < 0) {
            throw refused(
                c, category, "was never seen in training; known: " + Arrays.asList(CATEGORIES[c]));
          }
          return number;
        }
      """;

  /** The same, for who fills an array. */
  static final String PUBLIC_CATEGORY =
      """

        /**
         * Returns the number of a category, as it stands in a row.
         *
         * @param column a name in {@link #COLUMNS}
         * @param category one seen in training
         * @return from 0 on
         * @throws IllegalArgumentException if there is no such column or category
         */
        public static int category(String column, String category) {
          int c = COLUMNS.indexOf(column);
          if (c < 0) {
            throw new IllegalArgumentException("no column '" + column + "'; columns: " + COLUMNS);
          }
          return category(c, category);
        }
      """;

  /** That an array has an entry for each column. */
  static final String REQUIRE_ROW =
      """
          if (row.length != COLUMNS.size()) {
            throw new IllegalArgumentException(
                "expected one number per column, " + COLUMNS.size() + "; got " + row.length);
          }
      """;

  /** A whole number counted from a reference, also beyond 2^53. */
  static final String DIFFERENCE =
      """

        private static double difference(long value, long reference) {
          long difference = value - reference;
          boolean overflows = ((value ^ reference) & (value ^ difference)) < 0;
          return overflows ? (double) value - reference : difference;
        }
      """;
}
