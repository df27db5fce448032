package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.RandomMeshes;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Random columns, beside what plain loops over lists of their entries say. */
class ColumnRulesPropertyTest {
  private static final int CASES = 300;

  private static int[] someRows(int rows, RandomGenerator random) {
    int[] some = IntStream.range(0, rows).filter(row -> random.nextInt(3) > 0).toArray();
    return some.length == 0 ? new int[] {0} : some;
  }

  private static Encoding learned(Column<?> column, ColumnRules rules, int[] rows) {
    return TrainingTable.of(table(column), "y", Target.VALUE, rules).encoding(rows, false);
  }

  private static Table table(Column<?> column) {
    return Table.create(
        column, DoubleColumn.create("y", IntStream.range(0, column.size()).mapToDouble(i -> i)));
  }

  private static double[] row(DMatrixRMaj inputs, int row) {
    return IntStream.range(0, inputs.numCols).mapToDouble(k -> inputs.get(row, k)).toArray();
  }

  /** Mean, median and most frequent of a list, one entry after the other. */
  private static double naive(Fill fill, List<Double> entries) {
    List<Double> sorted = new ArrayList<>(entries);
    Collections.sort(sorted);
    int n = sorted.size();
    if (fill.equals(Fill.median())) {
      return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
    }
    if (fill.equals(Fill.mean())) {
      return sorted.stream().mapToDouble(x -> x).sum() / n;
    }
    double best = Double.NaN;
    for (double entry : sorted) {
      if (!(Collections.frequency(sorted, entry) <= Collections.frequency(sorted, best))) {
        best = entry;
      }
    }
    return best;
  }

  @Test
  void fillsOfNumbers() {
    for (int seed = 1; seed <= CASES; seed++) {
      RandomGenerator random = RandomMeshes.generator(seed);
      int rows = random.nextInt(1, 30);
      Column<?> column =
          List.of(DoubleColumn.create("c"), IntColumn.create("c"), LongColumn.create("c"))
              .get(random.nextInt(3));
      List<Double> entries = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        int entry = random.nextInt(-5, 5);
        boolean hole = random.nextInt(4) == 0;
        entries.add(hole ? null : (double) entry);
        if (hole) {
          column.appendMissing();
        } else if (column instanceof DoubleColumn doubles) {
          doubles.append(entry);
        } else if (column instanceof IntColumn ints) {
          ints.append(entry);
        } else {
          ((LongColumn) column).append(entry);
        }
      }
      int[] taken = someRows(rows, random);
      List<Double> known = new ArrayList<>();
      for (int row : taken) {
        if (entries.get(row) != null) {
          known.add(entries.get(row));
        }
      }
      for (Fill fill : List.of(Fill.mean(), Fill.median(), Fill.mostFrequent())) {
        ColumnRules rules = ColumnRules.defaults().missing(fill.withIndicator());
        if (known.isEmpty()) {
          String message =
              assertThrows(IllegalArgumentException.class, () -> learned(column, rules, taken))
                  .getMessage();
          assertTrue(message.contains("missing in all"), message);
          continue;
        }
        Encoding encoding = learned(column, rules, taken);
        boolean told = known.size() < taken.length;
        assertEquals(told ? 2 : 1, encoding.inputs());
        DMatrixRMaj inputs = encoding.inputs(table(column));
        for (int i = 0; i < rows; i++) {
          boolean hole = entries.get(i) == null;
          double value = hole ? naive(fill, known) : entries.get(i);
          double[] expected = told ? new double[] {value, hole ? 1 : 0} : new double[] {value};
          assertArrayEquals(expected, row(inputs, i), 1e-12, "seed " + seed + ", " + fill);
        }
      }
    }
  }

  @Test
  void groupsOfCategories() {
    for (int seed = 1; seed <= CASES; seed++) {
      RandomGenerator random = RandomMeshes.generator(seed);
      int rows = random.nextInt(2, 40);
      List<String> entries = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        entries.add("c" + random.nextInt(3) * random.nextInt(4));
      }
      int[] taken = someRows(rows, random);
      List<String> known = IntStream.of(taken).mapToObj(entries::get).toList();
      int limit = random.nextInt(1, 4);
      boolean other = random.nextBoolean();
      ColumnRules rules =
          ColumnRules.defaults().rare(limit).unseen(other ? Unseen.OTHER : Unseen.REFUSE);
      SortedSet<String> all = new TreeSet<>(other ? known : entries);
      List<String> kept =
          all.stream().filter(c -> Collections.frequency(known, c) >= limit).toList();
      Column<?> column = StringColumn.create("c", entries);
      if (kept.isEmpty()) {
        assertThrows(IllegalArgumentException.class, () -> learned(column, rules, taken));
        continue;
      }
      boolean gathered = kept.size() < all.size();
      DMatrixRMaj inputs = learned(column, rules, taken).inputs(table(column));
      assertEquals(kept.size() + (gathered ? 1 : 0), inputs.numCols);
      for (int i = 0; i < rows; i++) {
        double[] expected = new double[inputs.numCols];
        int place = kept.indexOf(entries.get(i));
        if (place >= 0 || gathered) {
          expected[place >= 0 ? place : kept.size()] = 1;
        }
        assertArrayEquals(expected, row(inputs, i), "seed " + seed);
      }
    }
  }

  @Test
  void partsOfDates() {
    for (int seed = 1; seed <= CASES; seed++) {
      RandomGenerator random = RandomMeshes.generator(seed);
      int rows = random.nextInt(1, 10);
      LocalDateTime start = LocalDate.of(1900 + random.nextInt(200), 1, 1).atStartOfDay();
      List<LocalDateTime> entries = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        entries.add(start.plusSeconds(random.nextInt(100_000_000)));
      }
      int[] taken = someRows(rows, random);
      LocalDate first =
          IntStream.of(taken)
              .mapToObj(entries::get)
              .min(LocalDateTime::compareTo)
              .get()
              .toLocalDate();
      Column<?> column = DateTimeColumn.create("c", entries);
      ColumnRules rules = ColumnRules.defaults().dates("c", DatePart.values());
      DMatrixRMaj inputs = learned(column, rules, taken).inputs(table(column));
      for (int i = 0; i < rows; i++) {
        LocalDateTime at = entries.get(i);
        LocalDateTime year = LocalDate.of(at.getYear(), 1, 1).atStartOfDay();
        double over = ChronoUnit.SECONDS.between(year, at);
        double whole = ChronoUnit.SECONDS.between(year, year.plusYears(1));
        double month = Math.toRadians(30 * (at.getMonthValue() - 1));
        double weekday = Math.toRadians(360.0 / 7 * at.getDayOfWeek().ordinal());
        double hour =
            Math.toRadians(15 * (at.getHour() + at.getMinute() / 60.0 + at.getSecond() / 3600.0));
        double days = ChronoUnit.SECONDS.between(first.atStartOfDay(), at) / 86_400.0;
        double[] expected = {
          at.getYear() + over / whole,
          Math.sin(month),
          Math.cos(month),
          Math.sin(weekday),
          Math.cos(weekday),
          Math.sin(hour),
          Math.cos(hour),
          days
        };
        assertArrayEquals(expected, row(inputs, i), 1e-11, "seed " + seed);
      }
    }
  }
}
