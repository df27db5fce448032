package org.meshnn.graph;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The spectral radius of a weight matrix A, the modulus of its largest eigenvalue. Inputs and bias
 * add nothing to it: the states of those neurons are overwritten, so only the recurrent part
 * counts, the edges between neurons that are not clamped.
 */
public final class Spectrum {
  /** Most neurons that are not clamped whose eigenvalues are computed, not estimated. */
  public static final int EIGENVALUES = 300;

  /** Steps of an estimate that is not hurried. */
  public static final int ROUNDS = 400;

  private Spectrum() {}

  /**
   * {@return the spectral radius: of up to 300 neurons that are not clamped by their eigenvalues,
   * of more by the growth of {@code |A^k x|} (Gelfand's formula), good to a few percent on random
   * graphs and to some 10 % where the longest cycles are hundreds of edges long} 0 without cycles,
   * whatever the weights. An estimate takes rounds times edges steps.
   *
   * @param topology the graph
   * @param weights one per edge, finite
   * @param rounds steps of an estimate, at least 2; {@link #ROUNDS} unless that takes too long
   * @param random draws the x of an estimate
   * @throws IllegalArgumentException if there is not one weight for each edge, or a round too few
   * @throws ArithmeticException if the eigenvalues are not found
   */
  public static double radius(
      Topology topology, double[] weights, int rounds, RandomGenerator random) {
    if (weights.length != topology.edges() || rounds < 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected one weight per edge (%d) and at least 2 rounds; got %d and %d",
              topology.edges(),
              weights.length,
              rounds));
    }
    if (!topology.isRecurrent()) {
      return 0;
    }
    return isComputed(topology)
        ? largestEigenvalue(topology, weights)
        : growth(topology, weights, rounds, random);
  }

  /**
   * {@return whether the radius of a graph's matrices is computed, not estimated}
   *
   * @param topology the graph
   */
  public static boolean isComputed(Topology topology) {
    return topology.neurons() - topology.roles().clamped() <= EIGENVALUES
        || !topology.isRecurrent();
  }

  private static double largestEigenvalue(Topology topology, double[] weights) {
    int clamped = topology.roles().clamped();
    int n = topology.neurons() - clamped;
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    eachRecurrent(topology, (e, from, to) -> a.set(from - clamped, to - clamped, weights[e]));
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
  private static double growth(
      Topology topology, double[] weights, int rounds, RandomGenerator random) {
    int n = topology.neurons();
    double[] x = new double[n];
    for (int i = topology.roles().clamped(); i < n; i++) {
      x[i] = random.nextGaussian();
    }
    double logGrowth = 0;
    for (int round = 0; round < rounds; round++) {
      double[] y = new double[n];
      double[] from = x;
      eachRecurrent(topology, (e, source, to) -> y[to] += from[source] * weights[e]);
      double norm = 0;
      for (double v : y) {
        norm += v * v;
      }
      norm = Math.sqrt(norm);
      if (!(norm > 0)) {
        return 0;
      }
      logGrowth += round >= rounds / 2 ? StrictMath.log(norm) : 0;
      for (int i = 0; i < n; i++) {
        y[i] /= norm;
      }
      x = y;
    }
    return StrictMath.exp(logGrowth / (rounds - rounds / 2));
  }

  private interface EdgeVisit {
    void edge(int edge, int from, int to);
  }

  private static void eachRecurrent(Topology topology, EdgeVisit visit) {
    Roles roles = topology.roles();
    for (int to = roles.clamped(); to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        if (!roles.isClamped(topology.source(e))) {
          visit.edge(e, topology.source(e), to);
        }
      }
    }
  }
}
