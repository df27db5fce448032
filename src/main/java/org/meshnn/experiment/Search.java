package org.meshnn.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshnn.Mesh;
import org.meshnn.provenance.Version;
import org.meshnn.tables.TrainingTable;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Required;
import org.meshnn.text.Sha256;
import org.meshnn.train.Polling;
import org.meshnn.train.Training;
import org.meshnn.workers.Workers;
import tech.tablesaw.api.Table;

/**
 * Looks for the best settings of mesh and training: inner folds choose, an outer test judges.
 * Immutable: each setter returns a changed copy.
 *
 * <pre>{@code
 * var found = Search.on(iris, "species")
 *     .over("neurons", 10, 18, 30)
 *     .over("density", Choice.between(0.2, 1))
 *     .over("rate", Choice.logarithmic(1e-4, 1e-1))
 *     .mesh(c -> Mesh.of(c.whole("neurons")).connect(Wiring.random(c.number("density"), c.seed())))
 *     .training(c -> Training.defaults().optimiser(Optimiser.adam(c.number("rate"))))
 *     .random(40)
 *     .run();
 * }</pre>
 *
 * <p>A part of the rows is held out first, classes in proportion. The others are dealt into folds;
 * a candidate's inner score is the mean over the folds, each learned without and then tested on.
 * All candidates have the same folds and the same seed. The best inner score is too good, as it is
 * the best of many; so the best candidate is trained once more, on all rows but those held out, and
 * measured on these, which chose nothing (Cawley and Talbot, On over-fitting in model selection,
 * JMLR 11, 2010).
 *
 * <p>Each run trains on one thread, and the results have the same bits whatever the number of
 * threads.
 */
public final class Search {
  private static final String MESHES =
      "a function that makes the mesh of a candidate, for example c ->"
          + " Mesh.of(c.whole(\"neurons\")).connect(Wiring.dense())";
  private static final String FILE = "a file for the ledger, for example \"search.tsv\"";

  private final Table table;
  private final String label;
  private Map<String, Choice> settings = Map.of();
  private @Nullable Function<Candidate, Mesh> mesh; // null until set
  private Function<Candidate, Training> training = candidate -> Training.defaults();
  private TestRows.Folds folds = new TestRows.Folds(5);
  private TestRows.Fraction test = new TestRows.Fraction(0.3);
  private long seed = 1;
  private int threads = Runtime.getRuntime().availableProcessors();
  private @Nullable Strategy strategy; // null until set
  private @Nullable EqualParameters equal; // null for none
  private @Nullable Path ledger; // null for none
  private @Nullable SearchListener listener; // null until set

  private Search(Table table, String label) {
    this.table = table;
    this.label = label;
  }

  private Search with(Consumer<Search> change) {
    Search copy = new Search(table, label);
    copy.settings = settings;
    copy.mesh = mesh;
    copy.training = training;
    copy.folds = folds;
    copy.test = test;
    copy.seed = seed;
    copy.threads = threads;
    copy.strategy = strategy;
    copy.equal = equal;
    copy.ledger = ledger;
    copy.listener = listener;
    change.accept(copy);
    return copy;
  }

  /**
   * {@return a search for meshes that tell the label column from all the others; as yet without
   * settings, with {@link Training#defaults()}, 5 inner folds, 0.3 of the rows held out, and seed
   * 1}
   *
   * @param table as for {@link Mesh#train(Table, String)}
   * @param label name of the label column
   * @throws IllegalArgumentException if one is null
   */
  public static Search on(Table table, String label) {
    return new Search(
        Required.of(table, "a table; read one, for example Table.read().csv(file)"),
        Required.of(label, "the name of the label column, for example \"species\""));
  }

  /**
   * {@return a copy with one more setting, of numbers}
   *
   * @param name unlike those of the other settings; {@link Candidate#number} asks for it
   * @param values at least one, all different
   * @throws IllegalArgumentException if one is null, there is no value, or the name is taken
   */
  public Search over(String name, double... values) {
    Required.of(values, "numbers, for example 10, 20, 40");
    return over(name, Choice.among(Arrays.stream(values).boxed().toList()));
  }

