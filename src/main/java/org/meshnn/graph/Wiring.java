package org.meshnn.graph;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;

/**
 * A rule that decides which edges a mesh has, once its neurons' roles are known. Immutable; wirings
 * compose with {@link #and}, {@link #except} and {@link #keep}:
 *
 * <pre>{@code
 * Wiring.layered(13, 13).and(Wiring.random(0.05, 7)).except(Wiring.edge(4, 4))
 * }</pre>
 *
 * <p><b>Graphs as meshes.</b> {@link #ring}, {@link #grid}, {@link #torus}, {@link #smallWorld},
 * {@link #scaleFree}, {@link #modular}, {@link #recurrent} and {@link #reservoir} are graphs of the
 * hidden neurons, in their order. An undirected edge is two edges of the mesh, one either way:
 * among the hidden neurons degrees, clusters and the lengths of paths are the graph's. Around them
 * all is the same: inputs and bias, which take no edges, lead to every hidden neuron, hidden
 * neurons and bias to every output, and outputs feed nothing back. To vary that, compose: on the 18
 * neurons of Iris, inputs 0 to 3, bias 4, hidden 5 to 14, here the inputs lead to two neurons of
 * the ring only:
 *
 * <pre>{@code
 * Wiring.ring(4).except(Wiring.range(0, 3, 7, 14))
 * }</pre>
 */
public final class Wiring implements Serializable {
  private static final int LONGEST_NAME = 300;
  private static final String WIDTHS = "widths of layers, for example 13, 13";
  private static final String MATRIX = "a matrix, n x n";
  private static final String OTHER = "a wiring, for example Wiring.dense()";
  private static final String ENDS = "an edge list, for example new int[] {0, 1}, new int[] {2, 2}";

  private final String name; // of the parts that are named
  private final int unnamed; // how many more parts there are
  private final int parts; // in all
  private final Rule rule;

  private Wiring(Rule rule) {
    this(rule.toString(), rule);
  }

  private Wiring(String name, Rule rule) {
    this(name, 0, 1, rule);
  }

  private Wiring(String name, int unnamed, int parts, Rule rule) {
    this.name = name;
    this.unnamed = unnamed;
    this.parts = parts;
    this.rule = rule;
  }

  /** This wiring with more parts: in the longer name, unless that is too long, or in the count. */
  private Wiring with(int more, String longer, Rule rule) {
    boolean fits = longer.length() <= LONGEST_NAME;
    return new Wiring(fits ? longer : name, fits ? 0 : unnamed + more, parts + more, rule);
  }

  private Wiring joined(String word, Wiring other, Rule rule) {
    return unnamed > 0
        ? new Wiring(name, unnamed + other.parts, parts + other.parts, rule)
        : with(other.parts, name + word + other, rule);
  }

  /**
   * {@return the paper's wiring: every neuron to every hidden and output neuron, itself included}
   * (The bias is an input that is always 1, and like an input takes no edges.)
   */
  public static Wiring dense() {
    return new Wiring(
        "dense",
        roles ->
            new Range(0, roles.neurons() - 1, roles.clamped(), roles.neurons() - 1).edges(roles));
  }

  /**
   * {@return the wiring of every ordered pair of neurons, edges into inputs and bias included}
   * Those have no effect, as inputs are overwritten before every tick; their gradient is 0.
   */
  public static Wiring complete() {
    return new Wiring(
        "complete",
        roles -> new Range(0, roles.neurons() - 1, 0, roles.neurons() - 1).edges(roles));
  }

  /**
   * {@return a random wiring: each edge of {@link #dense()} with probability {@code density},
   * independently; the paper's "85 % zeros" is {@code random(0.15, seed)}} Work is linear in the
   * edges made, not in n².
   *
   * @param density in (0, 1]
   * @param seed the same seed gives the same edges
   * @throws IllegalArgumentException if the density is not in (0, 1]
   */
  public static Wiring random(double density, long seed) {
    Draw.requireFraction("density", density);
    return new Wiring(
        "random(" + density + ", seed " + seed + ")",
        roles -> RandomEdges.ofDensity(roles, density, Draw.of(seed)));
  }

