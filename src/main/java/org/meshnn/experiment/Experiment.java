package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.Mesh;
import org.meshnn.tables.SequenceSplit;
import org.meshnn.tables.Split;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.train.Polling;
import org.meshnn.train.Training;
import org.meshnn.workers.Task;
import org.meshnn.workers.Workers;
import tech.tablesaw.api.Table;

/**
 * Several settings, each trained with several seeds, side by side on all processors. Immutable:
 * each setter returns a changed copy.
 *
 * <pre>{@code
 * var trials = Experiment.on(iris, "species")
 *     .setting("dense", Mesh.of(18).connect(Wiring.dense()))
 *     .setting("half the edges", seed -> Mesh.of(18).connect(Wiring.random(0.5, seed)))
 *     .test(0.3)
 *     .seeds(10)
 *     .run();
 * }</pre>
 *
 * <p>The seed of a run goes into its split, its wiring (where the setting is a function of the
 * seed) and its training, so runs of two settings with the same seed learn from the same rows: they
 * are pairs. Each run trains on one thread, and the results have the same bits whatever the number
 * of threads.
 */
public final class Experiment {
  private static final String MESH = "a mesh, for example Mesh.of(18).connect(Wiring.dense())";
  private static final String MESHES =
      "a function that makes the mesh of a seed, for example seed -> mesh";
  private static final int MOST_RUNS = 1_000_000;

  private final LongFunction<Table> tables;
  private final boolean ownTables; // whether each seed has one
  private final String label;
  private final @Nullable SequenceSplit split; // null on tables
  private List<Setting> settings = List.of();
  private @Nullable TestRows test; // null until set
  private Training training = Training.defaults();
  private long[] seeds = firstSeeds(10);
  private int threads = Runtime.getRuntime().availableProcessors();
  private @Nullable TrialListener listener; // null until set

  /**
   * What is tried.
   *
   * @param training its own; empty for that of the experiment
   */
  private record Setting(String name, LongFunction<Mesh> mesh, Optional<Training> training) {}

  private Experiment(
      LongFunction<Table> tables, boolean ownTables, String label, @Nullable SequenceSplit split) {
    this.tables = tables;
    this.ownTables = ownTables;
    this.label = Required.of(label, "the name of the label column, for example \"species\"");
    this.split = split;
  }

  private Experiment(Experiment from) {
    this(from.tables, from.ownTables, from.label, from.split);
    settings = from.settings;
    test = from.test;
    training = from.training;
    seeds = from.seeds;
    threads = from.threads;
    listener = from.listener;
  }

  private Experiment with(Consumer<Experiment> change) {
    Experiment copy = new Experiment(this);
    change.accept(copy);
    return copy;
  }

  /**
   * {@return an experiment on meshes that tell the label column from all the others; as yet without
   * settings and test rows, with {@link Training#defaults()} and seeds 1 to 10} Categories and
   * classes are those of the whole table, also where the rows a run learns from lack one; means and
   * deviations are those of the rows it learns from.
   *
   * @param table as for {@link Mesh#train(Table, String)}
   * @param label name of the label column
   * @throws IllegalArgumentException if one is null
   */
  public static Experiment on(Table table, String label) {
    Required.of(table, "a table; read one, for example Table.read().csv(file)");
    return new Experiment(seed -> table, false, label, null);
  }

  /**
   * As {@link #on(Table, String)}, on another table with each seed: {@code
   * Experiment.on(Datasets::moons, "label")}. Its intervals take these tables to be independent, so
   * a table that is the same with every seed belongs in {@link #on(Table, String)}.
   *
   * @param tables makes the table of a seed, when the runs begin; all with the same columns, none
   *     with rows of another; the same table twice is refused by {@link #run}
   * @param label name of the label column
   * @return the experiment
   * @throws IllegalArgumentException if one is null
   */
  public static Experiment on(LongFunction<Table> tables, String label) {
    Required.of(tables, "a function that makes the table of a seed, for example Datasets::moons");
    return new Experiment(tables, true, label, null);
  }