  /**
   * {@return a copy with one more setting, of words}
   *
   * @param name unlike those of the other settings; {@link Candidate#word} asks for it
   * @param values at least one, all different
   * @throws IllegalArgumentException if one is null, there is no value, or the name is taken
   */
  public Search over(String name, String... values) {
    return over(name, Choice.among(Arrays.asList(Required.of(values, "words, for example \"a\""))));
  }

  /**
   * {@return a copy with one more setting}
   *
   * @param name unlike those of the other settings
   * @param choice what it is chosen from
   * @throws IllegalArgumentException if one is null, or the name is taken
   */
  public Search over(String name, Choice choice) {
    Required.of(name, "a name for the setting, for example \"density\"");
    Required.of(choice, "a choice, for example Choice.logarithmic(1e-4, 1e-1)");
    if (settings.containsKey(name)) {
      throw new IllegalArgumentException(
          "expected settings with different names, got "
              + Listing.quoted(name)
              + " twice; rename one of them");
    }
    return with(
        s -> {
          s.settings = new LinkedHashMap<>(settings);
          s.settings.put(name, choice);
        });
  }

  /**
   * {@return a copy that makes meshes so}
   *
   * @param value makes the mesh of a candidate, connected, when the search begins; the same for the
   *     same candidate
   * @throws IllegalArgumentException if it is null
   */
  public Search mesh(Function<Candidate, Mesh> value) {
    return with(s -> s.mesh = Required.of(value, MESHES));
  }

  /**
   * {@return a copy that trains all candidates alike}
   *
   * @param value without listeners and checkpoints; its seed and its threads are not used
   * @throws IllegalArgumentException if it is null, or has listeners or checkpoints
   */
  public Search training(Training value) {
    Training same = Experiment.alone(value);
    return training(candidate -> same);
  }

  /**
   * {@return a copy that trains each candidate in its own way}
   *
   * @param value makes the training of a candidate, without listeners and checkpoints; its seed and
   *     its threads are not used
   * @throws IllegalArgumentException if it is null
   */
  public Search training(Function<Candidate, Training> value) {
    Required.of(
        value,
        "a function that makes the training of a candidate, for example c ->"
            + " Training.defaults().optimiser(Optimiser.adam(c.number(\"rate\")))");
    return with(s -> s.training = value);
  }

  /**
   * {@return a copy with another number of inner folds, which choose}
   *
   * @param k at least 2, at most the number of rows that are not held out
   * @throws IllegalArgumentException if it is below 2
   */
  public Search folds(int k) {
    return with(s -> s.folds = new TestRows.Folds(k));
  }

  /**
   * {@return a copy that holds another part of the rows out, to judge the one that was chosen}
   *
   * @param fraction of the rows, in (0, 1)
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  public Search test(double fraction) {
    return with(s -> s.test = new TestRows.Fraction(fraction));
  }

  /**
   * {@return a copy with another seed, of candidates, split, folds, wiring and training}
   *
   * @param value any number
   */
  public Search seed(long value) {
    return with(s -> s.seed = value);
  }

  /** {@return a copy that tries every combination of the listed values} */
  public Search grid() {
    return with(s -> s.strategy = new Strategy.Grid());
  }

  /**
   * {@return a copy that tries candidates with each setting drawn by itself (Bergstra and Bengio,
   * Random search for hyper-parameter optimization, JMLR 13, 2012)}
   *
   * @param candidates 1 to 100,000, all different; fewer if there are not as many
   * @throws IllegalArgumentException if it is outside this range
   */
  public Search random(int candidates) {
    return with(s -> s.strategy = new Strategy.Random(candidates));
  }

  /**
   * Successive halving: all candidates are trained for a few epochs, the best part of them again
   * from the beginning for more, and so on; the last ones for all epochs of their training. Of
   * {@code halving(81, 3)} with 81 epochs, 81 candidates have 1 epoch, 27 have 3, 9 have 9, 3 have
   * 27 and 1 has 81: as many epochs in each round (Jamieson and Talwalkar, AISTATS 2016; Li et al.,
   * Hyperband, JMLR 18, 2018).
   *
   * @param candidates drawn as by {@link #random}, at least {@code eta}
   * @param eta one of so many goes on, at least 2
   * @return a copy that searches so
   * @throws IllegalArgumentException if one is outside its range
   */
  public Search halving(int candidates, int eta) {
    return with(s -> s.strategy = new Strategy.Halving(new Strategy.Random(candidates), eta));
  }

