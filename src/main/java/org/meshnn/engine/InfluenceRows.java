package org.meshnn.engine;

import java.util.Arrays;
import org.meshnn.graph.Topology;
import org.meshnn.plan.InfluenceBand;
import org.meshnn.plan.InfluencePlan;

/**
 * The influence {@code G[j, e] = dS_j/dA_e} of one stream, carried from tick to tick (Williams and
 * Zipser 1989):
 *
 * <pre>
 *   G'[j, e] = sum over k of J[k, j] G[k, e] + [target of e is j] D_j S_source(e)
 *   J[k, j]  = D_j A[k, j] + [k = j] (1 - a_j)        with D_j = dS_j/dZ_j = a_j f'_j(Z_j)
 * </pre>
 *
 * for the pairs that the plan keeps. Nothing is allocated after construction.
 */
final class InfluenceRows {
  private final Topology topology;
  private final InfluenceBand[] bands;
  private final Kernels kernels;
  private final double[][] g; // of each band its rows
  private int place; // 0 or 1: where carried rows are now

  InfluenceRows(InfluencePlan plan, Kernels kernels) {
    this.topology = plan.topology();
    this.kernels = kernels;
    bands = plan.bands().toArray(InfluenceBand[]::new);
    g = new double[bands.length][];
    for (int i = 0; i < g.length; i++) {
      g[i] = new double[Requests.requireMemory((long) bands[i].rows() * bands[i].width(), 1, null)];
    }
  }

  /** G = 0. */
  void reset() {
    for (double[] rows : g) {
      Arrays.fill(rows, 0);
    }
  }

  /**
   * One tick.
   *
   * @param jacobian J by edge, and 1 - a_j at edges + j
   * @param slope D_j
   * @param before S(t-1), clamped neurons as they were overwritten
   * @param last whether a gradient may be asked for: outputs that pass nothing on are computed too
   */
  void move(double[] jacobian, double[] slope, double[] before, boolean last) {
    int from = place;
    place = 1 - place;
    for (int i = 0; i < g.length; i++) {
      InfluenceBand band = bands[i];
      int zero = band.rows() - 1;
      int width = band.width();
      if (last) {
        kernels.gather(g[i], width, width, band.readout()[from], jacobian, null, null, zero);
      }
      kernels.gather(g[i], width, width, band.carry()[from], jacobian, null, null, zero);
      enter(band, g[i], slope, before, last);
    }
  }

  /** G[j, e] += D_j S_source(e) for edges e into j. */
  private void enter(
      InfluenceBand band, double[] rows, double[] slope, double[] before, boolean last) {
    InfluenceBand.Runs runs = band.entering();
    for (int r = 0; r < runs.size(); r++) {
      int row = runs.row()[r];
      if (last || row < band.carried()) {
        int at = band.rowAt(row, place) * band.width() + runs.column()[r];
        int first = runs.edge()[r];
        double d = slope[runs.neuron()[r]];
        for (int i = 0; i < runs.length()[r]; i++) {
          rows[at + i] = MultiplyAdd.of(d, before[topology.source(first + i)], rows[at + i]);
        }
      }
    }
  }

  /**
   * {@code gradient[e] += sum over outputs o of dL/dS_o G[o, e]}.
   *
   * @param errors dL/dS_j by neuron; those of outputs are read
   */
  void addGradient(double[] errors, double[] gradient) {
    for (int i = 0; i < g.length; i++) {
      InfluenceBand.Runs runs = bands[i].outputs();
      double[] rows = g[i];
      for (int r = 0; r < runs.size(); r++) {
        int at = bands[i].rowAt(runs.row()[r], place) * bands[i].width() + runs.column()[r];
        int edge = runs.edge()[r];
        double error = errors[runs.neuron()[r]];
        for (int k = 0; k < runs.length()[r]; k++) {
          gradient[edge + k] = MultiplyAdd.of(error, rows[at + k], gradient[edge + k]);
        }
      }
    }
  }

  /**
   * Writes all that is carried, from an index on: edge after edge the neurons that its influence is
   * kept on, ascending, wherever they lie here.
   */
  void copyTo(double[] numbers, int from) {
    copy(numbers, from, true);
  }

  /** Reads what {@link #copyTo} wrote. */
  void copyFrom(double[] numbers, int from) {
    reset();
    copy(numbers, from, false);
  }

  private void copy(double[] numbers, int from, boolean out) {
    int[] start = starts();
    for (int i = 0; i < g.length; i++) {
      int width = bands[i].width();
      for (InfluenceBand.Piece piece : bands[i].pieces()) {
        for (int r = 0; r < piece.row().length; r++) {
          int at = bands[i].rowAt(piece.row()[r], place) * width;
          for (int c = 0; c < piece.edge().length; c++) {
            int to = from + start[piece.edge()[c]] + r;
            if (out) {
              numbers[to] = g[i][at + c];
            } else {
              g[i][at + c] = numbers[to];
            }
          }
        }
      }
    }
  }

  /** Where the numbers of each edge begin. */
  private int[] starts() {
    int[] start = new int[topology.edges() + 1];
    for (InfluenceBand band : bands) {
      for (InfluenceBand.Piece piece : band.pieces()) {
        for (int e : piece.edge()) {
          start[e + 1] = piece.neuron().length;
        }
      }
    }
    Arrays.parallelPrefix(start, Integer::sum);
    return start;
  }
}
