package org.meshnn;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.jspecify.annotations.Nullable;
import org.meshnn.card.Card;
import org.meshnn.card.Subject;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OneSample;
import org.meshnn.exchange.MeshGraph;
import org.meshnn.explain.Explanation;
import org.meshnn.explain.MeshDescription;
import org.meshnn.export.JavaSource;
import org.meshnn.export.OnnxExport;
import org.meshnn.export.OnnxPrecision;
import org.meshnn.file.ModelFile;
import org.meshnn.file.Replacement;
import org.meshnn.file.SavedModel;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Plan;
import org.meshnn.plot.ActivityFilm;
import org.meshnn.plot.Animation;
import org.meshnn.plot.MeshDrawing;
import org.meshnn.plot.Picture;
import org.meshnn.plot.Placement;
import org.meshnn.provenance.Origin;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.JointScores;
import org.meshnn.scores.Scores;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.ArrayTable;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.KnownTable;
import org.meshnn.tables.TableBlocks;
import org.meshnn.tables.TableDigest;
import org.meshnn.tables.Verification;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.train.Ending;
import org.meshnn.train.Fit;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Loss;
import org.meshnn.train.Measure;
import org.meshnn.train.RowReader;
import org.meshnn.train.Samples;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** A mesh with the weights it has learned, and how it came by them. Immutable. */
public final class TrainedMesh {
  private static final String ROWS = "a row file, for example RowFile.open(path)";

  private final Mesh mesh;
  private final Topology topology;
  private final Encoding encoding;
  private final Training training;
  private final Fit fit;
  private final int trainingRows;
  private final Supplier<Origin> origin; // reads the library's classes when it is first asked
  private final @Nullable Scores heldOut; // null where no rows were
  private @Nullable Plan plan; // of a loaded model null until it is needed
  private @Nullable Outputs outputs; // null until they are needed

  TrainedMesh(
      Mesh mesh,
      Plan plan,
      Encoding encoding,
      Training training,
      Fit fit,
      int trainingRows,
      Supplier<Origin> origin,
      @Nullable Scores heldOut) {
    this(mesh, plan.topology(), encoding, training, fit, trainingRows, origin, heldOut);
    this.plan = plan;
  }

  private TrainedMesh(
      Mesh mesh,
      Topology topology,
      Encoding encoding,
      Training training,
      Fit fit,
      int trainingRows,
      Supplier<Origin> origin,
      @Nullable Scores heldOut) {
    this.mesh = mesh;
    this.topology = topology;
    this.encoding = encoding;
    this.training = training;
    this.fit = fit;
    this.trainingRows = trainingRows;
    this.origin = origin;
    this.heldOut = heldOut;
  }

  /**
   * {@return a model that was saved: it predicts what it did, to the last bit, prints and draws as
   * it did}
   *
   * @param path of a file that {@link #save(Path)} wrote
   * @param own the activations of one's own that it applies, made as they were: the file has their
   *     names alone; others are not used
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException if it is no model file, was cut short, edited or damaged, was
   *     written by a later version in a format that this one does not know, or applies an
   *     activation of one's own that is not handed in
   */
  public static TrainedMesh load(Path path, Activation... own) {
    SavedModel saved = ModelFile.read(path, own);
    return new TrainedMesh(
        Mesh.of(saved.mesh(), saved.topology()),
        saved.topology(),
        saved.encoding(),
        saved.training(),
        saved.fit(),
        saved.trainingRows(),
        saved::origin,
        saved.heldOut().orElse(null));
  }

  /**
   * As {@link #load(Path, Activation...)}.
   *
   * @param path of a file that {@link #save(Path)} wrote
   * @param own the activations of one's own that it applies
   * @return the model
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException if it is no model file, or a damaged or later one, it applies
   *     an activation that is not handed in, or the path is null
   */
  public static TrainedMesh load(String path, Activation... own) {
    return load(Path.of(Required.of(path, "a path, for example \"iris.mesh\"")), own);
  }

