package org.meshnn.plan;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
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
 * @param back the way of an error back through a tick
 */
public record BlockPlan(Topology topology, int[] carriers, int[] start, int[] source, Back back) {
  /**
   * Multiply-adds tick by tick in the time of one by blocks, as measured where both take about as
   * long: at 64 hidden neurons, a tenth of their edges, 2 ticks a step and 8 streams, 2.35 times
   * fewer took 0.8 of the time.
   */
  private static final double RATE = 2;

  /**
   * The sums {@code v_k <- sum over j of J[k, j] v_j} with {@code J[k, j] = A[k, j] D_j + [k = j]
   * (1 - a_j)}, over carriers.
   *
   * @param gather from the rows of all carriers to those behind them, and back; its edges are the
   *     terms
   * @param target the carrier j of each term
   * @param weight of each term, as counted by {@link StatePlan#outgoing}; -1 for its own past
   */
  public record Back(Gather[] gather, int[] target, int[] weight) {}

  /**
   * {@return the plan of a mesh}
   *
   * @param states that of the states
   * @param leaking which neurons keep a part of their state from tick to tick
   */
  public static BlockPlan of(StatePlan states, BitSet leaking) {
    Topology topology = states.topology();
    int[] carriers = carriers(topology, leaking);
    int[] start = new int[carriers.length + 1];
    for (int c = 0; c < carriers.length; c++) {
      start[c + 1] = start[c] + topology.inDegree(carriers[c]);
    }
    int rows = start[carriers.length];
    int[] source = new int[rows];
    for (int c = 0, r = 0; c < carriers.length; c++) {
      for (int e = topology.columnStart(carriers[c]); e < topology.columnEnd(carriers[c]); e++) {
        source[r++] = topology.source(e);
      }
    }
    return new BlockPlan(topology, carriers, start, source, back(states, leaking, carriers));
  }

