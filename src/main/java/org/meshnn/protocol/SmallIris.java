package org.meshnn.protocol;

import java.util.List;
import java.util.function.LongFunction;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Wiring;
import org.meshnn.replication.Claim;
import org.meshnn.replication.Result;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;
import org.meshnn.replication.Study.Metric;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.train.Ending;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/**
 * Iris with at most 20 parameters, against the successor of mesh networks by the same authors
 * (Galatolo and Cimino, CJUNN, 2024, doi 10.1007/s13748-024-00339-8): 97.0 ± 0.8 % with 20, on 60 %
 * of the rows for training, 20 % for validation and 20 % for testing, 10 runs. Each seed draws its
 * own split, stratified.
 *
 * @param seeds runs of each setting
 * @param epochs most of each training; it stops when the loss on the validation rows has not fallen
 *     for {@value #PATIENCE}
 */
record SmallIris(int seeds, int epochs) {
  static final int PARAMETERS = 20;

  private static final String PART = "Iris with 20 parameters";
  private static final String LABEL = "species";
  private static final int INPUTS = 4;
  private static final int CLASSES = 3;
  private static final int HIDDEN = 3;
  private static final int PATIENCE = 40;
  private static final double TEST = 0.2;
  private static final double VALIDATION = 0.25; // of the other rows
  private static final double OVERLAP = TEST / (1 - TEST);
  private static final int[] ROUNDS = {36, 27, PARAMETERS}; // edges that pruning leaves

  Study study() {
    Claim theirs = new Claim(0.970, 0.008, 10, "CJUNN, 20 parameters");
    List<Setting> settings =
        List.of(
            setting("pruned mesh, 20 parameters", this::pruned, theirs),
            setting("inputs to outputs alone, 15 parameters", this::direct, theirs),
            setting("inputs to outputs and one neuron, 20 parameters", this::bent, theirs),
            setting("dense mesh of 18 neurons", this::dense, null));
    return new Study(PART, "Iris, 60/20/20", Metric.ACCURACY, seeds, settings, List.of(), OVERLAP)
        .knownTo(GraphStudies.class);
  }

  private Setting setting(String name, LongFunction<@Nullable Result> run, @Nullable Claim claim) {
    return new Setting("Iris 60/20/20, " + name, name, epochs, run, claim);
  }

  private @Nullable Result direct(long seed) {
    Split split = split(seed);
    Wiring wiring = Wiring.range(0, INPUTS, INPUTS + 1, INPUTS + CLASSES);
    Mesh mesh = Mesh.of(INPUTS + 1 + CLASSES).ticks(1).connect(wiring);
    return result(mesh.train(split.train(), LABEL, training(seed)), split.test());
  }

  /** The same, and a relu neuron from both features of the petal to all outputs. */
  private @Nullable Result bent(long seed) {
    Split split = split(seed);
    int hidden = INPUTS + 1;
    int last = hidden + CLASSES;
    Wiring wiring =
        Wiring.range(0, INPUTS, hidden + 1, last)
            .and(Wiring.range(INPUTS - 2, INPUTS - 1, hidden, hidden))
            .and(Wiring.range(hidden, hidden, hidden + 1, last));
    Mesh mesh = Mesh.of(last + 1).ticks(2).connect(wiring);
    Training training = training(seed).optimiser(Optimiser.adam(0.05));
    return result(mesh.train(split.train(), LABEL, training), split.test());
  }

  private @Nullable Result dense(long seed) {
    Split split = split(seed);
    return result(
        Mesh.of(18).connect(Wiring.dense()).train(split.train(), LABEL, training(seed)),
        split.test());
  }

  /** A dense mesh that loses its smallest weights in rounds, and trains on with the others. */
  private @Nullable Result pruned(long seed) {
    Split split = split(seed);
    Training training = training(seed);
    Mesh mesh = Mesh.of(INPUTS + 1 + HIDDEN + CLASSES).ticks(3).activation(Activation.TANH);
    TrainedMesh model = mesh.connect(Wiring.dense()).train(split.train(), LABEL, training);
    for (int edges : ROUNDS) {
      if (model.ending() == Ending.INTERRUPTED) {
        return null;
      }
      DMatrixRMaj a = model.matrix();
      model =
          mesh.connect(Wiring.largestOf(a, edges))
              .train(split.train(), LABEL, training.initialisation(Initialisation.of(a)));
    }
    return result(model, split.test());
  }

  private static Split split(long seed) {
    return Split.stratified(Datasets.iris(), LABEL, TEST, seed);
  }

  private Training training(long seed) {
    return Training.defaults()
        .epochs(epochs)
        .optimiser(Optimiser.adam(0.01))
        .validation(VALIDATION)
        .patience(PATIENCE)
        .threads(1)
        .seed(seed);
  }

  private static @Nullable Result result(TrainedMesh model, Table test) {
    if (model.ending() == Ending.INTERRUPTED) {
      return null;
    }
    var scores = model.evaluate(test);
    return new Result(
        scores.accuracy(), scores.logLoss(), model.topology().edges(), model.ending().toString());
  }
}
