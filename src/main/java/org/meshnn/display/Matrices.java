package org.meshnn.display;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.Matrix;
import org.ejml.simple.SimpleMatrix;

/** How a matrix looks: its corners, its size and, when sparse, how many entries it stores. */
final class Matrices {
  private static final int FIRST = 7;
  private static final int LAST = 3;
  private static final int OWN_WORDS = 1_000;
  private static final String GAP = "…";

  private Matrices() {}

  static Grid grid(DMatrixRMaj matrix) {
    return grid(matrix, "dense matrix " + size(matrix));
  }

  static Grid grid(DMatrixSparseCSC matrix) {
    String stored = matrix.nz_length + " entries stored";
    return grid(matrix, "sparse matrix " + size(matrix) + ", " + stored);
  }

  static Grid grid(SimpleMatrix matrix) {
    if (matrix.getMatrix() instanceof DMatrixSparseCSC sparse) {
      return grid(sparse);
    }
    if (matrix.getMatrix() instanceof DMatrixRMaj dense) {
      return grid(dense);
    }
    return new Grid(text(matrix.getMatrix()), List.of(), List.of(), List.of(), List.of());
  }

  /** A matrix of another kind: in its own words, or its type and size when it is big. */
  static String text(Matrix matrix) {
    boolean small = (long) matrix.getNumRows() * matrix.getNumCols() <= OWN_WORDS;
    return small ? Plain.of(matrix) : matrix.getClass().getSimpleName() + " " + size(matrix);
  }

  private static String size(Matrix matrix) {
    return matrix.getNumRows() + " x " + matrix.getNumCols();
  }

  private static Grid grid(DMatrix matrix, String caption) {
    int[] rows = Window.of(matrix.getNumRows(), FIRST, LAST);
    int[] columns = Window.of(matrix.getNumCols(), FIRST, LAST);
    List<String> head = new ArrayList<>(List.of(""));
    List<List<String>> cells = new ArrayList<>();
    for (int c : columns) {
      head.add(label(c));
      cells.add(column(matrix, rows, c));
    }
    List<List<String>> shown = new ArrayList<>();
    for (int r = 0; r < rows.length; r++) {
      int at = r;
      List<String> row = new ArrayList<>(List.of(label(rows[r])));
      cells.forEach(c -> row.add(c.get(at)));
      shown.add(row);
    }
    return new Grid(caption, head, List.of(), Collections.nCopies(head.size(), true), shown);
  }

  private static String label(int index) {
    return index == Window.GAP ? GAP : Integer.toString(index);
  }

  private static List<String> column(DMatrix matrix, int[] rows, int column) {
    if (column == Window.GAP) {
      return Collections.nCopies(rows.length, GAP);
    }
    double[] values =
        IntStream.of(rows).mapToDouble(r -> r == Window.GAP ? 0 : matrix.get(r, column)).toArray();
    List<String> cells = new ArrayList<>(Numbers.column(values));
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == Window.GAP) {
        cells.set(i, GAP);
      } else if (matrix instanceof DMatrixSparseCSC sparse && !sparse.isAssigned(rows[i], column)) {
        cells.set(i, "·");
      }
    }
    return cells;
  }
}
