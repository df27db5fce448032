package org.meshnn;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.meshnn.engine.Activation;
import org.meshnn.exchange.MeshGraph;
import org.meshnn.explain.MeshDescription;
import org.meshnn.explain.SequenceExplanation;
import org.meshnn.file.ModelFile;
import org.meshnn.file.SavedSequences;
import org.meshnn.graph.Topology;
import org.meshnn.plan.SequencePlan;
import org.meshnn.plot.MeshDrawing;
import org.meshnn.plot.Picture;
import org.meshnn.plot.Placement;
import org.meshnn.provenance.Origin;
import org.meshnn.scores.ErrorBand;
import org.meshnn.tables.EncodedSequences;
import org.meshnn.tables.Predicted;
import org.meshnn.tables.PredictedValues;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.TableDigest;
import org.meshnn.tables.Verification;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.train.Ending;
import org.meshnn.train.Fit;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Loss;
import org.meshnn.train.Measure;
import org.meshnn.train.Training;
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
  private static final String PATH = "a path, for example \"spots.mesh\"";

  private final Mesh mesh;
  private final Topology topology;
  private final SequenceEncoding encoding;
  private final Training training;
  private final Fit fit;
  private final Learned learned;
  private final Supplier<Origin> origin; // reads the library's classes when it is first asked

  /**
   * What was learned from.
   *
   * @param sequences how many
   * @param steps of the longest
   */
  record Learned(int sequences, int steps) {}

  /** What a training leaves. */
  SequenceModel(
      Mesh mesh,
      Topology topology,
      SequenceEncoding encoding,
      Training training,
      Fit fit,
      Learned learned,
      Supplier<Origin> origin) {
    this.mesh = mesh;
    this.topology = topology;
    this.encoding = encoding;
    this.training = training;
    this.fit = fit;
    this.learned = learned;
    this.origin = origin;
  }

  /**
   * {@return a model that was saved: it predicts what it did, to the last bit}
   *
   * @param path of a file that {@link #save(Path)} wrote
   * @param own the activations of one's own that it applies; others are not used
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException if it is no file of such a model, was cut short, edited or
   *     damaged, is of a later format, or applies an activation that is not handed in
   */
  public static SequenceModel load(Path path, Activation... own) {
    SavedSequences saved = ModelFile.readSequences(path, own);
    return new SequenceModel(
        Mesh.of(saved.mesh(), saved.topology()).ticksPerStep(saved.ticksPerStep()),
        saved.topology(),
        saved.encoding(),
        saved.training(),
        saved.fit(),
        new Learned(saved.sequences(), saved.steps()),
        saved::origin);
  }

  /**
   * As {@link #load(Path, Activation...)}.
   *
   * @param path of a file that {@link #save(Path)} wrote
   * @param own the activations of one's own that it applies
   * @return the model
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException as {@link #load(Path, Activation...)}, or if it is null
   */
  public static SequenceModel load(String path, Activation... own) {
    return load(Path.of(Required.of(path, PATH)), own);
  }

  /**
   * Saves all that it is, in one file, as {@link TrainedMesh#save(Path)} does. Listeners, the
   * number of threads, checkpoints, weights that were given to begin with, and what the optimiser
   * remembers are not kept.
   *
   * @param path for example {@code Path.of("spots.mesh")}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException if the path is null, or a column, category or class has half
   *     of a character in its name
   */
  public Path save(Path path) {
    return save(path, fit.result());
  }

  /**
   * As {@link #save(Path)}.
   *
   * @param path for example {@code "spots.mesh"}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException as {@link #save(Path)}
   */
  public Path save(String path) {
    return save(Path.of(Required.of(path, PATH)));
  }

  /**
   * As {@link #save(Path)}, and what training needs to go on: what the optimiser remembers, and
   * where a training that was interrupted stopped.
   *
   * @param path for example {@code Path.of("spots.mesh")}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException as {@link #save(Path)}
   */
  public Path saveWithOptimiser(Path path) {
    return save(path, fit);
  }

  /**
   * As {@link #saveWithOptimiser(Path)}.
   *
   * @param path for example {@code "spots.mesh"}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException as {@link #save(Path)}
   */
  public Path saveWithOptimiser(String path) {
    return saveWithOptimiser(Path.of(Required.of(path, PATH)));
  }

  private Path save(Path path, Fit kept) {
    return ModelFile.write(
        path,
        new SavedSequences(
            mesh.settings(),
            topology,
            mesh.ticksPerStep(),
            encoding,
            training,
            kept,
            learned.sequences(),
            learned.steps(),
            origin()));
  }

  /**
   * {@return where it comes from: the table and the rows that it learned from, the code, Java and
   * machine, when training ended} The first call in a JVM reads all classes of this library.
   */
  public Origin origin() {
    return origin.get();
  }

  /**
   * {@return whether a table is that of the sequences it was trained on, those held out in training
   * among them; if not, what differs}
   *
   * @param table its columns in any order, its rows in theirs: of the training part of a split,
   *     {@code split.train().table()}
   * @throws IllegalArgumentException if it is null
   */
  public Verification verify(Table table) {
    return Verification.of(origin().table(), TableDigest.of(table));
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
  private DMatrixRMaj answers(EncodedSequences questions) {
    DMatrixRMaj found = outputs(questions).of(questions.samples().x());
    if (encoding.classification()) {
      for (int at = 0; at < found.getNumElements(); at += encoding.outputs()) {
        Loss.softmax(found.data, at, encoding.outputs());
      }
    }
    return found;
  }

  /**
   * Measures the mesh where what it predicts is known: forecasts beside the last value and the last
   * season; classes by accuracy and confusion.
   *
   * @param asked for example the test part of a split
   * @param seasons rows after which the series repeats, at least 2 each: 12 for months; of labels
   *     none
   * @return the scores
   * @throws IllegalArgumentException as {@link #predict(Sequences)}, or if nothing is known at the
   *     rows predicted, or a season is not to be had
   */
  public SequenceEvaluation evaluate(Sequences asked, int... seasons) {
    EncodedSequences questions = encoding.toPredict(asked);
    boolean forecast = encoding.predicted().meaning() == Predicted.Meaning.FORECAST;
    if (seasons.length > 0 && !forecast) {
      throw new IllegalArgumentException(
          "a season is of a forecast, got one for " + encoding.predicted() + "; leave it out");
    }
    DMatrixRMaj found = outputs(questions).of(questions.samples().x());
    if (encoding.classification()) {
      Evaluation classes = Evaluation.of(encoding.classes(), questions.classScores(found));
      return SequenceEvaluation.of(
          encoding, classes, forecast ? naive(questions, seasons) : Map.of());
    }
    return SequenceEvaluation.of(
        encoding,
        questions.values(found).stream()
            .map(values -> forecast ? values.againstNaive(seasons) : values.alone())
            .toList());
  }

  /** Accuracies by the names of the forecasts. */
  private static Map<String, Double> naive(EncodedSequences questions, int... seasons) {
    Map<String, Double> naive = new LinkedHashMap<>();
    naive.put("last value", questions.naiveAccuracy(1));
    for (int season : seasons) {
      naive.put("last season, " + season + " rows", questions.naiveAccuracy(season));
    }
    return naive;
  }

  /**
   * As {@link #evaluate(Sequences, int...)}, all rows of a table.
   *
   * @param table with the columns of the order, the series, the inputs and what is predicted
   * @param seasons rows after which the series repeats
   * @return the scores
   * @throws IllegalArgumentException as {@link #evaluate(Sequences, int...)}
   */
  public SequenceEvaluation evaluate(Table table, int... seasons) {
    return evaluate(encoding.sequences(table), seasons);
  }

  /**
   * {@return a picture of a series and what is predicted of it, the first output; of several
   * series, that with most predictions; the test part of a split by time is shaded}
   *
   * @param asked as for {@link #predict(Sequences)}
   * @throws IllegalArgumentException as {@link #predict(Sequences)}
   * @throws IllegalStateException if classes are predicted
   */
  public Picture plotForecast(Sequences asked) {
    return ForecastPicture.draw(asked, values(asked, firstOutput()), null);
  }

  /**
   * As {@link #plotForecast(Sequences)}, with a band around the predictions that 95 % of what comes
   * true lies in if errors to come are like those of other rows: see {@link ErrorBand}.
   *
   * @param asked as for {@link #predict(Sequences)}
   * @param measured rows whose errors make the band; on those that were learned from they are
   *     smaller than elsewhere
   * @return the picture
   * @throws IllegalArgumentException as {@link #predict(Sequences)}, or if fewer than 39 values
   *     measured are known
   * @throws IllegalStateException if classes are predicted
   */
  public Picture plotForecast(Sequences asked, Sequences measured) {
    return plotForecast(asked, measured, firstOutput());
  }

  /**
   * As {@link #plotForecast(Sequences, Sequences)}, of another output.
   *
   * @param asked as for {@link #predict(Sequences)}
   * @param measured rows whose errors make the band
   * @param output for example {@code sunspots +2}
   * @return the picture
   * @throws IllegalArgumentException as {@link #plotForecast(Sequences, Sequences)}, or if there is
   *     no such output
   * @throws IllegalStateException if classes are predicted
   */
  public Picture plotForecast(Sequences asked, Sequences measured, String output) {
    PredictedValues known = values(measured, output);
    ErrorBand band = ErrorBand.of(known.actual(), known.predicted());
    return ForecastPicture.draw(asked, values(asked, output), band);
  }

  private String firstOutput() {
    return encoding.outputNames().get(0);
  }

  private PredictedValues values(Sequences asked, String output) {
    EncodedSequences questions = encoding.toPredict(asked);
    return questions.values(outputs(questions).of(questions.samples().x())).stream()
        .filter(values -> values.output().equals(output))
        .findFirst()
        .orElseThrow(() -> SequenceEvaluation.unknown(output, encoding.outputNames()));
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
    return SequencePreparation.loss(encoding, training);
  }

  /**
   * Goes on with a training that was interrupted, from a checkpoint or where it was stopped, to its
   * end: with the bits with which it would have ended had it not stopped.
   *
   * @param sequences that training began with
   * @return the mesh with the weights it has learned, and the history of the whole training
   * @throws IllegalStateException if the training was not interrupted
   * @throws IllegalArgumentException if the sequences are others
   * @throws SequenceTrainingDiverged if the loss becomes NaN or infinite
   */
  public SequenceModel resume(Sequences sequences) {
    return resume(sequences, settings -> settings);
  }

  /**
   * As {@link #resume(Sequences)}, with other settings that change no step: epochs, patience,
   * threads, listeners and checkpoints, none of the last three being kept in a file. An {@linkplain
   * org.meshnn.train.Optimiser#of optimiser of one's own}, of which a file has the name alone, is
   * handed in here. Epochs cannot change where the learning rate goes by them.
   *
   * @param sequences that training began with
   * @param change from the settings that training began with
   * @return the mesh with the weights it has learned, and the history of the whole training
   * @throws IllegalStateException if the training was not interrupted
   * @throws IllegalArgumentException as {@link #resume(Sequences)}, or if another setting is
   *     changed
   * @throws SequenceTrainingDiverged if the loss becomes NaN or infinite
   */
  public SequenceModel resume(Sequences sequences, UnaryOperator<Training> change) {
    return new FurtherSequences(this, training, fit).resume(sequences, change);
  }

  /**
   * Trains a copy of this mesh further, from its weights. How tables become inputs stays as it is.
   * The optimiser goes on with what it remembers if it is the same one with the same settings.
   *
   * @param more sequences that fit the encoding
   * @param other how; its initialisation is not used
   * @return the mesh with the weights it has learned, and the history of this training alone
   * @throws IllegalArgumentException if the sequences do not fit the encoding
   * @throws SequenceTrainingDiverged if the loss becomes NaN or infinite
   */
  public SequenceModel train(Sequences more, Training other) {
    return new FurtherSequences(this, training, fit).train(more, other);
  }

  /** {@return the description trained from} */
  public Mesh mesh() {
    return mesh;
  }

  /** {@return the graph, with the roles the table gave it} */
  public Topology topology() {
    return topology;
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

  /**
   * {@return neurons, edges and learned weights as other systems know them; its ticks are those of
   * a step} The weights are for inputs as {@link #encoding} makes them: see {@link
   * TrainedMesh#graph}.
   */
  public MeshGraph graph() {
    return MeshGraph.of(
        topology(),
        mesh.transition(),
        mesh.ticksPerStep(),
        encoding.inputNames(),
        encoding.outputNames(),
        fit.weights());
  }

  /** {@return losses and metrics by epoch} */
  public History history() {
    return new History(
        fit.epochs(), loss().metric().toString(), fit.bestEpoch(), training.monitor());
  }

  /** {@return why training ended} */
  public Ending ending() {
    return fit.ending();
  }

  /**
   * {@return what the sequences that it learned from take, by gradient method, and what can learn}
   */
  public SequenceExplanation explain() {
    int[] targets = encoding.windows().targetSteps(learned.steps());
    return SequencePreparation.explain(
        mesh, new SequencePlan(topology, mesh.ticksPerStep(), learned.steps(), targets));
  }

  /**
   * {@return what kind of graph it is, as {@link Mesh#describe} has it, with the spectral radius of
   * its weights; T are the ticks of the steps that it learned from at a time}
   */
  public MeshDescription describe() {
    long ticks = (long) learned.steps() * mesh.ticksPerStep();
    return MeshDescription.of(
        topology,
        (int) Math.min(ticks, Integer.MAX_VALUE),
        mesh.transition().rest(topology.roles()),
        fit.weights());
  }

  /** {@return a picture of the mesh with its weights; above 60 neurons, the weight matrix} */
  public Picture plot() {
    return plot(Placement.BY_ROLE);
  }

  /**
   * {@return a picture of the mesh with its weights, its neurons placed otherwise; where there are
   * more of them than {@link Placement#mostNeurons}, the weight matrix}
   *
   * @param placement where the neurons go, for example {@code Placement.FORCE}
   * @throws IllegalArgumentException if it is null
   */
  public Picture plot(Placement placement) {
    return MeshDrawing.draw(
        topology(), fit.weights(), encoding.inputNames(), encoding.outputNames(), placement);
  }

  /** {@return what it is, how it was trained and how it ended, line by line} */
  public String summary() {
    return String.join(
        "\n",
        mesh.toStringByStep(),
        "  topology  " + topology(),
        "  sequences "
            + Plural.of(learned.sequences(), "sequence")
            + " of "
            + Plural.of(learned.steps(), "step")
            + " at most, "
            + Plural.of(mesh.ticksPerStep(), "tick")
            + " each",
        "  table     " + encoding,
        trained());
  }

  private String trained() {
    if (fit.epochs().isEmpty() && fit.ending() == Ending.COMPLETED) {
      return "  readout   in closed form; other weights drawn, "
          + training.initialisation()
          + ", seed "
          + training.seed();
    }
    return "  training  "
        + training
        + TrainedMesh.chosen(fit, training)
        + "\n  ended     "
        + fit.ending()
        + " after "
        + history()
        + ", "
        + Plural.of(fit.steps(), "step");
  }

  @Override
  public String toString() {
    return "SequenceModel of " + topology() + "; " + fit.ending() + " after " + history();
  }
}
