package org.meshnn.tables;

import java.util.random.RandomGenerator;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Tasks that need memory: adding, copying after a delay, counting (a^n b^n) and rotating.
 *
 * <p>Each is one table of many sequences below each other: {@code sequence} counts them and {@code
 * step} the rows of each, both from 1; then come the inputs and the targets. A target is missing at
 * the rows where nothing is asked. The same arguments give the same table.
 */
public final class SequenceTasks {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

  private SequenceTasks() {}

  /**
   * {@return the adding problem (Hochreiter, Schmidhuber 1997, in the form usual since): inputs
   * {@code value}, uniform in [0, 1), and {@code mark}, which is 1 at one random step of the first
   * half and one of the second and 0 elsewhere; at the last step the target {@code sum} is the sum
   * of the two marked values} Answering 1 always has a mean squared error of 1/6.
   *
   * @param sequences how many, at least 1
   * @param length steps of each, at least 2
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if a number is less
   */
  public static Table adding(int sequences, int length, long seed) {
    require(sequences, 1, "sequence");
    require(length, 2, "step");
    RandomGenerator random = Split.generator(seed);
    Rows rows = new Rows();
    DoubleColumn value = DoubleColumn.create("value");
    DoubleColumn mark = DoubleColumn.create("mark");
    DoubleColumn sum = DoubleColumn.create("sum");
    for (int s = 0; s < sequences; s++) {
      int first = random.nextInt(length / 2);
      int second = random.nextInt(length / 2, length);
      double marked = 0;
      rows.append(length);
      for (int t = 0; t < length; t++) {
        double drawn = random.nextDouble();
        boolean isMarked = t == first || t == second;
        marked += isMarked ? drawn : 0;
        value.append(drawn);
        mark.append(isMarked ? 1 : 0);
        append(sum, t == length - 1 ? marked : Double.NaN);
      }
    }
    return rows.table("adding").addColumns(value, mark, sum);
  }

  /**
   * {@return copying after a delay (Hochreiter, Schmidhuber 1997): the input {@code symbol} is
   * {@code length} random symbols ("a", "b", ...), {@code delay} times "blank", then {@code length}
   * times "recall", at which the target {@code copy} is the first symbols in their order}
   *
   * @param sequences how many, at least 1
   * @param symbols of the alphabet, 2 to 26
   * @param length how many symbols are to be copied, at least 1
   * @param delay steps between the last symbol and the first recall, not negative
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Table copy(int sequences, int symbols, int length, int delay, long seed) {
    require(sequences, 1, "sequence");
    require(length, 1, "symbol to copy");
    if (symbols < 2 || symbols > ALPHABET.length()) {
      throw new IllegalArgumentException(
          "expected an alphabet of 2 to " + ALPHABET.length() + " symbols, got " + symbols);
    }
    if (delay < 0) {
      throw new IllegalArgumentException("expected a delay of 0 steps or more, got " + delay);
    }
    RandomGenerator random = Split.generator(seed);
    Rows rows = new Rows();
    StringColumn symbol = StringColumn.create("symbol");
    StringColumn copy = StringColumn.create("copy");
    for (int s = 0; s < sequences; s++) {
      rows.append(length + delay + length);
      String[] drawn = new String[length];
      for (int t = 0; t < length; t++) {
        int letter = random.nextInt(symbols);
        drawn[t] = ALPHABET.substring(letter, letter + 1);
        symbol.append(drawn[t]);
        copy.appendMissing();
      }
      for (int t = 0; t < delay; t++) {
        symbol.append("blank");
        copy.appendMissing();
      }
      for (String asked : drawn) {
        symbol.append("recall");
        copy.append(asked);
      }
    }
    return rows.table("copy").addColumns(symbol, copy);
  }

  /**
   * {@return the next symbol of a^n b^n (Gers, Schmidhuber 2001): sequences of n times "a", n times
   * "b" and "end" as input {@code symbol}, n uniform from 1 to {@code longest}; the target {@code
   * next} is the symbol of the next row, "end" in the last} After an "a" the next one cannot be
   * known: who knows everything else errs once a sequence unless n is the longest, and is right at
   * a share of 1 - (1 - 1/longest) / (longest + 2) of the rows, 0.9479 for 16.
   *
   * @param sequences how many, at least 1
   * @param longest the largest n, at least 1
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if a number is less
   */
  public static Table anbn(int sequences, int longest, long seed) {
    require(sequences, 1, "sequence");
    require(longest, 1, "\"a\"");
    RandomGenerator random = Split.generator(seed);
    Rows rows = new Rows();
    StringColumn symbol = StringColumn.create("symbol");
    StringColumn next = StringColumn.create("next");
    for (int s = 0; s < sequences; s++) {
      int n = random.nextInt(1, longest + 1);
      rows.append(2 * n + 1);
      for (int t = 0; t <= 2 * n; t++) {
        symbol.append(anbn(t, n));
        next.append(anbn(t + 1, n));
      }
    }
    return rows.table("anbn").addColumns(symbol, next);
  }

