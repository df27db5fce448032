package org.meshnn.graph;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;

/**
 * The graph of a mesh: n neurons with their {@link Roles} and the directed edges between them, any
 * way at all, cycles and self-loops included. Immutable.
 *
 * <p>Edges are held in compressed-column form, so that the edges <em>into</em> a neuron lie
 * together: edge {@code e} in {@code columnStart(to) .. columnEnd(to) - 1} runs from {@code
 * source(e)} to {@code to}. A weight vector has one entry per edge in this order; as a matrix,
 * {@code A[from][to]} is the weight of the edge {@code from -> to} (Galatolo et al. 2021, section
 * 2.1).
 */
public final class Topology implements Serializable {
  private final Roles roles;
  private final EdgeSet edges;

  Topology(Roles roles, EdgeSet edges) {
    this.roles = roles;
    this.edges = edges;
  }

  /**
   * {@return the graph of these edges, which are held as {@link #columnStarts} and {@link #sources}
   * return them}
   *
   * @param roles of its neurons
   * @param columnStarts the first edge into each neuron, and after the last one the number of
   *     edges; length {@code neurons + 1}
   * @param sources where each edge comes from; into one neuron in increasing order, each once
   * @throws IllegalArgumentException if they are not so
   */
  public static Topology ofColumns(Roles roles, int[] columnStarts, int[] sources) {
    Required.of(roles, "the roles of the neurons, for example topology.roles()");
    Required.of(columnStarts, "the first edge into each neuron, for example of columnStarts()");
    Required.of(sources, "the neuron each edge comes from, for example of sources()");
    return new Topology(
        roles, EdgeSet.ofColumns(roles.neurons(), columnStarts.clone(), sources.clone()));
  }

  /** {@return what the neurons are for} */
  public Roles roles() {
    return roles;
  }

  /** {@return the number of neurons n} */
  public int neurons() {
    return edges.neurons;
  }

  /** {@return the number of input neurons} */
  public int inputs() {
    return roles.inputs();
  }

  /** {@return whether neuron {@code inputs()} is clamped to 1} */
  public boolean hasBias() {
    return roles.bias();
  }

  /** {@return the number of hidden neurons} */
  public int hidden() {
    return roles.hidden();
  }

  /** {@return the number of output neurons} */
  public int outputs() {
    return roles.outputs();
  }

  /** {@return the number of edges} */
  public int edges() {
    return edges.size();
  }

  /**
   * {@return the part of the edges of {@link Wiring#dense()} that there are, in [0, 1]: edges into
   * hidden and output neurons over {@code n * (hidden + outputs)}} Edges into inputs and bias,
   * which have no effect, are not counted.
   */
  public double density() {
    int effective = edges() - columnStart(roles.clamped());
    return effective / ((double) neurons() * (hidden() + outputs()));
  }

  /**
   * {@return the first edge into neuron {@code to}}
   *
   * @param to target, in {@code [0, neurons())}
   */
  public int columnStart(int to) {
    return edges.columnStart[to];
  }

  /**
   * {@return one past the last edge into neuron {@code to}}
   *
   * @param to target, in {@code [0, neurons())}
   */
  public int columnEnd(int to) {
    return edges.columnStart[to + 1];
  }

  /**
   * {@return the neuron an edge comes from}
   *
   * @param edge in {@code [0, edges())}
   */
  public int source(int edge) {
    return edges.source[edge];
  }

  /**
   * {@return the first edge into each neuron, and after the last one the number of edges: the
   * column pointers of a compressed-column matrix; length {@code neurons() + 1}}
   */
  public int[] columnStarts() {
    return edges.columnStart.clone();
  }

  /** {@return where each edge comes from: the row indices of a compressed-column matrix} */
  public int[] sources() {
    return edges.source.clone();
  }

  /**
   * {@return the edge {@code from -> to}, in {@code [0, edges())}, or -1 if there is none}
   *
   * @param from source, in {@code [0, neurons())}
   * @param to target, in {@code [0, neurons())}
   * @throws IndexOutOfBoundsException if the mesh has no such neuron
   */
  public int edge(int from, int to) {
    requireNeuron(from);
    requireNeuron(to);
    return edges.find(from, to);
  }

  /**
   * {@return the number of edges into a neuron}
   *
   * @param neuron in {@code [0, neurons())}
   */
  public int inDegree(int neuron) {
    return columnEnd(neuron) - columnStart(neuron);
  }

  /** {@return the fewest edges on a path from an input to an output, or -1 if there is none} */
  public int shortestPath() {
    int[] distance = new int[neurons()]; // to the nearest output, plus 1; 0 where not yet seen
    int[] queue = new int[neurons()];
    int size = 0;
    for (int j = roles.firstOutput(); j < neurons(); j++) {
      distance[j] = 1;
      queue[size++] = j;
    }
    for (int i = 0; i < size; i++) {
      for (int e = columnStart(queue[i]); e < columnEnd(queue[i]); e++) {
        int from = source(e);
        if (distance[from] == 0) {
          distance[from] = distance[queue[i]] + 1;
          if (from < inputs()) {
            return distance[from] - 1;
          }
          if (!roles.isClamped(from)) {
            queue[size++] = from;
          }
        }
      }
    }
    return -1;
  }

