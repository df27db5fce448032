package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.train.RowOrder;
import org.meshnn.train.Samples;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Random series against loops that say what sequences are. */
class SequenceFuzzTest {
  private static final int TABLES = Integer.getInteger("tables.fuzz", 300);

  private final RandomGenerator random = Split.generator(14);

  /** Values {@code [series][row][column a, b]} of one to four series, 1 to 30 rows each. */
  private double[][][] series() {
    double[][][] series = new double[random.nextInt(1, 5)][][];
    for (int s = 0; s < series.length; s++) {
      series[s] = new double[random.nextInt(1, 31)][];
      for (int r = 0; r < series[s].length; r++) {
        series[s][r] = new double[] {random.nextGaussian(), random.nextGaussian() * 100 + 1000};
      }
    }
    return series;
  }

  /** In a random order, at every other time. */
  private Table table(double[][][] series) {
    StringColumn name = StringColumn.create("s");
    IntColumn time = IntColumn.create("t");
    DoubleColumn a = DoubleColumn.create("a");
    DoubleColumn b = DoubleColumn.create("b");
    for (int s = 0; s < series.length; s++) {
      for (int r = 0; r < series[s].length; r++) {
        name.append("s" + s);
        time.append(5 + 2 * r);
        a.append(series[s][r][0]);
        b.append(series[s][r][1]);
      }
    }
    int[] order = RowOrder.ascending(name.size());
    RowOrder.shuffle(order, random);
    return Table.create("random", name.subset(order), time.subset(order), a.subset(order))
        .addColumns(b.subset(order));
  }

  @Test
  void samplesAreWhatTheLoopsSay() {
    int compared = 0;
    for (int trial = 0; trial < TABLES; trial++) {
      double[][][] series = series();
      int window = random.nextInt(0, 9);
      int stride = random.nextInt(1, 5);
      int warmUp = window == 0 ? random.nextInt(4) : random.nextInt(window);
      boolean every = random.nextBoolean();
      int[] horizons = random.nextBoolean() ? new int[] {1} : new int[] {1, 3};
      Table table = table(series);
      Sequences sequences =
          Sequences.of(table).series("s").orderedBy("t").forecast("b").horizon(horizons);
      sequences = window == 0 ? sequences : sequences.window(window);
      sequences = every ? sequences.everyStep() : sequences.lastStep();
      sequences = sequences.stride(stride).warmUp(warmUp);
      SequenceEncoding encoding = SequenceEncoding.fit(sequences);
      List<double[][]> expected =
          literal(met(series, table), window, stride, warmUp, every, horizons);
      if (!expected.isEmpty()) {
        compare(encoding, encoding.toLearn(sequences), expected, horizons);
        compared++;
      }
    }
    assertEquals(TABLES, compared, TABLES / 3.0);
  }

  /** The series as the table's rows come to them. */
  private static double[][][] met(double[][][] series, Table table) {
    return table.stringColumn("s").asList().stream()
        .distinct()
        .map(name -> series[Integer.parseInt(name.substring(1))])
        .toArray(double[][][]::new);
  }

  /** Rows a, b and, where there is a loss, the targets: NaN where not. */
  private static List<double[][]> literal(
      double[][][] series, int window, int stride, int warmUp, boolean every, int[] horizons) {
    int furthest = horizons[horizons.length - 1];
    List<double[][]> sequences = new ArrayList<>();
    for (double[][] all : series) {
      int usable = all.length - furthest;
      int length = window == 0 || usable < window ? usable : window;
      for (int from = 0; length > warmUp && from + length <= usable; from += stride) {
        double[][] sequence = new double[length][];
        for (int i = 0; i < length; i++) {
          sequence[i] = new double[2 + horizons.length];
          sequence[i][0] = all[from + i][0];
          sequence[i][1] = all[from + i][1];
          boolean loss = i >= warmUp && (every || i == length - 1);
          for (int h = 0; h < horizons.length; h++) {
            sequence[i][2 + h] = loss ? all[from + i + horizons[h]][1] : Double.NaN;
          }
        }
        sequences.add(sequence);
      }
    }
    return sequences;
  }