  private static String anbn(int t, int n) {
    return t < n ? "a" : t < 2 * n ? "b" : "end";
  }

  /**
   * {@return rotating: at step 1 the inputs {@code x1}, {@code x2}, ... are a random unit vector v
   * and {@code go} is 1, later all are 0; the targets {@code y1}, {@code y2}, ... of step t are R^t
   * v with one random rotation R for all sequences} With {@code recall} less than the length only
   * the last {@code recall} steps have targets. Answering 0 always has a mean squared error of
   * 1/dimensions.
   *
   * @param sequences how many, at least 1
   * @param dimensions of the vector, at least 2
   * @param length steps of each, at least 1
   * @param recall steps with a target, 1 to {@code length}
   * @param seed the same seed gives the same rows
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Table rotation(int sequences, int dimensions, int length, int recall, long seed) {
    require(sequences, 1, "sequence");
    require(dimensions, 2, "dimension");
    require(length, 1, "step");
    if (recall < 1 || recall > length) {
      throw new IllegalArgumentException(
          "expected 1 to " + length + " steps with a target, got " + recall);
    }
    RandomGenerator random = Split.generator(seed);
    double[][] rotation = RandomRotation.draw(dimensions, random);
    Rows rows = new Rows();
    DoubleColumn[] x = numbered("x", dimensions);
    DoubleColumn go = DoubleColumn.create("go");
    DoubleColumn[] y = numbered("y", dimensions);
    for (int s = 0; s < sequences; s++) {
      rows.append(length);
      double[] v = RandomRotation.unit(dimensions, random);
      for (int t = 0; t < length; t++) {
        double[] turned = RandomRotation.times(rotation, v);
        go.append(t == 0 ? 1 : 0);
        for (int i = 0; i < dimensions; i++) {
          x[i].append(t == 0 ? v[i] : 0);
          append(y[i], t >= length - recall ? turned[i] : Double.NaN);
        }
        v = turned;
      }
    }
    return rows.table("rotation").addColumns(x).addColumns(go).addColumns(y);
  }

  private static DoubleColumn[] numbered(String name, int count) {
    DoubleColumn[] columns = new DoubleColumn[count];
    for (int i = 0; i < count; i++) {
      columns[i] = DoubleColumn.create(name + (i + 1));
    }
    return columns;
  }

  private static void append(DoubleColumn column, double value) {
    if (Double.isNaN(value)) {
      column.appendMissing();
    } else {
      column.append(value);
    }
  }

  private static void require(int number, int least, String what) {
    if (number < least) {
      throw new IllegalArgumentException(
          "expected at least " + least + " " + what + (least == 1 ? "" : "s") + ", got " + number);
    }
  }

  /** The two columns that say which row of which sequence a row is. */
  private static final class Rows {
    private final IntColumn sequence = IntColumn.create("sequence");
    private final IntColumn step = IntColumn.create("step");
    private int sequences;

    void append(int length) {
      sequences++;
      for (int t = 1; t <= length; t++) {
        sequence.append(sequences);
        step.append(t);
      }
    }

    Table table(String name) {
      return Table.create(name, sequence, step);
    }
  }
}
