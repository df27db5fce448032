package org.meshnn.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;

/** Edges that a matrix gives: entry {@code [from][to]} stands for {@code from -> to}. */
final class MatrixEdges {
  private MatrixEdges() {}

  static void requireNumbers(DMatrixRMaj matrix) {
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

  /** The entries that are not 0. */
  static EdgeSet nonZeros(Roles roles, DMatrixRMaj a) {
    Rule.requireSize(roles, a.numRows, a.numCols);
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
  }

  /** 1 where an entry is among the largest in magnitude, 0 elsewhere. */
  static DMatrixRMaj largest(DMatrixRMaj matrix, int edges) {
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
    return kept;
  }

  /** The entries that are stored, sorted within their columns. */
  static EdgeSet stored(Roles roles, DMatrixSparseCSC a) {
    Rule.requireSize(roles, a.numRows, a.numCols);
    EdgeSet.requireRoom(a.nz_length);
    return new EdgeSet(
        a.numCols, Arrays.copyOf(a.col_idx, a.numCols + 1), Arrays.copyOf(a.nz_rows, a.nz_length));
  }
}
