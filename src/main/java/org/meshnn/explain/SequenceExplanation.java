package org.meshnn.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Distances;
import org.meshnn.plan.Rest;
import org.meshnn.plan.SequenceCost;
import org.meshnn.plan.SequencePlan;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;

/**
 * What a mesh does and costs on sequences, by gradient method, counted before anything runs: {@link
 * #toString} is a text of at most 100 columns, a notebook shows a table.
 *
 * @param mesh the mesh in a line
 * @param sequences steps, ticks and targets in a line
 * @param edges number of edges
 * @param learnableEdges edges whose gradient is not 0 by structure in the longest sequence
 * @param ways the states alone, then the gradients: forward-only, back-propagation, literal tensor
 * @param warnings what is wrong, in sentences; empty where nothing is
 */
public record SequenceExplanation(
    String mesh,
    String sequences,
    int edges,
    int learnableEdges,
    List<Way> ways,
    List<String> warnings) {

  private static final double EXPENSIVE = 2;

  /**
   * One way through the longest sequence.
   *
   * @param name as it prints
   * @param multiplyAdds of one sequence, states included; infinite where it does not fit into this
   *     JVM's memory
   * @param bytes that each sequence has to itself
   * @param grows whether the bytes grow with the steps
   */
  public record Way(String name, double multiplyAdds, double bytes, boolean grows) {}

  /**
   * {@return what it takes}
   *
   * @param plan the mesh, and how sequences run through it
   * @param rest which neurons leak, and which are not 0 at rest
   */
  public static SequenceExplanation of(SequencePlan plan, Rest rest) {
    Topology topology = plan.topology();
    int[] targets = plan.targetSteps();
    long lastTick = (long) targets[targets.length - 1] * plan.ticksPerStep();
    int learnable = learnable(topology, new Distances(topology, rest), lastTick);
    SequenceCost cost = SequenceCost.of(plan, rest);
    return new SequenceExplanation(
        topology.toString(),
        plan.toString(),
        topology.edges(),
        learnable,
        ways(plan, cost),
        warnings(plan, learnable, lastTick, cost));
  }

  private static int learnable(Topology topology, Distances distances, long ticks) {
    int learnable = 0;
    for (int to = topology.roles().clamped(); to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int needed = distances.ticksOf(topology.source(e), to);
        learnable += needed != Distances.NEVER && needed <= ticks ? 1 : 0;
      }
    }
    return learnable;
  }

  private static List<Way> ways(SequencePlan plan, SequenceCost cost) {
    boolean inOne = cost.ticksPerBlock() == plan.ticks();
    String forward =
        inOne
            ? "forward-only, in one block"
            : cost.fits()
                ? "forward-only, in blocks of " + Plural.of((int) cost.ticksPerBlock(), "tick")
                : "forward-only (does not fit)";
    return List.of(
        new Way("states alone", cost.states(), cost.statesBytes(), false),
        new Way(forward, cost.forwardOnly(), cost.forwardOnlyBytes(), inOne),
        new Way("back-propagation", cost.backward(), cost.backwardBytes(), true),
        new Way("literal tensor", cost.tensor(), cost.tensorBytes(), false));
  }

  private static List<String> warnings(
      SequencePlan plan, int learnable, long lastTick, SequenceCost cost) {
    List<String> sentences = new ArrayList<>();
    Topology topology = plan.topology();
    int path = topology.shortestPath();
    int k = plan.ticksPerStep();
    if (path < 0 || path > lastTick) {
      sentences.add(
          path < 0
              ? "No path leads from an input to an output, so nothing can be learned; connect more."
              : String.format(
                  Locale.ROOT,
                  "The shortest path from an input to an output has %s, and a sequence %s up to its"
                      + " last target, so nothing can be learned; take .ticksPerStep(..) or longer"
                      + " sequences.",
                  Plural.of(path, "edge"),
                  Plural.grouped(lastTick, "tick")));
    } else if (path > k) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "The shortest path from an input to an output has %s, and a row is held for %s: an"
                  + " output answers from rows up to %s before its own. With .ticksPerStep(%d) it"
                  + " sees its own.",
              Plural.of(path, "edge"),
              Plural.of(k, "tick"),
              Plural.of((path - 1) / k, "step"),
              path));
    } else if (k == 1 && topology.hidden() > 0) {
      sentences.add(
          "With 1 tick a step what hidden neurons make of a row reaches no output before the next"
              + " row; .ticksPerStep(2) lets it.");
    }
    if (4L * (topology.edges() - learnable) > topology.edges()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s edges can never learn: they lead into inputs or the bias, are reached by no input"
                  + " in time, or are too far from every output.",
              Explanation.share(topology.edges() - learnable, topology.edges())));
    }
    double ratio = cost.ratio();
    if (ratio > EXPENSIVE) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Forward-only %s. Training.defaults().gradient(GradientMethod.BACKWARD) takes"
                  + " back-propagation, which keeps all ticks; AUTO takes %s here.",
              Double.isInfinite(ratio)
                  ? "does not fit into this JVM's memory and is refused"
                  : String.format(
                      Locale.ROOT,
                      "takes %.3g times the multiply-adds of back-propagation, and memory that does"
                          + " not grow with the steps",
                      ratio),
              cost.forwardOnlyIsCheaper() ? "forward-only" : "it"));
    }
    return List.copyOf(sentences);
  }

  /** {@return the table: what a sequence costs, by gradient} */
  public Explanation.Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (Way way : ways) {
      boolean fits = way.multiplyAdds() < Double.POSITIVE_INFINITY;
      rows.add(
          List.of(
              way.name(),
              fits ? Sizes.count(Math.round(way.multiplyAdds())) : "",
              fits ? Sizes.bytes(Math.round(way.bytes())) : "",
              way.grows() ? "with the steps" : "no"));
    }
    return new Explanation.Table(
        Explanation.share(learnableEdges, edges)
            + (edges == 1 ? " edge" : " edges")
            + " can learn in sequences of "
            + sequences
            + ".",
        List.of("gradient", "multiply-adds / sequence", "bytes / sequence", "grow"),
        List.copyOf(rows));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    Explanation.wrap(text, mesh);
    text.append('\n');
    Explanation.layOut(text, table());
    Explanation.wrap(text, table().caption());
    for (String warning : warnings) {
      text.append('\n');
      Explanation.wrap(text, "Note: " + warning);
    }
    return text.toString().stripTrailing();
  }
}
