package org.meshnn.plot;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.meshnn.graph.Topology;

/**
 * Places neurons by eigenvectors (Hall, Management Science 17, 1970; normalised by degrees as by
 * Koren, Computers and Mathematics with Applications 49, 2005):
 *
 * <pre>
 *   W[i, j]   = 1 for an edge i -> j or j -> i, i other than j, and a little for all pairs
 *   D         = diagonal of W's row sums
 *   (D - W) u = mu D u     by the symmetric eigenproblem of D^-1/2 W D^-1/2, v = D^1/2 u
 *   x, y      = the u of the second and third smallest mu
 * </pre>
 *
 * Of all ways of placing them these have the least squared length of edges. The little for all
 * pairs holds parts together that share no edge.
 */
final class Eigenvectors {
  private static final double ALL_PAIRS = 0.05; // in all, for each neuron

  private Eigenvectors() {}

  static Point2D.Double[] within(Rectangle2D area, Topology topology) {
    int n = topology.neurons();
    DMatrixRMaj w = pairs(topology);
    double[] root = new double[n]; // of each degree
    for (int i = 0; i < n; i++) {
      double degree = 0;
      for (int j = 0; j < n; j++) {
        degree += w.get(i, j);
      }
      root[i] = Math.sqrt(degree);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w.set(i, j, w.get(i, j) / (root[i] * root[j]));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(w)) {
      throw new ArithmeticException("the eigenvectors of the graph did not converge");
    }
    List<Integer> largestFirst =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .toList();
    return Spread.over(
        area,
        coordinates(eigen, largestFirst.get(Math.min(1, n - 1)), root),
        coordinates(eigen, largestFirst.get(Math.min(2, n - 1)), root));
  }

  private static DMatrixRMaj pairs(Topology topology) {
    int n = topology.neurons();
    DMatrixRMaj w = new DMatrixRMaj(n, n);
    w.fill(ALL_PAIRS / n);
    for (int to = 0; to < n; to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        if (topology.source(e) != to) {
          w.set(topology.source(e), to, 1);
          w.set(to, topology.source(e), 1);
        }
      }
    }
    return w;
  }

  /** D^-1/2 v, with neuron 0 at the left or above. */
  private static double[] coordinates(
      EigenDecomposition_F64<DMatrixRMaj> eigen, int index, double[] root) {
    DMatrixRMaj v = eigen.getEigenVector(index);
    double sign = v.get(0) > 0 ? -1 : 1;
    return IntStream.range(0, root.length).mapToDouble(i -> sign * v.get(i) / root[i]).toArray();
  }
}
