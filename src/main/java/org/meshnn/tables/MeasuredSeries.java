package org.meshnn.tables;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** The files of {@code datasets/series} as tables, one row for each time. */
final class MeasuredSeries {
  private static final int MONTHS = 12;

  private MeasuredSeries() {}

  static Table sunspots() {
    Table table = read("sunspots", ColumnType.INTEGER, ColumnType.DOUBLE);
    table.column(0).setName("year");
    table.column(1).setName("sunspots");
    return table;
  }

  static Table nile() {
    return read("nile", ColumnType.INTEGER, ColumnType.DOUBLE);
  }

  static Table co2() {
    Table file = read("co2", ColumnType.STRING, ColumnType.DOUBLE);
    DateColumn date = DateColumn.create("date");
    for (String day : file.stringColumn("date")) {
      date.append(LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE));
    }
    return Table.create("co2", date, file.column("co2"));
  }

  /** The file has a row for each year and a column for each month. */
  static Table elNino() {
    ColumnType[] types = new ColumnType[1 + MONTHS];
    Arrays.fill(types, ColumnType.DOUBLE);
    types[0] = ColumnType.INTEGER;
    DateColumn date = DateColumn.create("date");
    DoubleColumn temperature = DoubleColumn.create("temperature");
    for (Row year : read("elnino", types)) {
      for (int month = 1; month <= MONTHS; month++) {
        date.append(LocalDate.of(year.getInt(0), month, 1));
        temperature.append(year.getDouble(month));
      }
    }
    return Table.create("elnino", date, temperature);
  }

  static Table macrodata() {
    ColumnType[] types = new ColumnType[14];
    Arrays.fill(types, ColumnType.DOUBLE);
    types[0] = ColumnType.INTEGER;
    types[1] = ColumnType.INTEGER;
    Table table = read("macrodata", types);
    IntColumn year = table.intColumn("year");
    IntColumn quarter = table.intColumn("quarter");
    DateColumn date = DateColumn.create("date");
    for (int row = 0; row < table.rowCount(); row++) {
      date.append(LocalDate.of(year.getInt(row), 3 * quarter.getInt(row) - 2, 1));
    }
    return table.insertColumn(0, date);
  }

  private static Table read(String name, ColumnType... types) {
    return Datasets.stored("series", name, types);
  }
}