  /**
   * Saves all that it is, in one file: how tables become inputs, the mesh, its weights, how it was
   * trained and how that went. A file that is there is replaced in one step: whatever happens
   * meanwhile, the path leads to the old model or to the new. Listeners, the number of threads,
   * checkpoints, weights that were given to begin with, and what the optimiser remembers are not
   * kept.
   *
   * @param path for example {@code Path.of("iris.mesh")}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException if the path is null, or a column, category or class has half
   *     of a character in its name
   */
  public Path save(Path path) {
    return save(path, fit.result());
  }

  private Path save(Path path, Fit kept) {
    return ModelFile.write(
        path,
        new SavedModel(
            mesh.settings(),
            topology,
            encoding,
            training,
            kept,
            trainingRows,
            Optional.ofNullable(heldOut),
            origin()));
  }

  /**
   * As {@link #save(Path)}.
   *
   * @param path for example {@code "iris.mesh"}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException as {@link #save(Path)}
   */
  public Path save(String path) {
    return save(Path.of(Required.of(path, "a path, for example \"iris.mesh\"")));
  }

  /**
   * As {@link #save(Path)}, and what training needs to go on: what the optimiser remembers, and
   * where a training that was interrupted stopped. With Adam the file is three times as long.
   *
   * @param path for example {@code Path.of("iris.mesh")}, in a folder that exists
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
   * @param path for example {@code "iris.mesh"}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   */
  public Path saveWithOptimiser(String path) {
    return saveWithOptimiser(Path.of(Required.of(path, "a path, for example \"iris.mesh\"")));
  }

  /**
   * Goes on with a training that was interrupted, from a checkpoint or where it was stopped, to its
   * end: with the bits with which it would have ended had it not stopped.
   *
   * @param table that training began with, unchanged
   * @return the mesh with the weights it has learned, and the history of the whole training
   * @throws IllegalStateException if the training was not interrupted
   * @throws IllegalArgumentException if the table is another, as {@link #verify} finds, or training
   *     began with a part of it
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh resume(Table table) {
    return resume(table, settings -> settings);
  }

  /**
   * As {@link #resume(Table)}, with other settings that change no step: epochs, patience, threads,
   * listeners and checkpoints, none of the last three being kept in a file. An {@linkplain
   * org.meshnn.train.Optimiser#of optimiser of one's own}, of which a file has the name alone, is
   * handed in here. Epochs cannot change where the learning rate or the rewiring goes by them.
   *
   * <pre>{@code
   * TrainedMesh.load("iris.mesh").resume(iris, t -> t.epochs(500).checkpoints("iris.mesh", 10))
   * }</pre>
   *
   * @param table that training began with, unchanged
   * @param change from the settings that training began with
   * @return the mesh with the weights it has learned, and the history of the whole training
   * @throws IllegalStateException if the training was not interrupted
   * @throws IllegalArgumentException as {@link #resume(Table)}, or if another setting is changed
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh resume(Table table, UnaryOperator<Training> change) {
    return new FurtherTraining(this, training, fit).resume(table, null, change);
  }

  /**
   * As {@link #resume(Table, UnaryOperator)}, of a training that was validated on a table of its
   * own.
   *
   * @param table that training began with, unchanged
   * @param validation that it was validated on, unchanged, which is not checked
   * @param change of settings, for example {@code t -> t.epochs(500)}
   * @return the mesh with the weights it has learned, and the history of the whole training
   * @throws IllegalStateException if the training was not interrupted
   * @throws IllegalArgumentException as {@link #resume(Table, UnaryOperator)}
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh resume(Table table, Table validation, UnaryOperator<Training> change) {
    Required.of(validation, "the table that it was validated on");
    return new FurtherTraining(this, training, fit).resume(table, validation, change);
  }

  /**
   * Trains a copy of this mesh further, from its weights, with any rows that it can be measured on:
   * more of them, or the same for more epochs. How tables become inputs stays as it is, means and
   * deviations included, as that is what the weights are for. Rows held out are drawn again, from
   * all rows of the table. The optimiser goes on with what it remembers if it is the same one with
   * the same settings and these are the weights of its last step; else it begins without a memory,
   * as it does after loading what {@link #save(Path)} saved.
   *
   * @param table with all feature columns and the label column, by name, in any order
   * @param training how; its initialisation is not used
   * @return the mesh with the weights it has learned, and the history of this training alone
   * @throws IllegalArgumentException if the table does not fit the encoding
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(Table table, Training training) {
    return new FurtherTraining(this, this.training, fit).train(table, training);
  }

  /**
   * As {@link #resume(Table, UnaryOperator)}, of a training on a file.
   *
   * @param rows a file of the table that it began with, of the same precision
   * @param change of settings, for example {@code t -> t.epochs(500)}
   * @return the mesh trained to the end
   * @throws IllegalStateException as {@link #resume(Table, UnaryOperator)}
   * @throws IllegalArgumentException as {@link #resume(Table, UnaryOperator)}
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh resume(RowFile rows, UnaryOperator<Training> change) {
    Required.of(rows, ROWS);
    return new FurtherTraining(this, training, fit).resume(rows, change);
  }

  /**
   * As {@link #train(Table, Training)}, on the rows of a file.
   *
   * @param rows with the columns, categories and classes of this mesh, in their order
   * @param training the settings; its initialisation is not used
   * @return another mesh
   * @throws IllegalArgumentException if the file has others
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(RowFile rows, Training training) {
    Required.of(rows, ROWS);
    return new FurtherTraining(this, this.training, fit).train(rows, training);
  }

  /**
   * {@return the evaluation of the predictions of a file's rows, read a few at a time} Of values 16
   * bytes a row are kept; of classes 16 MB at most, as {@link Evaluation#auc} says.
   *
   * @param rows with the columns, categories and classes of this mesh, in their order
   * @throws IllegalArgumentException if the file has others, or outputs are not finite
   */
  public Evaluation evaluate(RowFile rows) {
    Required.of(rows, ROWS).requireKnown(encoding);
    Answers answers = Answers.all(rows.rows(), encoding);
    outputs().of(new FileRows(rows.file(), encoding, null, null, null), answers);
    answers.requireFinite();
    return answers.evaluation(encoding, rows.file()::label);
  }