  private static void compare(
      SequenceEncoding encoding,
      EncodedSequences encoded,
      List<double[][]> expected,
      int[] horizons) {
    Samples samples = encoded.samples();
    assertEquals(expected.size(), samples.size());
    Scale a = ((Feature.Numeric) encoding.features().get(0)).scale();
    Scale b = ((Feature.Numeric) encoding.features().get(1)).scale();
    int steps = encoded.steps();
    int[] targetSteps = encoded.targetSteps();
    for (int s = 0; s < expected.size(); s++) {
      double[][] rows = expected.get(s);
      int padded = steps - rows.length;
      double[] x = new double[2 * steps];
      double[] y = new double[targetSteps.length * horizons.length];
      Arrays.fill(x, Double.NaN);
      Arrays.fill(y, Double.NaN);
      for (int i = 0; i < rows.length; i++) {
        x[2 * (padded + i)] = a.standardise(rows[i][0]);
        x[2 * (padded + i) + 1] = b.standardise(rows[i][1]);
      }
      for (int t = 0; t < targetSteps.length; t++) {
        int i = targetSteps[t] - 1 - padded;
        for (int h = 0; i >= 0 && h < horizons.length; h++) {
          y[t * horizons.length + h] = b.standardise(rows[i][2 + h]);
        }
      }
      assertArrayEquals(x, row(samples.x(), s));
      assertArrayEquals(y, row(samples.y(), s));
    }
  }

  private static double[] row(DMatrixRMaj matrix, int row) {
    return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
  }

  /** Whatever follows, what a prediction is made from and what was learned stay the same bits. */
  @Test
  void nothingOfTheFutureLeaks() {
    int compared = 0;
    for (int trial = 0; trial < TABLES; trial++) {
      double[][][] series = new double[][][] {series()[0], series()[0]};
      if (Arrays.stream(series).anyMatch(rows -> rows.length < 12)) {
        continue;
      }
      int window = random.nextInt(0, 4);
      boolean every = window == 0 || random.nextBoolean();
      long order = random.nextLong();
      Sequences before = sequences(series, window, every, order);
      double share = random.nextDouble(0.2, 0.6);
      double[][][] changed = changed(series, share);
      Sequences after = sequences(changed, window, every, order);
      SequenceSplit one = before.splitByTime(share);
      SequenceSplit other = after.splitByTime(share);
      SequenceEncoding fitted = SequenceEncoding.fit(one.train());
      SequenceEncoding again = SequenceEncoding.fit(other.train());
      assertEquals(fitted.features(), again.features());
      assertEquals(fitted.labels(), again.labels());
      assertEquals(fitted.pace(), again.pace());
      assertBitEqual(fitted.toLearn(one.train()), again.toLearn(other.train()));
      assertEarlierInputsEqual(
          fitted.toPredict(one.test()), again.toPredict(other.test()), series, share);
      compared++;
    }
    assertEquals(true, compared > TABLES / 4);
  }

  /** Whatever follows a row, holes too, what is predicted at it is made from the same numbers. */
  @Test
  void aPredictionKnowsNoLaterRow() {
    for (int trial = 0; trial < TABLES; trial++) {
      double[][][] series = {series()[0]};
      int rows = series[0].length;
      int last = random.nextInt(rows);
      long order = random.nextLong();
      int window = random.nextInt(0, 4);
      boolean every = window == 0 || random.nextBoolean();
      Sequences before =
          sequences(series, window, every, order).missing(Missing.CARRY_FORWARD).horizon(1);
      SequenceEncoding encoding = SequenceEncoding.fit(before);
      double[][][] changed = {series[0].clone()};
      for (int r = last + 1; r < rows; r++) {
        double hole = random.nextInt(3) == 0 ? Double.NaN : random.nextGaussian();
        changed[0][r] = new double[] {hole, random.nextGaussian()};
      }
      Sequences after = encoding.sequences(table(changed, order));
      compareUpTo(
          before.table().intColumn("t").asList().indexOf(5 + 2 * last),
          encoding.toPredict(before),
          encoding.toPredict(after));
    }
  }

  private static void compareUpTo(int row, EncodedSequences one, EncodedSequences other) {
    int inputs = one.samples().x().numCols / one.steps();
    assertArrayEquals(one.rows(), other.rows());
    for (int s = 0; s < one.size(); s++) {
      for (int t = 0; t < one.targetSteps().length; t++) {
        if (one.row(s, t) == row) {
          int end = one.targetSteps()[t] * inputs;
          assertArrayEquals(
              Arrays.copyOf(row(one.samples().x(), s), end),
              Arrays.copyOf(row(other.samples().x(), s), end));
        }
      }
    }
  }

