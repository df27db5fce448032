package org.meshnn.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.meshnn.text.Listing;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * An attribute-relation file, as Weka writes it: declarations, then rows. Gone through once to
 * check every value, and once more to fill the columns.
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
  private void go(Consumer<ArffRow> use) {
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
          use.accept(ArffRow.of(values, attributes, reading.holes()));
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
        line.requireEnd("the declaration of an attribute");
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

  private void check(ArffRow row) {
    sparse |= row.sparse();
    weighted |= row.weight() != null;
    for (int c = 0; c < attributes.size(); c++) {
      if (!row.holes()[c]) {
        attributes.get(c).check(row.values()[c]);
      }
    }
  }

  private static void fill(ArffRow row, List<ColumnFill> fills) {
    int width = row.values().length;
    for (int c = 0; c < width; c++) {
      if (row.holes()[c]) {
        fills.get(c).addHole(row.values()[c]);
      } else {
        fills.get(c).add(row.values()[c]);
      }
    }
    if (fills.size() > width) {
      fills.get(width).add(Objects.requireNonNullElse(row.weight(), "1"));
    }
  }
}
