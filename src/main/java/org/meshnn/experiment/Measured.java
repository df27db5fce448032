package org.meshnn.experiment;

import java.io.Serializable;
import org.meshnn.Evaluation;
import org.meshnn.SequenceEvaluation;
import org.meshnn.SequenceModel;
import org.meshnn.TrainedMesh;
import org.meshnn.tables.KnownTable;
import org.meshnn.tables.Sequences;
import org.meshnn.train.Ending;

/**
 * What a run gave.
 *
 * @param loss mean per test row, without class weights
 * @param epochs whole ones run
 */
record Measured(Kept kept, double loss, int edges, int epochs, Ending ending)
    implements Serializable {

  /** The scores, and the model. */
  sealed interface Kept extends Serializable {
    SoftModel<?> model();
  }

  record OfTable(Evaluation evaluation, SoftModel<TrainedMesh> model) implements Kept {
    double metric() {
      return metric(evaluation);
    }

    /** Accuracy of classes, RMSE of values. */
    static double metric(Evaluation scores) {
      return scores.isOfClasses() ? scores.accuracy() : scores.rmse();
    }
  }

  record OfSequences(SequenceEvaluation evaluation, SoftModel<SequenceModel> model)
      implements Kept {}

  static Measured of(TrainedMesh trained, KnownTable test) {
    return new Measured(
        new OfTable(trained.evaluate(test), new SoftModel<>(trained)),
        trained.loss(test),
        trained.topology().edges(),
        trained.history().epochs().size(),
        trained.ending());
  }

  static Measured of(SequenceModel trained, Sequences test, double loss) {
    return new Measured(
        new OfSequences(trained.evaluate(test), new SoftModel<>(trained)),
        loss,
        trained.topology().edges(),
        trained.history().epochs().size(),
        trained.ending());
  }
}
