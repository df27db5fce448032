package org.meshnn.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.meshnn.TrainedMesh;
import org.meshnn.graph.Topology;
import org.meshnn.plot.Picture;
import org.meshnn.plot.RankedBars;
import org.meshnn.scores.Interval;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * How much a model relies on each edge: by how much its mean loss rises when the weight of that
 * edge alone is set to 0. Exact, so that the table is run once for each edge; meshes of more than
 * 2,000 edges are refused. Edges that do the same for each other may each look unimportant.
 * Immutable.
 *
 * <pre>{@code
 * show(EdgeImportance.of(model, split.test()));
 * }</pre>
 */
public final class EdgeImportance implements Inspection {
  /** The most edges of a mesh. */
  public static final int MOST_EDGES = 2_000;

  /**
   * What an edge is worth.
   *
   * @param from neuron, from 0 in the order inputs, bias, hidden, outputs
   * @param to neuron
   * @param weight learned
   * @param rise of the mean loss without it; negative where it does harm
   */
  public record Rise(int from, int to, double weight, double rise) {}

  private final String label;
  private final double loss;
  private final int rows;
  private final List<Rise> rises;

  private EdgeImportance(String label, double loss, int rows, List<Rise> rises) {
    this.label = label;
    this.loss = loss;
    this.rows = rows;
    this.rises = List.copyOf(rises);
  }

  /**
   * {@return the importance of each edge}
   *
   * @param model of at least one and at most {@value #MOST_EDGES} edges
   * @param table with all feature columns and the label column; rows that the mesh did not learn
   *     from
   * @throws IllegalArgumentException if there are more edges, or the table does not fit the model
   */
  public static EdgeImportance of(TrainedMesh model, Table table) {
    Required.of(model, "a trained mesh, for example mesh.train(table, \"species\")");
    Required.of(table, "a table, for example split.test()");
    Topology topology = model.topology();
    if (topology.edges() < 1 || topology.edges() > MOST_EDGES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a mesh of 1 to %,d edges, as the table is run once for each, got %,d; for"
                  + " columns there is Importance.of(model, table, repeats, seed)",
              MOST_EDGES,
              topology.edges()));
    }
    ToDoubleFunction<double[]> lossOf = model.lossOfWeights(table);
    double[] weights = model.weights();
    double loss = lossOf.applyAsDouble(weights);
    List<Rise> rises = new ArrayList<>();
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        double weight = weights[e];
        weights[e] = 0;
        double rise = lossOf.applyAsDouble(weights) - loss;
        weights[e] = weight;
        rises.add(new Rise(topology.source(e), to, weight, rise));
      }
    }
    rises.sort(Comparator.comparingDouble(Rise::rise).reversed());
    return new EdgeImportance(model.encoding().label(), loss, table.rowCount(), rises);
  }

  /** {@return the mean loss with all edges} */
  public double loss() {
    return loss;
  }

  /** {@return the edges and what they are worth, the largest rise first} */
  public List<Rise> rises() {
    return rises;
  }

  /** {@return a row per edge, as {@link #rises}} */
  @Override
  public Table table() {
    return Table.create(
        "edges for " + OneClass.shown(label),
        IntColumn.create("from", rises.stream().mapToInt(Rise::from).toArray()),
        IntColumn.create("to", rises.stream().mapToInt(Rise::to).toArray()),
        DoubleColumn.create("weight", rises.stream().mapToDouble(Rise::weight).toArray()),
        DoubleColumn.create("rise", rises.stream().mapToDouble(Rise::rise).toArray()));
  }

  private static String name(Rise edge) {
    return edge.from() + " → " + edge.to();
  }

  /** {@return a picture: a bar for each of the edges that matter most} */
  @Override
  public Picture plot() {
    return RankedBars.draw(
        rises.stream().map(EdgeImportance::name).toList(),
        rises.stream().map(edge -> Interval.of(edge.rise())).toList(),
        "edges for " + OneClass.shown(label),
        "rise of the mean loss without the edge");
  }

  @Override
  public String toString() {
    Rise first = rises.get(0);
    return String.format(
        Locale.ROOT,
        "Importance of %s for %s, rise of the mean loss from %.4g on %s: at most %.4g, without %s;"
            + " %s do harm",
        Plural.of(rises.size(), "edge"),
        Listing.quoted(label),
        loss,
        Plural.of(rows, "row"),
        first.rise(),
        name(first),
        Listing.count(rises.stream().filter(edge -> edge.rise() < 0).count()));
  }
}
