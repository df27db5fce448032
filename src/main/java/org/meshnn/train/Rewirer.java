package org.meshnn.train;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.meshnn.engine.PairGradient;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Program;

/** Changes the edges of a mesh under training, as its {@link Rewiring} says. */
final class Rewirer {
  /** A mesh with other edges, and a weight for each. */
  record Step(EdgeChange change, double[] weights) {}

  private final Rewiring rewiring;
  private final int epochs;
  private final long stepsPerEpoch;
  private final Initialisation initialisation; // of weights that grow
  private final List<EdgePart> parts; // of pruning none
  private final RandomGenerator seeds; // gives one number for each random rewiring
  private final List<Rewired> log;
  private final int first; // edges before any rewiring

  /**
   * Goes on from a state.
   *
   * @param seeds of which nothing has been drawn
   * @throws IllegalArgumentException if the rewiring does not suit the mesh or the training
   */
  Rewirer(
      Rewiring rewiring,
      Training training,
      long stepsPerEpoch,
      RandomGenerator seeds,
      TrainingState from) {
    this.rewiring = rewiring;
    this.stepsPerEpoch = stepsPerEpoch;
    this.seeds = seeds;
    epochs = training.epochs();
    initialisation = drawing(training.initialisation());
    Roles roles = from.topology().roles();
    parts = rewiring instanceof MagnitudePruning ? List.of() : EdgePart.of(within(rewiring), roles);
    log = new ArrayList<>(from.rewirings());
    log.forEach(done -> seeds.nextLong());
    first = log.isEmpty() ? from.topology().edges() : log.get(0).before();
    if (rewiring instanceof MagnitudePruning pruning) {
      requirePrunable(pruning);
    }
  }

  /** Refuses to rewire what has no plan for a constant input. */
  static void requireFor(Program program) {
    if (!(program instanceof Plan)) {
      throw new IllegalArgumentException(
          "rewiring is for tables; train on sequences without it, for example with the topology"
              + " that a training on a table has found: Wiring.of(model.topology())");
    }
  }

  private void requirePrunable(MagnitudePruning pruning) {
    if (epochs < 2) {
      throw new IllegalArgumentException(
          "pruning takes place between epochs; expected at least 2 of them, got " + epochs);
    }
    if (pruning.last(first) >= first) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected to prune to fewer than the %,d edges of the mesh; got %,d",
              first,
              pruning.last(first)));
    }
  }

  private static List<Wiring> within(Rewiring rewiring) {
    return rewiring instanceof SparseEvolution set
        ? set.within()
        : ((RiggedLottery) rewiring).within();
  }

  /** What is the same for any edge; weights that were given are of other ones. */
  private static Initialisation drawing(Initialisation of) {
    boolean byEdge = of instanceof He || of instanceof Uniform || of instanceof UniformByInDegree;
    return byEdge ? of : Initialisation.he();
  }

  /** What was rewired up to now, shared. */
  List<Rewired> log() {
    return log;
  }

  /** Whether edges change before the next epoch, after so many steps. */
  boolean isDueBetweenEpochs(long steps) {
    int done = (int) (steps / stepsPerEpoch);
    if (done == 0 || (!log.isEmpty() && log.get(log.size() - 1).epoch() == done)) {
      return false;
    }
    return rewiring instanceof SparseEvolution
        || (rewiring instanceof MagnitudePruning pruning && done <= pruning.lastEpoch(epochs));
  }

  /** Changes edges between epochs. */
  Step betweenEpochs(Topology topology, double[] weights, long steps) {
    return logged(
        rewiring instanceof SparseEvolution set
            ? RandomGrowth.of(set.fraction(), parts, initialisation, topology, weights, generator())
            : pruned((MagnitudePruning) rewiring, topology, weights, steps),
        steps);
  }

  /** Whether edges change in place of the step after so many. */
  boolean isDueInPlaceOfStep(long steps) {
    return rewiring instanceof RiggedLottery rigl && rigl.isDue(steps + 1, epochs * stepsPerEpoch);
  }

  /** Changes edges by the gradient of a batch. */
  Step byGradient(Topology topology, double[] weights, long steps, PairGradient gradient) {
    double fraction = ((RiggedLottery) rewiring).fractionAt(steps + 1, epochs * stepsPerEpoch);
    return logged(GradientGrowth.of(fraction, parts, topology, weights, gradient), steps);
  }

  private RandomGenerator generator() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seeds.nextLong());
  }

  private Step logged(Step step, long steps) {
    EdgeChange change = step.change();
    int epoch = (int) (steps / stepsPerEpoch);
    log.add(new Rewired(epoch, steps, change.dropped(), change.grown(), change.after().edges()));
    return step;
  }

  private Step pruned(MagnitudePruning pruning, Topology topology, double[] weights, long steps) {
    int left = pruning.left(first, (int) (steps / stepsPerEpoch), epochs);
    int learning = topology.columnStart(topology.roles().clamped()); // first edge with an effect
    int[] edges = RowOrder.ascending(topology.edges());
    BitSet dropped = new BitSet(topology.edges());
    Weakest.mark(
        edges,
        e -> e < learning ? -1 : Math.abs(weights[e]),
        Math.max(0, topology.edges() - left),
        dropped);
    EdgeChange change = EdgeChange.of(topology, dropped, new long[0]);
    return new Step(change, change.carried(weights));
  }
}
