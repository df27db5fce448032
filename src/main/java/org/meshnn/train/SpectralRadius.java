package org.meshnn.train;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;

/**
 * {@link He} by in-degree, then the recurrent part of A (edges between neurons that are not
 * clamped) scaled to a spectral radius, the modulus of its largest eigenvalue. Up to 300 recurrent
 * neurons the eigenvalues are computed; beyond that the radius is estimated by the growth of {@code
 * |A^k x|} (Gelfand's formula), good to a few percent on random graphs and to some 10 % where the
 * longest cycles are hundreds of edges long.
 *
 * @param radius positive; near 1, states neither fade nor explode from tick to tick
 */
public record SpectralRadius(double radius) implements Initialisation {
  /** Most recurrent neurons whose eigenvalues are computed, not estimated. */
  private static final int EIGENVALUES = 300;

  private static final int ROUNDS = 400;

  /**
   * Checks the range.
   *
   * @param radius positive and finite
   * @throws IllegalArgumentException if it is not
   */
  public SpectralRadius {
    if (!(radius > 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException(
          "the spectral radius must be positive and finite; got " + radius);
    }
  }

  @Override
  public double[] weights(Topology topology, RandomGenerator random) {
    if (!topology.isRecurrent()) {
      throw new IllegalArgumentException(
          "the mesh has no cycles among its hidden and output neurons, so its spectral radius is"
              + " 0 whatever the weights; use Initialisation.he()");
    }
    double[] weights = new He().weights(topology, random);
    double factor = radius / radiusOf(topology, weights, random);
    forEachRecurrent(topology, (e, from, to) -> weights[e] *= factor);
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
      logGrowth += round >= ROUNDS / 2 ? StrictMath.log(norm) : 0;
      for (int i = 0; i < n; i++) {
        y[i] /= norm;
      }
      x = y;
    }
    return StrictMath.exp(logGrowth / (ROUNDS - ROUNDS / 2));
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
    return "spectral radius " + radius;
  }
}
