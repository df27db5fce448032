package org.meshnn.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * An attribute-relation file, as Weka writes it: declarations, then rows, dense or sparse ({@code
 * {1 x, 3 y}}), perhaps with a weight ({@code , {0.5}}) behind. Gone through once to check every
 * value, and once more to fill the columns.
 */
final class ArffFile {
  private static final String KEYWORDS = "@relation, @attribute or @data";

  private final TextFile file;
  private final Reading reading;
  private final List<ArffAttribute> attributes = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private String relation = "";
  private boolean sparse; // some row is
  private boolean weighted; // some row is
  private int unused; // attributes with a weight

  /**
   * A row.
   *
   * @param values one for each attribute
   * @param holes whether a value is a word that means a missing one
   * @param weight as it stands there; "1" where none does
   */
  private record Row(String[] values, boolean[] holes, String weight) {}

  private ArffFile(TextFile file, Reading reading) {
    this.file = file;
    this.reading = reading;
  }

  static ReadTable read(TextFile file, Reading reading) {
    if (reading.separator() != null
        || reading.decimal() != null
        || reading.comment() != null
        || !reading.hasHeader()
        || !reading.words().isEmpty()
        || !reading.columns().isEmpty()) {
      throw new IllegalArgumentException(
          "an ARFF file declares how it is read; expected at most .charset(..) and .missing(..), got "
              + reading);
    }
    return new ArffFile(file, reading).read();
  }

  private ReadTable read() {
    go(this::check);
    List<String> names = new ArrayList<>(attributes.stream().map(ArffAttribute::name).toList());
    if (weighted) {
      names.add("weight");
    }
    Headings headings = Headings.of(names);
    List<ColumnPlan> plans = new ArrayList<>();
    attributes.forEach(attribute -> plans.add(attribute.plan()));
    if (weighted) {
      plans.add(weights());
    }
    List<ColumnFill> fills = new ArrayList<>();
    for (int c = 0; c < plans.size(); c++) {
      fills.add(new ColumnFill(headings.names().get(c), plans.get(c)));
    }
    go(row -> fill(row, fills));
    List<ReadColumn> columns = new ArrayList<>();
    List<Column<?>> filled = new ArrayList<>();
    for (int c = 0; c < plans.size(); c++) {
      String name = headings.names().get(c);
      String was = headings.told(name);
      columns.add(
          new ReadColumn(
              name,
              plans.get(c).type(),
              fills.get(c).holes(),
              c < attributes.size() ? attributes.get(c).categories() : List.of(),
              plans.get(c).reason() + (was.isEmpty() ? "" : "; " + was)));
      filled.add(fills.get(c).column());
    }
    if (sparse) {
      notes.add(
          "sparse rows: what they leave out is 0, the first category, or missing in a column of"
              + " text or dates");
    }
    if (unused > 0) {
      notes.add("not used: weights of attributes, " + Listing.count(unused) + " of which have one");
    }
    String name = relation.isBlank() ? file.name() : relation;
    return new ReadTable(
        Table.create(name, filled), columns, file.decided() + "; ARFF", List.copyOf(notes));
  }

  private static ColumnPlan weights() {
    return new ColumnPlan(
        ColumnType.DOUBLE,
        NumberStyle.POINT,
        null,
        Set.of(),
        "weights that stand in braces behind the rows; 1 where none does");
  }