  /**
   * {@return a random wiring of exactly so many edges of {@link #dense()}, each such choice as
   * likely: the random graph of Erdős and Rényi (1959, On random graphs I, introduction)} Work is
   * linear in the edges made and the neurons.
   *
   * @param count how many, from 1 to the number that {@link #dense()} has; where that is less,
   *     {@link #wire} refuses
   * @param seed the same seed gives the same edges
   * @throws IllegalArgumentException if the count is below 1
   */
  public static Wiring randomEdges(int count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException("expected at least 1 random edge; got " + count);
    }
    return new Wiring(
        "randomEdges(" + count + ", seed " + seed + ")",
        roles -> RandomEdges.ofCount(roles, count, Draw.of(seed)));
  }

  /**
   * {@return a multilayer perceptron as a mesh: inputs to the first hidden layer, each layer to the
   * next, the last to the outputs, and the bias, if there is one, to every hidden and output
   * neuron} With {@code widths.length + 1} ticks the mesh computes exactly what the perceptron
   * does.
   *
   * @param widths number of hidden neurons in each layer, at least 1, from the inputs on; together
   *     they must be all the mesh's hidden neurons
   * @throws IllegalArgumentException if a layer has no neuron
   */
  public static Wiring layered(int... widths) {
    return new Wiring(new Layers(Required.of(widths, WIDTHS).clone(), false));
  }

  /**
   * {@return a multilayer perceptron with all its short cuts: inputs and each hidden layer to every
   * later one and to the outputs, as in DenseNets (Huang et al. 2017, equation 2), and the bias, if
   * there is one, to every hidden and output neuron} With {@code widths.length + 1} ticks the mesh
   * computes exactly what that network does.
   *
   * @param widths number of hidden neurons in each layer, at least 1, from the inputs on; together
   *     they must be all the mesh's hidden neurons
   * @throws IllegalArgumentException if a layer has no neuron
   */
  public static Wiring layeredWithSkips(int... widths) {
    return new Wiring(new Layers(Required.of(widths, WIDTHS).clone(), true));
  }

  /**
   * {@return a sparse multilayer perceptron, as sparse evolutionary training begins with (Mocanu et
   * al. 2018, Scalable training of artificial neural networks with adaptive sparse connectivity
   * inspired by network science, equation 1): each layer to the next as in {@link #layered}, by
   * {@code epsilon (a + b)} edges, rounded, where a and b are the neurons of the two, or by all
   * where that is more; each such choice is as likely} The bias, if there is one, leads to every
   * hidden and output neuron. There each pair of neurons is an edge by chance, independently, so
   * that the number is right in the mean; here it is exact.
   *
   * <pre>{@code
   * Wiring.sparseLayered(13, 1, 1000, 1000, 1000)
   * }</pre>
   *
   * <p>Work is linear in the edges made, and in layers times neurons.
   *
   * @param epsilon positive; there 11 to 20
   * @param seed the same seed gives the same edges
   * @param widths number of hidden neurons in each layer, at least 1, from the inputs on; together
   *     they must be all the mesh's hidden neurons
   * @throws IllegalArgumentException if epsilon is not positive and finite, or a layer has no
   *     neuron
   */
  public static Wiring sparseLayered(double epsilon, long seed, int... widths) {
    return new Wiring(new SparseLayers(widths.clone(), epsilon, seed));
  }

  /**
   * {@return the steps of {@link #layered} one by one, without the bias: inputs to the first hidden
   * layer, each layer to the next, the last to the outputs} Sparse evolutionary training rewires
   * each of them by itself:
   *
   * <pre>{@code
   * Rewiring.set(0.3).within(Wiring.betweenLayers(1000, 1000, 1000))
   * }</pre>
   *
   * @param widths number of hidden neurons in each layer, at least 1, from the inputs on; together
   *     they must be all the mesh's hidden neurons
   * @throws IllegalArgumentException if a layer has no neuron
   */
  public static List<Wiring> betweenLayers(int... widths) {
    int[] layers = widths.clone();
    Layers.requireNeurons(layers);
    return IntStream.rangeClosed(0, layers.length)
        .mapToObj(pair -> new Wiring(new LayerPair(layers, pair)))
        .toList();
  }

  /**
   * {@return the hidden neurons on a ring, each joined with its nearest neighbours, half of them on
   * either side: the lattice of Watts and Strogatz (1998, figure 1, p = 0)} For both ways of an
   * edge, inputs and outputs see {@link Wiring}.
   *
   * @param neighbours of each neuron, even, 2 or more; the mesh needs more hidden neurons than that
   * @throws IllegalArgumentException if it is odd or below 2
   */
  public static Wiring ring(int neighbours) {
    return new Wiring(new Ring(neighbours));
  }

  /**
   * {@return the hidden neurons row by row on a grid, each joined with those beside, above and
   * below it: the neighbourhood of von Neumann (1966, Theory of self-reproducing automata), of
   * which cellular neural networks are made (Chua and Yang 1988, section II, there with diagonals)}
   * For both ways of an edge, inputs and outputs see {@link Wiring}.
   *
   * @param rows at least 1
   * @param columns at least 1; rows times columns must be all the mesh's hidden neurons
   * @throws IllegalArgumentException if one is below 1
   */
  public static Wiring grid(int rows, int columns) {
    return new Wiring(new Grid(rows, columns, false));
  }

  /**
   * {@return the {@link #grid} without a border: the first row follows the last, and the first
   * column the last, so that every hidden neuron has 4 neighbours}
   *
   * @param rows at least 3
   * @param columns at least 3; rows times columns must be all the mesh's hidden neurons
   * @throws IllegalArgumentException if one is below 3
   */
  public static Wiring torus(int rows, int columns) {
    return new Wiring(new Grid(rows, columns, true));
  }

  /**
   * {@return a small world: the {@link #ring}, of whose edges some are led elsewhere (Watts and
   * Strogatz 1998, Collective dynamics of 'small-world' networks, figure 1)} Lap after lap, first
   * the edges to the nearest neighbours clockwise, then those to the second nearest, and so on,
   * each edge keeps its first neuron and, with the probability given, gets another second one: any
   * but those that the first is joined with. The number of edges does not change. For both ways of
   * an edge, inputs and outputs see {@link Wiring}.
   *
   * <p>Work is linear in edges, unless nearly all hidden neurons are neighbours.
   *
   * @param neighbours of each neuron on the ring, even, 2 or more; the mesh needs more hidden
   *     neurons than that
   * @param rewired the probability that an edge is led elsewhere, in [0, 1]; some 0.01 to 0.1 keep
   *     the clusters of the ring, on paths nearly as short as in a random graph
   * @param seed the same seed gives the same edges
   * @throws IllegalArgumentException if the number of neighbours is odd or below 2, or the
   *     probability is not in [0, 1]
   */
  public static Wiring smallWorld(int neighbours, double rewired, long seed) {
    return new Wiring(new SmallWorld(neighbours, rewired, seed));
  }

  /**
   * {@return a scale-free wiring (Barabási and Albert 1999, Emergence of scaling in random
   * networks, page 511): the hidden neurons come one after the other, and each is joined with m of
   * those before it, which it chooses by the edges that they have, with probability k_i / sum k_j}
   * The first m come without edges, and the next is joined with all of them. There are m (hidden -
   * m) undirected edges, and of all neurons some 2 m^2 k^-3 have k of them. For both ways of an
   * edge, inputs and outputs see {@link Wiring}.
   *
   * @param edgesPerNeuron m, at least 1; the mesh needs more hidden neurons than that
   * @param seed the same seed gives the same edges
   * @throws IllegalArgumentException if m is below 1
   */
  public static Wiring scaleFree(int edgesPerNeuron, long seed) {
    return new Wiring(new ScaleFree(edgesPerNeuron, seed));
  }

  /**
   * {@return modules of hidden neurons, much wired within and little between: a stochastic block
   * model (Holland, Laskey and Leinhardt 1983, Stochastic blockmodels: first steps)} Each ordered
   * pair of different neurons is an edge with one of two probabilities, independently. The first
   * hidden neurons are the first module, and so on; their sizes differ by 1 at most. For inputs and
   * outputs see {@link Wiring}.
   *
   * @param modules how many, at least 1 and at most the mesh's hidden neurons
   * @param within the density of edges inside a module, in [0, 1]
   * @param between the density of edges from one module to another, in [0, 1]
   * @param seed the same seed gives the same edges
   * @throws IllegalArgumentException if a number is out of its range
   */
  public static Wiring modular(int modules, double within, double between, long seed) {
    return new Wiring(new Modular(modules, within, between, seed));
  }

  /**
   * {@return a recurrent hidden layer: each edge between hidden neurons, those to themselves
   * included, with probability {@code density}, independently; with density 1 the network of Elman
   * (1990, Finding structure in time, figure 2)} The distribution is that of {@link #reservoir},
   * drawn in time linear in the edges. For inputs and outputs see {@link Wiring}.
   *
   * @param density of the edges between hidden neurons, in (0, 1]
   * @param seed the same seed gives the same edges
   * @throws IllegalArgumentException if the density is not in (0, 1]
   */
  public static Wiring recurrent(double density, long seed) {
    return new Wiring(new Recurrent(density, seed));
  }

  /**
   * {@return the wiring of a neural circuit policy (Lechner et al. 2020, Neural circuit policies
   * enabling auditable autonomy, figure 3)} Inputs are its sensory neurons, the first hidden
   * neurons its inter neurons, the other hidden ones its command neurons, outputs its motor
   * neurons. As there:
   *
   * <ol>
   *   <li>Each neuron of a layer has edges to so many neurons of the next, chosen at random.
   *   <li>A neuron that none has chosen gets edges from neurons of the layer before, chosen at
   *       random: as many as its layer's neurons have in the mean, rounded down, at least one.
   *   <li>Each command neuron has edges to so many command neurons, itself perhaps included.
   * </ol>
   *
   * <p>The first two are done for inputs, then for inter, then for command neurons. The bias, if
   * there is one, leads to every hidden and output neuron. Whether a synapse excites or inhibits is
   * the sign of its weight. (The authors' package {@code ncps} counts edges into motor neurons, not
   * out of command neurons, and recurrent ones of all command neurons together.)
   *
   * @param inter number of inter neurons, at least 1
   * @param command number of command neurons, at least 1; with the inter neurons they must be all
   *     the mesh's hidden neurons
   * @param sensoryFanOut edges from each input to inter neurons, at least 1, at most {@code inter}
   * @param interFanOut edges from each inter neuron to command neurons, at least 1, at most {@code
   *     command}
   * @param commandFanOut edges from each command neuron to outputs, at least 1, at most the mesh's
   *     outputs
   * @param recurrent edges from each command neuron to command neurons, from 0 to {@code command}
   * @param seed the same seed gives the same edges
   * @throws IllegalArgumentException if a number is out of its range
   */
  public static Wiring policy(
      int inter,
      int command,
      int sensoryFanOut,
      int interFanOut,
      int commandFanOut,
      int recurrent,
      long seed) {
    return new Wiring(
        new Policy(inter, command, sensoryFanOut, interFanOut, commandFanOut, recurrent, seed));
  }

  /**
   * {@return the wiring of a reservoir, as of an echo state network (Jaeger 2001): inputs and bias
   * to every hidden neuron; each edge between hidden neurons, those to themselves included, with
   * probability {@code density}, independently; hidden neurons and bias to every output} Outputs
   * feed nothing back. Its spectral radius is a matter of the first weights: {@code
   * Training.defaults().initialisation(Initialisation.spectralRadius(0.9))}.
   *
   * <p>Work is quadratic in the hidden neurons; {@link #recurrent} has the same distribution in
   * time linear in the edges.
   *
   * @param density of the edges between hidden neurons, in (0, 1]
   * @param seed the same seed gives the same edges
   * @throws IllegalArgumentException if the density is not in (0, 1]
   */
  public static Wiring reservoir(double density, long seed) {
    return new Wiring(new Reservoir(density, seed));
  }

  /**
   * {@return the wiring of one edge}
   *
   * @param from source, a neuron of the mesh, counted from 0
   * @param to target, a neuron of the mesh, counted from 0
   */
  public static Wiring edge(int from, int to) {
    return new Wiring("edge " + from + " -> " + to, new Range(from, from, to, to));
  }

  /**
   * {@return the wiring of every neuron of one range to every neuron of another; both ends of a
   * range belong to it}
   *
   * @param fromFirst first source, a neuron of the mesh, counted from 0
   * @param fromLast last source, not before the first
   * @param toFirst first target, a neuron of the mesh, counted from 0
   * @param toLast last target, not before the first
   * @throws IllegalArgumentException if a range ends before it begins
   */
  public static Wiring range(int fromFirst, int fromLast, int toFirst, int toLast) {
    if (fromFirst > fromLast || toFirst > toLast) {
      throw new IllegalArgumentException(
          "a range runs upwards, both ends included; got sources "
              + fromFirst
              + " to "
              + fromLast
              + " and targets "
              + toFirst
              + " to "
              + toLast);
    }
    return new Wiring(
        "range " + fromFirst + ".." + fromLast + " -> " + toFirst + ".." + toLast,
        new Range(fromFirst, fromLast, toFirst, toLast));
  }

  /**
   * {@return the edges of a topology, as a wiring of any mesh of as many neurons}
   *
   * @param topology for example that of a trained mesh
   */
  public static Wiring of(Topology topology) {
    Required.of(topology, "a topology, for example model.topology()");
    return of(topology, "the " + Plural.of(topology.edges(), "edge") + " of a topology");
  }

  /**
   * {@return the edges of a topology, under another name}
   *
   * @param topology for example that of a trained mesh
   * @param name what the wiring is to be called, a few words
   */
  public static Wiring of(Topology topology, String name) {
    Required.of(topology, "a topology, for example model.topology()");
    Required.of(name, "a name, for example \"dense\"");
    return new Wiring(
        name,
        roles -> {
          Rule.requireSize(roles, topology.neurons(), topology.neurons());
          return topology.edgeSet();
        });
  }

  /**
   * {@return a wiring with an edge wherever a matrix is not 0}
   *
   * @param matrix n x n, a weight matrix or a 0/1 mask; entry {@code [from][to]} stands for {@code
   *     from -> to}
   * @throws IllegalArgumentException if an entry is NaN
   */
  public static Wiring nonZerosOf(DMatrixRMaj matrix) {
    MatrixEdges.requireNumbers(Required.of(matrix, MATRIX));
    DMatrixRMaj a = matrix.copy();
    return new Wiring(
        "non-zeros of a " + a.numRows + " x " + a.numCols + " matrix",
        roles -> MatrixEdges.nonZeros(roles, a));
  }

  /**
   * {@return a wiring with an edge for each of the entries largest in magnitude of a weight matrix,
   * 0 never: what magnitude pruning leaves (Han et al., Learning both weights and connections, NIPS
   * 2015)} Of equal entries those of earlier targets stay, and of one target those of earlier
   * sources.
   *
   * @param matrix n x n; entry {@code [from][to]} stands for {@code from -> to}
   * @param edges how many, from 1 to the number of entries that are not 0
   * @throws IllegalArgumentException if there are not so many, or an entry is NaN
   */
  public static Wiring largestOf(DMatrixRMaj matrix, int edges) {
    MatrixEdges.requireNumbers(Required.of(matrix, MATRIX));
    DMatrixRMaj largest = MatrixEdges.largest(matrix, edges);
    return new Wiring(
        "the " + edges + " largest entries of a matrix",
        roles -> MatrixEdges.nonZeros(roles, largest));
  }

  /**
   * {@return a wiring of which only its name was kept} It prints as it did; asked for edges, it
   * throws an {@link IllegalStateException}.
   *
   * @param name what the wiring printed
   */
  public static Wiring notKept(String name) {
    Required.of(name, "what the wiring was, in words");
    return new Wiring(
        name,
        roles -> {
          throw new IllegalStateException(
              "the wiring "
                  + name
                  + " was saved by its name alone; hand it in again, for example"
                  + " model.resume(table, t -> t.rewiring(Rewiring.set(0.3).within(wiring)))");
        });
  }

  /**
   * {@return a wiring with an edge wherever a sparse matrix stores an entry, a stored 0 included}
   *
   * @param matrix n x n; entry {@code [from][to]} stands for {@code from -> to}
   */
  public static Wiring entriesOf(DMatrixSparseCSC matrix) {
    DMatrixSparseCSC a = Required.of(matrix, MATRIX).copy();
    a.sortIndices(null);
    return new Wiring(
        "entries of a " + a.numRows + " x " + a.numCols + " sparse matrix",
        roles -> MatrixEdges.stored(roles, a));
  }

  /**
   * {@return the wiring of an edge list, in any order; a repeated edge counts once}
   *
   * @param from source of each edge, counted from 0
   * @param to target of each edge, as long as {@code from}
   * @throws IllegalArgumentException if there are not as many sources as targets
   */
  public static Wiring edges(int[] from, int[] to) {
    if (Required.of(from, ENDS).length != Required.of(to, ENDS).length) {
      throw new IllegalArgumentException(
          "an edge list has a source and a target for every edge; got "
              + from.length
              + " sources and "
              + to.length
              + " targets");
    }
    return new Wiring(Plural.of(from.length, "edge"), new EdgeList(from.clone(), to.clone()));
  }

  /**
   * {@return the edges of this wiring and those of another}
   *
   * @param other wiring of the same mesh
   */
  public Wiring and(Wiring other) {
    Required.of(other, OTHER);
    return joined(" and ", other, Chain.and(rule, other.rule));
  }

  /**
   * {@return the edges of this wiring that another does not have}
   *
   * @param other wiring of the same mesh
   */
  public Wiring except(Wiring other) {
    Required.of(other, OTHER);
    return joined(" except ", other, Chain.except(rule, other.rule));
  }

  /**
   * {@return a random part of this wiring: each edge stays with probability {@code fraction},
   * independently}
   *
   * @param fraction in (0, 1]
   * @param seed the same seed keeps the same edges
   * @throws IllegalArgumentException if the fraction is not in (0, 1]
   */
  public Wiring keep(double fraction, long seed) {
    Draw.requireFraction("fraction", fraction);
    return part(
        fraction + " of (" + this + "), seed " + seed,
        all -> RandomEdges.kept(all, fraction, Draw.of(seed)));
  }

  /**
   * {@return a random part of this wiring with exactly so many edges; each such part is as likely}
   *
   * @param count how many, from 1 to the number there are; where there are fewer, {@link #wire}
   *     refuses
   * @param seed the same seed chooses the same edges
   * @throws IllegalArgumentException if the count is below 1
   */
  public Wiring choose(int count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException("expected at least 1 edge to choose; got " + count);
    }
    return part(
        count + " of (" + this + "), seed " + seed,
        all -> {
          if (count > all.size()) {
            throw new IllegalArgumentException(
                "expected at most the " + all.size() + " edges of " + this + "; got " + count);
          }
          return RandomEdges.chosen(all, count, Draw.of(seed));
        });
  }

  private Wiring part(String longer, Chain.Part draw) {
    return with(1, longer, Chain.part(rule, draw));
  }

  /**
   * {@return the topology of neurons of these roles, with the edges of this wiring}
   *
   * @param roles what each neuron is for
   * @throws IllegalArgumentException if the rule does not fit the roles: a neuron out of range, a
   *     matrix of another size, layers that are not all of the hidden neurons
   */
  public Topology wire(Roles roles) {
    Required.of(roles, "roles, for example new Roles(4, true, 10, 3)");
    return new Topology(roles, rule.edges(roles));
  }

  @Override
  public String toString() {
    return unnamed == 0 ? name : name + " and " + Listing.count(unnamed) + " more";
  }
}
