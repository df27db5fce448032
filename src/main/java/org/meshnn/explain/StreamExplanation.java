package org.meshnn.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.meshnn.graph.Topology;
import org.meshnn.plan.InfluenceCost;
import org.meshnn.plan.InfluencePlan;
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
 * @param ticksPerStep k
 * @param lanes number of streams side by side
 * @param gradient the one that is chosen, as it prints
 * @param ways the gradients: SnAp-1, SnAp-2, ..., then the exact one
 * @param exactFrom the least n at which SnAp-n is exact; empty where it is beyond those counted
 */
public record StreamExplanation(
    String mesh,
    int edges,
    int neurons,
    int ticksPerStep,
    int lanes,
    String gradient,
    List<Way> ways,
    Optional<Integer> exactFrom) {

  /** Numbers are counted up to here: some 15 GiB a stream. */
  private static final long MOST = 1_000_000_000;

  private static final int MOST_WAYS = 8;
  private static final double CHEAP = 2;

  /**
   * One way to carry the gradient.
   *
   * @param name as the gradient prints, or begins
   * @param cost for one stream; empty where more than 10^9 numbers would be carried
   */
  public record Way(String name, Optional<InfluenceCost> cost) {}

  /**
   * {@return what it takes}
   *
   * @param topology the graph
   * @param ticksPerStep k, at least 1
   * @param lanes number of streams side by side, at least 1
   * @param gradient the one that is chosen, as it prints
   */
  public static StreamExplanation of(
      Topology topology, int ticksPerStep, int lanes, String gradient) {
    Optional<InfluenceCost> exact = cost(topology, InfluencePlan.EXACT);
    List<Way> ways = new ArrayList<>();
    Optional<Integer> exactFrom = Optional.empty();
    boolean more = true;
    for (int n = 1; n <= MOST_WAYS && more; n++) {
      Optional<InfluenceCost> cost = cost(topology, n);
      if (cost.isPresent() && cost.equals(exact)) {
        exactFrom = Optional.of(n);
      }
      ways.add(new Way("SnAp-" + n, cost));
      more = cost.isPresent() && exactFrom.isEmpty();
    }
    ways.add(new Way("exact", exact));
    return new StreamExplanation(
        topology.toString(),
        topology.edges(),
        topology.neurons() - topology.roles().clamped(),
        ticksPerStep,
        lanes,
        gradient,
        List.copyOf(ways),
        exactFrom);
  }

  private static Optional<InfluenceCost> cost(Topology topology, int reach) {
    try {
      return Optional.of(InfluenceCost.of(topology, reach, MOST));
    } catch (IllegalArgumentException tooMuch) {
      return Optional.empty();
    }
  }

  /** {@return the table: what is carried, by gradient} */
  public Explanation.Table table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "states alone",
            Sizes.count(neurons),
            Sizes.count(edges),
            Sizes.bytes(8L * 3 * neurons * lanes),
            "none"));
    ways.forEach(way -> rows.add(row(way)));
    return new Explanation.Table(
        advice(),
        List.of(
            "gradient", "numbers / stream", "multiply-adds / tick, stream", "bytes", "edges learn"),
        List.copyOf(rows));
  }

  private List<String> row(Way way) {
    String name = way.name() + (chosen(way) ? " (chosen)" : "");
    if (way.cost().isEmpty()) {
      return List.of(name, "over " + Sizes.count(MOST), "", "over " + bytes(MOST), "");
    }
    InfluenceCost cost = way.cost().get();
    return List.of(
        name,
        Sizes.count(cost.numbers()),
        Sizes.count(cost.multiplyAdds()),
        bytes(cost.numbers()),
        Explanation.share(cost.learnable(), edges));
  }

  private boolean chosen(Way way) {
    return gradient.equals(way.name()) || gradient.startsWith(way.name() + ",");
  }

  /** Twice 8 a number: the influence of this tick and of the one before. */
  private String bytes(long numbers) {
    return Sizes.bytes(2L * Double.BYTES * numbers * lanes);
  }

  private String advice() {
    InfluenceCost exact = ways.get(ways.size() - 1).cost().orElse(null);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "A step is %s on %s.",
            Plural.of(ticksPerStep, "tick"),
            Plural.of(lanes, "stream")));
    if (exact == null) {
      return text.append(" The exact gradient is too large here; take SnAp-n with a small n.")
          .toString();
    }
    exactFrom.ifPresent(n -> text.append(" From n = ").append(n).append(" on SnAp-n is exact."));
    for (Way way : ways.subList(0, ways.size() - 1)) {
      InfluenceCost cost = way.cost().orElse(exact);
      if (cost.learnable() == exact.learnable()) {
        return text.append(choice(way.name(), cost, exact)).toString();
      }
    }
    return text.append(" With the n above not every edge learns that could.").toString();
  }

  private static String choice(String name, InfluenceCost cost, InfluenceCost exact) {
    double times = (double) exact.multiplyAdds() / Math.max(1, cost.multiplyAdds());
    String first = String.format(Locale.ROOT, " %s is the first by which all learn that can", name);
    return times < CHEAP
        ? String.format(
            Locale.ROOT, "%s; exact takes %.2g times its multiply-adds: take exact.", first, times)
        : String.format(
            Locale.ROOT,
            "%s, and often as good as exact, which takes %s times its multiply-adds: begin with it,"
                + " and take exact where that errs less.",
            first,
            times < 99.5
                ? String.format(Locale.ROOT, "%.2g", times)
                : Listing.count(Math.round(times)));
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