  /**
   * {@return an experiment on meshes that predict from sequences, each trained on the training part
   * and measured on the test part: accuracy of classes, NMSE of values, the mean over the outputs}
   * All runs learn from the same sequences, so seeds vary the weights and the order of the batches:
   * intervals and tests are about other seeds, given this split.
   *
   * @param split by time or by series
   * @throws IllegalArgumentException if it is null
   */
  public static Experiment on(SequenceSplit split) {
    Required.of(split, "a split, for example sequences.splitByTime(0.2)");
    Table table = split.test().table();
    String predicted = split.train().predicted().toString();
    Experiment on = new Experiment(seed -> table, false, predicted, split);
    on.test = new TestRows.HandedIn(table);
    return on;
  }

  /**
   * {@return a copy with one more setting: the same mesh in each run, with other weights to begin
   * with}
   *
   * @param name unlike those of the other settings
   * @param mesh connected
   * @throws IllegalArgumentException if one is null, or the name is taken
   */
  public Experiment setting(String name, Mesh mesh) {
    Required.of(mesh, MESH);
    return with(new Setting(name, seed -> mesh, Optional.empty()));
  }

  /**
   * {@return a copy with one more setting: another mesh in each run, made from the run's seed when
   * the runs begin}
   *
   * @param name unlike those of the other settings
   * @param mesh makes the mesh of a seed, connected
   * @throws IllegalArgumentException if one is null, or the name is taken
   */
  public Experiment setting(String name, LongFunction<Mesh> mesh) {
    return with(new Setting(name, Required.of(mesh, MESHES), Optional.empty()));
  }

  /**
   * {@return a copy as of {@link #setting(String, Mesh)}, with a training of its own}
   *
   * @param name unlike those of the other settings
   * @param mesh connected
   * @param training as for {@link #training}
   * @throws IllegalArgumentException if one is null, the name is taken, or the training has
   *     listeners or checkpoints
   */
  public Experiment setting(String name, Mesh mesh, Training training) {
    Required.of(mesh, MESH);
    return with(new Setting(name, seed -> mesh, Optional.of(alone(training))));
  }

  /**
   * {@return a copy as of {@link #setting(String, LongFunction)}, with a training of its own}
   *
   * @param name unlike those of the other settings
   * @param mesh makes the mesh of a seed, connected
   * @param training as for {@link #training}
   * @throws IllegalArgumentException if one is null, the name is taken, or the training has
   *     listeners or checkpoints
   */
  public Experiment setting(String name, LongFunction<Mesh> mesh, Training training) {
    return with(new Setting(name, Required.of(mesh, MESHES), Optional.of(alone(training))));
  }

  private Experiment with(Setting setting) {
    Required.of(setting.name(), "a name for the setting, for example \"dense\"");
    if (settings.stream().anyMatch(s -> s.name().equals(setting.name()))) {
      throw new IllegalArgumentException(
          "expected settings with different names, got "
              + Listing.quoted(setting.name())
              + " twice; rename one of them");
    }
    return with(
        e -> {
          e.settings = new ArrayList<>(settings);
          e.settings.add(setting);
        });
  }

  /** {@return the names of the settings, in order} */
  public List<String> settings() {
    return settings.stream().map(Setting::name).toList();
  }

