package org.meshnn.exchange;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Roles.Role;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.train.Initialisation;
import tech.tablesaw.api.Table;

/**
 * The graph of a mesh as other systems know it: neurons by name, role and activation, and edges
 * with or without weights. Immutable; equal are those of the same neurons in the same order, the
 * same edges, the same weights to the last bit and the same ticks.
 *
 * <pre>{@code
 * var graph = MeshGraph.read("winner.json");
 * var model = Mesh.of(graph).train(table, "label",
 *     Training.defaults().initialisation(graph.initialisation()));
 * model.graph().write("mesh.graphml");
 * }</pre>
 *
 * <p>How columns become inputs is not a part of it: a mesh of a graph with weights takes numbers as
 * they are. Weights that were learned of standardised ones need {@code
 * Mesh.of(graph).standardise(true)}.
 *
 * <p>What a source does not say is decided, and {@link #remarks} tell how. Neurons stand in the
 * order of a mesh: inputs, bias, hidden, outputs; among each as they came.
 */
public final class MeshGraph {
  private static final String TABLE = "a table with a row for each edge";
  private static final String MATRIX = "a weight matrix, n x n";
  private static final String ROLES = "roles, for example new Roles(4, true, 10, 3)";

  private final List<Neuron> neurons;
  private final int[] columnStarts;
  private final int[] sources;
  private final double @Nullable [] weights;
  private final @Nullable Topology topology; // null without inputs or outputs
  private final int ticks; // 0 without
  private final boolean ticksGiven; // by the source, not by the edges
  private final BitSet assumed; // neurons whose activation is the usual one of their role
  private final List<String> remarks;

  /**
   * A neuron.
   *
   * @param name not that of another one
   * @param role what it is for
   * @param activation what it applies; of inputs and bias, whose state is given, the identity
   * @param leak the part of the new state that it takes at a tick, in (0, 1]; 1 for all
   */
  public record Neuron(String name, Role role, Activation activation, double leak) {}

  /** Edges by target, then source, each once; ticks 0 for those that the edges imply. */
  MeshGraph(
      List<Neuron> neurons,
      int[] columnStarts,
      int[] sources,
      double @Nullable [] weights,
      int ticks,
      List<String> remarks) {
    this(neurons, columnStarts, sources, weights, ticks, new BitSet(), remarks);
  }

  /** As before, where of some neurons no activation was said. */
  MeshGraph(
      List<Neuron> neurons,
      int[] columnStarts,
      int[] sources,
      double @Nullable [] weights,
      int ticks,
      BitSet assumed,
      List<String> remarks) {
    this.neurons = List.copyOf(neurons);
    this.assumed = assumed;
    ticksGiven = ticks > 0;
    this.columnStarts = columnStarts;
    this.sources = sources;
    this.weights = weights;
    requireNames();
    requireOneBias();
    requireFinite();
    List<String> all = new ArrayList<>(remarks);
    topology = wired();
    this.ticks = ticks > 0 || topology == null ? ticks : impliedTicks(topology, all);
    this.remarks = List.copyOf(all);
  }

  private void requireNames() {
    Set<String> names = new HashSet<>();
    for (Neuron neuron : neurons) {
      if (!names.add(neuron.name())) {
        throw new IllegalArgumentException(
            "expected a name for each neuron, each another; got "
                + Listing.quoted(neuron.name())
                + " twice");
      }
    }
  }

  private void requireOneBias() {
    List<String> biases = names(Role.BIAS);
    if (biases.size() > 1) {
      throw new IllegalArgumentException(
          "a mesh has at most one bias; got " + Listing.of(biases) + "; make the others hidden");
    }
  }

  private void requireFinite() {
    for (int e = 0; weights != null && e < weights.length; e++) {
      if (!Double.isFinite(weights[e])) {
        throw new IllegalArgumentException(
            "expected finite weights; that of an edge from "
                + Listing.quoted(neurons.get(sources[e]).name())
                + " is "
                + weights[e]);
      }
    }
  }

  private @Nullable Topology wired() {
    int outputs = count(Role.OUTPUT);
    int inputs = count(Role.INPUT);
    boolean bias = count(Role.BIAS) > 0;
    return outputs == 0 || inputs == 0 && !bias
        ? null
        : Topology.ofColumns(
            new Roles(inputs, bias, count(Role.HIDDEN), outputs), columnStarts, sources);
  }