  /** {@return whether a neuron that is not clamped can reach itself, a self-loop included} */
  public boolean isRecurrent() {
    int[] pending = new int[neurons()]; // edges to neurons that are not yet known to end somewhere
    for (int to = roles.clamped(); to < neurons(); to++) {
      for (int e = columnStart(to); e < columnEnd(to); e++) {
        pending[source(e)]++;
      }
    }
    int[] ending = new int[neurons()];
    int size = 0;
    for (int j = roles.clamped(); j < neurons(); j++) {
      if (pending[j] == 0) {
        ending[size++] = j;
      }
    }
    for (int i = 0; i < size; i++) {
      for (int e = columnStart(ending[i]); e < columnEnd(ending[i]); e++) {
        int from = source(e);
        if (--pending[from] == 0 && !roles.isClamped(from)) {
          ending[size++] = from;
        }
      }
    }
    return size < neurons() - roles.clamped();
  }

  /**
   * {@return the weight matrix A (n x n, column-compressed) with these weights on the edges}
   *
   * @param weights one for each edge
   * @throws IllegalArgumentException if there are not as many weights as edges
   */
  public DMatrixSparseCSC matrix(double[] weights) {
    requireWeights(weights);
    DMatrixSparseCSC a = new DMatrixSparseCSC(neurons(), neurons(), edges());
    System.arraycopy(edges.columnStart, 0, a.col_idx, 0, neurons() + 1);
    System.arraycopy(edges.source, 0, a.nz_rows, 0, edges());
    System.arraycopy(weights, 0, a.nz_values, 0, edges());
    a.nz_length = edges();
    a.indicesSorted = true;
    return a;
  }

  /**
   * {@return the weight matrix A (n x n, dense) with these weights on the edges and 0 elsewhere}
   *
   * @param weights one for each edge
   * @throws IllegalArgumentException if there are not as many weights as edges, or n² numbers are
   *     more than an array or this JVM holds
   */
  public DMatrixRMaj denseMatrix(double[] weights) {
    requireWeights(weights);
    requireRoomForDense();
    DMatrixRMaj a = new DMatrixRMaj(neurons(), neurons());
    for (int to = 0; to < neurons(); to++) {
      for (int e = columnStart(to); e < columnEnd(to); e++) {
        a.unsafe_set(source(e), to, weights[e]);
      }
    }
    return a;
  }

  /**
   * {@return the weight of every edge, read off a dense matrix}
   *
   * @param a n x n; 0 where there is no edge
   * @throws IllegalArgumentException if A has another shape, or an entry that is not 0 where the
   *     topology has no edge
   */
  public double[] weights(DMatrixRMaj a) {
    if (a.numRows != neurons() || a.numCols != neurons()) {
      throw new IllegalArgumentException(
          "A must be "
              + neurons()
              + " x "
              + neurons()
              + ", one row and column per neuron; got "
              + a.numRows
              + " x "
              + a.numCols);
    }
    double[] weights = new double[edges()];
    for (int to = 0; to < neurons(); to++) {
      int e = columnStart(to);
      for (int from = 0; from < neurons(); from++) {
        if (e < columnEnd(to) && source(e) == from) {
          weights[e++] = a.unsafe_get(from, to);
        } else if (a.unsafe_get(from, to) != 0) {
          throw new IllegalArgumentException(
              "A["
                  + from
                  + "]["
                  + to
                  + "] is "
                  + a.unsafe_get(from, to)
                  + " but the topology has no"
                  + " edge "
                  + from
                  + " -> "
                  + to
                  + "; set it to 0 or wire the edge, for example with"
                  + " Wiring.nonZerosOf(A)");
        }
      }
    }
    return weights;
  }

  private void requireWeights(double[] weights) {
    if (weights.length != edges()) {
      throw new IllegalArgumentException(
          "one weight per edge: expected " + edges() + ", got " + weights.length);
    }
  }

  private void requireRoomForDense() {
    double numbers = (double) neurons() * neurons();
    double most = Math.min(Integer.MAX_VALUE - 8.0, Runtime.getRuntime().maxMemory() / 8.0);
    if (numbers > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a dense matrix of %,d x %,d has %,.0f numbers, and this JVM holds at most %,.0f in"
                  + " one; take the sparse one of the %,d edges: topology().matrix(weights)",
              neurons(),
              neurons(),
              numbers,
              most,
              edges()));
    }
  }

  private void requireNeuron(int neuron) {
    if (neuron < 0 || neuron >= neurons()) {
      throw new IndexOutOfBoundsException(
          "neurons are numbered 0 to " + (neurons() - 1) + "; got " + neuron);
    }
  }

  /** The edges, shared. */
  EdgeSet edgeSet() {
    return edges;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Topology that
        && roles.equals(that.roles)
        && Arrays.equals(edges.columnStart, that.edges.columnStart)
        && Arrays.equals(edges.source, that.edges.source);
  }

  @Override
  public int hashCode() {
    return 31 * roles.hashCode() + Arrays.hashCode(edges.source);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s (%s), %s, density %.3g",
        Plural.of(neurons(), "neuron"),
        roles,
        Plural.of(edges(), "edge"),
        density());
  }
}
