package org.meshnn.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.meshnn.graph.Topology;

/** What a plan says about a mesh in sentences: what is amiss, why, and how to mend it. */
final class Advice {
  private static final double DEAR = 2;
  private static final String SWITCH = "Training.defaults().gradient(GradientMethod.BACKWARD)";

  private final Plan plan;
  private final int ticks;
  private final Topology topology;
  private final List<String> sentences = new ArrayList<>();

  private Advice(Plan plan) {
    this.plan = plan;
    ticks = plan.ticks().size();
    topology = plan.topology();
  }

  /** Why forward-only is refused, for one who asked for it on this machine. */
  static String refusal(Plan plan) {
    return tooLarge(plan.cost(), plan.ticks().size(), plan.topology())
        + " (This JVM's heap is "
        + Sizes.bytes(Runtime.getRuntime().maxMemory())
        + ".)";
  }

  /** Which method is used, and how to take the other. */
  static String choice(Cost cost) {
    return cost.fits()
        ? String.format(
            Locale.ROOT,
            "forward-only is used: %.3g times the multiply-adds of back-propagation. %s takes the"
                + " latter.",
            cost.ratio(),
            SWITCH)
        : "forward-only does not fit and is refused; " + SWITCH + " takes back-propagation.";
  }

  /** What is amiss; empty where nothing is. */
  static List<String> warnings(Plan plan, BitSet alive, BitSet learnable) {
    Advice advice = new Advice(plan);
    advice.aboutTheDead(alive, learnable);
    advice.aboutTheCost(plan.cost());
    return List.copyOf(advice.sentences);
  }

  private void aboutTheDead(BitSet alive, BitSet learnable) {
    int computed = topology.neurons() - topology.roles().clamped();
    int dead = computed - alive.cardinality();
    int idle = topology.edges() - learnable.cardinality();
    boolean manyDead = 4L * dead > computed;
    boolean manyIdle = 4L * idle > topology.edges();
    if (manyDead || manyIdle) {
      Distances distances = new Distances(topology, plan.rest());
      if (manyDead) {
        sentences.add(dead(dead, computed, alive, distances));
      }
      if (manyIdle) {
        sentences.add(idle(idle, learnable, distances));
      }
    }
  }

  private String dead(int dead, int computed, BitSet alive, Distances distances) {
    int unreached = 0;
    Cure cure = new Cure();
    for (int j = topology.roles().clamped(); j < topology.neurons(); j++) {
      if (!alive.get(j)) {
        unreached += distances.reached(j) > ticks ? 1 : 0;
        cure.add(distances.ticksOf(j));
      }
    }
    return String.format(
        Locale.ROOT,
        "%,d of %,d hidden and output neurons are never alive in %s: %s. %s",
        dead,
        computed,
        ticks(ticks),
        reasons(
            unreached,
            "reached by no input in time",
            dead - unreached,
            "too far from every output"),
        cure.sentence("would live"));
  }

  private String idle(int idle, BitSet learnable, Distances distances) {
    int overwritten = 0;
    Cure cure = new Cure();
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        if (!learnable.get(e)) {
          overwritten += topology.roles().isClamped(to) ? 1 : 0;
          cure.add(distances.ticksOf(topology.source(e), to));
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "%,d of %,d edges can never learn in %s: %s. %s",
        idle,
        topology.edges(),
        ticks(ticks),
        reasons(
            overwritten,
            "into inputs or bias, which are overwritten",
            idle - overwritten,
            "reached by no input in time or too far from every output"),
        cure.sentence("could learn"));
  }

  private static String reasons(int one, String why, int other, String whyElse) {
    if (one == 0 || other == 0) {
      return one == 0 ? whyElse : why;
    }
    return String.format(Locale.ROOT, "%,d %s, %,d %s", one, why, other, whyElse);
  }

  private void aboutTheCost(Cost cost) {
    if (!cost.fits()) {
      sentences.add(tooLarge(cost, ticks, topology));
    } else if (cost.ratio() > DEAR) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Forward-only takes %.3g times the multiply-adds of back-propagation here. %s takes"
                  + " the shorter way to the same gradient; fewer ticks or a sparser wiring narrow"
                  + " the gap.",
              cost.ratio(),
              SWITCH));
    }
  }

  private static String tooLarge(Cost cost, int ticks, Topology topology) {
    return String.format(
        Locale.ROOT,
        "Forward-only propagation through %s of this mesh (%s) takes %s%s multiply-adds per sample"
            + " and %s of indices, and at most %s of indices are laid out: take fewer ticks, a"
            + " sparser wiring, or back-propagation, %s, which takes %s multiply-adds per sample"
            + " and %s of indices.",
        ticks(ticks),
        topology,
        cost.exact() ? "" : "about ",
        Sizes.count(cost.forwardOnly()),
        Sizes.bytes(cost.forwardOnlyIndexBytes() - cost.planIndexBytes()),
        Sizes.bytes(Forecast.LIMIT),
        SWITCH,
        Sizes.count(cost.backward()),
        Sizes.bytes(cost.planIndexBytes()));
  }

  static String ticks(int ticks) {
    return ticks == 1 ? "1 tick" : String.format(Locale.ROOT, "%,d ticks", ticks);
  }

  /** How many of the things that are dead would live with more ticks, and with how many. */
  private static final class Cure {
    private int curable;
    private int incurable;
    private int enough;

    void add(int ticks) {
      if (ticks == Distances.NEVER) {
        incurable++;
      } else {
        curable++;
        enough = Math.max(enough, ticks);
      }
    }

    String sentence(String what) {
      if (curable == 0) {
        return "More ticks do not help; another wiring does.";
      }
      String some = incurable == 0 ? "all of them" : String.format(Locale.ROOT, "%,d", curable);
      return String.format(Locale.ROOT, "With %s %s %s", ticks(enough), some, what)
          + (incurable == 0 ? "." : "; the others need another wiring.");
    }
  }
}
