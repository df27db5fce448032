package org.meshnn.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.meshnn.graph.Outgoing;
import org.meshnn.graph.Topology;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;

/**
 * The symbolic phase of real-time recurrent learning (Williams and Zipser 1989) on a mesh: which
 * influence {@code G[j, e] = dS_j/dA_e} is carried from tick to tick, and where it lies. Edges are
 * grouped by their target b; all edges into b have the same paths to j, so that a pair (j, b) is
 * kept or not as a whole: exactly, where b reaches j; with SnAp-n (Menick et al. 2020,
 * arXiv:2006.07232), where it does within n - 1 edges. Targets kept on the same neurons share rows,
 * cut in pieces that stay in a near cache while a tick passes over them.
 */
public final class InfluencePlan {
  /** The reach of exact influence: any number of edges. */
  public static final int EXACT = Integer.MAX_VALUE;

  /** Numbers in a row, at most; 128 measured no better than 64 and no worse than 256. */
  private static final int PIECE = 64;

  static final int ARRAY = Integer.MAX_VALUE - 8; // numbers in an array, at most

  private final Topology topology;
  private final List<InfluenceBand> bands;
  private final long numbers;
  private final long multiplyAdds;

  private InfluencePlan(
      Topology topology, List<InfluenceBand> bands, long numbers, long multiplyAdds) {
    this.topology = topology;
    this.bands = bands;
    this.numbers = numbers;
    this.multiplyAdds = multiplyAdds;
  }

  /**
   * {@return the plan of a mesh}
   *
   * @param topology the graph
   * @param leaking which neurons keep a part of their state from tick to tick
   * @param reach {@link #EXACT}, or n of SnAp-n, at least 1
   * @param vector numbers that are computed together: rows are padded to a multiple
   * @param lanes number of streams, at least 1
   * @throws IllegalArgumentException if the reach is below 1, or more numbers would be carried for
   *     all streams than half of this JVM's memory holds
   */
  public static InfluencePlan of(
      Topology topology, BitSet leaking, int reach, int vector, int lanes) {
    if (reach < 1) {
      throw new IllegalArgumentException(
          "SnAp-n carries paths of n - 1 edges; n is at least 1, got " + reach);
    }
    InfluencePairs kept =
        kept(topology, reach, lanes).orElseThrow(() -> tooLarge(topology, reach, lanes));
    Map<Integer, List<Piece>> byWidth = new TreeMap<>();
    for (Piece piece : pieces(topology, kept)) {
      int width = (piece.size() + vector - 1) / vector * vector;
      byWidth.computeIfAbsent(width, w -> new ArrayList<>()).add(piece);
    }
    Outgoing outgoing = Outgoing.of(topology);
    List<InfluenceBand> bands = new ArrayList<>();
    byWidth.forEach(
        (width, pieces) ->
            bands.add(new BandBuilder(topology, outgoing, leaking, width, pieces).build()));
    return new InfluencePlan(topology, bands, kept.numbers(), kept.multiplyAdds());
  }

  /** What half of the memory holds of so many streams, of this tick and of the one before. */
  private static Optional<InfluencePairs> kept(Topology topology, int reach, int lanes) {
    long most = Math.min(Runtime.getRuntime().maxMemory() / 2 / Double.BYTES / lanes, ARRAY) / 2;
    return InfluencePairs.of(topology, reach == EXACT ? EXACT : reach - 1, most);
  }

  /**
   * {@return multiply-adds of one tick of one stream with exact influence, as {@link
   * #multiplyAdds()}; empty where so many streams do not fit half of this JVM's memory}
   *
   * @param topology the graph
   * @param lanes number of streams, at least 1
   */
  public static OptionalLong exactMultiplyAdds(Topology topology, int lanes) {
    return kept(topology, EXACT, lanes).stream().mapToLong(InfluencePairs::multiplyAdds).findAny();
  }

  /** Says that more would be carried than fits. */
  static IllegalArgumentException tooLarge(Topology topology, int reach, int lanes) {
    String snap = "SnAp-n with a small n, ";
    if (reach != EXACT) {
      snap = reach > 1 ? "SnAp-n with an n below " + reach + ", " : "";
    }
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "the influence of %s on its neurons takes more memory in %s than half of what this JVM"
                + " has (%s) or an array holds; take %s%sa sparser wiring, the truncated"
                + " gradient, or more memory (java -Xmx)",
            topology,
            Plural.of(lanes, "lane"),
            Sizes.bytes(Runtime.getRuntime().maxMemory()),
            lanes > 1 ? "fewer lanes, " : "",
            snap));
  }

  /** Some edges whose influence is kept on the same neurons. */
  record Piece(BitSet neurons, List<int[]> runs) {
    Piece(BitSet neurons) {
      this(neurons, new ArrayList<>());
    }

    /** A run: target, first edge, number of edges. */
    int size() {
      return runs.stream().mapToInt(run -> run[2]).sum();
    }
  }

  private static List<Piece> pieces(Topology topology, InfluencePairs kept) {
    Map<BitSet, List<Integer>> targets = new LinkedHashMap<>();
    for (int b = 0; b < topology.neurons(); b++) {
      if (!kept.neurons(b).isEmpty()) {
        targets.computeIfAbsent(kept.neurons(b), set -> new ArrayList<>()).add(b);
      }
    }
    List<Piece> pieces = new ArrayList<>();
    targets.forEach((neurons, group) -> cut(topology, neurons, group, pieces));
    return pieces;
  }

  /** Cuts the edges into a group of targets in pieces of about the same size. */
  private static void cut(Topology topology, BitSet neurons, List<Integer> group, List<Piece> to) {
    int edges = group.stream().mapToInt(topology::inDegree).sum();
    int parts = (edges + PIECE - 1) / PIECE;
    int size = (edges + parts - 1) / parts;
    Piece piece = new Piece(neurons);
    int free = size;
    for (int b : group) {
      int e = topology.columnStart(b);
      while (e < topology.columnEnd(b)) {
        if (free == 0) {
          to.add(piece);
          piece = new Piece(neurons);
          free = size;
        }
        int length = Math.min(free, topology.columnEnd(b) - e);
        piece.runs().add(new int[] {b, e, length});
        e += length;
        free -= length;
      }
    }
    to.add(piece);
  }

  /** {@return the graph planned for} */
  public Topology topology() {
    return topology;
  }

  /** {@return where the influence lies, by width of rows} */
  public List<InfluenceBand> bands() {
    return bands;
  }

  /** {@return the edges that influence passes along} */
  public BitSet passing() {
    BitSet passing = new BitSet();
    for (InfluenceBand band : bands) {
      for (int place = 0; place < 2; place++) {
        mark(passing, band.carry()[place]);
        mark(passing, band.readout()[place]);
      }
    }
    return passing;
  }

  private void mark(BitSet passing, Gather sums) {
    for (int e : sums.edge()) {
      if (e < topology.edges()) {
        passing.set(e);
      }
    }
  }

  /** {@return numbers that are carried for one stream: one per kept pair (j, b) and edge into b} */
  public long numbers() {
    return numbers;
  }

  /**
   * {@return multiply-adds of one tick of one stream: the sum over kept pairs of indegree(b) times
   * one more than the sources of j that carry b}
   */
  public long multiplyAdds() {
    return multiplyAdds;
  }
}
