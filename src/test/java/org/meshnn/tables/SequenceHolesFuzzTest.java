package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * Random series with holes and gaps under every rule, against loops that say what the rules mean.
 */
class SequenceHolesFuzzTest {
  private static final int TABLES = Integer.getInteger("tables.fuzz", 300);

  private final RandomGenerator random = Split.generator(41);

  /** Rows of time, input and value to forecast; times of which some skip one or two. */
  private double[][] rows() {
    double[][] rows = new double[random.nextInt(30, 60)][];
    int time = random.nextInt(1900, 2000);
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[] {time, value(), value()};
      time += random.nextInt(20) == 0 ? random.nextInt(2, 4) : 1;
    }
    return rows;
  }

  private double value() {
    return random.nextInt(30) == 0 ? Double.NaN : random.nextInt(1000);
  }

  private static Table table(double[][] rows) {
    IntColumn time = IntColumn.create("t");
    DoubleColumn a = DoubleColumn.create("a");
    DoubleColumn b = DoubleColumn.create("b");
    for (double[] row : rows) {
      time.append((int) row[0]);
      a.append(row[1]);
      b.append(row[2]);
    }
    return Table.create(time, a, b);
  }

  @Test
  void rulesMeanWhatTheLoopsSay() {
    int compared = 0;
    for (int trial = 0; trial < TABLES; trial++) {
      double[][] rows = rows();
      Missing missing = Missing.values()[random.nextInt(3)];
      Gaps gaps = Gaps.values()[random.nextInt(3)];
      Sequences sequences =
          Sequences.of(table(rows))
              .orderedBy("t")
              .inputs("a")
              .forecast("b")
              .missing(missing)
              .gaps(gaps);
      List<double[][]> kept = pieces(rows, missing);
      boolean refused =
          (missing == Missing.REFUSE && holed(rows)) || (gaps == Gaps.REFUSE && kept.size() > 1);
      if (refused) {
        assertThrows(IllegalArgumentException.class, () -> SequenceEncoding.fit(sequences));
      } else {
        compare(sequences, gaps == Gaps.IGNORE ? joined(kept) : kept);
        compared++;
      }
    }
    assertTrue(compared > TABLES / 4, compared + " compared");
  }

  private static boolean holed(double[][] rows) {
    return Arrays.stream(rows).anyMatch(r -> Double.isNaN(r[1]) || Double.isNaN(r[2]));
  }

  /** What lies between gaps; a row that is left out makes one. */
  private static List<double[][]> pieces(double[][] rows, Missing missing) {
    List<double[][]> pieces = new ArrayList<>();
    List<double[]> piece = new ArrayList<>();
    for (double[] row : rows) {
      if (missing != Missing.SKIP || !Double.isNaN(row[1])) {
        if (!piece.isEmpty() && row[0] - piece.get(piece.size() - 1)[0] > 1.5) {
          pieces.add(piece.toArray(double[][]::new));
          piece = new ArrayList<>();
        }
        piece.add(row);
      }
    }
    pieces.add(piece.toArray(double[][]::new));
    return pieces;
  }

  private static List<double[][]> joined(List<double[][]> pieces) {
    return List.<double[][]>of(pieces.stream().flatMap(Arrays::stream).toArray(double[][]::new));
  }

  private static void compare(Sequences sequences, List<double[][]> pieces) {
    SequenceEncoding encoding = SequenceEncoding.fit(sequences);
    assertEquals(1, encoding.pace().distance());
    Scale a = ((Feature.Numeric) encoding.features().get(0)).scale();
    Scale b = ((Labels.Values) encoding.labels().get(0)).scale();
    EncodedSequences encoded = encoding.toLearn(sequences);
    List<double[]> inputs = new ArrayList<>();
    List<double[]> targets = new ArrayList<>();
    for (double[][] piece : pieces) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      double last = Double.NaN;
      for (int r = 0; r + 1 < piece.length; r++) {
        last = Double.isNaN(piece[r][1]) ? last : piece[r][1];
        if (!Double.isNaN(last)) {
          x.add(a.standardise(last));
          y.add(b.standardise(piece[r + 1][2]));
        }
      }
      if (y.stream().anyMatch(target -> !target.isNaN())) {
        inputs.add(padded(x, encoded.steps()));
        targets.add(padded(y, encoded.steps()));
      }
    }
    assertEquals(inputs.size(), encoded.size());
    assertArrayEquals(flat(inputs), encoded.samples().x().data);
    assertArrayEquals(flat(targets), encoded.samples().y().data);
  }

  private static double[] padded(List<Double> values, int steps) {
    double[] padded = new double[steps];
    Arrays.fill(padded, Double.NaN);
    for (int i = 0; i < values.size(); i++) {
      padded[steps - values.size() + i] = values.get(i);
    }
    return padded;
  }

  private static double[] flat(List<double[]> rows) {
    return rows.stream().flatMapToDouble(Arrays::stream).toArray();
  }
}
