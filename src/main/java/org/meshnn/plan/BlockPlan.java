package org.meshnn.plan;

import java.util.Arrays;
import java.util.BitSet;
import org.meshnn.graph.Topology;

/**
 * The symbolic phase of exact influence by blocks (Schmidhuber 1992,
 * doi:10.1162/neco.1992.4.2.243): the influence {@code G[e, j] = dS_j/dA_e} of the edges into
 * neurons that carry it, on neurons that carry it. A neuron carries where its state has a part in
 * outputs at later ticks: it feeds one that has a part in an output, or leaks into its own future
 * and has one itself. Carriers are counted from 0, as are the edges into them, which are the rows
 * of G. Its arrays are shared: read only.
 *
 * @param topology the graph
 * @param carriers the neurons that carry influence
 * @param start the rows of the edges into carrier c are {@code start[c] .. start[c + 1] - 1}
 * @param source the neuron that the edge of each row leaves
 * @param readout one product of each row of G with one vector: what multiplies the gradient's edges
 * @param scatter for each carrier the edges that leave it for carriers: from rows behind those of
 *     all carriers, to the rows of the carriers
 */
public record BlockPlan(
    Topology topology, int[] carriers, int[] start, int[] source, Gather readout, Gather scatter) {

  /**
   * {@return the plan of a mesh}
   *
   * @param topology the graph
   * @param leaking which neurons keep a part of their state from tick to tick
   * @throws IllegalArgumentException if more numbers would be carried for one stream than half of
   *     this JVM's memory holds
   */
  public static BlockPlan of(Topology topology, BitSet leaking) {
    int[] carriers = carriers(topology, leaking);
    int[] start = new int[carriers.length + 1];
    for (int c = 0; c < carriers.length; c++) {
      start[c + 1] = start[c] + topology.inDegree(carriers[c]);
    }
    int rows = start[carriers.length];
    long most = Runtime.getRuntime().maxMemory() / 2 / Double.BYTES;
    InfluencePlan.requireRoom(
        topology, InfluencePlan.EXACT, (long) rows * carriers.length, most);
    int[] row = new int[rows];
    int[] edge = new int[rows];
    int[] source = new int[rows];
    for (int c = 0, r = 0; c < carriers.length; c++) {
      for (int e = topology.columnStart(carriers[c]); e < topology.columnEnd(carriers[c]); e++) {
        row[r] = r;
        edge[r] = e;
        source[r++] = topology.source(e);
      }
    }
    Gather readout = new Gather(0, new int[] {0, rows}, row, edge);
    return new BlockPlan(topology, carriers, start, source, readout, scatter(topology, carriers));
  }

  private static int[] carriers(Topology topology, BitSet leaking) {
    BitSet free = new BitSet();
    free.set(topology.roles().clamped(), topology.neurons());
    BitSet useful = Kept.useful(topology, free);
    BitSet carriers = (BitSet) leaking.clone();
    for (int to = useful.nextSetBit(0); to >= 0; to = useful.nextSetBit(to + 1)) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        carriers.set(topology.source(e));
      }
    }
    carriers.and(useful);
    return carriers.stream().toArray();
  }

  /** The edges between carriers, by their source. */
  private static Gather scatter(Topology topology, int[] carriers) {
    int[] number = new int[topology.neurons()];
    Arrays.fill(number, -1);
    for (int c = 0; c < carriers.length; c++) {
      number[carriers[c]] = c;
    }
    return StatePlan.bySource(topology, number, carriers.length, carriers.length, 0);
  }

  /** {@return the number of rows of G} */
  public int rows() {
    return source.length;
  }

  /**
   * {@return multiply-adds of one tick of one stream, on average over a block: a gradient is asked
   * for once a step of k ticks, at (h + k) / 2 ticks since the block began on average, and carried
   * back through them (twice the edges each) and multiplied by G; once a block of h ticks, n seeds
   * are carried back through it, and G is moved on by n + h terms for each of its n numbers a row}
   *
   * @param ticksPerStep k, at least 1
   * @param ticksPerBlock h, a multiple of k
   * @param waste numbers that are computed for one that is needed where streams lie side by side,
   *     at least 1
   */
  public double multiplyAdds(int ticksPerStep, int ticksPerBlock, double waste) {
    double n = carriers.length;
    double h = ticksPerBlock;
    double back = (h + ticksPerStep) / 2 * (waste * scatter.terms() + topology.edges());
    return (back + n * rows()) / ticksPerStep + n * scatter.terms() + n * (n + h) / h * rows();
  }

  /**
   * {@return the ticks of a block that make {@link #multiplyAdds} least}
   *
   * @param ticksPerStep k, at least 1
   * @param waste as there
   */
  public int ticksPerBlock(int ticksPerStep, double waste) {
    double n = carriers.length;
    double back = (waste * scatter.terms() + topology.edges()) / 2 / ticksPerStep;
    double h = n * Math.sqrt(rows() / Math.max(1, back));
    return ticksPerStep * (int) Math.max(1, Math.round(h / ticksPerStep));
  }
}
