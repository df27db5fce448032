package org.meshnn.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Cost;
import org.meshnn.plan.Distances;
import org.meshnn.plan.Plan;
import org.meshnn.text.Plural;

/** What a plan says about a mesh in sentences: what is wrong, why, and how to fix it. */
final class Advice {
  private static final double EXPENSIVE = 2;
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

  /** Which method is used, and how to take the other. */
  static String choice(Cost cost) {
    return cost.fits()
        ? String.format(
            Locale.ROOT,
            "forward-only is used: %.3g times the multiply-adds of back-propagation. %s takes the"
                + " latter%s.",
            cost.ratio(),
            SWITCH,
            cost.forwardOnlyIsCheaper() ? "; AUTO takes forward-only" : ", as AUTO does here")
        : "forward-only does not fit and is refused; "
            + SWITCH
            + " takes back-propagation, as AUTO does here.";
  }

  /** What is wrong; empty where nothing is. */
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
        Plural.grouped(ticks, "tick"),
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
        Plural.grouped(ticks, "tick"),
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
      sentences.add(cost.refusal(topology, ticks) + " " + SWITCH + " takes the latter.");
    } else if (cost.ratio() > EXPENSIVE) {
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
      return String.format(Locale.ROOT, "With %s %s %s", Plural.grouped(enough, "tick"), some, what)
          + (incurable == 0 ? "." : "; the others need another wiring.");
    }
  }
}
