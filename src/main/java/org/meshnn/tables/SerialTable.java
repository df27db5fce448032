package org.meshnn.tables;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/**
 * A table as Java serialises it, which it does not do with a {@link Table}: an array for each
 * column, of texts each one once. Types, missing entries and the bits of numbers are kept, formats
 * for printing are not.
 */
public final class SerialTable implements Serializable {
  private final String name;
  private final List<Part> columns;

  /**
   * A column.
   *
   * @param type its name
   * @param entries an array of numbers, or {@link Texts}; missing ones as tablesaw has them
   */
  private record Part(String name, String type, Object entries) implements Serializable {}

  /**
   * Texts.
   *
   * @param different each once
   * @param places among those, one a row
   */
  private record Texts(String[] different, int[] places) implements Serializable {
    static Texts of(StringColumn column) {
      Map<String, Integer> seen = new LinkedHashMap<>();
      int[] places = new int[column.size()];
      for (int row = 0; row < places.length; row++) {
        places[row] = seen.computeIfAbsent(column.get(row), added -> seen.size());
      }
      return new Texts(seen.keySet().toArray(new String[0]), places);
    }

    String[] texts() {
      return Arrays.stream(places).mapToObj(place -> different[place]).toArray(String[]::new);
    }
  }

  private SerialTable(String name, List<Part> columns) {
    this.name = name;
    this.columns = columns;
  }

  /**
   * {@return a table in this form}
   *
   * @param table copied
   * @throws IllegalArgumentException if it has a column of a type that is not one of tablesaw's own
   */
  public static SerialTable of(Table table) {
    Required.of(table, "a table");
    List<Part> columns = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      columns.add(new Part(column.name(), column.type().name(), entries(column)));
    }
    return new SerialTable(Required.of(table.name(), "the name of a table"), columns);
  }

  private static Object entries(Column<?> column) {
    if (column instanceof DoubleColumn numbers) {
      return numbers.asDoubleArray();
    } else if (column instanceof FloatColumn numbers) {
      return numbers.asFloatArray();
    } else if (column instanceof IntColumn numbers) {
      return numbers.asIntArray();
    } else if (column instanceof LongColumn numbers) {
      return numbers.asLongArray();
    } else if (column instanceof ShortColumn numbers) {
      return numbers.asShortArray();
    } else if (column instanceof BooleanColumn flags) {
      byte[] bytes = new byte[flags.size()];
      for (int row = 0; row < bytes.length; row++) {
        bytes[row] = flags.getByte(row);
      }
      return bytes;
    } else if (column instanceof StringColumn texts) {
      return Texts.of(texts);
    }
    return times(column);
  }

  private static Object times(Column<?> column) {
    int rows = column.size();
    if (column instanceof DateColumn dates) {
      int[] packed = new int[rows];
      Arrays.setAll(packed, dates::getIntInternal);
      return packed;
    } else if (column instanceof TimeColumn times) {
      int[] packed = new int[rows];
      Arrays.setAll(packed, times::getIntInternal);
      return packed;
    } else if (column instanceof DateTimeColumn times) {
      long[] packed = new long[rows];
      Arrays.setAll(packed, times::getLongInternal);
      return packed;
    } else if (column instanceof InstantColumn times) {
      long[] packed = new long[rows];
      Arrays.setAll(packed, times::getLongInternal);
      return packed;
    }
    throw new IllegalArgumentException(
        "expected a column of a type that tablesaw has, got "
            + Listing.quoted(column.name())
            + " of type "
            + column.type().name()
            + ", which cannot be written; remove it from the table");
  }

  /** {@return the table} */
  public Table table() {
    Table table = Table.create(name);
    columns.forEach(part -> table.addColumns(column(part)));
    return table;
  }

  private static Column<?> column(Part part) {
    String name = part.name();
    Object entries = part.entries();
    if (entries instanceof double[] numbers) {
      return DoubleColumn.create(name, numbers);
    } else if (entries instanceof float[] numbers) {
      return FloatColumn.create(name, numbers);
    } else if (entries instanceof short[] numbers) {
      return ShortColumn.create(name, numbers);
    } else if (entries instanceof byte[] flags) {
      BooleanColumn column = BooleanColumn.create(name);
      for (byte flag : flags) {
        column.append(flag);
      }
      return column;
    } else if (entries instanceof Texts texts) {
      return StringColumn.create(name, texts.texts());
    }
    return entries instanceof int[] ints ? ofInts(part, ints) : ofLongs(part, (long[]) entries);
  }

  private static Column<?> ofInts(Part part, int[] entries) {
    if (part.type().equals(ColumnType.LOCAL_DATE.name())) {
      DateColumn dates = DateColumn.create(part.name());
      Arrays.stream(entries).forEach(dates::appendInternal);
      return dates;
    } else if (part.type().equals(ColumnType.LOCAL_TIME.name())) {
      TimeColumn times = TimeColumn.create(part.name());
      Arrays.stream(entries).forEach(times::appendInternal);
      return times;
    }
    return IntColumn.create(part.name(), entries);
  }

  private static Column<?> ofLongs(Part part, long[] entries) {
    if (part.type().equals(ColumnType.LOCAL_DATE_TIME.name())) {
      DateTimeColumn times = DateTimeColumn.create(part.name());
      Arrays.stream(entries).forEach(times::appendInternal);
      return times;
    } else if (part.type().equals(ColumnType.INSTANT.name())) {
      InstantColumn instants = InstantColumn.create(part.name());
      Arrays.stream(entries).forEach(instants::appendInternal);
      return instants;
    }
    return LongColumn.create(part.name(), entries);
  }
}
