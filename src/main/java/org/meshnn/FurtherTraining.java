package org.meshnn;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Required;
import org.meshnn.train.Ending;
import org.meshnn.train.Fit;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Polling;
import org.meshnn.train.Training;
import org.meshnn.train.TrainingState;
import tech.tablesaw.api.Table;

/**
 * How training goes on from a model: to the end of the training that was interrupted, or by another
 * one from its weights.
 *
 * @param training that the model comes from
 * @param fit what that training left behind
 */
record FurtherTraining(TrainedMesh model, Training training, Fit fit) {

  /** See {@link TrainedMesh#resume(Table, UnaryOperator)}. */
  TrainedMesh resume(Table table, @Nullable Table validation, UnaryOperator<Training> change) {
    TrainingState state =
        fit.state().orElseThrow(() -> notInterrupted(fit, "model.train(table, training)"));
    if (validation == null && model.validatedApart()) {
      throw new IllegalArgumentException(
          "it was validated on a table of its own; hand that in too: resume(table, validation,"
              + " settings -> settings)");
    }
    boolean begun = !model.history().epochs().isEmpty();
    if (validation != null && begun && !model.validatedApart()) {
      throw new IllegalArgumentException(
          "it was not validated on a table of its own, which would be another training; leave that"
              + " table out: resume(table, settings -> settings)");
    }
    Training changed = changed(training, change);
    try (Polling open = new Polling()) {
      return Preparation.resumed(model, table, validation, Watcher.watched(changed))
          .fit(state, model.origin().before());
    }
  }

  /** See {@link TrainedMesh#resume(RowFile, UnaryOperator)}. */
  TrainedMesh resume(RowFile rows, UnaryOperator<Training> change) {
    TrainingState state =
        fit.state().orElseThrow(() -> notInterrupted(fit, "model.train(rows, training)"));
    Training changed = changed(training, change);
    try (Polling open = new Polling()) {
      return Preparation.resumed(model, rows, Watcher.watched(changed))
          .fit(state, model.origin().before());
    }
  }

  /** See {@link TrainedMesh#train(RowFile, Training)}. */
  TrainedMesh train(RowFile rows, Training other) {
    Required.of(other, "a training, for example Training.defaults()");
    Training further = other.initialisation(model.initialisation());
    TrainingState begin = begin(fit, training, other);
    try (Polling open = new Polling()) {
      return Preparation.further(model, rows, Watcher.watched(further))
          .fit(begin, model.origin().withBefore());
    }
  }

  /** Other settings, if they change no step. */
  static Training changed(Training training, UnaryOperator<Training> change) {
    Required.of(change, "a change of settings, for example t -> t.epochs(500)");
    Training changed = Required.of(change.apply(training), "a training");
    training.requireSameSteps(changed);
    return changed;
  }

  /**
   * Why a training does not go on.
   *
   * @param instead the call that trains further
   */
  static IllegalStateException notInterrupted(Fit fit, String instead) {
    String why =
        fit.ending() == Ending.INTERRUPTED
            ? "this one was saved without what it needs to go on, which saveWithOptimiser(path)"
                + " saves"
            : "this one has ended (" + fit.ending() + ")";
    return new IllegalStateException(
        "expected a training that was interrupted, or a checkpoint of one; "
            + why
            + "; to train it further: "
            + instead);
  }

  /** See {@link TrainedMesh#train(Table, Training)}. */
  TrainedMesh train(Table table, Training other) {
    Required.of(other, "a training, for example Training.defaults()");
    Training further = other.initialisation(model.initialisation());
    TrainingState begin = begin(fit, training, other);
    try (Polling open = new Polling()) {
      return Preparation.further(model, table, Watcher.watched(further))
          .fit(begin, model.origin().withBefore());
    }
  }

  /** From the weights that a training left, with its memory where the optimiser is the same. */
  static TrainingState begin(Fit fit, Training training, Training other) {
    Optimiser optimiser = other.optimiser();
    Optimiser.Memory memory =
        fit.memory()
            .filter(kept -> optimiser.equals(training.optimiser()))
            .orElseGet(() -> optimiser.start(fit.weights().length).memory());
    return TrainingState.begin(fit.topology(), fit.weights(), memory);
  }
}