  /**
   * Predicts the rows of a file, some thousand at a time, in their order.
   *
   * @param rows with the columns, categories and classes of this mesh, in their order
   * @param use is called with the predictions of the next rows, as {@link #predict(Table)} has them
   * @throws IllegalArgumentException if the file has other columns
   */
  public void predict(RowFile rows, Consumer<Table> use) {
    Required.of(rows, ROWS).requireKnown(encoding);
    Required.of(use, "what is called with each table of predictions");
    for (int from = 0; from < rows.rows(); from += TableBlocks.ROWS) {
      int[] taken = IntStream.range(from, Math.min(rows.rows(), from + TableBlocks.ROWS)).toArray();
      RowReader reader =
          new FileRows(rows.file(), encoding, null, taken, null).reader(taken.length);
      reader.read(taken, 0, taken.length);
      DMatrixRMaj x = reader.samples().x();
      use.accept(encoding.predictions(answers(x)));
    }
  }

  /**
   * As {@link #exportOnnx(Path, OnnxPrecision)}, in single precision.
   *
   * @param path for example {@code Path.of("iris.onnx")}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalStateException if the library is not there that ONNX files are written with
   * @throws IllegalArgumentException if the mesh is too large for the format, or the path is null
   */
  public Path exportOnnx(Path path) {
    return exportOnnx(path, OnnxPrecision.FLOAT32);
  }

  /**
   * As {@link #exportOnnx(Path)}.
   *
   * @param path for example {@code "iris.onnx"}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalStateException if the library is not there that ONNX files are written with
   * @throws IllegalArgumentException if the mesh is too large for the format, or the path is null
   */
  public Path exportOnnx(String path) {
    return exportOnnx(Path.of(Required.of(path, "a path, for example \"iris.onnx\"")));
  }

  /**
   * Writes an ONNX file, which answers as {@link #predict} where there is no Java: it takes a
   * table's columns by their names, as they are; {@link OnnxExport} says in what shapes. Its
   * metadata are the {@link #origin()}. A file that is there is replaced in one step.
   *
   * @param path for example {@code Path.of("iris.onnx")}, in a folder that exists
   * @param precision of the numbers it computes with
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalStateException if the library is not there that ONNX files are written with,
   *     which is optional; the message says how to add it
   * @throws IllegalArgumentException if it would be beyond 2 GiB, which the format does not hold, a
   *     weight is beyond the precision's range, or an argument is null
   */
  public Path exportOnnx(Path path, OnnxPrecision precision) {
    OnnxExport export =
        OnnxExport.of(
            plan(), mesh.transition(), fit.weights(), encoding, precision, origin().facts());
    return Replacement.write(path, export::writeTo);
  }