  private static int impliedTicks(Topology topology, List<String> remarks) {
    OptionalInt longest = LongestPath.ticks(topology);
    if (longest.isPresent()) {
      remarks.add("ticks: " + longest.getAsInt() + ", the longest path to an output");
      return longest.getAsInt();
    }
    int ticks = Math.max(3, topology.shortestPath());
    remarks.add("ticks: " + ticks + ", as there are cycles; for others, Mesh.of(graph).ticks(..)");
    return ticks;
  }

  /**
   * {@return the graph of a file} Its format is told by its ending; of {@code .json}, and of
   * endings that are not known, by its content.
   *
   * @param path of a file in one of the {@link GraphFormat}s
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException if it is not of this format, or is not a graph that a mesh can
   *     have; the message names the line or entry
   */
  public static MeshGraph read(Path path) {
    return GraphFile.read(path, null);
  }

  /**
   * As {@link #read(Path)}.
   *
   * @param path for example "winner.json"
   * @return the graph
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException as {@link #read(Path)}, or if the path is null
   */
  public static MeshGraph read(String path) {
    return read(Path.of(Required.of(path, GraphFile.PATH)));
  }

  /**
   * As {@link #read(Path)}, in a given format.
   *
   * @param path of a file
   * @param format that it has, whatever its name
   * @return the graph
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException as {@link #read(Path)}
   */
  public static MeshGraph read(Path path, GraphFormat format) {
    return GraphFile.read(path, Required.of(format, GraphFile.FORMAT));
  }

  /**
   * As {@link #read(Path, GraphFormat)}.
   *
   * @param path for example "winner.json"
   * @param format that it has, whatever its name
   * @return the graph
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalArgumentException as {@link #read(Path)}
   */
  public static MeshGraph read(String path, GraphFormat format) {
    return read(Path.of(Required.of(path, GraphFile.PATH)), format);
  }

  /**
   * {@return the graph that a text describes}
   *
   * @param text the content of a file
   * @param format that it has
   * @throws IllegalArgumentException as {@link #read(Path)}
   */
  public static MeshGraph parse(String text, GraphFormat format) {
    Required.of(text, "the text of a graph");
    return GraphFile.parse(text, "the text", Required.of(format, GraphFile.FORMAT));
  }

  /**
   * {@return the graph of an edge list without weights} Neurons are those that it names.
   *
   * @param table one row an edge
   * @param from name of the column of sources, text or whole numbers
   * @param to name of the column of targets
   * @throws IllegalArgumentException if a column is absent, of another type or has missing values
   */
  public static MeshGraph of(Table table, String from, String to) {
    return TableEdges.graph(Required.of(table, TABLE), from, to, null);
  }

  /**
   * {@return the graph of an edge list with weights} Neurons are those that it names.
   *
   * @param table one row an edge
   * @param from name of the column of sources, text or whole numbers
   * @param to name of the column of targets
   * @param weight name of the column of weights, numeric
   * @throws IllegalArgumentException if a column is absent, of another type or has missing values
   */
  public static MeshGraph of(Table table, String from, String to, String weight) {
    Required.of(weight, "the name of the column of weights, for example \"weight\"");
    return TableEdges.graph(Required.of(table, TABLE), from, to, weight);
  }

  /**
   * {@return the graph of a weight matrix: an edge for each entry that it stores, neurons named by
   * their numbers}
   *
   * @param a n x n, {@code A[from][to]}
   * @param roles of the n neurons
   * @throws IllegalArgumentException if A has another shape, or an entry is not finite
   */
  public static MeshGraph of(DMatrixSparseCSC a, Roles roles) {
    Required.of(roles, ROLES);
    Topology topology = Wiring.entriesOf(Required.of(a, MATRIX)).wire(roles);
    DMatrixSparseCSC sorted = a.copy();
    sorted.sortIndices(null);
    return numbered(topology, Arrays.copyOf(sorted.nz_values, sorted.nz_length));
  }

