package org.meshnn;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.meshnn.explain.SequenceExplanation;
import org.meshnn.graph.Topology;
import org.meshnn.plan.SequencePlan;
import org.meshnn.provenance.Origin;
import org.meshnn.provenance.Rows;
import org.meshnn.tables.EncodedSequences;
import org.meshnn.tables.Labels;
import org.meshnn.tables.Predicted;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.tables.SequenceSplit;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.TableDigest;
import org.meshnn.tables.Verification;
import org.meshnn.train.Dropout;
import org.meshnn.train.Ending;
import org.meshnn.train.Fit;
import org.meshnn.train.Loss;
import org.meshnn.train.RateSweep;
import org.meshnn.train.RidgeReadout;
import org.meshnn.train.Samples;
import org.meshnn.train.Trainer;
import org.meshnn.train.Training;
import org.meshnn.train.TrainingState;

/** What one training on sequences needs: those held out, an encoding, a mesh that is wired. */
final class SequencePreparation {
  private final Mesh mesh;
  private final Training training;
  private final SequenceEncoding encoding;
  private final SequencePlan plan;
  private final Samples train;
  private final Trainer trainer;
  private final Seen seen;

  private SequencePreparation(
      Mesh mesh,
      Training training,
      SequenceEncoding encoding,
      SequencePlan plan,
      Samples train,
      Trainer trainer,
      Seen seen) {
    this.mesh = mesh;
    this.training = training;
    this.encoding = encoding;
    this.plan = plan;
    this.train = train;
    this.trainer = trainer;
    this.seen = seen;
  }

  /** A training from the beginning: means, deviations and classes are those of its sequences. */
  static SequencePreparation of(Mesh mesh, Sequences sequences, Training training) {
    requireForSequences(training);
    mesh.requireNoRowsApart("sequences");
    mesh.requireNoRules(
        "sequences have their own: .missing(..), .gaps(..)", "make other columns inputs before");
    SequenceSplit split = split(mesh.targeted(sequences), training);
    SequenceEncoding encoding = SequenceEncoding.fit(split.train(), mesh.standardised());
    Seen seen = seen(TableDigest.of(sequences.table()), sequences, split, training);
    return of(mesh, mesh.topologyFor(encoding), encoding, split, training, seen);
  }

  /** A training of a model that is there, by its encoding. */
  static SequencePreparation further(SequenceModel model, Sequences sequences, Training training) {
    requireForSequences(training);
    SequenceSplit split = split(sequences, training);
    Seen seen = seen(TableDigest.of(sequences.table()), sequences, split, training);
    return of(model.mesh(), model.topology(), model.encoding(), split, training, seen);
  }

  private static Seen seen(
      TableDigest digest, Sequences sequences, SequenceSplit split, Training training) {
    int[] rows = sequences.askedRows();
    int heldOut = training.validation() == 0 ? 0 : rows.length - split.train().table().rowCount();
    return new Seen(digest, Rows.of(rows, heldOut, sequences.table().rowCount()), List.of());
  }

  /**
   * The rest of a training that was interrupted.
   *
   * @param sequences that it began with
   * @throws IllegalArgumentException if they were others
   */
  static SequencePreparation resumed(SequenceModel model, Sequences sequences, Training training) {
    requireBegun(model.encoding().isOf(sequences), () -> others(model, sequences));
    SequencePreparation rest = further(model, sequences, training);
    Verification verification = Verification.of(model.origin().table(), rest.seen.table());
    requireBegun(verification.same(), verification::sentence);
    requireBegun(model.origin().rows().equals(rest.seen.rows()), () -> others(model, sequences));
    return rest;
  }

  private static void requireBegun(boolean same, Supplier<String> difference) {
    if (!same) {
      throw new IllegalArgumentException(
          "expected the sequences that training began with. "
              + difference.get()
              + " To train on other ones: model.train(sequences, training)");
    }
  }

  private static String others(SequenceModel model, Sequences sequences) {
    return "They were "
        + model.encoding()
        + ", on "
        + model.origin().rows()
        + "; these are "
        + sequences
        + ".";
  }

  private static SequencePreparation of(
      Mesh mesh,
      Topology topology,
      SequenceEncoding encoding,
      SequenceSplit split,
      Training training,
      Seen seen) {
    requireLoss(encoding, training);
    EncodedSequences train = encoding.toLearn(split.train());
    boolean heldOut = training.validation() > 0;
    EncodedSequences validation = heldOut ? encoding.toLearn(split.test()) : null;
    SequencePlan plan = plan(mesh, topology, train);
    InputPath.require(plan);
    Trainer trainer =
        Trainer.of(
            plan,
            mesh.transition(),
            loss(encoding, training),
            unit(encoding),
            training,
            Trainer.Randomness.of(training.seed()),
            train.samples(),
            validation == null ? plan : plan(mesh, topology, validation),
            validation == null ? null : validation.samples());
    return new SequencePreparation(mesh, training, encoding, plan, train.samples(), trainer, seen);
  }

