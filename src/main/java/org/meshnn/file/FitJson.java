package org.meshnn.file;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.GradientMethod;
import org.meshnn.graph.Topology;
import org.meshnn.text.Required;
import org.meshnn.train.Ending;
import org.meshnn.train.Epoch;
import org.meshnn.train.Fit;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Rewired;
import org.meshnn.train.TrainingState;

/**
 * How training went, as model.json has it.
 *
 * @param rows learned from
 * @param bestEpoch 0 if none was finished
 * @param steps of the optimiser
 * @param optimiser the single numbers that it remembers; null where its memory was not saved
 * @param gradient the method that was taken, where the training asked for the cheaper one; null
 *     where it named it, or took none
 * @param unfinished where training goes on; null where it does not, or that was not saved
 * @param rewirings null where edges stay
 */
record FitJson(
    int rows,
    String ending,
    int bestEpoch,
    long steps,
    @Nullable String gradient,
    @Nullable Map<String, Double> optimiser,
    @Nullable UnfinishedJson unfinished,
    @Nullable RewiredJson rewirings,
    HistoryJson history) {

  private static final String WEIGHTS = "weights";
  private static final String MEMORY = "optimiser."; // and the name of one of its arrays
  private static final String CURRENT = "unfinished.weights";
  private static final String BEST = "unfinished.best";
  private static final String BEGUN = "unfinished.begun";
  private static final String CURRENT_EDGES = "unfinished.edges";
  private static final String BEST_EDGES = "unfinished.best.edges";
  private static final String BEGUN_EDGES = "unfinished.begun.edges";

  /**
   * A training that goes on.
   *
   * @param seconds trained so far
   * @param bestLoss infinite where no epoch was finished
   * @param part null at the end of an epoch
   */
  record UnfinishedJson(double seconds, double bestLoss, @Nullable PartJson part) {}

  /** The sums of a part of an epoch. */
  record PartJson(double loss, double score) {}

  /** The first format that can say this. */
  static int format(Fit fit) {
    return fit.ending() == Ending.STOPPED_BY_LISTENER ? 5 : 1;
  }

  static FitJson of(Fit fit, int rows, GradientMethod asked) {
    return new FitJson(
        rows,
        Constant.name(fit.ending()),
        fit.bestEpoch(),
        fit.steps(),
        asked == GradientMethod.AUTO ? fit.gradient().map(Constant::name).orElse(null) : null,
        memory(fit).map(Optimiser.Memory::numbers).orElse(null),
        fit.state().map(FitJson::unfinished).orElse(null),
        fit.rewirings().isEmpty() ? null : RewiredJson.of(fit.rewirings()),
        HistoryJson.of(fit.epochs()));
  }

  private static Optional<Optimiser.Memory> memory(Fit fit) {
    return fit.state().map(TrainingState::memory).or(fit::memory);
  }

  private static UnfinishedJson unfinished(TrainingState state) {
    return new UnfinishedJson(
        state.seconds(),
        state.best().loss(),
        state.part().map(part -> new PartJson(part.loss(), part.score())).orElse(null));
  }

  /** The arrays by their names in the file; of a training that goes on, those that differ. */
  static Numbers numbers(Fit fit) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    Map<String, int[]> edges = ModelJson.edges(fit.topology());
    numbers.put(WEIGHTS, fit.weights());
    memory(fit)
        .ifPresent(memory -> memory.perWeight().forEach((n, v) -> numbers.put(MEMORY + n, v)));
    fit.state()
        .ifPresent(
            state -> {
              TrainingState.Best best = state.best();
              putIfOther(numbers, CURRENT, state.weights());
              putIfOther(edges, CURRENT_EDGES, state.topology(), fit.topology());
              putIfOther(numbers, BEST, best.weights());
              putIfOther(edges, BEST_EDGES, best.topology(), fit.topology());
              state
                  .part()
                  .ifPresent(
                      part -> {
                        putIfOther(numbers, BEGUN, part.begunWith());
                        putIfOther(edges, BEGUN_EDGES, part.topology(), fit.topology());
                      });
            });
    return new Numbers(numbers, edges);
  }

  private static void putIfOther(Map<String, double[]> numbers, String name, double[] weights) {
    if (!Arrays.equals(numbers.get(WEIGHTS), weights)) {
      numbers.put(name, weights);
    }
  }

  private static void putIfOther(
      Map<String, int[]> edges, String name, Topology topology, Topology model) {
    if (!topology.equals(model)) {
      ModelJson.put(edges, name, topology);
    }
  }

  Fit fit(Numbers numbers, Topology topology, GradientMethod asked) {
    double[] weights = numbers.doubles(WEIGHTS, topology.edges());
    List<Epoch> epochs = Required.of(history, "a history").epochs();
    if (rows < 1 || steps < 0 || bestEpoch < 0 || bestEpoch > epochs.size()) {
      throw new IllegalArgumentException(
          "expected at least one row, no negative number of steps, and a best epoch of the history;"
              + " got "
              + rows
              + ", "
              + steps
              + " and "
              + bestEpoch);
    }
    Topology now = ModelJson.edges(CURRENT_EDGES, numbers, topology);
    Optional<Optimiser.Memory> memory =
        Optional.ofNullable(optimiser).map(known -> memory(known, numbers, now.edges()));
    List<Rewired> rewired = rewirings == null ? List.of() : rewirings.rewirings();
    Optional<GradientMethod> taken = taken(asked);
    boolean current = !numbers.doubles().containsKey(CURRENT) && now == topology;
    return new Fit(
        topology,
        weights,
        epochs,
        bestEpoch,
        Constant.of(Ending.class, ending),
        steps,
        rewired,
        current ? memory : Optional.empty(),
        Optional.ofNullable(unfinished)
            .map(known -> state(known, memory, epochs, rewired, taken, numbers, topology)),
        taken);
  }

  /** The method that the gradient was taken by; empty where no step was, as in closed form. */
  private Optional<GradientMethod> taken(GradientMethod asked) {
    if (asked != GradientMethod.AUTO) {
      return steps == 0 && bestEpoch == 0 ? Optional.empty() : Optional.of(asked);
    }
    Optional<GradientMethod> taken =
        Optional.ofNullable(gradient).map(name -> Constant.of(GradientMethod.class, name));
    if (taken.filter(method -> method == GradientMethod.AUTO).isPresent()) {
      throw new IllegalArgumentException(
          "expected the gradient method that was taken, as forward_only or backward; got auto");
    }
    return taken;
  }

  private static Optimiser.Memory memory(Map<String, Double> numbers, Numbers arrays, int edges) {
    Map<String, double[]> perWeight = new TreeMap<>();
    for (String name : arrays.doubles().keySet()) {
      if (name.startsWith(MEMORY)) {
        perWeight.put(name.substring(MEMORY.length()), arrays.doubles(name, edges));
      }
    }
    numbers.values().forEach(number -> Required.of(number, "a number of the optimiser"));
    return new Optimiser.Memory(numbers, perWeight);
  }

  private TrainingState state(
      UnfinishedJson known,
      Optional<Optimiser.Memory> memory,
      List<Epoch> epochs,
      List<Rewired> rewired,
      Optional<GradientMethod> taken,
      Numbers numbers,
      Topology topology) {
    PartJson part = known.part();
    Topology now = ModelJson.edges(CURRENT_EDGES, numbers, topology);
    Topology best = ModelJson.edges(BEST_EDGES, numbers, topology);
    Topology begun = ModelJson.edges(BEGUN_EDGES, numbers, topology);
    return new TrainingState(
        now,
        orWeights(CURRENT, numbers, now.edges()),
        Required.of(memory.orElse(null), "the optimiser's memory"),
        steps,
        epochs,
        rewired,
        known.seconds(),
        new TrainingState.Best(
            best, orWeights(BEST, numbers, best.edges()), known.bestLoss(), bestEpoch),
        Optional.ofNullable(part)
            .map(
                sums ->
                    new TrainingState.Part(
                        begun,
                        orWeights(BEGUN, numbers, begun.edges()),
                        sums.loss(),
                        sums.score())),
        taken);
  }

  private static double[] orWeights(String name, Numbers numbers, int edges) {
    return numbers.doubles(numbers.doubles().containsKey(name) ? name : WEIGHTS, edges);
  }
}
