package org.meshnn;

import java.nio.file.Files;
import java.nio.file.Path;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Ending;
import org.meshnn.train.Listener;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;

/**
 * Begins a training, or goes on with the one whose checkpoint is there, until somebody kills it.
 */
public final class KilledTraining {
  static final Training TRAINING =
      Training.defaults()
          .epochs(250)
          .validation(0.2)
          .patience(100)
          .dropout(0.1)
          .optimiser(Optimiser.adam(1e-3));

  private KilledTraining() {}

  static TrainedMesh whole(Training training) {
    return Mesh.of(30).connect(Wiring.dense()).train(Datasets.iris(), "species", training);
  }

  /** Prints a line after every epoch. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    Listener telling = (epoch, epochs) -> System.out.println(epoch.number());
    if (!Files.exists(file)) {
      whole(TRAINING.checkpoints(file, 1).listen(telling));
      return;
    }
    TrainedMesh model = TrainedMesh.load(file);
    if (model.ending() == Ending.INTERRUPTED) {
      model.resume(Datasets.iris(), t -> t.checkpoints(file, 1).listen(telling));
    }
  }
}