  /**
   * The sequences to learn from, and those to validate on, which come later or are other series.
   */
  private static SequenceSplit split(Sequences sequences, Training training) {
    if (training.validation() == 0) {
      return new SequenceSplit(sequences, sequences);
    }
    return sequences.predicted().meaning() == Predicted.Meaning.LABEL
        ? sequences.splitBySeries(training.validation(), training.seed())
        : sequences.splitByTime(training.validation());
  }

  private static void requireForSequences(Training training) {
    if (training.classesBalanced() || !training.classWeights().isEmpty()) {
      throw new IllegalArgumentException(
          "class weights are for tables, whose rows stand alone; train on sequences without them");
    }
    if (!training.dropout().equals(Dropout.hidden(0))) {
      throw new IllegalArgumentException(
          "dropout is for tables, whose rows stand alone; train on sequences without it");
    }
    if (training.monitor().isScore()) {
      throw new IllegalArgumentException(
          Monitored.call(training.monitor())
              + " is for tables, whose rows stand alone; of sequences monitor Monitor.LOSS or"
              + " Monitor.METRIC");
    }
  }

  /** What it takes to learn from sequences. */
  static SequenceExplanation explain(Mesh mesh, Sequences sequences) {
    Sequences targeted = mesh.targeted(sequences);
    SequenceEncoding encoding = SequenceEncoding.fit(targeted, mesh.standardised());
    Topology topology = mesh.topologyFor(encoding);
    return explain(mesh, plan(mesh, topology, encoding.toLearn(targeted)));
  }

  static SequenceExplanation explain(Mesh mesh, SequencePlan plan) {
    return SequenceExplanation.of(plan, mesh.transition().rest(plan.topology().roles()));
  }

  /** How sequences that were encoded run through a mesh. */
  static SequencePlan plan(Mesh mesh, Topology topology, EncodedSequences sequences) {
    return new SequencePlan(
        topology, mesh.ticksPerStep(), sequences.steps(), sequences.targetSteps());
  }

  /** What training minimises: what it asks for, else by whether classes or values are predicted. */
  static Loss loss(SequenceEncoding encoding, Training training) {
    Loss usual = encoding.classification() ? Loss.CROSS_ENTROPY : Loss.HALF_SQUARED_ERROR;
    return training.loss().orElse(usual);
  }

  private static void requireLoss(SequenceEncoding encoding, Training training) {
    Loss loss = loss(encoding, training);
    for (Labels label : encoding.labels()) {
      if (!label.suited(loss).equals(label)) {
        throw new IllegalArgumentException(
            "the loss " + loss + " is for tables, whose rows stand alone; sequences take others");
      }
    }
  }

  /**
   * What values of one column were divided by, at any horizon; 1 for several columns, or classes.
   */
  private static double unit(SequenceEncoding encoding) {
    return encoding.labels().size() == 1 && encoding.labels().get(0) instanceof Labels.Values value
        ? value.scale().sd()
        : 1;
  }

  /**
   * Trains from the beginning.
   *
   * @throws SequenceTrainingDiverged if the loss becomes NaN or infinite
   */
  SequenceModel fit() {
    return fit(trainer.begin(), List.of());
  }

  /**
   * As {@link #fit()}, from a state.
   *
   * @param before the trainings that led to it
   */
  SequenceModel fit(TrainingState from, List<Origin> before) {
    training.checkpoints().ifPresent(Preparation::requireTarget);
    long begun = System.nanoTime() - (long) (1e9 * from.seconds());
    Fit fit = trainer.fit(from, snapshot -> write(model(snapshot, begun, before)));
    SequenceModel model = model(fit, begun, before);
    if (fit.ending() == Ending.DIVERGED) {
      throw new SequenceTrainingDiverged(model);
    }
    write(model);
    return model;
  }

  private void write(SequenceModel model) {
    if (training.checkpoints().isPresent()) {
      try {
        model.saveWithOptimiser(training.checkpoints().get().path());
      } catch (UncheckedIOException e) {
        throw new SequenceCheckpointNotWritten(model, e);
      }
    }
  }

  private SequenceModel model(Fit fit, long begun, List<Origin> before) {
    return new SequenceModel(
        mesh,
        plan.topology(),
        encoding,
        training,
        fit,
        new SequenceModel.Learned(train.size(), plan.steps()),
        seen.origin(begun, before));
  }

  /** The losses of steps with a learning rate that grows from the lowest to the highest. */
  RateSweep sweep(double lowest, double highest) {
    return trainer.sweep(lowest, highest);
  }

  /** The edges into the outputs in closed form, the others as they are drawn. */
  SequenceModel fitReadout(double ridge) {
    if (encoding.classification()) {
      throw new IllegalArgumentException(
          "a readout in closed form predicts values; train(sequences, training) predicts classes");
    }
    long begun = System.nanoTime();
    double[] drawn = trainer.begin().weights();
    double[] weights = RidgeReadout.fit(plan, mesh.transition(), drawn, train, ridge);
    Fit fit =
        new Fit(
            plan.topology(),
            weights,
            List.of(),
            0,
            Ending.COMPLETED,
            0,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return model(fit, begun, List.of());
  }
}
