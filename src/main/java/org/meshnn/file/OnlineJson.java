package org.meshnn.file;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.file.ModelJson.MeshJson;
import org.meshnn.file.TrainingJson.InitialisationJson;
import org.meshnn.graph.Topology;
import org.meshnn.plan.BlockPlan;
import org.meshnn.plan.InfluenceCost;
import org.meshnn.plan.InfluencePlan;
import org.meshnn.plan.StatePlan;
import org.meshnn.text.Required;
import org.meshnn.train.OnlineState;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Optimiser;

/**
 * model.json of a mesh that learns online: all but its numbers.
 *
 * @param format the number of the format it is written in
 * @param kind {@value #KIND}
 * @param ticksPerStep k
 */
record OnlineJson(
    int format,
    @Nullable String kind,
    MeshJson mesh,
    int ticksPerStep,
    OnlineTrainingJson online,
    StateJson state) {
  /** What such a file is; of that of a trained mesh there is no kind. */
  static final String KIND = "online";

  private static final int FIRST = 2; // format that knows such a mesh

  private static final String WEIGHTS = "weights";
  private static final String MEMORY = "optimiser."; // and the name of one of its arrays
  private static final String STREAMS = "streams."; // and the name of an array of the engine
  private static final String STATES = "states";
  private static final String TICKS_PER_BLOCK = "ticks per block";

  /**
   * The settings.
   *
   * @param gradient how it is carried, one of the names of its kinds
   * @param n of the gradient
   * @param clipNorm null where nothing is clipped
   * @param fading 0 for a window
   */
  record OnlineTrainingJson(
      OptimiserJson optimiser,
      String gradient,
      int n,
      InitialisationJson initialisation,
      int lanes,
      int resetEvery,
      double weightDecay,
      @Nullable Double clipNorm,
      long seed,
      int window,
      double fading) {

    static OnlineTrainingJson of(OnlineTraining training) {
      return new OnlineTrainingJson(
          OptimiserJson.of(training.optimiser()),
          Constant.name(training.gradient().kind()),
          training.gradient().n(),
          InitialisationJson.of(training.initialisation()),
          training.lanes(),
          training.resetEvery(),
          training.weightDecay(),
          Double.isInfinite(training.clipNorm()) ? null : training.clipNorm(),
          training.seed(),
          training.window(),
          training.fading());
    }

    OnlineTraining training() {
      OnlineTraining read =
          OnlineTraining.defaults()
              .optimiser(Required.of(optimiser, "an optimiser").optimiser())
              .gradient(new OnlineGradient(Constant.of(OnlineGradient.Kind.class, gradient), n))
              .initialisation(Required.of(initialisation, "an initialisation").initialisation())
              .lanes(lanes)
              .resetEvery(resetEvery)
              .weightDecay(weightDecay)
              .clipNorm(clipNorm == null ? Double.POSITIVE_INFINITY : clipNorm)
              .seed(seed)
              .window(window);
      return fading == 0 ? read : read.fading(fading);
    }
  }

  /**
   * Where it stands.
   *
   * @param optimiser the single numbers that it remembers
   */
  record StateJson(
      long steps, long learned, long sinceReset, boolean pending, Map<String, Double> optimiser) {}

  static OnlineJson of(SavedOnline saved) {
    OnlineState state = saved.state();
    return new OnlineJson(
        Math.max(FIRST, OptimiserJson.format(saved.training().optimiser())),
        KIND,
        MeshJson.of(saved.mesh(), saved.topology()),
        saved.ticksPerStep(),
        OnlineTrainingJson.of(saved.training()),
        new StateJson(
            state.steps(),
            state.learned(),
            state.sinceReset(),
            state.pending(),
            state.memory().numbers()));
  }

  /** The arrays by their names in the file. */
  static Numbers numbers(SavedOnline saved) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    numbers.put(WEIGHTS, saved.state().weights());
    saved.state().memory().perWeight().forEach((name, v) -> numbers.put(MEMORY + name, v));
    saved.state().streams().forEach((name, v) -> numbers.put(STREAMS + name, v));
    return new Numbers(numbers, ModelJson.edges(saved.topology()));
  }

  /**
   * The mesh, with its numbers.
   *
   * @param own activations that are not built in
   * @throws IllegalArgumentException if its parts do not fit together
   */
  SavedOnline saved(Numbers numbers, List<Activation> own) {
    Topology topology = Required.of(mesh, "a mesh").topology(numbers);
    OnlineTraining training = Required.of(online, "how it learns online").training();
    Required.of(state, "where it stands");
    if (ticksPerStep < 1) {
      throw new IllegalArgumentException("expected at least 1 tick a step; got " + ticksPerStep);
    }
    Map<String, double[]> perWeight = new LinkedHashMap<>();
    Map<String, double[]> streams = new LinkedHashMap<>();
    numbers
        .doubles()
        .forEach(
            (name, values) -> {
              if (name.startsWith(MEMORY)) {
                perWeight.put(name.substring(MEMORY.length()), values);
              } else if (name.startsWith(STREAMS)) {
                streams.put(name.substring(STREAMS.length()), values);
              }
            });
    OnlineState read =
        new OnlineState(
            numbers.doubles(WEIGHTS, topology.edges()),
            new Optimiser.Memory(Required.of(state.optimiser(), "a memory"), perWeight),
            streams,
            state.steps(),
            state.learned(),
            state.sinceReset(),
            state.pending());
    requireStreams(topology, training, read);
    return new SavedOnline(mesh.settings(own), topology, ticksPerStep, training, read);
  }

  /** As many states and as much influence as there must be, so that no more memory is taken. */
  private void requireStreams(Topology topology, OnlineTraining training, OnlineState state) {
    long lanes = training.lanes();
    double[] states = state.streams().get(STATES);
    long found = states == null ? 0 : states.length;
    if (found != lanes * topology.neurons()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected the states of %,d neurons in each of %,d lanes; got %,d numbers",
              topology.neurons(),
              lanes,
              found));
    }
    long carried = state.streams().values().stream().mapToLong(v -> v.length).sum() - found;
    OnlineGradient gradient = training.gradient();
    double[] block = state.streams().getOrDefault(TICKS_PER_BLOCK, new double[1]);
    if (block.length != 1 || !fits(topology, gradient, block[0], carried / lanes)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected what the gradient %s of %,d edges carries in each of %,d lanes; got %,d"
                  + " numbers, fewer than that",
              gradient,
              topology.edges(),
              lanes,
              carried));
    }
  }

  /** Whether so many numbers are no fewer than a gradient carries for one stream. */
  private boolean fits(Topology topology, OnlineGradient gradient, double block, long carried) {
    return switch (gradient.kind()) {
      case SNAP -> fits(topology, gradient.n(), carried);
      case EXACT_TICK_BY_TICK -> fits(topology, InfluencePlan.EXACT, carried);
      case EXACT ->
          block == 0
              ? fits(topology, InfluencePlan.EXACT, carried)
              : fitsByBlocks(topology, block, carried);
      case EXACT_BY_BLOCKS -> fitsByBlocks(topology, block, carried);
      case TRUNCATED -> recent(topology, (double) gradient.n() * ticksPerStep) <= carried;
    };
  }

  private static boolean fits(Topology topology, int reach, long carried) {
    return InfluenceCost.of(topology, reach, carried).isPresent();
  }

  private static boolean fitsByBlocks(Topology topology, double ticks, long carried) {
    BlockPlan plan = BlockPlan.of(StatePlan.of(topology), new BitSet()); // leaks could but add
    return plan.influence() + recent(topology, ticks) <= carried;
  }

  /** Numbers of so many ticks: states and slopes. */
  private static double recent(Topology topology, double ticks) {
    return 2 * ticks * topology.neurons();
  }
}
