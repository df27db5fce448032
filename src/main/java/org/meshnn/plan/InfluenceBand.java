package org.meshnn.plan;

import java.util.List;

/**
 * The influence of some pieces of the edges, all of one width: a row of numbers for each neuron
 * that a piece is kept on. The rows of neurons that pass influence on lie twice, once for the tick
 * before and once for this tick, in turn; behind them lie those of outputs that pass nothing on,
 * which are asked for after the last tick of a step only. Its arrays are shared: read only.
 *
 * @param width numbers in a row, a multiple of the vector's lanes; those beyond a piece are 0
 * @param carried rows of neurons that pass influence on, in each of the two places
 * @param read rows of outputs that pass nothing on
 * @param carry the sums {@code over k of J[k, j] G[k, .]} from the first place to the second, and
 *     back; its edges are those of the mesh, and {@code edges + j} for a leaking neuron's own past
 * @param readout the same for the outputs that pass nothing on, from either place
 * @param entering where each edge's own term is added
 * @param outputs where the gradient is read
 * @param pieces where each number lies
 */
public record InfluenceBand(
    int width,
    int carried,
    int read,
    Gather[] carry,
    Gather[] readout,
    Runs entering,
    Runs outputs,
    List<Piece> pieces) {

  /**
   * Runs of consecutive edges that lie side by side in a row.
   *
   * @param neuron the neuron whose row it is
   * @param row of the band, from 0: below {@code carried} in the place of this tick
   * @param column of the first edge
   * @param edge the first
   * @param length number of edges
   */
  public record Runs(int[] neuron, int[] row, int[] column, int[] edge, int[] length) {

    /** {@return the number of runs} */
    public int size() {
      return neuron.length;
    }
  }

  /**
   * Edges that share rows: {@code G[neuron[i], edge[c]]} is in column c of row {@code row[i]}.
   *
   * @param edge of each column
   * @param neuron those that influence is kept on, ascending
   * @param row of each of them in the band
   */
  public record Piece(int[] edge, int[] neuron, int[] row) {}

  /** {@return all rows: both places, the outputs, and a row of zeros at the end} */
  public int rows() {
    return 2 * carried + read + 1;
  }

  /**
   * {@return where a row of this band lies}
   *
   * @param row from 0 to below {@code carried + read}
   * @param place 0 or 1, of this tick
   */
  public int rowAt(int row, int place) {
    return row < carried ? place * carried + row : carried + row;
  }
}
