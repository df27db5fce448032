package org.meshnn.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.meshnn.graph.Roles;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Cost;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Tick;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;
import org.meshnn.text.TextTable;

/**
 * What a plan does and costs, to be read: {@link #toString} is a text of at most 100 columns, a
 * notebook shows tables.
 *
 * @param mesh the mesh in a line
 * @param clamping whether the input stays or changes from tick to tick
 * @param neurons number of hidden and output neurons, which are computed; the others are clamped
 * @param edges number of edges
 * @param learnableEdges edges whose gradient is not 0 by structure
 * @param neverAlive hidden and output neurons that are computed at no tick
 * @param ticks what is alive at each tick, tick 1 first
 * @param cost what one sample costs, by gradient method
 * @param warnings what is wrong, in sentences; empty where nothing is
 */
public record Explanation(
    String mesh,
    Clamping clamping,
    int neurons,
    int edges,
    int learnableEdges,
    int neverAlive,
    List<Live> ticks,
    Cost cost,
    List<String> warnings) {
  private static final int WIDTH = 100;

  /**
   * What is alive at one tick: what is not computed elsewhere is 0 or does not matter.
   *
   * @param tick in 1 .. T
   * @param neurons number of neurons computed
   * @param edges number of edges that feed them a state that is not 0 by structure, from clamped
   *     neurons and from live ones
   */
  public record Live(int tick, int neurons, int edges) {
    private boolean sameAs(Live other) {
      return neurons == other.neurons && edges == other.edges;
    }
  }

  /**
   * A table ready to be laid out.
   *
   * @param caption one line below
   * @param head column names; the first column is of names, the others of numbers
   * @param rows the cells, as wide as the head
   */
  public record Table(String caption, List<String> head, List<List<String>> rows) {}

  /**
   * {@return what is alive at which tick of a plan, what can learn, what each gradient method
   * costs, and what is wrong with it} Linear in ticks times edges.
   *
   * @param plan what a mesh computes at each tick
   */
  public static Explanation of(Plan plan) {
    Roles roles = plan.topology().roles();
    List<Live> ticks = new ArrayList<>();
    BitSet alive = new BitSet(roles.neurons());
    for (Tick tick : plan.ticks()) {
      ticks.add(new Live(ticks.size() + 1, tick.size(), edges(plan, tick)));
      for (int j : tick.neuron()) {
        alive.set(j);
      }
    }
    int computed = roles.neurons() - roles.clamped();
    BitSet learnable = plan.learnable();
    return new Explanation(
        plan.topology() + leaking(plan.rest().leaking()),
        plan.clamping(),
        computed,
        plan.topology().edges(),
        learnable.cardinality(),
        computed - alive.cardinality(),
        List.copyOf(ticks),
        plan.cost(),
        Advice.warnings(plan, alive, learnable));
  }

  private static String leaking(int neurons) {
    return neurons == 0
        ? ""
        : "; " + Plural.of(neurons, "neuron") + (neurons == 1 ? " leaks" : " leak");
  }

  private static int edges(Plan plan, Tick tick) {
    int edges = tick.gather().terms();
    int[] start = plan.drive().start();
    for (int drive : tick.drive()) {
      int d = drive - plan.layout().drive();
      edges += drive < 0 ? 0 : start[d + 1] - start[d];
    }
    return edges;
  }

  /** {@return the tables: what is alive, then what it costs} */
  public List<Table> tables() {
    return List.of(alive(), costs());
  }

  /** Ticks alike are one row. */
  private Table alive() {
    List<List<String>> rows = new ArrayList<>();
    for (int first = 0, end; first < ticks.size(); first = end) {
      Live live = ticks.get(first);
      end = first + 1;
      while (end < ticks.size() && live.sameAs(ticks.get(end))) {
        end++;
      }
      rows.add(
          List.of(
              end - first == 1 ? "" + live.tick() : live.tick() + " to " + end,
              share(live.neurons(), neurons),
              share(live.edges(), edges)));
    }
    return new Table(
        share(learnableEdges, edges)
            + (edges == 1 ? " edge" : " edges")
            + " can learn in "
            + Plural.grouped(ticks.size(), "tick")
            + (clamping == Clamping.CONSTANT ? " of constant input." : ", each with its input."),
        List.of("tick", "neurons alive", "edges alive"),
        List.copyOf(rows));
  }

  static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%,d of %,d", part, whole);
  }

  private Table costs() {
    String bound = cost.fits() ? "" : "at most ";
    return new Table(
        Advice.choice(cost),
        List.of("states and gradient", "multiply-adds / sample", "bytes / sample", "indices, once"),
        List.of(
            List.of(
                cost.fits() ? "forward-only (default)" : "forward-only (does not fit)",
                bound + Sizes.count(cost.forwardOnly()),
                bound + Sizes.bytes(cost.forwardOnlyBytes()),
                bound + Sizes.bytes(cost.forwardOnlyIndexBytes())),
            List.of(
                "back-propagation",
                Sizes.count(cost.backward()),
                Sizes.bytes(cost.backwardBytes()),
                Sizes.bytes(cost.planIndexBytes())),
            List.of(
                "literal tensor",
                Sizes.count(cost.tensor()),
                Sizes.bytes(cost.tensorBytes()),
                Sizes.bytes(cost.planIndexBytes()))));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    wrap(text, mesh);
    for (Table table : tables()) {
      text.append('\n');
      layOut(text, table);
      wrap(text, table.caption());
    }
    for (String warning : warnings) {
      text.append('\n');
      wrap(text, "Note: " + warning);
    }
    return text.toString().stripTrailing();
  }

  static void layOut(StringBuilder text, Table table) {
    List<Boolean> right = new ArrayList<>(Collections.nCopies(table.head().size(), true));
    right.set(0, false);
    TextTable.ruled(List.of(table.head()), table.rows(), right)
        .forEach(line -> text.append(line).append('\n'));
  }

  static void wrap(StringBuilder text, String sentences) {
    int column = 0;
    for (String word : sentences.split(" ")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        text.append('\n');
        column = 0;
      }
      text.append(column == 0 ? "" : " ").append(word);
      column += word.length() + (column == 0 ? 0 : 1);
    }
    text.append('\n');
  }
}
