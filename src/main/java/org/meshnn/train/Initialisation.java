package org.meshnn.train;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;

/** How the weights begin: a recipe that fills one weight per edge from a random generator. */
public final class Initialisation {
  /** Most recurrent neurons whose eigenvalues are computed, not estimated. */
  private static final int EIGENVALUES = 300;

  private static final int ROUNDS = 400;

  /** Fills one weight per edge. */
  private interface Recipe {
    double[] weights(Topology topology, RandomGenerator random);
  }

  private final String name;
  private final Recipe recipe;

  private Initialisation(String name, Recipe recipe) {
    this.name = name;
    this.recipe = recipe;
  }

  /**
   * {@return normal weights with variance 2 / in-degree of the target (He et al. 2015, equation 10,
   * with each neuron's own fan-in)} The default.
   */
  public static Initialisation he() {
    return new Initialisation("He by in-degree", Initialisation::normalByInDegree);
  }

  /**
   * {@return uniform weights between two bounds; the paper's is {@code uniform(0, 1)}}
   *
   * @param low lower bound
   * @param high upper bound, above {@code low}
   * @throws IllegalArgumentException if {@code low < high} does not hold or a bound is not finite
   */
  public static Initialisation uniform(double low, double high) {
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          "a uniform initialisation needs low < high, both finite; got " + low + " and " + high);
    }
    return new Initialisation(
        "uniform(" + low + ", " + high + ")",
        (topology, random) -> {
          double[] weights = new double[topology.edges()];
          for (int e = 0; e < weights.length; e++) {
            weights[e] = low + (high - low) * random.nextDouble();
          }
          return weights;
        });
  }

  /**
   * {@return uniform weights between {@code ±1 / sqrt(k)}, k the in-degree of the target without
   * the bias} It is what PyTorch's linear layers begin with, for each neuron by its own fan-in.
   */
  public static Initialisation uniformByInDegree() {
    return new Initialisation(
        "uniform by in-degree",
        (topology, random) -> {
          double[] weights = new double[topology.edges()];
          for (int to = 0; to < topology.neurons(); to++) {
            int k = topology.inDegree(to) - (hasBiasEdge(topology, to) ? 1 : 0);
            double bound = 1 / Math.sqrt(Math.max(1, k));
            for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
              weights[e] = bound * (2 * random.nextDouble() - 1);
            }
          }
          return weights;
        });
  }

  private static boolean hasBiasEdge(Topology topology, int to) {
    for (int e = topology.columnStart(to); topology.hasBias() && e < topology.columnEnd(to); e++) {
      if (topology.source(e) == topology.inputs()) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return weights learned before: training goes on from there} Those of a larger mesh serve a
   * part of it, see {@link org.meshnn.graph.Wiring#largestOf}.
   *
   * @param a a weight matrix, n x n, {@code A[from][to]}; entries where there is no edge are not
   *     used
   * @throws IllegalArgumentException if an entry is NaN or infinite
   */
  public static Initialisation of(DMatrixRMaj a) {
    for (int i = 0; i < a.getNumElements(); i++) {
      if (!Double.isFinite(a.get(i))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected finite weights, got %s from neuron %d to %d; replace it, for example by 0",
                a.get(i),
                i / a.numCols,
                i % a.numCols));
      }
    }
    DMatrixRMaj weights = a.copy();
    return new Initialisation(
        "the weights of a " + a.numRows + " x " + a.numCols + " matrix",
        (topology, random) -> entries(weights, topology));
  }

  private static double[] entries(DMatrixRMaj a, Topology topology) {
    int n = topology.neurons();
    if (a.numRows != n || a.numCols != n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected weights for %d neurons, %d x %d; got %d x %d",
              n,
              n,
              n,
              a.numRows,
              a.numCols));
    }
    double[] weights = new double[topology.edges()];
    for (int to = 0; to < n; to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        weights[e] = a.get(topology.source(e), to);
      }
    }
    return weights;
  }

  /**
   * {@return He by in-degree, then the recurrent part of A (edges between neurons that are not
   * clamped) scaled to a spectral radius, the modulus of its largest eigenvalue} Up to 300
   * recurrent neurons the eigenvalues are computed; beyond that the radius is estimated by the
   * growth of {@code |A^k x|} (Gelfand's formula), good to a few percent on random graphs and to
   * some 10 % where the longest cycles are hundreds of edges long.
   *
   * @param radius positive; near 1, states neither fade nor explode from tick to tick
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public static Initialisation spectralRadius(double radius) {
    if (!(radius > 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException(
          "the spectral radius must be positive and finite; got " + radius);
    }
    return new Initialisation(
        "spectral radius " + radius,
        (topology, random) -> {
          if (!topology.isRecurrent()) {
            throw new IllegalArgumentException(
                "the mesh has no cycles among its hidden and output neurons, so its spectral radius is"
                    + " 0 whatever the weights; use Initialisation.he()");
          }
          double[] weights = normalByInDegree(topology, random);
          double current = radiusOf(topology, weights, random);
          scaleRecurrent(topology, weights, radius / current);
          return weights;
        });
  }

  /**
   * {@return the first weights, one per edge}
   *
   * @param topology whose edges they are
   * @param random draws them
   * @throws IllegalArgumentException if the recipe does not suit the topology: a matrix of another
   *     shape, or a spectral radius where there is no cycle
   */
  public double[] weights(Topology topology, RandomGenerator random) {
    return recipe.weights(topology, random);
  }

  private static double[] normalByInDegree(Topology topology, RandomGenerator random) {
    double[] weights = new double[topology.edges()];
    for (int to = 0; to < topology.neurons(); to++) {
      double deviation = Math.sqrt(2.0 / topology.inDegree(to));
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        weights[e] = random.nextGaussian(0, deviation);
      }
    }
    return weights;
  }

  private static double radiusOf(Topology topology, double[] weights, RandomGenerator random) {
    int recurrent = topology.neurons() - topology.roles().clamped();
    return recurrent <= EIGENVALUES
        ? largestEigenvalue(topology, weights)
        : growth(topology, weights, random);
  }

  private static double largestEigenvalue(Topology topology, double[] weights) {
    int clamped = topology.roles().clamped();
    int n = topology.neurons() - clamped;
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    forEachRecurrent(topology, (e, from, to) -> a.set(from - clamped, to - clamped, weights[e]));
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false);
    if (!eigen.decompose(a)) {
      throw new ArithmeticException("the eigenvalues of the weight matrix did not converge");
    }
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, eigen.getEigenvalue(i).getMagnitude());
    }
    return largest;
  }

  /** (|A^k x| / |A^(k/2) x|)^(2/k): the growth per step, once the start has worn off. */
  private static double growth(Topology topology, double[] weights, RandomGenerator random) {
    int n = topology.neurons();
    double[] x = new double[n];
    for (int i = topology.roles().clamped(); i < n; i++) {
      x[i] = random.nextGaussian();
    }
    double logGrowth = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double[] y = new double[n];
      double[] from = x;
      forEachRecurrent(topology, (e, source, to) -> y[to] += from[source] * weights[e]);
      double norm = 0;
      for (double v : y) {
        norm += v * v;
      }
      norm = Math.sqrt(norm);
      if (!(norm > 0)) {
        return 0;
      }
      logGrowth += round >= ROUNDS / 2 ? Math.log(norm) : 0;
      for (int i = 0; i < n; i++) {
        y[i] /= norm;
      }
      x = y;
    }
    return Math.exp(logGrowth / (ROUNDS - ROUNDS / 2));
  }

  private static void scaleRecurrent(Topology topology, double[] weights, double factor) {
    forEachRecurrent(topology, (e, from, to) -> weights[e] *= factor);
  }

  private interface EdgeVisit {
    void edge(int edge, int from, int to);
  }

  private static void forEachRecurrent(Topology topology, EdgeVisit visit) {
    Roles roles = topology.roles();
    for (int to = roles.clamped(); to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        if (!roles.isClamped(topology.source(e))) {
          visit.edge(e, topology.source(e), to);
        }
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
