package org.meshnn;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.DatePart;
import org.meshnn.tables.Fill;
import org.meshnn.tables.Unseen;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table of every sort of column, with holes in most, and rules that take it: the label is {@code
 * label}.
 *
 * @param rules that suit the table
 */
public record RuledTable(Table table, ColumnRules rules) {
  private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);

  /** Rules that suit such a table, each there or not. */
  public static RuledTable of(int rows, RandomGenerator random) {
    DoubleColumn income = DoubleColumn.create("income");
    IntColumn zip = IntColumn.create("zip");
    LongColumn time = LongColumn.create("time");
    StringColumn size = StringColumn.create("size");
    StringColumn word = StringColumn.create("word");
    BooleanColumn wild = BooleanColumn.create("wild");
    DateColumn day = DateColumn.create("day");
    DateTimeColumn at = DateTimeColumn.create("at");
    DoubleColumn odd = DoubleColumn.create("odd");
    StringColumn label = StringColumn.create("label");
    double holes = random.nextInt(4) == 0 ? 0 : 0.2 * random.nextDouble();
    long base = random.nextBoolean() ? 0 : 1L << 60;
    List<Column<?>> columns = List.of(income, zip, time, size, word, wild, day, at);
    for (int i = 0; i < rows; i++) {
      LocalDate date = FIRST.plusDays(random.nextInt(2_000));
      income.append(100 * random.nextGaussian());
      zip.append(1_000 + random.nextInt(5) * random.nextInt(5));
      time.append(base + random.nextInt(100));
      size.append(List.of("S", "M", "L").get(random.nextInt(3)));
      word.append("w" + random.nextInt(4) * random.nextInt(4));
      wild.append(random.nextBoolean());
      day.append(date);
      at.append(
          LocalDateTime.of(date, FIRST.atStartOfDay().toLocalTime())
              .plusSeconds(random.nextInt(86_400)));
      odd.append(Double.POSITIVE_INFINITY);
      label.append(random.nextBoolean() ? "yes" : "no");
    }
    Table table = Table.create("ruled");
    for (Column<?> column : columns) {
      table.addColumns(withHoles(column, holes, random));
    }
    return new RuledTable(table.addColumns(odd, label), rules(random));
  }

  private static Column<?> withHoles(Column<?> column, double holes, RandomGenerator random) {
    Column<?> holed = column.emptyCopy();
    for (int i = 0; i < column.size(); i++) {
      if (random.nextDouble() < holes) {
        holed.appendMissing();
      } else {
        holed.appendObj(column.get(i));
      }
    }
    return holed;
  }

  private static ColumnRules rules(RandomGenerator random) {
    ColumnRules rules = ColumnRules.defaults().ignore("odd").categories("zip");
    rules = rules.missing(indicated(Fill.mostFrequent(), random));
    rules = random.nextBoolean() ? rules.missing(indicated(number(random), random)) : rules;
    rules = random.nextBoolean() ? rules.missing(Fill.constant("none")) : rules;
    rules = random.nextBoolean() ? rules.missing("wild", Fill.constant(true)) : rules;
    rules = random.nextBoolean() ? rules.missing("zip", Fill.constant(7)) : rules;
    rules = random.nextBoolean() ? rules.ordinal("size", "S", "M", "L") : rules;
    rules = random.nextBoolean() ? rules.rare(random.nextInt(1, 4)) : rules;
    rules = random.nextBoolean() ? rules.unseen(Unseen.OTHER) : rules;
    rules = random.nextInt(4) == 0 ? rules.dropIncompleteRows() : rules;
    rules =
        dated(
            "day",
            new DatePart[] {DatePart.TREND, DatePart.MONTH, DatePart.WEEKDAY, DatePart.DAYS},
            rules,
            random);
    return dated("at", DatePart.values(), rules, random);
  }

  private static Fill indicated(Fill fill, RandomGenerator random) {
    return random.nextBoolean() ? fill.withIndicator() : fill;
  }

  private static Fill number(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> Fill.mean();
      case 1 -> Fill.median();
      default -> Fill.constant(random.nextInt(10));
    };
  }

  private static ColumnRules dated(
      String column, DatePart[] parts, ColumnRules rules, RandomGenerator random) {
    if (random.nextInt(4) == 0) {
      return rules.ignore(column);
    }
    List<DatePart> some = new ArrayList<>();
    for (DatePart part : parts) {
      if (random.nextBoolean()) {
        some.add(part);
      }
    }
    DatePart[] taken = some.toArray(DatePart[]::new);
    return random.nextBoolean()
        ? rules.dates(column, taken)
        : rules.dates(column, LocalDate.of(2020, 2, 29), taken);
  }
}
