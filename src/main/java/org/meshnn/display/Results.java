package org.meshnn.display;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meshnn.Evaluation;
import org.meshnn.History;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.experiment.Trials;
import org.meshnn.explain.Explanation;
import org.meshnn.graph.Topology;
import org.meshnn.plot.ConfusionMatrix;
import org.meshnn.plot.MeshDrawing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;

/** How trained meshes, histories, evaluations, experiments and explained plans look. */
final class Results {
  private static final int MOST_CLASSES = 20;
  private static final int LONGEST_CELL = 60;
  private static final int MOST_NEURONS = 2_000;

  private Results() {}

  /** A picture, where the mesh can be wired without a table and is not too large for a glance. */
  static Map<String, String> mesh(Mesh mesh) {
    if (mesh.neurons() <= MOST_NEURONS) {
      try {
        return Rich.picture(mesh.toString(), mesh.plot().png());
      } catch (IllegalStateException e) {
        // Not connected yet, or its inputs and outputs come from the table: text tells enough.
      }
    }
    return Map.of(Rich.TEXT, mesh.toString());
  }

  static Map<String, String> topology(Topology topology) {
    return Rich.picture(topology.toString(), MeshDrawing.draw(topology, null).png());
  }

  static Map<String, String> history(History history) {
    return history.epochs().isEmpty()
        ? Map.of(Rich.TEXT, history.toString())
        : Rich.picture(history.toString(), history.plot().png());
  }

  /** The description, its labels told from its text. */
  static Map<String, String> trained(TrainedMesh model) {
    List<List<String>> rows = new ArrayList<>();
    List<String> lines = model.description().lines().toList();
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.strip().split("\\s+", 2);
      rows.add(List.of(parts[0], parts[1]));
    }
    Grid grid = new Grid("", List.of("", lines.get(0)), List.of(), List.of(false, false), rows);
    return Rich.html(model.description(), grid.html());
  }

  /** Its tables, then what is wrong. */
  static Map<String, String> explanation(Explanation explanation) {
    StringBuilder html = new StringBuilder("<div>");
    html.append("<div>").append(Rich.escape(explanation.mesh())).append("</div>");
    for (Explanation.Table table : explanation.tables()) {
      List<Boolean> right = new ArrayList<>(Collections.nCopies(table.head().size(), true));
      right.set(0, false);
      html.append(new Grid(table.caption(), table.head(), List.of(), right, table.rows()).html());
    }
    for (String warning : explanation.warnings()) {
      html.append("<div style=\"max-width:60em;margin-top:.5em\"><b>Note</b> ");
      html.append(Rich.escape(warning)).append("</div>");
    }
    return Rich.html(explanation.toString(), html.append("</div>").toString());
  }

  static Map<String, String> evaluation(Evaluation evaluation) {
    if (!evaluation.isOfClasses()) {
      return Map.of(Rich.TEXT, evaluation.toString());
    }
    if (evaluation.classes().size() > MOST_CLASSES) {
      return Rich.html(evaluation.toString(), manyClasses(evaluation));
    }
    return Rich.html(evaluation.toString(), byClass(evaluation));
  }

  /** The summary, and the picture below it. */
  static Map<String, String> trials(Trials trials) {
    return Rich.html(
        trials.toString(),
        "<div><b>"
            + Rich.escape(trials.headline())
            + "</b>"
            + Tables.grid(trials.summary()).html()
            + Rich.image(trials.plot())
            + "</div>");
  }

  /** The summary, the scores of the first and last classes, and the confusion matrix as picture. */
  private static String manyClasses(Evaluation evaluation) {
    boolean drawable = evaluation.classes().size() <= ConfusionMatrix.MOST_CLASSES;
    return "<div>"
        + summary(evaluation)
        + Tables.grid(evaluation.byClass()).html()
        + (drawable ? Rich.image(evaluation.plot()) : "")
        + "</div>";
  }

  private static String summary(Evaluation evaluation) {
    return String.format(
        Locale.ROOT,
        "<b>accuracy %.4g</b> on %s, log-loss %.4g, macro F1 %.4g",
        evaluation.accuracy(),
        Plural.of(evaluation.rows(), "row"),
        evaluation.logLoss(),
        evaluation.macroF1());
  }

  /** Precision, recall and F1 beside the confusion matrix, its cells shaded by share of the row. */
  private static String byClass(Evaluation evaluation) {
    int[][] confusion = evaluation.confusion();
    StringBuilder html = new StringBuilder("<div style=\"overflow-x:auto\">");
    html.append(summary(evaluation));
    html.append("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
    html.append("<thead><tr>").append(head("actual", "left"));
    for (String name : List.of("precision", "recall", "F1", "rows")) {
      html.append(head(name, "right"));
    }
    for (String name : evaluation.classes()) {
      html.append(head("→ " + OneLine.name(name), "right"));
    }
    html.append("</tr></thead><tbody>");
    for (int k = 0; k < confusion.length; k++) {
      html.append("<tr>")
          .append(cell(OneLine.name(evaluation.classes().get(k)), "text-align:left"));
      for (String name : List.of("precision", "recall", "F1")) {
        double score = evaluation.byClass().doubleColumn(name).getDouble(k);
        html.append(cell(String.format(Locale.ROOT, "%.4f", score), "text-align:right"));
      }
      int rows = evaluation.byClass().intColumn("rows").get(k);
      html.append(cell(String.valueOf(rows), "text-align:right"));
      for (int count : confusion[k]) {
        double share = rows == 0 ? 0 : 0.6 * count / rows;
        String shade =
            String.format(Locale.ROOT, "text-align:right;background:rgba(0,114,178,%.2f)", share);
        html.append(cell(String.valueOf(count), shade));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table>")
        .append("<small style=\"opacity:.7\">→ predicted as; shaded by share of the row</small>")
        .append("</div>")
        .toString();
  }

  private static String head(String text, String align) {
    return "<th style=\"padding:.15em .6em;border-bottom:1px solid rgba(128,128,128,.5);text-align:"
        + align
        + "\">"
        + Rich.escape(OneLine.of(text, LONGEST_CELL))
        + "</th>";
  }

  private static String cell(String text, String style) {
    return "<td style=\"padding:.15em .6em;"
        + style
        + "\">"
        + Rich.escape(OneLine.of(text, LONGEST_CELL))
        + "</td>";
  }
}