  /**
   * {@return the graph of a weight matrix: an edge for each entry that is not 0, neurons named by
   * their numbers}
   *
   * @param a n x n, {@code A[from][to]}
   * @param roles of the n neurons
   * @throws IllegalArgumentException if A has another shape, or an entry is not finite
   */
  public static MeshGraph of(DMatrixRMaj a, Roles roles) {
    Required.of(roles, ROLES);
    Topology topology = Wiring.nonZerosOf(Required.of(a, MATRIX)).wire(roles);
    return numbered(topology, topology.weights(a));
  }

  private static MeshGraph numbered(Topology topology, double[] weights) {
    return Transitions.ofMatrix(topology, weights);
  }

  /**
   * {@return the graph of a mesh}
   *
   * @param topology its neurons and edges
   * @param transition their activations and leaks
   * @param ticks T, at least 1
   * @param inputs a name for each input, or none for those of their numbers
   * @param outputs a name for each output, or none for those of their numbers
   * @param weights one for each edge, or null for none; copied
   * @throws IllegalArgumentException if the numbers of names or weights do not fit, a weight is not
   *     finite, or the ticks are below 1
   */
  public static MeshGraph of(
      Topology topology,
      Transition transition,
      int ticks,
      List<String> inputs,
      List<String> outputs,
      double @Nullable [] weights) {
    Required.of(topology, "a topology, for example model.topology()");
    Required.of(transition, "a transition, for example mesh.transition()");
    if (ticks < 1) {
      throw new IllegalArgumentException("expected at least 1 tick; got " + ticks);
    }
    return Transitions.graph(
        topology,
        transition,
        ticks,
        Required.of(inputs, "names of the inputs, or List.of()"),
        Required.of(outputs, "names of the outputs, or List.of()"),
        weights == null ? null : weights.clone(),
        List.of());
  }

  /**
   * Writes it in the format that the path ends in. A file that is there is replaced in one step.
   *
   * @param path for example {@code Path.of("mesh.graphml")}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException if no format has this ending, or the format cannot hold it
   */
  public Path write(Path path) {
    Required.of(path, GraphFile.PATH);
    return write(path, GraphFormat.ofName(String.valueOf(path.getFileName())));
  }

  /**
   * As {@link #write(Path)}.
   *
   * @param path for example "mesh.graphml", in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException as {@link #write(Path)}
   */
  public Path write(String path) {
    return write(Path.of(Required.of(path, GraphFile.PATH)));
  }

  /**
   * As {@link #write(Path)}, in a given format.
   *
   * @param path in a folder that exists
   * @param format whatever the path ends in
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException if the format cannot hold it; the message says why
   */
  public Path write(Path path, GraphFormat format) {
    return GraphFile.write(this, path, Required.of(format, GraphFile.FORMAT));
  }

  /**
   * As {@link #write(Path, GraphFormat)}.
   *
   * @param path for example "winner.json"
   * @param format whatever the path ends in
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException if the format cannot hold it; the message says why
   */
  public Path write(String path, GraphFormat format) {
    return write(Path.of(Required.of(path, GraphFile.PATH)), format);
  }

  /**
   * {@return what a file of this format would hold}
   *
   * @param format of the text
   * @throws IllegalArgumentException if the format cannot hold it; the message says why
   */
  public String text(GraphFormat format) {
    StringWriter text = new StringWriter();
    try {
      GraphFile.write(this, text, Required.of(format, GraphFile.FORMAT));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a text: never
    }
    return text.toString();
  }

  /**
   * {@return a copy whose inputs are these neurons, in this order; other inputs become hidden}
   * Activations and ticks that the source did not give are those of the new roles.
   *
   * @param names of neurons, each once
   * @throws IllegalArgumentException if the graph does not have one, or one is named twice
   */
  public MeshGraph withInputs(String... names) {
    return RoleChange.of(this, Role.INPUT, names);
  }

  /**
   * {@return a copy whose outputs are these neurons, in this order; other outputs become hidden}
   * Activations and ticks that the source did not give are those of the new roles.
   *
   * @param names of neurons, each once
   * @throws IllegalArgumentException if the graph does not have one, or one is named twice
   */
  public MeshGraph withOutputs(String... names) {
    return RoleChange.of(this, Role.OUTPUT, names);
  }