  /**
   * Each row that is predicted stands in the order of the table, with its truth and longest past.
   */
  @Test
  void predictionsStandInTheOrderOfTheTable() {
    for (int trial = 0; trial < TABLES; trial++) {
      double[][][] series = series();
      int window = random.nextInt(0, 6);
      Table table = table(series);
      Sequences sequences = Sequences.of(table).series("s").orderedBy("t").forecast("b", "a");
      sequences = window == 0 ? sequences : sequences.window(window).stride(3);
      sequences = random.nextBoolean() ? sequences.everyStep() : sequences;
      sequences = sequences.horizon(1, 4);
      SequenceEncoding encoding = SequenceEncoding.fit(sequences);
      EncodedSequences asked = encoding.toPredict(sequences);
      DMatrixRMaj outputs = new DMatrixRMaj(asked.size(), asked.targetSteps().length * 4);
      Arrays.setAll(outputs.data, k -> k);
      Table told = asked.predictions(outputs);
      int[] rows = asked.rows();
      assertEquals(rows.length, told.rowCount());
      for (int k = 0; k < rows.length; k++) {
        assertEquals(table.stringColumn("s").get(rows[k]), told.stringColumn("s").get(k));
        assertEquals(table.intColumn("t").get(rows[k]), told.intColumn("t").get(k));
        double[][] all = series[Integer.parseInt(told.stringColumn("s").get(k).substring(1))];
        int at = (told.intColumn("t").get(k) - 5) / 2 + 4;
        double truth = at < all.length ? all[at][1] : Double.NaN;
        assertEquals(truth, told.doubleColumn("b +4").getDouble(k));
        double output = outputs.data[longestPast(asked, rows[k]) + 1];
        Scale scale = ((Labels.Values) encoding.labels().get(0)).scale();
        assertEquals(scale.restore(output), told.doubleColumn("b +4 predicted").getDouble(k));
      }
    }
  }

  /** Where the outputs of a row begin that has most known steps before it. */
  private static int longestPast(EncodedSequences asked, int row) {
    int best = -1;
    long longest = 0;
    int targets = asked.targetSteps().length;
    int inputs = asked.samples().x().numCols / asked.steps();
    for (int s = 0; s < asked.size(); s++) {
      double[] x = row(asked.samples().x(), s);
      for (int t = 0; t < targets; t++) {
        long past =
            Arrays.stream(x, 0, asked.targetSteps()[t] * inputs)
                .filter(v -> !Double.isNaN(v))
                .count();
        if (asked.row(s, t) == row && past > longest) {
          longest = past;
          best = (s * targets + t) * 4;
        }
      }
    }
    return best;
  }

  private Sequences sequences(double[][][] series, int window, boolean every, long order) {
    Sequences sequences =
        Sequences.of(table(series, order)).series("s").orderedBy("t").forecast("b").horizon(1, 2);
    sequences = window == 0 ? sequences : sequences.window(window);
    return every ? sequences.everyStep() : sequences;
  }

  private static Table table(double[][][] series, long order) {
    SequenceFuzzTest other = new SequenceFuzzTest();
    for (long skip = Math.floorMod(order, 100L); skip > 0; skip--) {
      other.random.nextLong();
    }
    return other.table(series);
  }

  /** Other values in the last rows of each series. */
  private double[][][] changed(double[][][] series, double share) {
    double[][][] changed = new double[series.length][][];
    for (int s = 0; s < series.length; s++) {
      int held = (int) Math.round(share * series[s].length);
      changed[s] = series[s].clone();
      for (int r = series[s].length - held; r < series[s].length; r++) {
        changed[s][r] = new double[] {random.nextGaussian() * 1e6, random.nextGaussian() * 1e-6};
      }
    }
    return changed;
  }

  private static void assertBitEqual(EncodedSequences one, EncodedSequences other) {
    assertArrayEquals(one.samples().x().data, other.samples().x().data);
    assertArrayEquals(one.samples().y().data, other.samples().y().data);
  }

  /** The first prediction of the test part of each series is made from training rows alone. */
  private static void assertEarlierInputsEqual(
      EncodedSequences one, EncodedSequences other, double[][][] series, double share) {
    assertArrayEquals(one.rows(), other.rows());
    int inputs = one.samples().x().numCols / one.steps();
    int held = 0;
    for (double[][] rows : series) {
      held += (int) Math.round(share * rows.length);
    }
    assertEquals(held + series.length, one.rows().length);
    int equal = 0;
    for (int s = 0; s < one.size(); s++) {
      int first = firstTarget(one, s);
      int end = one.targetSteps()[first] * inputs;
      double[] a = Arrays.copyOf(row(one.samples().x(), s), end);
      double[] b = Arrays.copyOf(row(other.samples().x(), s), end);
      equal += Arrays.equals(a, b) ? 1 : 0;
    }
    assertEquals(true, equal >= series.length, "of each series one prediction knows no test row");
  }

  private static int firstTarget(EncodedSequences encoded, int sequence) {
    int target = 0;
    while (encoded.row(sequence, target) < 0) {
      target++;
    }
    return target;
  }
}
