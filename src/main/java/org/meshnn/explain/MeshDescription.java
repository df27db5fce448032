package org.meshnn.explain;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Degrees;
import org.meshnn.graph.PathLengths;
import org.meshnn.graph.Reachability;
import org.meshnn.graph.Spectrum;
import org.meshnn.graph.StrongComponents;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Triads;
import org.meshnn.plan.Distances;
import org.meshnn.plan.Rest;

/**
 * What kind of graph a mesh is, to be read: {@link #toString} is a text, a notebook shows tables.
 * What would take too long on a large graph is estimated from a sample, and {@link #notes} says so.
 *
 * @param mesh the mesh in a line
 * @param degrees edges into and out of neurons, by role
 * @param reachability what inputs reach and what reaches outputs within its ticks T, by role
 * @param alive edges that take part in T ticks
 * @param paths lengths of shortest paths
 * @param components strongly connected components
 * @param triads short cycles and clustering
 * @param radius spectral radius of the recurrent part
 */
public record MeshDescription(
    String mesh,
    Degrees degrees,
    Reachability reachability,
    Alive alive,
    PathLengths paths,
    StrongComponents components,
    Triads triads,
    Radius radius) {

  static final long SEED = 0;
  private static final long PATH_STEPS = 30_000_000;
  private static final long FEWEST_TARGETS = 8;
  private static final long TRIAD_STEPS = 1_000_000_000;
  private static final long RADIUS_STEPS = 1_000_000_000;
  private static final long FEWEST_ROUNDS = 40;

  /**
   * Edges that carry what the answer depends on: from a state that is not 0 by structure, in time
   * for an output.
   *
   * @param edges number of edges
   * @param atSomeTick those that do at some tick of T; the others cannot learn
   * @param atLastTick those that do at tick T: into outputs
   */
  public record Alive(int edges, int atSomeTick, int atLastTick) {
    private static Alive of(Topology topology, int ticks, Rest rest) {
      Distances distances = new Distances(topology, rest);
      int alive = 0;
      int last = 0;
      for (int to = topology.roles().clamped(); to < topology.neurons(); to++) {
        boolean output = topology.roles().isOutput(to);
        for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
          int from = topology.source(e);
          alive += distances.ticksOf(from, to) <= ticks ? 1 : 0;
          last += output && distances.reached(from) < ticks ? 1 : 0;
        }
      }
      return new Alive(topology.edges(), alive, last);
    }
  }

  /**
   * The modulus of the largest eigenvalue of the recurrent part, the edges between hidden and
   * output neurons.
   *
   * @param value 0 without cycles; NaN if a weight is not finite
   * @param ofWeights whether it is of the weight matrix A, or of 1 for each edge
   * @param rounds steps of the estimate; 0 where the eigenvalues were computed
   */
  public record Radius(double value, boolean ofWeights, int rounds) {
    private static Radius of(Topology topology, double @Nullable [] weights) {
      double[] entries = weights;
      if (entries == null) {
        entries = new double[topology.edges()];
        Arrays.fill(entries, 1);
      }
      boolean computed = Spectrum.isComputed(topology);
      long afforded = RADIUS_STEPS / Math.max(1, topology.edges());
      int rounds = (int) Math.max(FEWEST_ROUNDS, Math.min(Spectrum.ROUNDS, afforded));
      boolean finite = Arrays.stream(entries).allMatch(Double::isFinite);
      double value =
          finite
              ? Spectrum.radius(
                  topology,
                  entries,
                  rounds,
                  RandomGeneratorFactory.of("L64X128MixRandom").create(SEED))
              : Double.NaN;
      return new Radius(value, weights != null, computed ? 0 : rounds);
    }
  }

  /**
   * {@return the description of a graph that runs for some ticks}
   *
   * @param topology the graph
   * @param ticks T, at least 1
   * @param rest which neurons rest at 0
   * @param weights one per edge, or null: then nothing that depends on them
   * @throws IllegalArgumentException if there is no tick, or not one weight for each edge
   */
  public static MeshDescription of(
      Topology topology, int ticks, Rest rest, double @Nullable [] weights) {
    if (weights != null && weights.length != topology.edges()) {
      throw new IllegalArgumentException(
          "expected one weight per edge (" + topology.edges() + "), got " + weights.length);
    }
    long afforded = PATH_STEPS / ((long) topology.neurons() + topology.edges());
    int targets = (int) Math.max(FEWEST_TARGETS, Math.min(Integer.MAX_VALUE, afforded));
    return new MeshDescription(
        topology.toString(),
        Degrees.of(topology),
        Reachability.of(topology, ticks),
        Alive.of(topology, ticks, rest),
        PathLengths.of(topology, targets, SEED),
        StrongComponents.of(topology),
        Triads.of(topology, TRIAD_STEPS, SEED),
        Radius.of(topology, weights));
  }

  /** {@return the tables: by role, then of the whole graph} */
  public List<Explanation.Table> tables() {
    MeshTables tables = new MeshTables(this);
    return List.of(tables.byRole(), tables.whole());
  }

  /** {@return what was estimated, and how, in sentences; empty if nothing was} */
  public List<String> notes() {
    return new MeshTables(this).notes();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    Explanation.wrap(text, mesh);
    for (Explanation.Table table : tables()) {
      text.append('\n');
      Explanation.layOut(text, table);
      Explanation.wrap(text, table.caption());
    }
    for (String note : notes()) {
      text.append('\n');
      Explanation.wrap(text, "Note: " + note);
    }
    return text.toString().stripTrailing();
  }
}
