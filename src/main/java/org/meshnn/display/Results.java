package org.meshnn.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.meshnn.Evaluation;
import org.meshnn.History;
import org.meshnn.Mesh;
import org.meshnn.OnlineMesh;
import org.meshnn.Prequential;
import org.meshnn.RateFinder;
import org.meshnn.SequenceEvaluation;
import org.meshnn.SequenceModel;
import org.meshnn.TrainedMesh;
import org.meshnn.exchange.MeshGraph;
import org.meshnn.experiment.Found;
import org.meshnn.experiment.SettingImportance;
import org.meshnn.experiment.Trials;
import org.meshnn.explain.Explanation;
import org.meshnn.explain.MeshDescription;
import org.meshnn.explain.SequenceExplanation;
import org.meshnn.explain.StreamExplanation;
import org.meshnn.graph.Roles.Role;
import org.meshnn.graph.Topology;
import org.meshnn.plot.ConfusionMatrix;
import org.meshnn.plot.MeshDrawing;
import org.meshnn.plot.Picture;
import org.meshnn.provenance.Origin;
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

  /** The lines that say what it is and what was decided; below, the picture of a small one. */
  static Map<String, String> graph(MeshGraph graph) {
    Map<String, String> described = described(graph.toString());
    if (graph.ticks() == 0 || graph.neurons().size() > MOST_NEURONS) {
      return described;
    }
    Picture picture =
        MeshDrawing.draw(
            graph.topology(),
            graph.hasWeights() ? graph.weights() : null,
            graph.names(Role.INPUT),
            graph.names(Role.OUTPUT));
    return Rich.html(
        graph.toString(), "<div>" + described.get(Rich.HTML) + Rich.image(picture) + "</div>");
  }

  static Map<String, String> history(History history) {
    return history.epochs().isEmpty()
        ? Map.of(Rich.TEXT, history.toString())
        : Rich.picture(history.toString(), history.plot().png());
  }

  static Map<String, String> rates(RateFinder found) {
    return Rich.picture(found.toString(), found.plot().png());
  }

  /** The description, its labels told from its text. */
  static Map<String, String> trained(TrainedMesh model) {
    return described(model.summary());
  }

  static Map<String, String> sequences(SequenceModel model) {
    return described(model.summary());
  }

  static Map<String, String> online(OnlineMesh mesh) {
    return described(mesh.summary());
  }

  /** The line that says how it went, and the picture. */
  static Map<String, String> prequential(Prequential run) {
    return run.steps() == 0
        ? Map.of(Rich.TEXT, run.toString())
        : Rich.picture(run.toString(), run.plot().png());
  }

  private static Map<String, String> described(String summary) {
    List<List<String>> rows = new ArrayList<>();
    List<String> lines = summary.lines().toList();
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.strip().split("\\s+", 2);
      rows.add(List.of(parts[0], parts[1]));
    }
    Grid grid = new Grid("", List.of("", lines.get(0)), List.of(), List.of(false, false), rows);
    return Rich.html(summary, grid.html());
  }

  /** Its tables, then what is wrong. */
  static Map<String, String> explanation(Explanation explanation) {
    return explained(
        explanation.toString(), explanation.mesh(), explanation.tables(), explanation.warnings());
  }

  /** Its tables, then what was estimated. */
  static Map<String, String> description(MeshDescription description) {
    return explained(
        description.toString(), description.mesh(), description.tables(), description.notes());
  }

  static Map<String, String> sequenceExplanation(SequenceExplanation explanation) {
    return explained(
        explanation.toString(),
        explanation.mesh(),
        List.of(explanation.table()),
        explanation.warnings());
  }

  static Map<String, String> streamExplanation(StreamExplanation explanation) {
    return explained(
        explanation.toString(), explanation.mesh(), List.of(explanation.table()), List.of());
  }

  private static Map<String, String> explained(
      String text, String mesh, List<Explanation.Table> tables, List<String> warnings) {
    StringBuilder html = new StringBuilder("<div>");
    html.append("<div>").append(Rich.escape(mesh)).append("</div>");
    for (Explanation.Table table : tables) {
      List<Boolean> right = leftThenRight(table.head().size());
      html.append(new Grid(table.caption(), table.head(), List.of(), right, table.rows()).html());
    }
    for (String warning : warnings) {
      html.append("<div style=\"max-width:60em;margin-top:.5em\"><b>Note</b> ");
      html.append(Rich.escape(warning)).append("</div>");
    }
    return Rich.html(text, html.append("</div>").toString());
  }

  static Map<String, String> origin(Origin origin) {
    List<List<String>> rows = new ArrayList<>();
    origin.facts().forEach((name, value) -> rows.add(List.of(name, value)));
    Grid grid = new Grid("", List.of("origin", ""), List.of(), List.of(false, false), rows);
    return Rich.html(origin.toString(), grid.html());
  }

  static Map<String, String> evaluation(Evaluation evaluation) {
    if (!evaluation.columns().isEmpty()) {
      return Rich.html(evaluation.toString(), Tables.grid(evaluation.byColumn()).html());
    }
    if (!evaluation.isOfClasses()) {
      return Map.of(Rich.TEXT, evaluation.toString());
    }
    if (evaluation.classes().size() > MOST_CLASSES) {
      return Rich.html(evaluation.toString(), manyClasses(evaluation));
    }
    return Rich.html(evaluation.toString(), byClass(evaluation));
  }

  /** Classes as in tables; of values the table, and below it the error by horizon. */
  static Map<String, String> evaluation(SequenceEvaluation evaluation) {
    if (evaluation.isOfClasses()) {
      return classes(evaluation);
    }
    boolean several = evaluation.outputs().stream().anyMatch(output -> output.horizon() > 1);
    return Rich.html(
        evaluation.toString(),
        "<div>"
            + Tables.grid(evaluation.table()).html()
            + (several ? Rich.image(evaluation.plot()) : "")
            + "</div>");
  }

  private static Map<String, String> classes(SequenceEvaluation evaluation) {
    StringBuilder html = new StringBuilder("<div>");
    html.append(evaluation(evaluation.classes()).get(Rich.HTML));
    evaluation
        .naiveAccuracies()
        .forEach(
            (name, accuracy) ->
                html.append(
                    String.format(Locale.ROOT, "<div>%s: accuracy %.4g</div>", name, accuracy)));
    return Rich.html(evaluation.toString(), html.append("</div>").toString());
  }

  /** The summary, and the picture below it. */
  static Map<String, String> trials(Trials trials) {
    return Rich.html(
        trials.toString(),
        "<div><b>"
            + Rich.escape(trials.headline())
            + "</b>"
            + Tables.grid(trials.table()).html()
            + Rich.image(trials.plot())
            + "</div>");
  }

  /** What was found, in a line, and the candidates. */
  static Map<String, String> found(Found found) {
    return Rich.html(
        found.toString(),
        "<div><b>"
            + Rich.escape(found.headline())
            + "</b>"
            + Tables.grid(found.table()).html()
            + "</div>");
  }

  /** The picture, with the table as its text. */
  static Map<String, String> importance(SettingImportance importance) {
    return Rich.picture(importance.toString(), importance.plot().png());
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
    List<String> head = new ArrayList<>(List.of("actual", "precision", "recall", "F1", "rows"));
    evaluation.classes().forEach(name -> head.add(shortened("→ " + OneLine.name(name))));
    List<List<String>> rows = new ArrayList<>();
    for (int k = 0; k < confusion.length; k++) {
      List<String> row = new ArrayList<>();
      row.add(shortened(OneLine.name(evaluation.classes().get(k))));
      for (String score : List.of("precision", "recall", "F1")) {
        double value = evaluation.byClass().doubleColumn(score).getDouble(k);
        row.add(String.format(Locale.ROOT, "%.4f", value));
      }
      row.add(Integer.toString(evaluation.byClass().intColumn("rows").getInt(k)));
      IntStream.of(confusion[k]).forEach(count -> row.add(Integer.toString(count)));
      rows.add(row);
    }
    String caption = "→ predicted as; shaded by share of the row";
    Grid grid = new Grid(caption, head, List.of(), leftThenRight(head.size()), rows);
    int first = head.size() - confusion.length;
    String table = grid.html((r, c) -> c < first ? "" : shade(confusion[r], c - first));
    return "<div>" + summary(evaluation) + table + "</div>";
  }

  private static String shade(int[] counts, int column) {
    long rows = IntStream.of(counts).asLongStream().sum();
    double share = rows == 0 ? 0 : 0.6 * counts[column] / rows;
    return String.format(Locale.ROOT, ";background:rgba(0,114,178,%.2f)", share);
  }

  /** Names at the left, numbers at the right. */
  private static List<Boolean> leftThenRight(int columns) {
    return IntStream.range(0, columns).mapToObj(c -> c > 0).toList();
  }

  private static String shortened(String text) {
    return OneLine.of(text, LONGEST_CELL);
  }
}