  /**
   * {@return a copy that compares at equal parameters: a candidate whose mesh has not that many
   * weights, up to a fiftieth, fails}
   *
   * @param count of the weights, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Search atParameters(int count) {
    return with(s -> s.equal = new EqualParameters(count, ""));
  }

  /**
   * {@return a copy that compares at equal parameters, and solves a setting for it: the number in
   * (0, 1] with which the mesh comes nearest to that many weights, of some two hundred that are
   * tried, by halving and then around} A candidate that cannot have as many, up to a fiftieth,
   * fails. Without this, {@code Wiring.randomEdges(count, c.seed())} has exactly as many.
   *
   * @param count of the weights, at least 1
   * @param solved a name that {@link #over} was not given, such as "density"; a greater number must
   *     mean more edges
   * @throws IllegalArgumentException if the count is less, or the name is null or empty
   */
  public Search atParameters(int count, String solved) {
    if (Required.of(solved, "the name of a setting, for example \"density\"").isEmpty()) {
      throw new IllegalArgumentException("expected the name of a setting to solve, got ''");
    }
    return with(s -> s.equal = new EqualParameters(count, solved));
  }

  /**
   * {@return a copy that writes each run down as it ends, and goes on from there: killed and run
   * again it ends with the same result}
   *
   * @param file made where there is none; of the same search, else {@link #run} refuses it
   * @throws IllegalArgumentException if it is null
   */
  public Search ledger(Path file) {
    return with(s -> s.ledger = Required.of(file, FILE));
  }

  /**
   * {@return a copy as of {@link #ledger(Path)}}
   *
   * @param file made where there is none
   * @throws IllegalArgumentException if it is null
   */
  public Search ledger(String file) {
    return ledger(Path.of(Required.of(file, FILE)));
  }

  /**
   * {@return a copy with another number of runs in progress at once; as many as processors unless
   * set}
   *
   * @param value at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Search threads(int value) {
    Workers.threads(value);
    return with(s -> s.threads = value);
  }

  /**
   * {@return a copy that calls the listener with each candidate once all its folds have ended, on
   * the thread that called {@link #run}}
   *
   * @param value takes the place of an earlier one
   * @throws IllegalArgumentException if it is null
   */
  public Search listen(SearchListener value) {
    return with(
        s -> s.listener = Required.of(value, "a listener; leave listen(..) out to have none"));
  }

  /**
   * Searches. A candidate that fails is a row of the result with its reason, and the others go on.
   * If the thread is interrupted meanwhile, the trainings in progress stop and the candidates that
   * have ended are returned.
   *
   * @return what was found
   * @throws IllegalStateException without settings, meshes or a strategy
   * @throws IllegalArgumentException if no mesh can learn from the table; if a grid has a range; if
   *     no mesh or training can be made, with the first reason; if the ledger is something else,
   *     damaged, or of another search
   * @throws java.io.UncheckedIOException if the ledger cannot be read or written
   */
  public Found run() {
    return run(Workers.threads(threads));
  }

  /**
   * As {@link #run()}, with the trainings made elsewhere, to the same bits.
   *
   * @param workers where they are made
   * @return what was found
   * @throws IllegalStateException as {@link #run()}; if the runs cannot go on there
   * @throws IllegalArgumentException as {@link #run()}; if it is null
   */
  public Found run(Workers workers) {
    Required.of(workers, "where to make the runs, for example Workers.threads()");
    Strategy chosen = complete();
    try (Polling open = new Polling()) {
      return run(chosen, workers);
    }
  }

