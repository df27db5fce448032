package org.meshnn.spark;

import java.util.List;
import org.meshnn.Mesh;
import org.meshnn.engine.Activation;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Trial;
import org.meshnn.experiment.Trials;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Wiring;
import org.meshnn.paper.Paper;
import org.meshnn.replication.Study;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Sequences;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** What the tests run on threads and on Spark. */
final class Asked {
  private Asked() {}

  private static final Training FEW =
      Training.defaults().epochs(4).validation(0.2).patience(2).dropout(0.1).balancedClasses();

  /** Meshes and trainings of every kind. */
  private static Experiment varied(Experiment on, int neurons) {
    return on.setting("dense", Mesh.of(neurons).connect(Wiring.dense()))
        .setting("by seed", seed -> Mesh.of(neurons).connect(Wiring.random(0.6, seed)))
        .setting(
            "of many parts",
            Mesh.of(neurons)
                .connect(Wiring.dense().keep(0.9, 3).except(Wiring.edge(0, neurons - 1)))
                .activation(Activation.TANH)
                .activation(Neurons.hidden(0.5, 7), Activation.SINE)
                .leak(Neurons.all(), 0.8),
            FEW.initialisation(Initialisation.spectralRadius(0.9)))
        .training(FEW)
        .seeds(2);
  }

  static List<Experiment> experiments() {
    Table iris = Datasets.iris();
    Sequences sunspots =
        Sequences.of(Datasets.sunspots()).orderedBy("year").forecast("sunspots").window(20);
    return List.of(
        varied(Experiment.on(iris, "species"), 14).test(0.3),
        varied(Experiment.on(Datasets.penguins().dropRowsWithMissingValues(), "species"), 20)
            .folds(3),
        varied(Experiment.on(iris, "species"), 14).test(iris.inRange(40, 110)),
        varied(Experiment.on(Datasets::moons, "label"), 10).test(0.5),
        Experiment.on(sunspots.splitByTime(0.2))
            .setting("dense", Mesh.of(8).connect(Wiring.dense()))
            .training(Training.defaults().epochs(2))
            .seeds(2));
  }

  /** Long enough to be stopped. */
  static Experiment slow(int seeds) {
    return Experiment.on(Datasets.iris(), "species")
        .setting("dense", Mesh.of(18).connect(Wiring.dense()))
        .training(Training.defaults().epochs(60))
        .test(0.3)
        .seeds(seeds);
  }

  /** Some of the paper's, quick. */
  static List<Study> studies() {
    return List.of(Paper.QUICK.studies().get(0), Paper.QUICK.section41().get(0));
  }

  /** All that a run tells, to the last bit. */
  static List<String> bits(Trials trials) {
    return trials.all().stream().map(Asked::bits).toList();
  }

  private static String bits(Trial trial) {
    return trial + ", " + trial.fold() + ", " + trial.edges() + ", " + trial.loss();
  }
}
