package org.meshnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.meshnn.plot.ConfusionMatrix;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.ValueScores;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.text.TextTable;
import tech.tablesaw.api.Table;

/** An {@link Evaluation} as text. */
final class EvaluationText {
  private static final int MOST_CLASSES = 20;
  private static final int LONGEST_NAME = 30;

  /** As wide as the columns are at least. */
  private static final List<String> HEAD =
      List.of("         ", "precision", "   recall", "       F1", "    rows");

  private EvaluationText() {}

  static String ofValues(String label, ValueScores scores) {
    return String.format(
        Locale.ROOT,
        "%s on %s: RMSE %.4g, MAE %.4g, R2 %.4g",
        Listing.quoted(label),
        Plural.of(scores.samples(), "row"),
        scores.rmse(),
        scores.mae(),
        scores.r2());
  }

  /** Of several columns, from a table with a row for each. */
  static String ofColumns(Table byColumn, int samples) {
    List<List<String>> rows = new ArrayList<>(List.of(byColumn.columnNames()));
    for (int i = 0; i < byColumn.rowCount(); i++) {
      List<String> row = new ArrayList<>(List.of(shortened(byColumn.stringColumn(0).get(i))));
      for (int c = 1; c < byColumn.columnCount(); c++) {
        row.add(String.format(Locale.ROOT, "%.4g", byColumn.doubleColumn(c).getDouble(i)));
      }
      rows.add(row);
    }
    List<Boolean> right = new ArrayList<>(Collections.nCopies(byColumn.columnCount(), true));
    right.set(0, false);
    return Plural.of(byColumn.rowCount(), "column")
        + " on "
        + Plural.of(samples, "row")
        + "\n"
        + String.join("\n", TextTable.lines(rows, right, "  "));
  }

  /** With the confusion matrix where all classes are shown. */
  static String ofClasses(List<String> names, ClassScores scores) {
    int shown = Math.min(names.size(), MOST_CLASSES);
    int more = names.size() - shown;
    List<List<String>> table = new ArrayList<>();
    table.add(head(more == 0 ? names : List.of()));
    for (int k = 0; k < shown; k++) {
      table.add(row(names.get(k), scores, k, more == 0));
    }
    List<String> lines = new ArrayList<>();
    lines.add(headline(scores));
    lines.addAll(TextTable.lines(table, Collections.nCopies(table.get(0).size(), true), " "));
    if (more > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "and %d more %s: byClass() has the scores of all, %s the confusion matrix",
              more,
              more == 1 ? "class" : "classes",
              names.size() <= ConfusionMatrix.MOST_CLASSES ? "plot()" : "confusion()"));
    }
    return String.join("\n", lines);
  }

  private static String headline(ClassScores scores) {
    return String.format(
        Locale.ROOT,
        "accuracy %.4g, log-loss %.4g, macro F1 %.4g on %s",
        scores.accuracy(),
        scores.logLoss(),
        scores.macroF1(),
        Plural.of(scores.samples(), "row"));
  }

  /** With the classes of a confusion matrix; none for no matrix. */
  private static List<String> head(List<String> ofMatrix) {
    List<String> head = new ArrayList<>(HEAD);
    if (!ofMatrix.isEmpty()) {
      head.addAll(List.of("|", "predicted"));
      ofMatrix.forEach(name -> head.add(shortened(name)));
    }
    return head;
  }

  private static List<String> row(String name, ClassScores scores, int k, boolean withMatrix) {
    List<String> row = new ArrayList<>();
    row.add(" " + shortened(name));
    DoubleStream.of(scores.precision(k), scores.recall(k), scores.f1(k))
        .forEach(score -> row.add(String.format(Locale.ROOT, "%.4f", score)));
    row.add(Integer.toString(scores.support(k)));
    if (withMatrix) {
      row.addAll(List.of("|", ""));
      Arrays.stream(scores.confusion()[k]).forEach(count -> row.add(Integer.toString(count)));
    }
    return row;
  }

  private static String shortened(String name) {
    return OneLine.of(OneLine.name(name), LONGEST_NAME);
  }
}