  /**
   * {@return a copy whose bias, clamped to 1, is this neuron; another bias becomes hidden}
   *
   * @param name of a neuron
   * @throws IllegalArgumentException if the graph does not have it
   */
  public MeshGraph withBias(String name) {
    return RoleChange.of(this, Role.BIAS, name);
  }

  /** {@return the neurons, in the order of a mesh} */
  public List<Neuron> neurons() {
    return neurons;
  }

  /**
   * {@return how many neurons there are of each role}
   *
   * @throws IllegalStateException if there is no output, or neither input nor bias
   */
  public Roles roles() {
    return topology().roles();
  }

  /**
   * {@return neurons and edges by number}
   *
   * @throws IllegalStateException if there is no output, or neither input nor bias
   */
  public Topology topology() {
    if (topology == null) {
      throw new IllegalStateException(
          "a mesh needs inputs and outputs, and of this graph "
              + (count(Role.OUTPUT) == 0 ? "no output" : "no input")
              + " is known; name them: graph.withInputs(\"a\").withOutputs(\"b\"); its neurons are "
              + Listing.of(neurons.stream().map(Neuron::name).toList()));
    }
    return topology;
  }

  /**
   * {@return what the neurons do at a tick: the activations that most hidden and most output
   * neurons have, those of the others by number, and leaks}
   *
   * @throws IllegalStateException if there is no output, or neither input nor bias
   */
  public Transition transition() {
    return Transitions.of(neurons, roles());
  }

  /** {@return the ticks that it is to run for; 0 as long as there are no inputs or outputs} */
  public int ticks() {
    return ticks;
  }

  /** {@return the number of edges} */
  public int edges() {
    return sources.length;
  }

  /** {@return whether edges have weights} */
  public boolean hasWeights() {
    return weights != null;
  }

  /**
   * {@return the weights, one for each edge of {@link #topology}}
   *
   * @throws IllegalStateException if there are none
   */
  public double[] weights() {
    if (weights == null) {
      throw new IllegalStateException(
          "the edges of this graph have no weights; train with another initialisation, for example"
              + " Initialisation.he()");
    }
    return weights.clone();
  }

  /**
   * {@return the weight matrix A, n x n, {@code A[from][to]}, column-compressed}
   *
   * @throws IllegalStateException if there are no weights, inputs or outputs
   */
  public DMatrixSparseCSC matrix() {
    return topology().matrix(weights());
  }

  /**
   * {@return the weights as those that training begins with}
   *
   * @throws IllegalStateException if there are no weights, inputs or outputs
   */
  public Initialisation initialisation() {
    return Initialisation.of(topology(), weights());
  }

  /** {@return what the source said and what was decided, a sentence each} */
  public List<String> remarks() {
    return remarks;
  }

  /**
   * {@return the names of the neurons of a role, in their order}
   *
   * @param role of the neurons
   */
  public List<String> names(Role role) {
    Required.of(role, "a role, for example Role.INPUT");
    return neurons.stream().filter(n -> n.role() == role).map(Neuron::name).toList();
  }

  private int count(Role role) {
    return (int) neurons.stream().filter(neuron -> neuron.role() == role).count();
  }

  /** The ticks that the source gave, 0 where the edges imply them. */
  int givenTicks() {
    return ticksGiven ? ticks : 0;
  }

  /** Whether a neuron has its activation because its role usually has. */
  boolean isActivationAssumed(int neuron) {
    return assumed.get(neuron);
  }

  /** The first edge into a neuron; of one beyond the last, the number of edges. */
  int columnStart(int neuron) {
    return columnStarts[neuron];
  }

  /** The neuron that an edge comes from. */
  int source(int edge) {
    return sources[edge];
  }

  /** The weight of an edge, NaN where there are none. */
  double weight(int edge) {
    return weights == null ? Double.NaN : weights[edge];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MeshGraph that
        && neurons.equals(that.neurons)
        && Arrays.equals(columnStarts, that.columnStarts)
        && Arrays.equals(sources, that.sources)
        && Arrays.equals(weights, that.weights)
        && ticks == that.ticks;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * neurons.hashCode() + Arrays.hashCode(sources)) + Arrays.hashCode(weights);
  }

  /** {@return what it is, line by line, with its remarks} */
  @Override
  public String toString() {
    return Summary.of(this);
  }
}
