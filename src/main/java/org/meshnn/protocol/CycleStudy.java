package org.meshnn.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.replication.Result;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;
import org.meshnn.replication.Study.Metric;
import org.meshnn.train.Ending;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/**
 * Do cycles help? Meshes of equal neurons, edges and reachability that differ in their cycles learn
 * all values of Boolean functions, the parity and random ones, at several numbers of ticks. (That
 * local cycles raise what small recurrent networks compute is reported in arXiv 2606.23874.)
 *
 * @param seeds wirings of each kind; those of the same seed share their base, the function and the
 *     seed of the first weights: they are pairs
 * @param epochs of each training, one step each
 */
public record CycleStudy(int seeds, int epochs) {
  /** Everything. */
  public static final CycleStudy WHOLE = new CycleStudy(60, 1500);

  /** A look at whether everything runs: its figures say nothing. */
  public static final CycleStudy QUICK = new CycleStudy(3, 30);

  static final List<Integer> INPUTS = List.of(4, 5, 6);
  static final List<Integer> TICKS = List.of(3, 5, 8);

  private static final String PART = "Do cycles help?";
  private static final double LEARNING_RATE = 0.01;

  /** {@return a study for each number of inputs, kind of function and number of ticks} */
  public List<Study> studies() {
    List<Study> studies = new ArrayList<>();
    for (Truth truth : Truth.values()) {
      for (int inputs : INPUTS) {
        for (int ticks : TICKS) {
          List<Setting> settings = new ArrayList<>();
          for (Cycles cycles : Cycles.values()) {
            settings.add(setting(truth, inputs, ticks, cycles));
          }
          String name = name(truth, inputs, ticks);
          studies.add(
              new Study(PART, name, Metric.ACCURACY, seeds, settings, List.of(), 0)
                  .knownTo(GraphStudies.class));
        }
      }
    }
    return studies;
  }

  static String name(Truth truth, int inputs, int ticks) {
    return truth + " of " + inputs + ", T = " + ticks;
  }

  /** The setting of a study, for its runs in a ledger. */
  Setting setting(Truth truth, int inputs, int ticks, Cycles cycles) {
    String id = name(truth, inputs, ticks) + ", " + cycles;
    return new Setting(
        id, cycles.toString(), epochs, seed -> run(truth, inputs, ticks, cycles, seed), null);
  }

  /** The share of the rows, all of which are learned from, whose value comes out right. */
  private @Nullable Result run(Truth truth, int inputs, int ticks, Cycles cycles, long seed) {
    Table table = truth.table(inputs, seed);
    Training training =
        Training.defaults()
            .epochs(epochs)
            .batchSize(table.rowCount())
            .optimiser(Optimiser.adam(LEARNING_RATE))
            .gradient(GradientMethod.BACKWARD)
            .threads(1)
            .seed(seed);
    TrainedMesh model = mesh(inputs, ticks, cycles, seed).train(table, Truth.LABEL, training);
    Ending ending = model.ending();
    if (ending == Ending.INTERRUPTED) {
      return null;
    }
    var scores = model.evaluate(table);
    return new Result(
        scores.accuracy(), scores.logLoss(), model.topology().edges(), ending.toString());
  }

  /** The mesh of a run. */
  static Mesh mesh(int inputs, int ticks, Cycles cycles, long seed) {
    return Mesh.of(inputs + 1 + Cycles.HIDDEN + Cycles.OUTPUTS)
        .connect(cycles.wiring(inputs, seed))
        .ticks(ticks)
        .activation(Activation.TANH)
        .standardise(false);
  }
}