  private Found run(Strategy chosen, Workers workers) {
    SeedTable rows = new SeedTable(table, label);
    List<Candidate> candidates = chosen.candidates(settings, seed);
    Data.OfTable outer = new Data.OfTable(rows, test);
    Entries entries = Entries.of(candidates, candidate -> entry(candidate, rows), outer);
    Data.OfTable inner = new Data.OfTable(rows, new TestRows.Nested(test, folds));
    TrainingTable read = rows.read(entries.mesh());
    inner.test().rows(read.strata(), seed, OptionalInt.of(1)); // refuses too many folds
    Run.Meaning meaning = new Run.Meaning(Score.of(read.classification()), seed);
    SearchLedger kept =
        ledger == null
            ? SearchLedger.inMemory()
            : SearchLedger.open(ledger, head(read, chosen, entries));
    SearchRounds search =
        new SearchRounds(inner, meaning, folds.count(), kept, SearchWatcher.watched(listener));
    boolean whole =
        search.make(chosen.rounds(candidates.size()), entries.ready(), entries.refused(), workers);
    List<CandidateScore> ranking = search.ranking();
    OuterTest judge = null;
    if (!ranking.isEmpty() && !ranking.get(0).failed()) {
      Run best = entries.run(ranking.get(0).candidate());
      judge = new OuterTest(outer, best, meaning);
      whole = whole && judge.make(workers);
    }
    return new Found(
        settings, meaning.score(), candidates.size(), ranking, search.first(), whole, judge);
  }

  /** The strategy, if all is there. */
  private Strategy complete() {
    if (settings.isEmpty() && equal == null) {
      throw new IllegalStateException(
          "expected at least one setting to search over, got none; add one, for example"
              + " .over(\"neurons\", 10, 18, 30)");
    }
    if (mesh == null) {
      throw new IllegalStateException("expected .mesh(..) with " + MESHES + "; got none");
    }
    if (equal != null && settings.containsKey(equal.solved())) {
      throw new IllegalStateException(
          "expected a setting to solve that is not searched over, got "
              + Listing.quoted(equal.solved())
              + "; leave its over(..) out");
    }
    if (strategy == null) {
      throw new IllegalStateException(
          "expected a strategy, got none; add .random(40), .grid() or .halving(81, 3)");
    }
    return strategy;
  }

  /** A candidate to be trained, without a fold; throws what its functions throw. */
  private SearchRounds.Entry entry(Candidate candidate, SeedTable rows) {
    Function<Candidate, Mesh> meshes =
        c ->
            Required.of(
                Required.of(mesh, MESHES).apply(c), "a mesh from the function given to mesh(..)");
    Candidate solved = candidate;
    if (equal != null) {
      Mesh most = meshes.apply(equal.most(candidate));
      solved = equal.of(candidate, meshes, rows.read(most));
    }
    Training own = Experiment.alone(training.apply(solved));
    String name = "candidate " + candidate.number();
    return new SearchRounds.Entry(solved, new Run(name, meshes.apply(solved), own, seed, 0));
  }

  /** What tells this search from others, and its runs from those of other code. */
  private List<String> head(TrainingTable read, Strategy chosen, Entries entries) {
    return List.of(
        "# a search by meshnn " + Version.here(),
        "# table of sha256 " + read.digest().sha256() + ", label " + OneLine.of(label),
        "# " + OneLine.of(described(chosen)),
        "# settings of sha256 " + Sha256.of(String.join("\n", allSettings())),
        "# meshes and trainings of sha256 " + Sha256.of(String.join("\n", entries.texts())),
        "candidate\tepochs\tfold\tscore\tloss\tparameters\tepochs run\treason\tcrc-32");
  }

  private List<String> allSettings() {
    List<String> all = new ArrayList<>();
    settings.forEach(
        (name, choice) -> all.add(name + ": " + choice + " " + choice.values().stream().toList()));
    return all;
  }

  private String described(@Nullable Strategy chosen) {
    String over =
        settings.entrySet().stream()
            .map(setting -> OneLine.of(setting.getKey()) + " " + setting.getValue())
            .collect(Collectors.joining(", "));
    return "over "
        + over
        + (equal == null ? "" : " " + equal)
        + ", "
        + (chosen == null ? "no strategy yet" : chosen)
        + "; "
        + folds.count()
        + " inner folds choose, "
        + test
        + " judge, seed "
        + seed;
  }

  @Override
  public String toString() {
    return "Search on " + Listing.quoted(label) + " " + described(strategy);
  }
}
