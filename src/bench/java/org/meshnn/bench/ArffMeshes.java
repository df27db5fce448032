package org.meshnn.bench;

import java.util.Arrays;
import java.util.Comparator;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.GradientMethod;
import org.meshnn.experiment.Candidate;
import org.meshnn.experiment.CandidateScore;
import org.meshnn.experiment.Choice;
import org.meshnn.experiment.Found;
import org.meshnn.experiment.Search;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Split;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** The meshes of {@link ArffStudy}: one fixed beforehand for all tables, and one that is chosen. */
final class ArffMeshes {
  static final String FIXED = "mesh, fixed";
  static final String CHOSEN = "mesh, chosen";

  static final int CANDIDATES = 12;
  static final int FOLDS = 5;
  private static final Training TRAINING =
      Training.defaults()
          .epochs(100)
          .batchSize(32)
          .optimiser(Optimiser.adamW(0.003, 0.01))
          .gradient(GradientMethod.AUTO)
          .validation(0.15)
          .patience(15);

  private final ArffSet set;
  private final long seed;
  private final int threads;
  private final Split split;
  private final int visible; // inputs, bias and outputs

  ArffMeshes(ArffSet set, long seed, int threads) {
    this.set = set;
    this.seed = seed;
    this.threads = threads;
    split = set.split(seed);
    visible = set.encoding(split.train()).inputs() + 1 + set.classes().size();
  }

  /** Trains with the setting that is the same for all tables. */
  void fixed(ArffPredictions predictions) {
    add(predictions, FIXED, mesh(40, 0.5, 3), TRAINING);
  }

  /** Trains with the setting that inner folds of the training rows choose, and returns it. */
  Candidate chosen(ArffPredictions predictions) {
    Candidate best = choose();
    add(predictions, CHOSEN, mesh(best), training(best));
    return best;
  }

  private Mesh mesh(int hidden, double density, int ticks) {
    return Mesh.of(visible + hidden)
        .connect(Wiring.random(density, seed))
        .ticks(ticks)
        .columns(ArffSet.RULES);
  }

  private Mesh mesh(Candidate c) {
    return mesh(c.whole("hidden"), c.number("density"), c.whole("ticks"));
  }

  private static Training training(Candidate c) {
    return TRAINING
        .optimiser(Optimiser.adamW(c.number("rate"), c.number("decay")))
        .dropout(c.number("dropout"));
  }

  /** The least loss on rows that a candidate did not learn from, all of them training rows. */
  private Candidate choose() {
    Found found =
        Search.on(set.table(), set.label())
            .over("hidden", 10, 20, 40, 60)
            .over("density", Choice.between(0.2, 1))
            .over("ticks", 2, 3, 4)
            .over("rate", Choice.logarithmic(1e-3, 3e-2))
            .over("decay", Choice.logarithmic(1e-4, 1))
            .over("dropout", 0, 0.2, 0.4)
            .mesh(this::mesh)
            .training(ArffMeshes::training)
            .folds(FOLDS)
            .test(ArffSet.TEST)
            .seed(seed)
            .threads(threads)
            .random(CANDIDATES)
            .run();
    requireSame(split.test(), found.testRows());
    return found.ranking().stream()
        .filter(scored -> !scored.failed())
        .min(Comparator.comparingDouble(CandidateScore::loss))
        .orElseThrow()
        .candidate();
  }

  /** The search must have held out the rows that everyone is tested on. */
  private void requireSame(Table expected, Table heldOut) {
    if (!Arrays.equals(ArffSet.rowNumbers(expected), ArffSet.rowNumbers(heldOut))) {
      throw new IllegalStateException(
          "expected a search on " + set.name() + " that holds the test rows of the study out");
    }
  }

  private void add(ArffPredictions predictions, String model, Mesh mesh, Training training) {
    Training seeded = training.seed(seed).threads(threads);
    add(predictions, set.name(), model, mesh.train(split.train(), set.label(), seeded));
    if (set.rare()) {
      Training weighted = seeded.balancedClasses();
      add(predictions, set.weighted(), model, mesh.train(split.train(), set.label(), weighted));
    }
  }

  private void add(ArffPredictions predictions, String name, String model, TrainedMesh trained) {
    Table found = trained.predict(split.test());
    int[] rows = ArffSet.rowNumbers(split.test());
    int classes = trained.encoding().classes().size();
    for (int i = 0; i < rows.length; i++) {
      double[] probabilities = new double[classes];
      for (int k = 0; k < classes; k++) {
        probabilities[k] = found.doubleColumn(1 + k).get(i);
      }
      predictions.add(new ArffPredictions.Key(name, model, seed), rows[i], probabilities);
    }
  }
}
