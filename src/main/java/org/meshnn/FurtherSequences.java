package org.meshnn;

import java.util.function.UnaryOperator;
import org.meshnn.tables.Sequences;
import org.meshnn.text.Required;
import org.meshnn.train.Fit;
import org.meshnn.train.Polling;
import org.meshnn.train.Training;
import org.meshnn.train.TrainingState;

/**
 * How training goes on from a model of sequences: to the end of the training that was interrupted,
 * or by another one from its weights.
 *
 * @param training that the model comes from
 * @param fit what that training left behind
 */
record FurtherSequences(SequenceModel model, Training training, Fit fit) {
  private static final String SEQUENCES = "sequences, for example Sequences.of(table)";

  /** See {@link SequenceModel#resume(Sequences, UnaryOperator)}. */
  SequenceModel resume(Sequences sequences, UnaryOperator<Training> change) {
    TrainingState state =
        fit.state()
            .orElseThrow(
                () -> FurtherTraining.notInterrupted(fit, "model.train(sequences, training)"));
    Required.of(sequences, SEQUENCES);
    Training changed = FurtherTraining.changed(training, change);
    try (Polling open = new Polling()) {
      return SequencePreparation.resumed(model, sequences, Watcher.watched(changed))
          .fit(state, model.origin().before());
    }
  }

  /** See {@link SequenceModel#train(Sequences, Training)}. */
  SequenceModel train(Sequences more, Training other) {
    Required.of(more, SEQUENCES);
    Required.of(other, "a training, for example Training.defaults()");
    Training further = other.initialisation(model.initialisation());
    TrainingState begin = FurtherTraining.begin(fit, training, other);
    try (Polling open = new Polling()) {
      return SequencePreparation.further(model, more, Watcher.watched(further))
          .fit(begin, model.origin().withBefore());
    }
  }
}
