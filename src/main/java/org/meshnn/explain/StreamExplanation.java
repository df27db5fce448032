package org.meshnn.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.meshnn.graph.Topology;
import org.meshnn.plan.BlockPlan;
import org.meshnn.plan.InfluenceCost;
import org.meshnn.plan.InfluencePlan;
import org.meshnn.plan.Rest;
import org.meshnn.plan.StatePlan;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;

/**
 * What it takes to learn online on a mesh, by gradient, counted before anything runs: {@link
 * #toString} is a text of at most 100 columns, a notebook shows a table.
 *
 * @param mesh the mesh in a line
 * @param edges number of edges
 * @param neurons number of hidden and output neurons, which are computed at each tick
 * @param streams what runs
 * @param ways the gradients: SnAp-1, SnAp-2, ..., the exact one in its two ways, and the chosen one
 *     if it is another
 * @param exactFrom the least n at which SnAp-n is exact; empty where it is beyond those counted
 */
public record StreamExplanation(
    String mesh,
    int edges,
    int neurons,
    Streams streams,
    List<Way> ways,
    Optional<Integer> exactFrom) {

  /** Numbers are counted up to here: some 15 GiB a stream. */
  private static final long MOST = 1_000_000_000;

  private static final int MOST_WAYS = 8;
  private static final double CHEAP = 2;
  private static final String TICK_BY_TICK = "exact, tick by tick";
  private static final String BY_BLOCKS = "exact, by blocks";

  /**
   * What runs.
   *
   * @param ticksPerStep k, at least 1
   * @param lanes number of streams side by side, at least 1
   * @param waste numbers computed side by side for each that is needed, at least 1
   * @param gradient the one that is chosen, as it prints
   * @param truncation the steps that it goes back; 0 where it is not truncated
   */
  public record Streams(
      int ticksPerStep, int lanes, double waste, String gradient, int truncation) {}

  /**
   * One way to a gradient.
   *
   * @param name as it prints
   * @param numbers carried for one stream
   * @param multiplyAdds of one tick of one stream, those of the states left out
   * @param bytes of all streams
   * @param learnable edges that learn; -1 in a way that is too large to be counted, more than 10^9
   *     numbers
   */
  public record Way(String name, long numbers, double multiplyAdds, double bytes, int learnable) {
    boolean counted() {
      return learnable >= 0;
    }
  }

  /**
   * {@return what it takes}
   *
   * @param topology the graph
   * @param rest which neurons leak
   * @param streams what runs
   */
  public static StreamExplanation of(Topology topology, Rest rest, Streams streams) {
    Way exact = byReach(TICK_BY_TICK, topology, InfluencePlan.EXACT, streams);
    List<Way> ways = new ArrayList<>();
    Optional<Integer> exactFrom = Optional.empty();
    boolean more = true;
    for (int n = 1; n <= MOST_WAYS && more; n++) {
      Way way = byReach("SnAp-" + n, topology, n, streams);
      ways.add(way);
      if (exact.counted() && way.numbers() == exact.numbers()) {
        exactFrom = Optional.of(n);
      }
      more = way.counted() && exactFrom.isEmpty();
    }
    ways.add(exact);
    ways.add(byBlocks(topology, rest, streams, exact));
    if (streams.truncation() > 0) {
      ways.add(truncated(topology, streams));
    }
    return new StreamExplanation(
        topology.toString(),
        topology.edges(),
        topology.neurons() - topology.roles().clamped(),
        streams,
        List.copyOf(ways),
        exactFrom);
  }

  /** Influence of this tick and of the one before. */
  private static Way byReach(String name, Topology topology, int reach, Streams streams) {
    double bytes = 2.0 * Double.BYTES * streams.lanes(); // of a number
    return InfluenceCost.of(topology, reach, MOST)
        .map(
            cost ->
                new Way(
                    name,
                    cost.numbers(),
                    cost.multiplyAdds(),
                    bytes * cost.numbers(),
                    cost.learnable()))
        .orElseGet(() -> new Way(name, MOST, 0, bytes * MOST, -1));
  }

  /** Influence once, the states and slopes of a block, and the weights of its steps. */
  private static Way byBlocks(Topology topology, Rest rest, Streams streams, Way exact) {
    BitSet leaking = new BitSet();
    for (int j = topology.roles().clamped(); j < topology.neurons(); j++) {
      leaking.set(j, rest.leaks(j));
    }
    BlockPlan plan = BlockPlan.of(StatePlan.of(topology), leaking);
    long influence = plan.influence();
    if (influence > MOST) {
      return new Way(BY_BLOCKS, MOST, 0, 1.0 * Double.BYTES * MOST * streams.lanes(), -1);
    }
    int k = streams.ticksPerStep();
    int h = plan.ticksPerBlock(k, streams.waste());
    return new Way(
        BY_BLOCKS,
        influence + 2L * h * topology.neurons(),
        plan.multiplyAdds(k, h, streams.waste()),
        bytes(topology, streams, influence, h),
        exact.counted() ? exact.learnable() : topology.edges());
  }

  /** Each step goes back through all its ticks, twice the edges each. */
  private static Way truncated(Topology topology, Streams streams) {
    long ticks = (long) streams.truncation() * streams.ticksPerStep();
    Way reached = byReach("", topology, (int) Math.min(ticks, InfluencePlan.EXACT), streams);
    return new Way(
        streams.gradient(),
        Math.round(2.0 * ticks * topology.neurons()),
        (streams.waste() + 1) * streams.truncation() * topology.edges(),
        bytes(topology, streams, 0, ticks),
        reached.counted() ? reached.learnable() : topology.edges());
  }

  /** What is carried by each stream, and of so many ticks states and slopes, and the weights. */
  private static double bytes(Topology topology, Streams streams, long carried, long ticks) {
    double perStream = carried + 2.0 * ticks * topology.neurons();
    double weights = (double) ticks / streams.ticksPerStep() * topology.edges();
    return Double.BYTES * (perStream * streams.lanes() + weights);
  }

  /** {@return the table: what is carried, by gradient} */
  public Explanation.Table table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "states alone",
            Sizes.count(neurons),
            Sizes.count(edges),
            Sizes.bytes(8L * 3 * neurons * streams.lanes()),
            "none"));
    ways.forEach(way -> rows.add(row(way)));
    return new Explanation.Table(
        advice(),
        List.of(
            "gradient", "numbers / stream", "multiply-adds / tick, stream", "bytes", "edges learn"),
        List.copyOf(rows));
  }

  private List<String> row(Way way) {
    String name = way.name() + (way.equals(chosen()) ? " (chosen)" : "");
    String bytes = Sizes.bytes(Math.round(way.bytes()));
    if (!way.counted()) {
      return List.of(name, "over " + Sizes.count(MOST), "", "over " + bytes, "");
    }
    return List.of(
        name,
        Sizes.count(way.numbers()),
        Sizes.count(Math.round(way.multiplyAdds())),
        bytes,
        Explanation.share(way.learnable(), edges));
  }

  /** The way that is taken; SnAp-n from where it is exact on as tick by tick. */
  private Way chosen() {
    if (streams.gradient().equals("exact")) {
      return exact();
    }
    return ways.stream()
        .filter(way -> way.name().equals(streams.gradient()))
        .findFirst()
        .orElse(way(TICK_BY_TICK));
  }

  /** The exact way that is taken. */
  private Way exact() {
    Way ticks = way(TICK_BY_TICK);
    Way blocks = way(BY_BLOCKS);
    boolean byBlocks =
        blocks.counted()
            && (!ticks.counted()
                || BlockPlan.isFaster(blocks.multiplyAdds(), ticks.multiplyAdds()));
    return byBlocks ? blocks : ticks;
  }

  private Way way(String name) {
    return ways.stream().filter(way -> way.name().equals(name)).findFirst().orElseThrow();
  }

  private String advice() {
    Way exact = exact();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "A step is %s on %s.",
            Plural.of(streams.ticksPerStep(), "tick"),
            Plural.of(streams.lanes(), "stream")));
    if (!exact.counted()) {
      return text.append(" The exact gradient is too large here; take SnAp-n with a small n.")
          .toString();
    }
    exactFrom.ifPresent(n -> text.append(" From n = ").append(n).append(" on SnAp-n is exact."));
    for (Way way : ways) {
      if (way.learnable() == exact.learnable()) {
        return text.append(way.name().startsWith("SnAp") ? choice(way, exact) : "").toString();
      }
    }
    return text.toString();
  }

  private static String choice(Way first, Way exact) {
    double times = exact.multiplyAdds() / Math.max(1, first.multiplyAdds());
    String begin = " " + first.name() + " is the first by which all edges learn that can";
    return times < CHEAP
        ? begin
            + String.format(
                Locale.ROOT, "; exact takes %.2g times its multiply-adds: take exact.", times)
        : begin
            + ", and often as good as exact, which takes "
            + (times < 99.5
                ? String.format(Locale.ROOT, "%.2g", times)
                : Listing.count(Math.round(times)))
            + " times its multiply-adds: begin with it, and take exact where that errs less.";
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    Explanation.wrap(text, mesh);
    text.append('\n');
    Explanation.layOut(text, table());
    Explanation.wrap(text, table().caption());
    return text.toString().stripTrailing();
  }
}