  /** {@return the description trained from} */
  public Mesh mesh() {
    return mesh;
  }

  /** {@return the graph, with the roles the table gave it} */
  public Topology topology() {
    return topology;
  }

  /** {@return the plan it runs by} */
  public synchronized Plan plan() {
    if (plan == null) {
      plan = mesh.planFor(topology);
    }
    return plan;
  }

  private synchronized Outputs outputs() {
    if (outputs == null) {
      outputs = new Outputs(new Measure(plan(), mesh.transition(), loss()), fit.weights());
    }
    return outputs;
  }

  private Loss loss() {
    return Preparation.loss(encoding, training);
  }

  /** {@return what is alive at which tick, what can learn, what each gradient method costs} */
  public Explanation explain() {
    return Explanation.of(plan());
  }

  /**
   * {@return what kind of graph it is, as {@link Mesh#describe} has it, with the spectral radius of
   * its weights}
   */
  public MeshDescription describe() {
    return MeshDescription.of(
        topology, mesh.ticks(), mesh.transition().rest(topology.roles()), fit.weights());
  }

  /** {@return how tables become its inputs and targets} */
  public Encoding encoding() {
    return encoding;
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

  /**
   * {@return the learned weights as those that the training of another mesh begins with} Its
   * neurons must be as those of this mesh, its edges among them; for edges that this mesh lacks,
   * {@code Initialisation.of(model.sparseMatrix())} takes 0.
   */
  public Initialisation initialisation() {
    return Initialisation.of(topology(), fit.weights());
  }

  /**
   * {@return neurons, edges and learned weights as other systems know them: {@code
   * model.graph().write("mesh.graphml")}} Inputs and outputs have the names that the table gave
   * them; the weights are for inputs as {@link #encoding} makes them. Where it standardises, so
   * must the mesh that is made of the graph: {@code Mesh.of(graph).standardise(true)}.
   */
  public MeshGraph graph() {
    return MeshGraph.of(
        topology(),
        mesh.transition(),
        mesh.ticks(),
        encoding.inputNames(),
        outputNames(),
        fit.weights());
  }

  private List<String> outputNames() {
    return encoding.labels().outputNames();
  }

  /** {@return what answers at the learned weights: states, loss, gradient of any batch} */
  public Probe probe() {
    return Probe.of(topology(), mesh.ticks(), mesh.transition(), fit.weights());
  }

  /** {@return losses and metrics by epoch} */
  public History history() {
    return new History(
        fit.epochs(), loss().metric().toString(), fit.bestEpoch(), training.monitor());
  }

  /**
   * {@return a row for each rewiring of a training that rewires: the whole epochs and the steps
   * before it, the edges dropped and grown, and how many there were since} Empty where edges
   * stayed. The edges themselves are seen as they change by a listener: {@link
   * org.meshnn.train.Listener#rewired}.
   */
  public Table rewiring() {
    return RewiringTable.of(fit.rewirings());
  }

  /** {@return why training ended} */
  public Ending ending() {
    return fit.ending();
  }

  /**
   * {@return where it comes from: the table and the rows that it learned from, the code, Java and
   * machine, when training ended} The first call in a JVM reads all classes of this library.
   */
  public Origin origin() {
    return origin.get();
  }

  /**
   * {@return whether a table is the one that it was trained on, the rows held out among it; if not,
   * what differs}
   *
   * @param table with the label column, its columns in any order, its rows in theirs
   * @throws IllegalArgumentException if it is null
   */
  public Verification verify(Table table) {
    return Verification.of(origin().table(), TableDigest.of(table));
  }

  /**
   * {@return how well its weights do on the rows that were held out of training; empty if none
   * were, there are more than 1,000 classes, or outputs were not finite} With {@link
   * Training#patience} these rows have chosen the epoch, so the scores are on the good side.
   */
  public Optional<Evaluation> heldOut() {
    return Optional.ofNullable(heldOut).map(this::evaluation);
  }

  /**
   * {@return its card: what it predicts from what, how well it does on the rows that were held out
   * of training, if any were, its limits, how it was made, how to use it} A notebook shows it as a
   * page; {@link Card#toString} is Markdown, {@link Card#save} writes that.
   */
  public Card card() {
    return cardWith(null);
  }

  /**
   * {@return the {@link #card()}, with its quality measured on a table as well}
   *
   * @param test with all feature columns and the label column; rows that the mesh did not learn
   *     from, and that chose nothing
   * @throws IllegalArgumentException as {@link #evaluate}
   */
  public Card card(Table test) {
    return cardWith(new Subject.Test(TableDigest.of(test), scores(encoding.known(test))));
  }

  private Card cardWith(Subject.@Nullable Test test) {
    return Card.of(
        new Subject(
            mesh.toString(),
            plan(),
            encoding,
            training,
            fit,
            loss().metric(),
            origin(),
            heldOut,
            test));
  }

  private Evaluation evaluation(Scores scores) {
    if (scores instanceof JointScores joint) {
      return Evaluation.of(joint);
    }
    return scores instanceof ClassScores ofClasses
        ? Evaluation.of(encoding.classes(), ofClasses)
        : Evaluation.of(encoding.label(), (ValueScores) scores);
  }

  /**
   * Measures the mesh on labelled rows.
   *
   * @param table with all feature columns and the label column, by name, in any order
   * @return its scores
   * @throws IllegalArgumentException if the table does not fit the encoding, or a row's outputs are
   *     not finite, or the value they stand for is beyond the largest number
   */
  public Evaluation evaluate(Table table) {
    return evaluate(encoding.known(table));
  }

  /**
   * As {@link #evaluate(Table)}, on a table that was checked before.
   *
   * @param table of {@code model.encoding().known(table)}
   * @return its scores
   * @throws IllegalArgumentException as {@link #evaluate(Table)}, or if another encoding knows it
   */
  public Evaluation evaluate(KnownTable table) {
    Required.of(table, "a table that was checked, of model.encoding().known(table)");
    DMatrixRMaj found = outputs().of(table.requireOf(encoding).inputs());
    return Scored.evaluation(encoding, table, found);
  }

  private Scores scores(KnownTable table) {
    return Scored.of(encoding, table, outputs().of(table.inputs()));
  }

  /**
   * {@return mean loss per labelled row, as training counts it without class weights: what {@link
   * Training#loss(Loss)} asked for, else cross-entropy for classes, half the squared error of the
   * standardised label for a value}
   *
   * @param table as for {@link #evaluate}
   * @throws IllegalArgumentException if the table does not fit the encoding
   * @throws IllegalStateException if the loss was one's own and the mesh was loaded from a file,
   *     which does not keep it
   */
  public double loss(Table table) {
    return loss(encoding.known(table));
  }

  /**
   * {@return the loss of {@link #loss(Table)}, on a table that was checked before}
   *
   * @param table of {@code model.encoding().known(table)}
   * @throws IllegalArgumentException as {@link #loss(Table)}, or if another encoding knows it
   */
  public double loss(KnownTable table) {
    return outputs().loss(table.requireOf(encoding).samples());
  }

  /**
   * {@return {@link #loss(Table)} as a function of the weights, one per edge of {@link
   * #topology()}} The table is encoded once; what the model itself predicts stays as it is.
   *
   * @param table as for {@link #evaluate}
   * @throws IllegalArgumentException if the table does not fit the encoding; what is returned
   *     throws it if there is not one weight per edge
   * @throws IllegalStateException as {@link #loss(Table)}
   */
  public ToDoubleFunction<double[]> lossOfWeights(Table table) {
    Samples samples = encoding.samples(table);
    Outputs asked = outputs();
    return weights -> {
      if (weights.length != topology.edges()) {
        throw new IllegalArgumentException(
            "expected "
                + Plural.of(topology.edges(), "weight")
                + ", one per edge, got "
                + weights.length);
      }
      return asked.loss(weights, samples);
    };
  }

  /**
   * {@return predictions: for classes a column with the predicted label and one probability per
   * class, for a value one column, of quantiles the level nearest to 0.5 and then the others; of
   * several columns those of each; one row per row of the table, in its order}
   *
   * @param table with all feature columns, by name, in any order; a label column is not needed
   * @throws IllegalArgumentException if the table does not fit the encoding, or a row's outputs are
   *     not finite, or the value they stand for is beyond the largest number
   */
  public Table predict(Table table) {
    return encoding.predictions(table, answers(encoding.inputs(table)));
  }

  /**
   * {@return the prediction of one row, as {@link #predict(Table)} has it}
   *
   * @param row its features in the order of the columns: numbers, of a boolean column 0 or 1
   * @throws IllegalArgumentException if there are more or fewer, one is not finite, or a feature is
   *     text
   */
  public Table predict(double... row) {
    return predict(new double[][] {row});
  }

  /**
   * {@return predictions, as {@link #predict(Table)} has them}
   *
   * @param rows shape (rows, columns): the features in the order of the columns
   * @throws IllegalArgumentException as {@link #predict(double...)}
   */
  public Table predict(double[][] rows) {
    return predict(ArrayTable.matrix(rows));
  }

  /**
   * {@return predictions, as {@link #predict(Table)} has them}
   *
   * @param rows shape (rows, columns): the features in the order of the columns
   * @throws IllegalArgumentException as {@link #predict(double...)}
   */
  public Table predict(DMatrixRMaj rows) {
    Required.of(rows, "rows of features, shape (rows, columns)");
    return predict(ArrayTable.features(encoding, rows));
  }

  /**
   * {@return predictions, as {@link #predict(Table)} has them, of rows that are inputs already: a
   * table that is asked about again and again, a little changed each time, is encoded once}
   *
   * @param inputs shape (rows, inputs), at least one row, as {@code model.encoding().inputs(table)}
   *     has them
   * @throws IllegalArgumentException if the shape is another, a row's outputs are not finite, or
   *     the value they stand for is beyond the largest number
   */
  public Table predictInputs(DMatrixRMaj inputs) {
    Required.of(inputs, "the inputs of rows, for example model.encoding().inputs(table)");
    if (inputs.numRows < 1 || inputs.numCols != encoding.inputs()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected inputs of shape n x %d, a row each, as model.encoding().inputs(table) has"
                  + " them, got %d x %d; rows of the columns' own entries: model.predict(rows)",
              encoding.inputs(),
              inputs.numRows,
              inputs.numCols));
    }
    return encoding.predictions(answers(inputs));
  }

  /**
   * {@return what predicts one row at a time and allocates nothing for it; one for each thread}
   * Where rows come by the table, {@link #predict} is simpler.
   */
  public Predictor predictor() {
    return new Predictor(encoding, new OneSample(plan(), mesh.transition(), fit.weights()));
  }

  /**
   * {@return the mesh as one Java class that needs nothing but Java 8, with a static method {@code
   * predict} of the columns} To a file: {@code Files.writeString(path, model.toJava(name))}.
   *
   * @param name of the class, with its package: {@code com.acme.IrisMesh}
   * @throws IllegalArgumentException if Java does not take the name, or the mesh is too large for a
   *     class ({@link JavaSource#of})
   */
  public String toJava(String name) {
    List<String> remarks =
        List.of(
            mesh.toString(),
            "topology " + topology(),
            "training " + training + ", on " + Plural.of(trainingRows, "row"));
    return JavaSource.of(name, plan(), mesh.transition(), fit.weights(), encoding, remarks);
  }

  /** The probability of each class, shape (rows, classes). */
  DMatrixRMaj probabilities(DMatrixRMaj inputs) {
    return Loss.softmax(Scored.logits(encoding.labels(), outputs().of(inputs)));
  }

  /** As labels answer: probabilities, or standardised values. */
  DMatrixRMaj answers(DMatrixRMaj inputs) {
    DMatrixRMaj found = outputs().of(inputs);
    for (int i = 0; i < found.numRows; i++) {
      encoding.labels().answer(found.data, found.getIndex(i, 0));
    }
    return found;
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
        topology(), fit.weights(), encoding.inputNames(), outputNames(), placement);
  }

  /**
   * {@return the states of all neurons over the ticks of a row, on the drawing of the mesh, as a
   * film: inputs clamped, then a frame for each tick, with the outputs' states} The frames are
   * pictures, {@code film.frames().get(2)} that after tick 2; {@code film.strip()} has them side by
   * side, {@code film.save("film.gif")} keeps it. Placed by role up to 60 neurons, then by
   * distance.
   *
   * @param table with all feature columns, by name, in any order
   * @param row of the table, from 0
   * @throws IllegalArgumentException if there is no such row, the table does not fit the encoding,
   *     or the mesh has more than 300 neurons
   */
  public Animation film(Table table, int row) {
    boolean small = topology.neurons() <= Placement.BY_ROLE.mostNeurons();
    return film(table, row, small ? Placement.BY_ROLE : Placement.BY_DISTANCE);
  }

  /**
   * As {@link #film(Table, int)}, the neurons placed otherwise.
   *
   * @param table with all feature columns, by name, in any order
   * @param row of the table, from 0
   * @param placement where the neurons go
   * @return the film
   * @throws IllegalArgumentException as {@link #film(Table, int)}, or if the mesh has more neurons
   *     than {@link Placement#mostNeurons}
   */
  public Animation film(Table table, int row, Placement placement) {
    Required.of(table, "a table, for example Datasets.iris()");
    if (row < 0 || row >= table.rowCount()) {
      throw new IllegalArgumentException(
          "expected a row from 0 to " + (table.rowCount() - 1) + ", got " + row);
    }
    DMatrixRMaj x = encoding.inputs(table.rows(row));
    return ActivityFilm.of(
        topology(),
        fit.weights(),
        RowActivity.of(topology(), probe(), x),
        encoding.inputNames(),
        outputNames(),
        placement,
        "row " + row);
  }

  /**
   * {@return a picture of the decision regions of a classifier with two numeric features, and the
   * table's rows on them}
   *
   * @param table with both feature columns and the label column
   * @throws IllegalStateException if the mesh does not tell classes from two numeric columns
   * @throws IllegalArgumentException if the table does not fit the encoding, or has no row
   */
  public Picture plotRegions(Table table) {
    return Plane.of(this, table).draw();
  }

  /**
   * {@return a picture as of {@link #plotRegions(Table)}, but a small square without axes, to stand
   * beside others}
   *
   * @param table with both feature columns and the label column
   * @param title above it
   * @param side in pixels, at least 60
   * @throws IllegalStateException if the mesh does not tell classes from two numeric columns
   * @throws IllegalArgumentException if the table does not fit the encoding or has no row, or the
   *     side is less
   */
  public Picture plotRegions(Table table, String title, int side) {
    return Plane.of(this, table).panel(title, side);
  }

  /** {@return what it is, how it was trained and how it ended, line by line} */
  public String summary() {
    return String.join(
        "\n",
        mesh.toString(),
        "  topology  " + topology(),
        "  plan      " + plan(),
        "  table     " + encoding + ruled(),
        "  training  "
            + training
            + ", on "
            + Plural.of(trainingRows, "row")
            + validated()
            + chosen(fit, training),
        "  ended     "
            + fit.ending()
            + " after "
            + history()
            + ", "
            + Plural.of(fit.steps(), "step"));
  }

  /** Whether it was validated on a table of its own. */
  boolean validatedApart() {
    return heldOut != null && training.validation() == 0;
  }

  private String validated() {
    return heldOut != null && validatedApart()
        ? ", validated on " + Plural.of(heldOut.samples(), "row") + " of another table"
        : "";
  }

  /** A line for each column that rules changed, and for what they left out; empty without rules. */
  private String ruled() {
    List<String> rules = encoding.rules();
    int shown = Math.min(rules.size(), Listing.SHOWN);
    return rules.stream()
            .limit(shown)
            .map(rule -> "\n            " + rule)
            .collect(Collectors.joining())
        + (rules.size() == shown ? "" : "\n            and " + (rules.size() - shown) + " more");
  }

  /** A line that tells the gradient that was chosen; empty where it was asked for. */
  static String chosen(Fit fit, Training training) {
    return fit.chosen(training).map(taken -> "\n  gradient  " + taken + " was chosen").orElse("");
  }

  @Override
  public String toString() {
    return "TrainedMesh of " + topology() + "; " + fit.ending() + " after " + history();
  }
}
