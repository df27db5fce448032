package org.meshnn.train;

import java.util.Iterator;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparse;
import org.ejml.data.DMatrixSparseCSC;
import org.meshnn.graph.Topology;

/** Weights given as a matrix, dense or sparse: see {@link Initialisation#of(DMatrixRMaj)}. */
final class MatrixWeights implements Initialisation {
  private final DMatrix a; // where sparse, with sorted columns

  private MatrixWeights(DMatrix a) {
    this.a = a;
  }

  static MatrixWeights of(DMatrixRMaj a) {
    for (int i = 0; i < a.getNumElements(); i++) {
      requireFinite(a.get(i), i / a.numCols, i % a.numCols);
    }
    return new MatrixWeights(a.copy());
  }

  static MatrixWeights of(DMatrixSparseCSC a) {
    Iterator<DMatrixSparse.CoordinateRealValue> entries = a.createCoordinateIterator();
    while (entries.hasNext()) {
      DMatrixSparse.CoordinateRealValue entry = entries.next();
      requireFinite(entry.value, entry.row, entry.col);
    }
    DMatrixSparseCSC sorted = a.copy();
    if (!sorted.indicesSorted) {
      sorted.sortIndices(null);
    }
    return new MatrixWeights(sorted);
  }

  static void requireFinite(double weight, int from, int to) {
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected finite weights, got %s from neuron %d to %d; replace it, for example by 0",
              weight,
              from,
              to));
    }
  }

  @Override
  public double[] weights(Topology topology, RandomGenerator random) {
    int n = topology.neurons();
    if (a.getNumRows() != n || a.getNumCols() != n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected weights for %d neurons, %d x %d; got %d x %d",
              n,
              n,
              n,
              a.getNumRows(),
              a.getNumCols()));
    }
    double[] weights = new double[topology.edges()];
    for (int to = 0; to < n; to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        weights[e] = a.get(topology.source(e), to);
      }
    }
    return weights;
  }

  @Override
  public String toString() {
    return "the weights of a " + a.getNumRows() + " x " + a.getNumCols() + " matrix";
  }
}