  /** Goes through the file, each of whose rows is used. */
  private void go(Consumer<Row> use) {
    boolean first = attributes.isEmpty();
    long line = 0;
    try (BufferedReader in = new BufferedReader(file.open())) {
      boolean data = false;
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        line++;
        ArffLine values = new ArffLine(text);
        if (values.isAtEnd()) {
          continue;
        }
        if (data) {
          Row row = values.take('{') ? sparse(values) : dense(values);
          use.accept(row);
        } else {
          data = declared(values, first);
        }
      }
      if (!data) {
        throw new IllegalArgumentException("the file ends without @data, behind which rows stand");
      }
    } catch (IOException e) {
      throw file.unreadable(e);
    } catch (IllegalArgumentException e) {
      throw file.refused(Math.max(1, line), String.valueOf(e.getMessage()));
    }
  }

  /** Reads a declaration; whether it is {@code @data}. */
  private boolean declared(ArffLine line, boolean first) {
    String keyword = line.value().toLowerCase(Locale.ROOT);
    switch (keyword) {
      case "@relation" -> relation = line.isAtEnd() ? "" : line.value();
      case "@attribute" -> {
        ArffAttribute attribute = ArffAttribute.of(line);
        if (first) {
          attributes.add(attribute);
        }
        if (line.take('{')) {
          line.value();
          unused += first ? 1 : 0;
          line.take('}');
        }
        requireEnd(line, "the declaration of an attribute");
      }
      case "@data" -> {
        if (attributes.isEmpty()) {
          throw new IllegalArgumentException("expected @attribute lines before @data; got none");
        }
        return true;
      }
      default ->
          throw new IllegalArgumentException(
              "expected " + KEYWORDS + "; got " + Listing.quoted(keyword));
    }
    return false;
  }

  private static void requireEnd(ArffLine line, String what) {
    if (!line.isAtEnd()) {
      throw new IllegalArgumentException(
          "expected the end of the line behind "
              + what
              + "; quote what holds white space or a brace");
    }
  }

  private Row dense(ArffLine line) {
    int width = attributes.size();
    String[] values = new String[width];
    boolean[] holes = new boolean[width];
    String weight = "1";
    int taken = 0;
    boolean open = false; // a comma stands before
    while (!line.isAtEnd() || open) {
      if (open && line.take('{')) {
        weight = weight(line);
        break;
      }
      boolean last = line.isAtEnd(); // nothing behind the last comma
      boolean empty = last || line.take(',');
      String value = empty ? "" : line.value();
      if (taken < width) {
        values[taken] = value;
        holes[taken] = empty || isHole(value, line.wasQuoted(), attributes.get(taken));
      }
      taken++;
      open = empty ? !last : line.take(',');
    }
    requireEnd(line, "a row");
    if (taken != width) {
      throw new IllegalArgumentException(
          "expected "
              + Plural.grouped(width, "value")
              + ", as many as attributes; got "
              + Listing.count(taken)
              + "; quote values that hold a comma or white space");
    }
    return new Row(values, holes, weight);
  }

  private Row sparse(ArffLine line) {
    sparse = true;
    int width = attributes.size();
    String[] values = new String[width];
    boolean[] holes = new boolean[width];
    while (!line.take('}')) {
      int index = index(line.value());
      if (values[index] != null) {
        throw new IllegalArgumentException("attribute " + index + " stands twice in a sparse row");
      }
      values[index] = line.value();
      holes[index] = isHole(values[index], line.wasQuoted(), attributes.get(index));
      line.take(',');
    }
    String weight = line.take(',') && line.take('{') ? weight(line) : "1";
    requireEnd(line, "a row");
    for (int i = 0; i < width; i++) {
      if (values[i] == null) {
        String omitted = attributes.get(i).omitted();
        values[i] = omitted == null ? "" : omitted;
        holes[i] = omitted == null;
      }
    }
    return new Row(values, holes, weight);
  }

  private int index(String text) {
    int index = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (index < 0 || index >= attributes.size()) {
      throw new IllegalArgumentException(
          "expected the index of an attribute, from 0 to "
              + (attributes.size() - 1)
              + ", in a sparse row; got "
              + Listing.quoted(text));
    }
    return index;
  }

  private String weight(ArffLine line) {
    String weight = line.value();
    if (NumberStyle.POINT.shape(weight) == 0 || !line.take('}')) {
      throw new IllegalArgumentException(
          "expected the weight of the row, such as {0.5}; got " + Listing.quoted(weight));
    }
    weighted = true;
    return weight;
  }

  private boolean isHole(String value, boolean quoted, ArffAttribute attribute) {
    boolean unknown = !quoted && (value.equals("?") || attribute.isNoNumber(value));
    return unknown || value.isEmpty() || reading.holes().contains(value);
  }

  private void check(Row row) {
    for (int c = 0; c < attributes.size(); c++) {
      if (!row.holes[c]) {
        attributes.get(c).check(row.values[c]);
      }
    }
  }

  private static void fill(Row row, List<ColumnFill> fills) {
    for (int c = 0; c < fills.size(); c++) {
      boolean weight = c == row.values.length;
      String value = weight ? row.weight : row.values[c];
      if (!weight && row.holes[c]) {
        fills.get(c).addHole(value);
      } else {
        fills.get(c).add(value);
      }
    }
  }
}