  private static int[] carriers(Topology topology, BitSet leaking) {
    BitSet free = new BitSet();
    free.set(topology.roles().clamped(), topology.neurons());
    BitSet useful = InfluencePairs.useful(topology, free);
    BitSet carriers = (BitSet) leaking.clone();
    for (int to = useful.nextSetBit(0); to >= 0; to = useful.nextSetBit(to + 1)) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        carriers.set(topology.source(e));
      }
    }
    carriers.and(useful);
    return carriers.stream().toArray();
  }

  /** The edges between carriers, by their source, and the carriers' own past. */
  private static Back back(StatePlan states, BitSet leaking, int[] carriers) {
    Topology topology = states.topology();
    int n = carriers.length;
    int[] number = new int[topology.neurons()];
    Arrays.fill(number, -1);
    for (int c = 0; c < n; c++) {
      number[carriers[c]] = c;
    }
    int[] place = new int[topology.edges()];
    for (int i = 0; i < states.outgoing().length; i++) {
      place[states.outgoing()[i]] = i;
    }
    Gather edges = StatePlan.bySource(topology, number, n, 0, 0);
    int[] start = new int[n + 1];
    IntList target = new IntList();
    IntList weight = new IntList();
    for (int c = 0; c < n; c++) {
      for (int k = edges.start()[c]; k < edges.start()[c + 1]; k++) {
        target.add(edges.source()[k]);
        weight.add(place[edges.edge()[k]]);
      }
      if (leaking.get(carriers[c])) {
        target.add(c);
        weight.add(-1);
      }
      start[c + 1] = target.size();
    }
    int[] to = target.toArray();
    int[] term = IntStream.range(0, to.length).toArray();
    int[] later = IntStream.of(to).map(c -> n + c).toArray();
    Gather[] gather = {new Gather(n, start, to, term), new Gather(0, start, later, term)};
    return new Back(gather, to, weight.toArray());
  }

  /**
   * {@return whether blocks are expected to take less time than ticks one by one}
   *
   * @param byBlocks multiply-adds by blocks
   * @param tickByTick those tick by tick
   */
  public static boolean isFaster(double byBlocks, double tickByTick) {
    return byBlocks * RATE < tickByTick;
  }

  /**
   * {@return the terms of each carrier's gradient by the edges into it: the rows of G, in their
   * order}
   */
  public Gather intoCarriers() {
    int[] edge = new int[source.length];
    for (int c = 0; c < carriers.length; c++) {
      int shift = topology.columnStart(carriers[c]) - start[c];
      for (int r = start[c]; r < start[c + 1]; r++) {
        edge[r] = shift + r;
      }
    }
    return new Gather(0, start, IntStream.range(0, source.length).toArray(), edge);
  }

  /** {@return the number of rows of G} */
  public int rows() {
    return source.length;
  }

  /** {@return numbers in G} */
  public long influence() {
    return (long) rows() * carriers.length;
  }

  /**
   * {@return numbers in memory: G of each stream, with the states and slopes of a block; the
   * weights of its steps; and what moves G on}
   *
   * @param ticksPerStep k, at least 1
   * @param ticksPerBlock h, a multiple of k
   * @param lanes number of streams, at least 1
   */
  public double numbers(int ticksPerStep, int ticksPerBlock, int lanes) {
    double h = ticksPerBlock;
    return lanes * (influence() + 2 * h * topology.neurons())
        + h / ticksPerStep * topology.edges()
        + moving(h);
  }

  private double moving(double ticks) {
    return (2 + ticks) * carriers.length * carriers.length;
  }

  /**
   * {@return whether these {@link #numbers} fit half of this JVM's memory, and each array}
   *
   * @param ticksPerStep as there, as are the next two
   * @param ticksPerBlock h
   * @param lanes number of streams
   */
  public boolean fits(int ticksPerStep, int ticksPerBlock, int lanes) {
    double most = Runtime.getRuntime().maxMemory() / 2.0 / Double.BYTES;
    return fits(ticksPerStep, ticksPerBlock, lanes, most);
  }

  boolean fits(int ticksPerStep, int ticksPerBlock, int lanes, double most) {
    return numbers(ticksPerStep, ticksPerBlock, lanes) <= most
        && Math.max(influence(), moving(ticksPerBlock)) <= InfluencePlan.ARRAY
        && 2.0 * ticksPerBlock * topology.neurons() * lanes <= InfluencePlan.ARRAY;
  }

  /**
   * Refuses what does not {@link #fits fit}.
   *
   * @param ticksPerStep as there, as are the next two
   * @param ticksPerBlock h
   * @param lanes number of streams
   * @throws IllegalArgumentException if it does not
   */
  public void requireRoom(int ticksPerStep, int ticksPerBlock, int lanes) {
    if (!fits(ticksPerStep, ticksPerBlock, lanes)) {
      throw InfluencePlan.tooLarge(topology, InfluencePlan.EXACT, lanes);
    }
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
    double since = (h + ticksPerStep) / 2 * (waste * back.target.length + topology.edges());
    return (since + n * rows()) / ticksPerStep + n * back.target.length + n * (n + h) / h * rows();
  }

  /**
   * {@return the ticks of a block where a gradient is asked for at its end alone, a multiple of k:
   * about two ticks a carrier, so that half of the work of moving G on is that of the ticks}
   *
   * @param ticksPerStep k, at least 1
   */
  public int ticksPerLongBlock(int ticksPerStep) {
    return ticksPerStep * Math.max(1, (2 * carriers.length + ticksPerStep - 1) / ticksPerStep);
  }

  /**
   * {@return the ticks of a block that make {@link #multiplyAdds} least}
   *
   * @param ticksPerStep k, at least 1
   * @param waste as there
   */
  public int ticksPerBlock(int ticksPerStep, double waste) {
    double n = carriers.length;
    double since = (waste * back.target.length + topology.edges()) / 2 / ticksPerStep;
    double h = n * Math.sqrt(rows() / Math.max(1, since));
    return ticksPerStep * (int) Math.max(1, Math.round(h / ticksPerStep));
  }
}
