package org.meshnn;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.meshnn.graph.Topology;
import org.meshnn.plan.SequencePlan;
import org.meshnn.plot.MeshDrawing;
import org.meshnn.plot.Picture;
import org.meshnn.tables.EncodedSequences;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.tables.Sequences;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.train.Ending;
import org.meshnn.train.Fit;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Loss;
import org.meshnn.train.Measure;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Polling;
import org.meshnn.train.Training;
import org.meshnn.train.TrainingState;
import tech.tablesaw.api.Table;

/**
 * A mesh that was trained on sequences: rows in their order go in, one after the other, and what is
 * predicted at a row depends on that row and those before. Immutable; several threads may ask at
 * once.
 *
 * <pre>{@code
 * var spots = Sequences.of(Datasets.sunspots()).orderedBy("year").forecast("sunspots").window(40);
 * var split = spots.splitByTime(0.2);
 * var model = Mesh.of(40).connect(Wiring.dense()).activation(Activation.TANH).train(split.train());
 * model.predict(split.test());
 * }</pre>
 */
public final class SequenceModel {
  private final Mesh mesh;
  private final SequencePlan plan;
  private final SequenceEncoding encoding;
  private final Training training;
  private final Fit fit;
  private final int sequences;

  /**
   * What a training leaves.
   *
   * @param sequences how many were learned from
   */
  SequenceModel(
      Mesh mesh,
      SequencePlan plan,
      SequenceEncoding encoding,
      Training training,
      Fit fit,
      int sequences) {
    this.mesh = mesh;
    this.plan = plan;
    this.encoding = encoding;
    this.training = training;
    this.fit = fit;
    this.sequences = sequences;
  }

  /**
   * {@return predictions as a table: a row for each row that one is made at, in the order of the
   * table, beside what is true where that is known} Each row is predicted from the rows up to it.
   *
   * @param asked for example the test part of a split, whose first rows are predicted from those
   *     before the split too; their order, series and inputs are read by the rules of this model
   * @throws IllegalArgumentException if the table does not fit the encoding, or a row's outputs are
   *     not finite
   */
  public Table predict(Sequences asked) {
    EncodedSequences questions = encoding.toPredict(asked);
    return questions.predictions(answers(questions));
  }

  /**
   * As {@link #predict(Sequences)}, all rows of a table.
   *
   * @param table with the columns of the order, the series and the inputs
   * @return predictions
   * @throws IllegalArgumentException as {@link #predict(Sequences)}
   */
  public Table predict(Table table) {
    return predict(encoding.sequences(table));
  }

  /** Probabilities for classes, standardised values otherwise: (sequences, targets x outputs). */
  DMatrixRMaj answers(EncodedSequences questions) {
    DMatrixRMaj found = outputs(questions).of(questions.samples().x());
    if (encoding.classification()) {
      for (int at = 0; at < found.getNumElements(); at += encoding.outputs()) {
        Loss.softmax(found.data, at, encoding.outputs());
      }
    }
    return found;
  }

  private Outputs outputs(EncodedSequences sequencesToRun) {
    SequencePlan run = SequencePreparation.plan(mesh, topology(), sequencesToRun);
    return new Outputs(new Measure(run, mesh.transition(), loss()), fit.weights());
  }

  /**
   * {@return mean loss per sequence, as training counts it: cross-entropy for classes, half the
   * squared error of standardised values, each the mean over the steps that have a target}
   *
   * @param asked with what is to be predicted
   * @throws IllegalArgumentException if the table does not fit the encoding
   */
  public double loss(Sequences asked) {
    EncodedSequences targets = encoding.toLearn(asked);
    return outputs(targets).loss(targets.samples());
  }

  private Loss loss() {
    return SequencePreparation.loss(encoding);
  }

  /**
   * Trains a copy of this mesh further, from its weights. How tables become inputs stays as it is.
   *
   * @param more sequences that fit the encoding
   * @param other how; its initialisation is not used
   * @return the mesh with the weights it has learned, and the history of this training alone
   * @throws IllegalArgumentException if the sequences do not fit the encoding
   * @throws SequenceTrainingDiverged if the loss becomes NaN or infinite
   */
  public SequenceModel train(Sequences more, Training other) {
    Required.of(more, "sequences, for example Sequences.of(table)");
    Required.of(other, "a training, for example Training.defaults()");
    Training further = other.initialisation(initialisation());
    TrainingState begin = TrainingState.begin(fit.weights(), memoryFor(other.optimiser()));
    try (Polling open = new Polling()) {
      return SequencePreparation.further(this, more, Watcher.watched(further)).fit(begin);
    }
  }

  private Optimiser.Memory memoryFor(Optimiser optimiser) {
    return fit.memory()
        .filter(kept -> optimiser.equals(training.optimiser()))
        .orElseGet(() -> optimiser.start(fit.weights().length).memory());
  }

  /** {@return the description trained from} */
  public Mesh mesh() {
    return mesh;
  }

  /** {@return the graph, with the roles the table gave it} */
  public Topology topology() {
    return plan.topology();
  }

  /** {@return how tables become its inputs and targets, step by step} */
  public SequenceEncoding encoding() {
    return encoding;
  }

  /** {@return how it was trained} */
  public Training training() {
    return training;
  }

  /** {@return the learned weights, one per edge of {@link #topology()}} */
  public double[] weights() {
    return fit.weights().clone();
  }

  /**
   * {@return the learned weight matrix A, n x n, {@code A[from][to]}}
   *
   * @throws IllegalArgumentException if n² numbers are more than an array or this JVM holds
   */
  public DMatrixRMaj matrix() {
    return topology().denseMatrix(fit.weights());
  }

  /** {@return the matrix of {@link #matrix()}, column-compressed: an entry for each edge} */
  public DMatrixSparseCSC sparseMatrix() {
    return topology().matrix(fit.weights());
  }

  /** {@return the learned weights as those that the training of another mesh begins with} */
  public Initialisation initialisation() {
    return Initialisation.of(topology(), fit.weights());
  }

  /** {@return losses and metrics by epoch} */
  public History history() {
    return new History(fit.epochs(), loss().metric().toString(), fit.bestEpoch());
  }

  /** {@return why training ended} */
  public Ending ending() {
    return fit.ending();
  }

  /** {@return a picture of the mesh with its weights; above 60 neurons, the weight matrix} */
  public Picture plot() {
    return MeshDrawing.draw(
        topology(), fit.weights(), encoding.inputNames(), encoding.outputNames());
  }

  /** {@return what it is, how it was trained and how it ended, line by line} */
  public String summary() {
    return String.join(
        "\n",
        mesh.toString(),
        "  topology  " + topology(),
        "  plan      " + plan,
        "  table     " + encoding,
        "  training  " + training + ", on " + Plural.of(sequences, "sequence"),
        "  ended     "
            + fit.ending()
            + " after "
            + history()
            + ", "
            + Plural.of(fit.steps(), "step"));
  }

  @Override
  public String toString() {
    return "SequenceModel of " + topology() + "; " + fit.ending() + " after " + history();
  }
}