  /**
   * {@return the same experiment with one of its settings only}
   *
   * @param setting its name
   * @throws IllegalArgumentException if it has no such setting
   */
  public Experiment only(String setting) {
    List<Setting> kept = settings.stream().filter(s -> s.name().equals(setting)).toList();
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          "expected one of the settings "
              + Listing.of(settings())
              + ", got "
              + Listing.quoted(setting));
    }
    return with(e -> e.settings = kept);
  }

  /**
   * Holds a part of the rows out of each run to test it, drawn by the run's seed, classes in
   * proportion: see {@link Split#stratified}.
   *
   * <p>Runs that draw from one table share training rows, hence are not independent: intervals and
   * tests count that in, see {@link org.meshnn.scores.Interval#corrected}.
   *
   * @param fraction of the rows, in (0, 1)
   * @return a copy that tests so
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  public Experiment test(double fraction) {
    return test(new TestRows.Fraction(fraction));
  }

  /**
   * Cross-validates: with each seed the rows are dealt into k folds, classes in proportion (see
   * {@link Split#folds}), and each setting is trained k times, each time without one of them, on
   * which it is tested. So every row is tested once with every seed. The k runs of a seed begin
   * from the same mesh and the same weights.
   *
   * <p>Folds share training rows, hence neither folds nor seeds are independent: intervals and
   * tests count that in, see {@link org.meshnn.scores.Interval#corrected}. Where each seed has a
   * table of its own, seeds are independent and folds are not: there, intervals and tests are of
   * the mean over the folds of each seed.
   *
   * @param k at least 2, at most the number of rows
   * @return a copy that tests so
   * @throws IllegalArgumentException if it is below 2
   */
  public Experiment folds(int k) {
    return test(new TestRows.Folds(k));
  }

  /**
   * Tests every run on these rows; all rows of the experiment's table are then learned from.
   * Intervals and tests then are about other seeds, given these rows: what to expect of other rows
   * they do not tell.
   *
   * @param rows at least one, with all columns, and without categories and classes that the
   *     experiment's table does not have
   * @return a copy that tests so
   * @throws IllegalArgumentException if it is null or there is no row
   */
  public Experiment test(Table rows) {
    return test(new TestRows.HandedIn(rows));
  }

  private Experiment test(TestRows value) {
    if (split != null) {
      throw new IllegalStateException(
          "sequences are tested on the test part of their split; leave test(..) and folds(..) out");
    }
    return with(e -> e.test = value);
  }

  /**
   * {@return a copy that trains the settings without a training of their own in another way} Its
   * seed and its threads are not used: each run has its own seed and one thread.
   *
   * @param value without listeners, which are called with one training at a time, and checkpoints
   * @throws IllegalArgumentException if it is null, or has listeners or checkpoints
   */
  public Experiment training(Training value) {
    return with(e -> e.training = alone(value));
  }

  /** A training that several runs can share; refused otherwise. */
  static Training alone(Training training) {
    Required.of(training, "a training, for example Training.defaults()");
    if (!training.listeners().isEmpty()) {
      throw new IllegalArgumentException(
          "expected a training without listeners, which hear one training at a time, got "
              + training.listeners().size()
              + "; drop them: an experiment's runs are followed with its own listen(..)");
    }
    if (training.checkpoints().isPresent()) {
      throw new IllegalArgumentException(
          "expected a training without checkpoints, which the runs would write one over the other;"
              + " drop them: the model of a run is trial.model()");
    }
    return training;
  }

  /**
   * {@return a copy with the seeds 1 to {@code count}; for others, {@link #seedValues}}
   *
   * @param count runs of each setting, 1 to a million; from 2 on they have an interval
   * @throws IllegalArgumentException if it is outside this range
   */
  public Experiment seeds(int count) {
    if (count < 1 || count > MOST_RUNS) {
      throw new IllegalArgumentException(
          "expected 1 to "
              + Listing.count(MOST_RUNS)
              + " seeds, got "
              + Listing.count(count)
              + "; for example seeds(10)");
    }
    return seedValues(firstSeeds(count));
  }

  private static long[] firstSeeds(int count) {
    return LongStream.rangeClosed(1, count).toArray();
  }

  /**
   * {@return a copy with seeds of one's own, a run of each setting for each: {@code seedValues(7)}
   * is one run, with seed 7}
   *
   * @param values at least one, all different
   * @throws IllegalArgumentException if there is none, or one comes twice
   */
  public Experiment seedValues(long... values) {
    Required.of(values, "seeds, for example seedValues(3, 4, 5)");
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "expected at least one seed, got none; for example seedValues(3, 4, 5)");
    }
    Set<Long> different = new HashSet<>();
    for (long value : values) {
      if (!different.add(value)) {
        throw new IllegalArgumentException(
            "expected different seeds, got "
                + value
                + " twice; the same seed makes the same run, so drop one");
      }
    }
    return with(e -> e.seeds = values.clone());
  }

  /**
   * {@return a copy with another number of runs in progress at once; as many as processors unless
   * set}
   *
   * @param value at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Experiment threads(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("expected at least 1 thread, got " + value);
    }
    return with(e -> e.threads = value);
  }

  /**
   * {@return a copy that calls the listener with each run that has ended, on the thread that called
   * {@link #run}: all settings with the first seed (and its first fold), in their order, then all
   * with the next} A run that ends before its turn is reported when its turn comes.
   *
   * @param value takes the place of an earlier one
   * @throws IllegalArgumentException if it is null
   */
  public Experiment listen(TrialListener value) {
    Required.of(value, "a listener; leave listen(..) out to have none");
    return with(e -> e.listener = value);
  }

  /**
   * Trains and tests all runs. A run that fails, for want of memory even, is a row of the result
   * with its reason, and the others go on. If the thread is interrupted meanwhile, the trainings in
   * progress stop and the runs that have ended are returned.
   *
   * @return the runs
   * @throws IllegalStateException without a setting or without test rows; if every run fails, the
   *     first failure, with its setting and seed
   * @throws IllegalArgumentException if no mesh can learn from the table, naming setting and seed;
   *     for more than a million runs; if a table made for one seed is that of another
   */
  public Trials run() {
    return run(Workers.threads(threads));
  }

  /**
   * As {@link #run()}, made elsewhere: each on one thread, to the same bits. Tables and meshes that
   * are functions of a seed are made here before.
   *
   * @param workers where the runs are made
   * @return the runs; a model asked of them is trained again, here, where it was trained elsewhere
   * @throws IllegalStateException as {@link #run()}; if the runs cannot go on there
   * @throws IllegalArgumentException as {@link #run()}; if it is null; if a mesh, training or table
   *     cannot travel there
   */
  public Trials run(Workers workers) {
    Required.of(workers, "where to make the runs, for example Workers.threads()");
    TestRows test = complete();
    requireRoom(test);
    try (Polling open = new Polling()) {
      return run(test, runs(test), workers);
    }
  }

  private Trials run(TestRows test, List<Run> runs, Workers workers) {
    LongFunction<Data> data = data(test);
    Data first = data.apply(seeds[0]);
    double overlap = first instanceof Data.OfTable table ? overlap(runs.get(0), table) : 0;
    Score score = score(runs, first);
    List<Outcome> outcomes = outcomes(runs, data, new Run.Meaning(score, seeds[0]), workers);
    if (outcomes.size() == runs.size()) {
      requireOneToFinish(outcomes);
    }
    Resampling resampling = new Resampling(seeds.length, test, ownTables, overlap);
    return new Trials(settings(), resampling, score, outcomes);
  }

  /** What the runs of a seed learn from. */
  private LongFunction<Data> data(TestRows test) {
    if (split != null) {
      Data sequences = new Data.OfSequences(split);
      return seed -> sequences;
    }
    return new SeedTables(tables, ownTables, seeds, label, test)::of;
  }

  /** Test rows over training rows; says at once if one of the parts would be empty. */
  private double overlap(Run first, Data.OfTable data) {
    int[] strata = data.table().read(first.mesh()).strata();
    int[][] parts = data.test().rows(strata, first.seed(), first.fold());
    return ownTables ? 0 : data.test().overlap(parts);
  }

  private List<Outcome> outcomes(
      List<Run> runs, LongFunction<Data> data, Run.Meaning meaning, Workers workers) {
    List<Task<Data, Measured>> tasks = new ArrayList<>();
    for (Run run : runs) {
      tasks.add(new Task<>(data.apply(run.seed()), new Run.Making(run, meaning)));
    }
    Outcomes outcomes = new Outcomes(runs.size(), TrialWatcher.watched(listener, runs.size()));
    workers.make(
        tasks,
        (place, ended) -> {
          outcomes.add(place, runs.get(place).outcome(tasks.get(place).shared(), ended));
          return true;
        });
    return outcomes.end();
  }

  static void requireOneToFinish(List<Outcome> outcomes) {
    if (outcomes.stream().allMatch(Failure.class::isInstance)) {
      throw ((Failure) outcomes.get(0)).exception();
    }
  }

  /** The rows to test on, if these and a setting were given. */
  private TestRows complete() {
    if (settings.isEmpty()) {
      throw new IllegalStateException(
          "expected at least one setting, got none; add one, for example .setting(\"dense\","
              + " Mesh.of(18).connect(Wiring.dense()))");
    }
    if (test == null) {
      throw new IllegalStateException(
          "expected rows to test on, got none; hold a part of the table out with .test(0.3),"
              + " every part in turn with .folds(5), or hand rows in with .test(table)");
    }
    return test;
  }

  private void requireRoom(TestRows test) {
    double runs = (double) settings.size() * seeds.length * test.runs();
    if (runs > MOST_RUNS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at most %,d runs, got %,.0f (%s x %s x %s); take fewer seeds or folds",
              MOST_RUNS,
              runs,
              Plural.of(settings.size(), "setting"),
              Plural.of(seeds.length, "seed"),
              Plural.of(test.runs(), "fold")));
    }
  }

  /** Seed by seed, so that an interruption leaves as many runs of each setting, up to one. */
  private List<Run> runs(TestRows test) {
    List<Run> runs = new ArrayList<>();
    for (long seed : seeds) {
      List<Run> firsts = settings.stream().map(setting -> run(setting, seed)).toList();
      test.folds().forEach(fold -> firsts.forEach(first -> runs.add(first.fold(fold))));
    }
    return runs;
  }

  private Run run(Setting setting, long seed) {
    Training own = setting.training().orElse(training);
    Mesh mesh = setting.mesh().apply(seed);
    Run run = new Run(setting.name(), mesh, own, seed, 0);
    if (run.mesh() == null) {
      throw new IllegalArgumentException(
          "expected a mesh for " + run + ", got null; return one for every seed");
    }
    return run;
  }

  /** What the label asks for, which is the same for all meshes. */
  private Score score(List<Run> runs, Data data) {
    Map<List<Object>, Score> byMeaning = new HashMap<>(); // of label and columns
    Map<Score, Run> meanings = new EnumMap<>(Score.class);
    for (Run run : runs) {
      Mesh mesh = run.mesh();
      List<Object> meaning = List.of(mesh.target(), mesh.columns());
      meanings.putIfAbsent(byMeaning.computeIfAbsent(meaning, m -> data.score(mesh)), run);
    }
    if (meanings.size() > 1) {
      throw new IllegalArgumentException(
          "expected settings that can be compared, but "
              + Listing.quoted(label)
              + " means classes to "
              + meanings.get(Score.ACCURACY)
              + " and a value to "
              + meanings.get(split == null ? Score.RMSE : Score.NMSE)
              + "; give their meshes the same target(..)");
    }
    return meanings.keySet().iterator().next();
  }

  @Override
  public String toString() {
    return "Experiment on "
        + Listing.quoted(label)
        + ": ["
        + Listing.of(settings())
        + "] with seeds ["
        + Listing.of(Arrays.stream(seeds).boxed().toList())
        + "], tested on "
        + (split != null ? split.test() : test == null ? "nothing yet" : test);
  }
}
