package org.meshnn.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Fill;
import org.meshnn.tables.Split;
import org.meshnn.tables.Tables;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;
import org.meshnn.tables.Unseen;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table of {@link ArffStudy}.
 *
 * @param name of the file, without its ending
 * @param table as read, and behind it {@link #ROW}, which numbers the rows from 0 and is no input
 * @param label name of the label column
 * @param positive of two classes the one that is looked for; empty where there are more
 * @param rare whether the positive class is so rare that all are trained with class weights too
 */
record ArffSet(String name, Table table, String label, String positive, boolean rare) {
  static final String ROW = "row number";
  static final double TEST = 0.3;

  /** Test rows over training rows, for which intervals are corrected. */
  static final double OVERLAP = TEST / (1 - TEST);

  /** A hole among words is a category of its own; one among numbers becomes the mean. */
  static final ColumnRules RULES =
      ColumnRules.defaults()
          .missing(Fill.constant("missing"))
          .missing(Fill.mean())
          .unseen(Unseen.OTHER)
          .ignore(ROW);

  /** All of them. */
  static List<ArffSet> all(Path folder) {
    Table segment = read(folder, "segment-challenge").append(read(folder, "segment-test"));
    return List.of(
        of("soybean", read(folder, "soybean"), "class", "", false),
        of("vote", read(folder, "vote"), "Class", "republican", false),
        of("credit-g", read(folder, "credit-g"), "class", "bad", false),
        of("segment", segment, "class", "", false),
        of("unbalanced", read(folder, "unbalanced"), "Outcome", "Active", true));
  }

  private static Table read(Path folder, String name) {
    return Tables.read(folder.resolve(name + ".arff")).table();
  }

  private static ArffSet of(String name, Table table, String label, String positive, boolean rare) {
    return new ArffSet(
        name,
        table.addColumns(IntColumn.indexColumn(ROW, table.rowCount(), 0)),
        label,
        positive,
        rare);
  }

  /** What the results with class weights are called. */
  String weighted() {
    return name + ", weighted";
  }

  Split split(long seed) {
    return Split.stratified(table, label, TEST, seed);
  }

  /** What a mesh makes of the columns, learned from these rows. */
  Encoding encoding(Table rows) {
    TrainingTable table = TrainingTable.of(rows, label, Target.AUTO, RULES);
    return table.encoding(table.allRows(), true);
  }

  List<String> classes() {
    return encoding(table).classes();
  }

  /** The columns that are inputs. */
  List<Column<?>> features() {
    return table.columns().stream()
        .filter(column -> !List.of(label, ROW).contains(column.name()))
        .toList();
  }

  int holes() {
    return features().stream().mapToInt(Column::countMissing).sum();
  }

  /** The numbers of rows, in their order. */
  static int[] rowNumbers(Table rows) {
    return rows.intColumn(ROW).asIntArray();
  }

  /** What the script is told: columns of numbers, classes, and the rows of every split. */
  JsonObject told(List<Long> seeds) {
    JsonObject set = new JsonObject();
    set.addProperty("name", name);
    set.addProperty("label", label);
    if (rare) {
      set.addProperty("weighted", weighted());
    }
    JsonArray classes = new JsonArray();
    classes().forEach(classes::add);
    set.add("classes", classes);
    set.add("numbers", names(true));
    set.add("words", names(false));
    JsonArray splits = new JsonArray();
    for (long seed : seeds) {
      JsonObject split = new JsonObject();
      split.addProperty("seed", seed);
      split.add("train", numbers(split(seed).train()));
      split.add("test", numbers(split(seed).test()));
      splits.add(split);
    }
    set.add("splits", splits);
    return set;
  }

  private JsonArray names(boolean numbers) {
    JsonArray names = new JsonArray();
    features().stream()
        .filter(column -> (column instanceof NumericColumn) == numbers)
        .forEach(column -> names.add(column.name()));
    return names;
  }

  private static JsonArray numbers(Table rows) {
    JsonArray numbers = new JsonArray();
    for (int row : rowNumbers(rows)) {
      numbers.add(row);
    }
    return numbers;
  }
}
