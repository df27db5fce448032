package org.meshnn.graph;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
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
 */
public final class Wiring implements Serializable {
  private static final int LONGEST_NAME = 300;

  private final String name; // of the parts that are named
  private final int unnamed; // how many more parts there are
  private final int parts; // in all
  private final Rule rule;

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
    requireFraction("density", density);
    return new Wiring(
        "random(" + density + ", seed " + seed + ")",
        roles -> {
          RandomGenerator random = generator(seed);
          int n = roles.neurons();
          double expected = density * n * (n - roles.clamped());
          EdgeSet.requireRoom((long) expected);
          EdgeSet.Builder edges =
              new EdgeSet.Builder(n, (long) (expected + 6 * Math.sqrt(expected)));
          for (int to = 0; to < n; to++) {
            if (!roles.isClamped(to)) {
              for (long from = skip(random, density); from < n; from += 1 + skip(random, density)) {
                edges.add((int) from);
              }
            }
            edges.endColumn();
          }
          return edges.build();
        });
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
    int[] layers = widths.clone();
    for (int width : layers) {
      if (width < 1) {
        throw new IllegalArgumentException(
            "a layer has at least one neuron; got " + listed(layers));
      }
    }
    return new Wiring("layered" + listed(layers), roles -> layeredEdges(roles, layers));
  }

  /**
   * {@return the wiring of a reservoir, as of an echo state network (Jaeger 2001): inputs and bias
   * to every hidden neuron; each edge between hidden neurons, those to themselves included, with
   * probability {@code density}, independently; hidden neurons and bias to every output} Outputs
   * feed nothing back.
   *
   * @param density of the edges between hidden neurons, in (0, 1]
   * @param seed the same seed gives the same edges
   * @throws IllegalArgumentException if the density is not in (0, 1]
   */
  public static Wiring reservoir(double density, long seed) {
    requireFraction("density", density);
    return new Wiring(
        "reservoir(" + density + ", seed " + seed + ")",
        roles -> ReservoirEdges.of(roles, density, generator(seed)));
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
          requireShape(roles, topology.neurons(), topology.neurons());
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
    requireNumbers(matrix);
    DMatrixRMaj a = matrix.copy();
    return new Wiring(
        "non-zeros of a " + a.numRows + " x " + a.numCols + " matrix",
        roles -> {
          requireShape(roles, a.numRows, a.numCols);
          EdgeSet.Builder edges = new EdgeSet.Builder(a.numCols, 64);
          for (int to = 0; to < a.numCols; to++) {
            for (int from = 0; from < a.numRows; from++) {
              if (a.unsafe_get(from, to) != 0) {
                edges.add(from);
              }
            }
            edges.endColumn();
          }
          return edges.build();
        });
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
    requireNumbers(matrix);
    int[] places =
        IntStream.range(0, matrix.getNumElements())
            .map(i -> i % matrix.numRows * matrix.numCols + i / matrix.numRows) // column by column
            .filter(i -> matrix.data[i] != 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(matrix.data[i])))
            .mapToInt(i -> i)
            .toArray();
    if (places.length == 0) {
      throw new IllegalArgumentException(
          "expected a matrix with entries that are not 0, got none in "
              + matrix.numRows
              + " x "
              + matrix.numCols
              + "; hand in weights that have been learned");
    }
    if (edges < 1 || edges > places.length) {
      throw new IllegalArgumentException(
          "expected 1 to " + places.length + " edges, the entries that are not 0; got " + edges);
    }
    DMatrixRMaj kept = matrix.createLike();
    for (int i = 0; i < edges; i++) {
      kept.data[places[i]] = 1;
    }
    Wiring wiring = nonZerosOf(kept);
    return new Wiring("the " + edges + " largest entries of a matrix", wiring.rule);
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

  private static void requireNumbers(DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      if (Double.isNaN(matrix.get(i))) {
        throw new IllegalArgumentException(
            "expected numbers, got NaN from neuron "
                + i / matrix.numCols
                + " to "
                + i % matrix.numCols
                + "; replace it, by 0 where there is to be no edge");
      }
    }
  }

  /**
   * {@return a wiring with an edge wherever a sparse matrix stores an entry, a stored 0 included}
   *
   * @param matrix n x n; entry {@code [from][to]} stands for {@code from -> to}
   */
  public static Wiring entriesOf(DMatrixSparseCSC matrix) {
    DMatrixSparseCSC a = matrix.copy();
    a.sortIndices(null);
    return new Wiring(
        "entries of a " + a.numRows + " x " + a.numCols + " sparse matrix",
        roles -> {
          requireShape(roles, a.numRows, a.numCols);
          EdgeSet.requireRoom(a.nz_length);
          return new EdgeSet(
              a.numCols,
              Arrays.copyOf(a.col_idx, a.numCols + 1),
              Arrays.copyOf(a.nz_rows, a.nz_length));
        });
  }

  /**
   * {@return the wiring of an edge list, in any order; a repeated edge counts once}
   *
   * @param from source of each edge, counted from 0
   * @param to target of each edge, as long as {@code from}
   * @throws IllegalArgumentException if there are not as many sources as targets
   */
  public static Wiring edges(int[] from, int[] to) {
    if (from.length != to.length) {
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
    return joined(" and ", other, Chain.and(rule, other.rule));
  }

  /**
   * {@return the edges of this wiring that another does not have}
   *
   * @param other wiring of the same mesh
   */
  public Wiring except(Wiring other) {
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
    requireFraction("fraction", fraction);
    return part(
        fraction + " of (" + this + "), seed " + seed,
        all -> {
          RandomGenerator random = generator(seed);
          EdgeSet.Builder kept = new EdgeSet.Builder(all.neurons, all.size());
          for (int to = 0; to < all.neurons; to++) {
            for (int e = all.columnStart[to]; e < all.columnStart[to + 1]; e++) {
              if (random.nextDouble() < fraction) {
                kept.add(all.source[e]);
              }
            }
            kept.endColumn();
          }
          return kept.build();
        });
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
          RandomGenerator random = generator(seed);
          EdgeSet.Builder chosen = new EdgeSet.Builder(all.neurons, count);
          int missing = count;
          for (int to = 0; to < all.neurons; to++) {
            for (int e = all.columnStart[to]; e < all.columnStart[to + 1]; e++) {
              if (random.nextInt(all.size() - e) < missing) {
                chosen.add(all.source[e]);
                missing--;
              }
            }
            chosen.endColumn();
          }
          return chosen.build();
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
    return new Topology(roles, rule.edges(roles));
  }

  private static String listed(int[] widths) {
    return "[" + Listing.of(Arrays.stream(widths).boxed().toList()) + "]";
  }

  private static EdgeSet layeredEdges(Roles roles, int[] widths) {
    long total = Arrays.stream(widths).asLongStream().sum();
    if (total != roles.hidden()) {
      throw new IllegalArgumentException(
          "layered"
              + listed(widths)
              + " places "
              + total
              + " hidden neurons but the mesh has "
              + roles.hidden()
              + "; a mesh of "
              + (roles.neurons() - roles.hidden() + total)
              + " neurons has "
              + total);
    }
    EdgeSet.Builder edges = new EdgeSet.Builder(roles.neurons(), layeredCount(roles, widths));
    for (int to = 0; to < roles.clamped(); to++) {
      edges.endColumn();
    }
    int layerStart = 0;
    int layerEnd = roles.inputs();
    int to = roles.clamped();
    for (int layer = 0; layer <= widths.length; layer++) {
      int width = layer < widths.length ? widths[layer] : roles.outputs();
      int first = to;
      for (; to < first + width; to++) {
        if (layer > 0 && roles.bias()) {
          edges.add(roles.inputs());
        }
        for (int from = layerStart; from < layerEnd; from++) {
          edges.add(from);
        }
        if (layer == 0 && roles.bias()) {
          edges.add(roles.inputs());
        }
        edges.endColumn();
      }
      layerStart = first;
      layerEnd = to;
    }
    return edges.build();
  }

  private static long layeredCount(Roles roles, int[] widths) {
    long edges = roles.bias() ? (long) roles.hidden() + roles.outputs() : 0;
    long before = roles.inputs();
    for (int width : widths) {
      edges += before * width;
      before = width;
    }
    edges += before * roles.outputs();
    EdgeSet.requireRoom(edges);
    return edges;
  }

  /** Failures before the next success of probability p: geometric, by inversion. */
  private static long skip(RandomGenerator random, double p) {
    return p >= 1 ? 0 : (long) (StrictMath.log(1 - random.nextDouble()) / StrictMath.log1p(-p));
  }

  private static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static void requireFraction(String what, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(what + " must be in (0, 1]; got " + value);
    }
  }

  private static void requireShape(Roles roles, int rows, int columns) {
    if (rows != roles.neurons() || columns != roles.neurons()) {
      throw new IllegalArgumentException(
          "the wiring's matrix is "
              + rows
              + " x "
              + columns
              + " but the mesh has "
              + roles.neurons()
              + " neurons; it must be "
              + roles.neurons()
              + " x "
              + roles.neurons());
    }
  }

  @Override
  public String toString() {
    return unnamed == 0 ? name : name + " and " + Listing.count(unnamed) + " more";
  }
}
