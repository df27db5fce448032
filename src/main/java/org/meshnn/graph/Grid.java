package org.meshnn.graph;

import java.util.Arrays;

/** Rows and columns of neurons, numbered row by row, each joined with those beside it. */
record Grid(int rows, int columns, boolean torus) implements HiddenModel {

  Grid {
    int least = torus ? 3 : 1;
    if (rows < least || columns < least) {
      throw new IllegalArgumentException(
          (torus
                  ? "a torus has at least 3 rows and 3 columns, so that a neuron's 4 neighbours differ"
                  : "a grid has at least 1 row and 1 column")
              + "; got "
              + rows
              + " and "
              + columns);
    }
  }

  @Override
  public EdgeSet among(Roles roles) {
    Rule.requireHidden(roles, toString(), (long) rows * columns);
    EdgeSet.requireRoom(count());
    EdgeSet.Builder edges = new EdgeSet.Builder(rows * columns, count());
    int[] near = new int[4];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int found = 0;
        if (torus || row > 0) {
          near[found++] = (row + rows - 1) % rows * columns + column;
        }
        if (torus || column > 0) {
          near[found++] = row * columns + (column + columns - 1) % columns;
        }
        if (torus || column < columns - 1) {
          near[found++] = row * columns + (column + 1) % columns;
        }
        if (torus || row < rows - 1) {
          near[found++] = (row + 1) % rows * columns + column;
        }
        Arrays.sort(near, 0, found);
        for (int i = 0; i < found; i++) {
          edges.add(near[i]);
        }
        edges.endColumn();
      }
    }
    return edges.build();
  }

  /** Both ways. */
  private long count() {
    long neurons = (long) rows * columns;
    return torus ? 4 * neurons : 4 * neurons - 2L * rows - 2L * columns;
  }

  @Override
  public String toString() {
    return (torus ? "torus(" : "grid(") + rows + ", " + columns + ")";
  }
}
