package org.meshnn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.meshnn.graph.Outgoing;
import org.meshnn.graph.Topology;

/** Lays the influence of pieces of one width out. */
final class BandBuilder {
  private final Topology topology;
  private final Outgoing outgoing;
  private final BitSet leaking;
  private final int width;
  private final List<InfluencePlan.Piece> pieces;
  private final List<int[]> row = new ArrayList<>(); // of each piece, by neuron; -1 for none
  private int carried;
  private int read;

  BandBuilder(
      Topology topology,
      Outgoing outgoing,
      BitSet leaking,
      int width,
      List<InfluencePlan.Piece> pieces) {
    this.topology = topology;
    this.outgoing = outgoing;
    this.leaking = leaking;
    this.width = width;
    this.pieces = pieces;
    for (InfluencePlan.Piece piece : pieces) {
      int[] rows = new int[topology.neurons()];
      Arrays.fill(rows, -1);
      row.add(rows);
      for (int j : neurons(piece)) {
        if (passesOn(piece, j)) {
          rows[j] = carried++;
        }
      }
    }
    for (int p = 0; p < pieces.size(); p++) {
      for (int j : neurons(pieces.get(p))) {
        if (!passesOn(pieces.get(p), j)) {
          row.get(p)[j] = carried + read++;
        }
      }
    }
  }

  private static int[] neurons(InfluencePlan.Piece piece) {
    return piece.neurons().stream().toArray();
  }

  private boolean passesOn(InfluencePlan.Piece piece, int j) {
    for (int o = outgoing.start()[j]; o < outgoing.start()[j + 1]; o++) {
      if (piece.neurons().get(outgoing.target()[o])) {
        return true;
      }
    }
    return leaking.get(j);
  }

  InfluenceBand build() {
    return new InfluenceBand(
        width,
        carried,
        read,
        new Gather[] {sums(0, carried, 0, carried), sums(0, carried, carried, 0)},
        new Gather[] {
          sums(carried, read, 0, 2 * carried), sums(carried, read, carried, 2 * carried)
        },
        entering(),
        outputs(),
        IntStream.range(0, pieces.size()).mapToObj(this::piece).toList());
  }

  private InfluenceBand.Piece piece(int p) {
    int[] edges =
        pieces.get(p).runs().stream()
            .flatMapToInt(run -> IntStream.range(run[1], run[1] + run[2]))
            .toArray();
    int[] neurons = neurons(pieces.get(p));
    int[] rows = IntStream.of(neurons).map(j -> row.get(p)[j]).toArray();
    return new InfluenceBand.Piece(edges, neurons, rows);
  }

  /**
   * The sums of some rows.
   *
   * @param begin first row
   * @param count number of rows
   * @param from where the rows of the tick before begin
   * @param to where the sums go
   */
  private Gather sums(int begin, int count, int from, int to) {
    int[] start = new int[count + 1];
    IntList source = new IntList();
    IntList edge = new IntList();
    for (int p = 0; p < pieces.size(); p++) {
      int[] rows = row.get(p);
      for (int j : neurons(pieces.get(p))) {
        if (rows[j] >= begin && rows[j] < begin + count) {
          for (int e = topology.columnStart(j); e < topology.columnEnd(j); e++) {
            int k = topology.source(e);
            if (rows[k] >= 0 && rows[k] < carried) {
              source.add(from + rows[k]);
              edge.add(e);
            }
          }
          if (leaking.get(j)) {
            source.add(from + rows[j]);
            edge.add(topology.edges() + j);
          }
          start[rows[j] - begin + 1] = source.size();
        }
      }
    }
    return new Gather(to, start, source.toArray(), edge.toArray());
  }

  private InfluenceBand.Runs entering() {
    List<int[]> runs = new ArrayList<>();
    for (int p = 0; p < pieces.size(); p++) {
      int column = 0;
      for (int[] run : pieces.get(p).runs()) {
        if (row.get(p)[run[0]] >= 0) {
          runs.add(new int[] {run[0], row.get(p)[run[0]], column, run[1], run[2]});
        }
        column += run[2];
      }
    }
    return runs(runs);
  }

  private InfluenceBand.Runs outputs() {
    List<int[]> runs = new ArrayList<>();
    for (int p = 0; p < pieces.size(); p++) {
      for (int o = topology.roles().firstOutput(); o < topology.neurons(); o++) {
        int column = 0;
        for (int[] run : pieces.get(p).runs()) {
          if (row.get(p)[o] >= 0) {
            addJoined(runs, new int[] {o, row.get(p)[o], column, run[1], run[2]});
          }
          column += run[2];
        }
      }
    }
    return runs(runs);
  }

  /** Runs that follow each other in the row and among the edges become one. */
  private static void addJoined(List<int[]> runs, int[] run) {
    int[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (last != null
        && last[1] == run[1]
        && last[2] + last[4] == run[2]
        && last[3] + last[4] == run[3]) {
      last[4] += run[4];
    } else {
      runs.add(run);
    }
  }

  private static InfluenceBand.Runs runs(List<int[]> runs) {
    int[][] columns = new int[5][runs.size()];
    for (int i = 0; i < runs.size(); i++) {
      for (int c = 0; c < columns.length; c++) {
        columns[c][i] = runs.get(i)[c];
      }
    }
    return new InfluenceBand.Runs(columns[0], columns[1], columns[2], columns[3], columns[4]);
  }
}
