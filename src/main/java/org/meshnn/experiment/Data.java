package org.meshnn.experiment;

import java.io.Serializable;
import java.util.List;
import org.meshnn.Mesh;
import org.meshnn.SequenceModel;
import org.meshnn.SequenceTrainingDiverged;
import org.meshnn.TrainedMesh;
import org.meshnn.TrainingDiverged;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.KnownTable;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.tables.SequenceSplit;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;

/** What runs of an experiment learn from and are tested on. */
sealed interface Data extends Serializable {

  /**
   * What runs are measured by.
   *
   * @param mesh what it takes the label and the columns for
   * @throws IllegalArgumentException if no mesh can learn from the data
   */
  Score score(Mesh mesh);

  /** Trains a run on one thread, and measures it. */
  Measured measured(Run run, Run.Meaning meaning);

  /**
   * Rows of a table.
   *
   * @param test which rows are held out
   */
  record OfTable(SeedTable table, TestRows test) implements Data {
    @Override
    public Score score(Mesh mesh) {
      return Score.of(table.read(mesh).classification());
    }

    private TrainingTable table(Run run) {
      return table.read(run.mesh());
    }

    /**
     * As the mesh of a run has it: its column of weights is no feature, its classes are in order.
     */
    private static TrainingTable read(Mesh mesh, TrainingTable table) {
      List<String> order = mesh.classOrder();
      TrainingTable ordered = order.isEmpty() ? table : table.ordered(order);
      return mesh.weightColumn().map(ordered::weightedBy).orElse(ordered);
    }

    @Override
    public Measured measured(Run run, Run.Meaning meaning) {
      TrainingTable table = table(run);
      run.requireSame(meaning, table);
      TestRows.Parts parts = test.parts(table, run.seed(), run.fold());
      if (test instanceof TestRows.HandedIn) {
        Encoding encoding =
            read(run.mesh(), table).encoding(parts.training(), run.mesh().standardised());
        KnownTable known = encoding.known(parts.test());
        known.samples(); // refuses what could not be measured, before the training
        TrainedMesh trained = trained(run, table, parts.training());
        return Measured.of(trained, known.as(trained.encoding()));
      }
      TrainedMesh trained = trained(run, table, parts.training());
      return Measured.of(trained, trained.encoding().known(parts.test()));
    }

    /** The same model again, from the table alone; {@code loss} tells whether it is. */
    TrainedMesh again(Run run, double loss) {
      TrainingTable table = table(run);
      TestRows.Parts parts = test.parts(table, run.seed(), run.fold());
      TrainedMesh trained = trained(run, table, parts.training());
      run.requireSame(trained.ending(), loss, trained.loss(parts.test()));
      return trained;
    }

    private static TrainedMesh trained(Run run, TrainingTable table, int[] rows) {
      try {
        return run.mesh().train(table, rows, run.alone());
      } catch (TrainingDiverged e) {
        return e.trained();
      }
    }
  }

  /** Sequences, the same for all runs. */
  record OfSequences(SequenceSplit split) implements Data {
    @Override
    public Score score(Mesh mesh) {
      Target target = mesh.target();
      Sequences train = target == Target.AUTO ? split.train() : split.train().target(target);
      return SequenceEncoding.fit(train).classification() ? Score.ACCURACY : Score.NMSE;
    }

    @Override
    public Measured measured(Run run, Run.Meaning meaning) {
      SequenceModel trained = trained(run);
      return Measured.of(trained, split.test(), trained.loss(split.test()));
    }

    /** The same model again; {@code loss} tells whether it is. */
    SequenceModel again(Run run, double loss) {
      SequenceModel trained = trained(run);
      run.requireSame(trained.ending(), loss, trained.loss(split.test()));
      return trained;
    }

    /** With a listener that does nothing, so that a notebook does not watch each of them. */
    private SequenceModel trained(Run run) {
      Mesh mesh = run.mesh();
      try {
        return mesh.train(split.train(), run.alone().listen((epoch, epochs) -> {}));
      } catch (SequenceTrainingDiverged e) {
        return e.trained();
      }
    }
  }
}
