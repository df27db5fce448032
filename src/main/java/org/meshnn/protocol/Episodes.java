package org.meshnn.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.meshnn.tables.SequenceTasks;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Courses of sequences one after another: a lane that has ended one takes the next that nobody has
 * had, and its state is 0 where it begins.
 */
final class Episodes {
  private final Table table;
  private final int[] starts; // rows where sequences begin, and one past the last
  private int taken;

  private Episodes(Table table) {
    this.table = table;
    IntColumn step = table.intColumn("step");
    int[] begins =
        java.util.stream.IntStream.range(0, table.rowCount())
            .filter(row -> step.getInt(row) == 1)
            .toArray();
    starts = Arrays.copyOf(begins, begins.length + 1);
    starts[begins.length] = table.rowCount();
  }

  /** a^n b^n with n to 16: one of three symbols in, the next one out. */
  static Course anbn(int lanes, int steps, long seed) {
    int sequences = enough(lanes, steps, 18);
    Table table = SequenceTasks.anbn(sequences, 16, seed);
    return symbols(table, List.of("a", "b", "end"), List.of("a", "b", "end"), lanes, steps);
  }

  /** Five of eight symbols to be repeated after 40 steps. */
  static Course copy(int lanes, int steps, long seed) {
    List<String> letters = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    List<String> all = new java.util.ArrayList<>(letters);
    all.addAll(List.of("blank", "recall"));
    Table table = SequenceTasks.copy(enough(lanes, steps, 50), letters.size(), 5, 40, seed);
    return symbols(table, all, letters, lanes, steps);
  }

  /** The sum of two marked values of 100. */
  static Course adding(int lanes, int steps, long seed) {
    return values(SequenceTasks.adding(enough(lanes, steps, 100), 100, seed), 2, lanes, steps);
  }

  /** A vector of 8 dimensions, turned 64 times. */
  static Course rotation(int lanes, int steps, long seed) {
    Table table = SequenceTasks.rotation(enough(lanes, steps, 64), 8, 64, 64, seed);
    return values(table, 9, lanes, steps);
  }

  private static int enough(int lanes, int steps, int meanLength) {
    return lanes * (steps + steps / 10) / meanLength + 20 * lanes;
  }

  private static Course symbols(
      Table table, List<String> in, List<String> out, int lanes, int steps) {
    StringColumn symbol = table.stringColumn(2);
    StringColumn next = table.stringColumn(3);
    double[] codes = codes(symbol, in);
    double[] classes = codes(next, out);
    Course course = Course.empty(lanes, in.size(), out.size(), true, steps);
    new Episodes(table)
        .deal(
            course,
            (t, lane, row) -> {
              course.x()[t][lane * in.size() + (int) codes[row]] = 1;
              course.y()[t][lane] = classes[row];
            });
    return course;
  }

  /** Of each row the symbol's place; NaN where it is missing. */
  private static double[] codes(StringColumn column, List<String> symbols) {
    IntFunction<String> get = column::get;
    double[] codes = new double[column.size()];
    Arrays.setAll(
        codes, row -> column.isMissing(row) ? Double.NaN : symbols.indexOf(get.apply(row)));
    return codes;
  }

  private static Course values(Table table, int inputs, int lanes, int steps) {
    double[][] columns =
        table.columns().stream().skip(2).map(Episodes::numbers).toArray(double[][]::new);
    int outputs = columns.length - inputs;
    Course course = Course.empty(lanes, inputs, outputs, false, steps);
    new Episodes(table)
        .deal(
            course,
            (t, lane, row) -> {
              for (int i = 0; i < inputs; i++) {
                course.x()[t][lane * inputs + i] = columns[i][row];
              }
              for (int o = 0; o < outputs; o++) {
                course.y()[t][lane * outputs + o] = columns[inputs + o][row];
              }
            });
    return course;
  }

  private static double[] numbers(Column<?> column) {
    return ((tech.tablesaw.api.NumericColumn<?>) column).asDoubleArray();
  }

  private interface RowUse {
    void row(int step, int lane, int row);
  }

  private void deal(Course course, RowUse use) {
    int[] row = new int[course.lanes()];
    int[] end = new int[course.lanes()];
    for (int t = 0; t < course.steps(); t++) {
      for (int lane = 0; lane < course.lanes(); lane++) {
        if (row[lane] == end[lane]) {
          row[lane] = starts[taken];
          end[lane] = starts[++taken];
          course.begins()[t][lane] = true;
        }
        use.row(t, lane, row[lane]++);
      }
    }
  }
}
