package org.meshnn;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.StreamEngine;
import org.meshnn.explain.StreamExplanation;
import org.meshnn.file.ModelFile;
import org.meshnn.file.SavedOnline;
import org.meshnn.graph.Topology;
import org.meshnn.plot.MeshDrawing;
import org.meshnn.plot.Picture;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.tables.StreamRows;
import org.meshnn.tables.Target;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.train.Initialisation;
import org.meshnn.train.OnlineLearner;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Optimiser;
import tech.tablesaw.api.Table;

/**
 * A mesh that learns online: at each step it is given a row of each of its streams, predicts, is
 * told what was true, and learns from it at once. It changes with every step; memory does not grow.
 * {@link OnlineTraining#lanes(int)} says how many streams lie side by side. For one thread at a
 * time.
 *
 * <pre>{@code
 * var online = Mesh.of(67).inputs(1).outputs(1).connect(Wiring.random(0.1, 1)).activation(Activation.TANH)
 *     .online(OnlineTraining.defaults());
 * double[] y = online.predict(x);
 * double loss = online.learn(truth);
 * }</pre>
 *
 * <p>Outputs are values, learned by half the squared error; where {@link Mesh#target} says classes
 * they are their probabilities, learned by cross-entropy.
 */
public final class OnlineMesh {
  private static final String PATH = "a path, for example \"online.mesh\"";

  private final Mesh mesh;
  private final Topology topology;
  private final OnlineTraining training;
  private final OnlineLearner learner;
  private final double[] outputs; // of a step whose outputs nobody asked for

  private OnlineMesh(Mesh mesh, Topology topology, OnlineTraining training, OnlineLearner learner) {
    this.mesh = mesh;
    this.topology = topology;
    this.training = training;
    this.learner = learner;
    outputs = new double[Math.multiplyExact(training.lanes(), topology.outputs())];
  }

  static OnlineMesh begin(Mesh mesh, OnlineTraining training) {
    Topology topology = mesh.topology();
    InputPath.require(topology);
    boolean classes = mesh.target() == Target.CLASSES;
    if (classes && topology.outputs() < 2) {
      throw new IllegalArgumentException(
          "classes need an output each, at least 2; got 1; set .outputs(2) or more, or"
              + " .target(Target.VALUE)");
    }
    return new OnlineMesh(
        mesh,
        topology,
        training,
        OnlineLearner.begin(topology, mesh.transition(), mesh.ticksPerStep(), classes, training));
  }

  /**
   * {@return a mesh that was saved: it goes on as it would have, to the last bit}
   *
   * @param path of a file that {@link #save(Path)} wrote
   * @param own the activations of one's own that it applies, made as they were; others are not used
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException if it is no file of a mesh that learns online, was cut short,
   *     edited or damaged, was written by a later version in a format that this one does not know,
   *     or applies an activation or learns by an optimiser of one's own that is not handed in
   */
  public static OnlineMesh load(Path path, Activation... own) {
    return resumed(ModelFile.readOnline(path, own), training -> training);
  }

  /**
   * As {@link #load(Path, Activation...)}, of one that learns by an {@linkplain Optimiser#of
   * optimiser of one's own}.
   *
   * @param path of a file that {@link #save(Path)} wrote
   * @param optimiser made as it was
   * @param own the activations of one's own that it applies
   * @return the mesh
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException as {@link #load(Path, Activation...)}, or if it learns by
   *     another optimiser
   */
  public static OnlineMesh load(Path path, Optimiser optimiser, Activation... own) {
    Required.of(optimiser, "the optimiser that it learns by");
    return resumed(
        ModelFile.readOnline(path, own),
        training -> {
          if (!training.optimiser().equals(optimiser)) {
            throw new IllegalArgumentException(
                path
                    + " learns by the optimiser "
                    + training.optimiser()
                    + "; got "
                    + optimiser
                    + "; hand in that one, or leave it out where it is built in");
          }
          return training.optimiser(optimiser);
        });
  }

  private static OnlineMesh resumed(SavedOnline saved, UnaryOperator<OnlineTraining> optimised) {
    Mesh mesh = Mesh.of(saved.mesh(), saved.topology()).ticksPerStep(saved.ticksPerStep());
    OnlineTraining training = optimised.apply(saved.training());
    OnlineLearner learner =
        OnlineLearner.resume(
            saved.topology(),
            mesh.transition(),
            saved.ticksPerStep(),
            mesh.target() == Target.CLASSES,
            training,
            saved.state());
    return new OnlineMesh(mesh, saved.topology(), training, learner);
  }

  /**
   * As {@link #load(Path, Activation...)}.
   *
   * @param path of a file that {@link #save(Path)} wrote
   * @param own the activations of one's own that it applies
   * @return the mesh
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException as {@link #load(Path, Activation...)}
   */
  public static OnlineMesh load(String path, Activation... own) {
    return load(Path.of(Required.of(path, PATH)), own);
  }

  /**
   * As {@link #load(Path, Optimiser, Activation...)}.
   *
   * @param path of a file that {@link #save(Path)} wrote
   * @param optimiser made as it was
   * @param own the activations of one's own that it applies
   * @return the mesh
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException as {@link #load(Path, Optimiser, Activation...)}
   */
  public static OnlineMesh load(String path, Optimiser optimiser, Activation... own) {
    return load(Path.of(Required.of(path, PATH)), optimiser, own);
  }

  /**
   * Saves all that it is, at any step, also between a prediction and what is learned from it:
   * settings, weights, what the optimiser remembers, states and what the gradient carries. A file
   * that is there is replaced in one step. Listeners, and weights that were given to begin with,
   * are not kept.
   *
   * @param path for example {@code Path.of("online.mesh")}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; the message begins with the path
   * @throws IllegalArgumentException if the path is null
   */
  public Path save(Path path) {
    Required.of(path, PATH);
    return ModelFile.write(
        path,
        new SavedOnline(mesh.settings(), topology, mesh.ticksPerStep(), training, learner.state()));
  }

  /**
   * As {@link #save(Path)}.
   *
   * @param path for example {@code "online.mesh"}, in a folder that exists
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written
   * @throws IllegalArgumentException if the path is null
   */
  public Path save(String path) {
    return save(Path.of(Required.of(path, PATH)));
  }

  /**
   * Predicts one step: moves all streams by it. Whether or not it is learned from, the next
   * prediction goes on from there.
   *
   * @param x shape (lanes, inputs), stream after stream; finite
   * @return the outputs, shape (lanes, outputs): values, or probabilities of classes; finite
   * @throws IllegalArgumentException if there are more or fewer numbers, one is NaN or infinite, or
   *     at the first step if the gradient takes more memory than there is
   * @throws OnlineDiverged if an output is not finite, as states have grown without bound; all
   *     streams are then back at S = 0
   */
  public double[] predict(double[] x) {
    double[] into = new double[outputs.length];
    predict(x, into);
    return into;
  }

  /**
   * As {@link #predict(double[])}; allocates nothing after the first step.
   *
   * @param x shape (lanes, inputs), stream after stream; finite
   * @param into receives the outputs, shape (lanes, outputs)
   * @throws IllegalArgumentException as {@link #predict(double[])}, or if {@code into} is of
   *     another length
   * @throws OnlineDiverged as {@link #predict(double[])}; {@code into} holds what is not finite
   */
  public void predict(double[] x, double[] into) {
    requireLength("inputs", x, topology.inputs());
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i])) {
        throw new IllegalArgumentException(
            "expected finite inputs, got "
                + x[i]
                + " at index "
                + i
                + "; fill what is missing, for example with the value before");
      }
    }
    requireLength("outputs", into, topology.outputs());
    if (!learner.predict(x, into)) {
      throw OnlineDiverged.predicting(learner.steps());
    }
  }

  /**
   * Learns from what was true at the step that was predicted last: one step of the optimiser down
   * the gradient of its loss along all of the past. Allocates nothing.
   *
   * @param target of values, shape (lanes, outputs); of classes, one for each stream, from 0 on. A
   *     stream with a NaN has none: nothing is learned from it
   * @return the loss, a mean over the streams that have a target; NaN if none has, and then nothing
   *     is learned
   * @throws IllegalStateException if nothing was predicted since the last call, or a reset
   * @throws IllegalArgumentException if there are more or fewer numbers, a value is infinite, or
   *     there is no such class
   * @throws OnlineDiverged if the loss or a weight would not be finite; the weights are those
   *     before
   */
  public double learn(double[] target) {
    requireLength("targets", target, classification() ? 1 : topology.outputs());
    for (int i = 0; i < target.length; i++) {
      requireTarget(target[i], i);
    }
    if (!learner.pending()) {
      throw new IllegalStateException(
          "there is no prediction to learn from: each step is predict(x), then learn(target) once,"
              + " or step(x, target)");
    }
    double loss = learner.learn(target);
    if (Double.isInfinite(loss)) {
      throw OnlineDiverged.learning(learner.steps());
    }
    return loss;
  }

  private void requireTarget(double target, int at) {
    if (classification()) {
      if (!FittingRows.isClass(target, topology.outputs()) && !Double.isNaN(target)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected classes from 0 to %d, or NaN for none; got %s at index %d",
                topology.outputs() - 1,
                target,
                at));
      }
    } else if (Double.isInfinite(target)) {
      throw new IllegalArgumentException(
          "expected finite targets, or NaN for none; got " + target + " at index " + at);
    }
  }

  private void requireLength(String what, double[] numbers, int each) {
    Required.of(numbers, what);
    int length = training.lanes() * each;
    if (numbers.length != length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected %s of %d in each of %s, %d numbers; got %d",
              what,
              each,
              Plural.of(training.lanes(), "stream"),
              length,
              numbers.length));
    }
  }

  /**
   * Predicts a step, then learns from it. Allocates nothing after the first step.
   *
   * @param x as of {@link #predict(double[])}
   * @param target as of {@link #learn}
   * @return the loss of the prediction, as {@link #learn} returns it
   * @throws IllegalArgumentException as {@link #predict(double[])} and {@link #learn}
   * @throws OnlineDiverged as {@link #predict(double[])} and {@link #learn}
   */
  public double step(double[] x, double[] target) {
    predict(x, outputs);
    return learn(target);
  }

  /**
   * Runs over the rows of a table, numbers as they stand: each is predicted, then learned from. The
   * mesh goes on from where it is. An interrupt ends the run, which returns what it has.
   *
   * @param table one row a step, for the one stream
   * @param inputs numeric columns without missing values, one an input
   * @param targets numeric columns, one an output, or one of classes from 0 on; where one is
   *     missing, nothing is learned
   * @return how it went
   * @throws IllegalArgumentException if the table or the columns do not fit
   * @throws OnlineDiverged as {@link #step}; the exception holds the run up to there
   */
  public Prequential run(Table table, List<String> inputs, List<String> targets) {
    return run(List.of(Required.of(table, "a table")), inputs, targets);
  }

  /**
   * As {@link #run(Table, List, List)}, for streams side by side: each takes a table, and when that
   * ends the next, at S = 0. One that finds no further table waits at S = 0, with inputs of 0 and
   * nothing to learn, while others go on.
   *
   * @param tables at least one for each stream, all with the same columns
   * @param inputs numeric columns without missing values, one an input
   * @param targets numeric columns, one an output, or one of classes from 0 on
   * @return how it went
   * @throws IllegalArgumentException if the tables or the columns do not fit
   * @throws OnlineDiverged as {@link #step}; the exception holds the run up to there
   */
  public Prequential run(List<Table> tables, List<String> inputs, List<String> targets) {
    return run(StreamRows.of(tables, inputs, targets), true);
  }

  /**
   * Runs over the series of a table, in their order, as an encoding makes inputs and truths of
   * them: each row is predicted, then learned from. So that nothing of the future is known, fit the
   * encoding on a first part: {@code
   * SequenceEncoding.fit(Sequences.of(table).forecast("x").splitByTime(0.8).train())}. Series that
   * a column names begin at S = 0 each, and are taken by the streams in turn.
   *
   * @param encoding of whole series, with a forecast one row ahead or a label of each row or series
   * @param table with its columns
   * @return how it went, in the columns' own units
   * @throws IllegalArgumentException if the encoding, the table and the mesh do not fit
   * @throws OnlineDiverged as {@link #step}; the exception holds the run up to there
   */
  public Prequential run(SequenceEncoding encoding, Table table) {
    return run(StreamRows.of(encoding, table), true);
  }

  /**
   * As {@link #run(Table, List, List)}, but nothing is learned: the weights stay, the states move
   * on.
   *
   * @param table one row a step, for the one stream
   * @param inputs numeric columns without missing values, one an input
   * @param targets numeric columns, one an output, or one of classes from 0 on
   * @return how it went
   * @throws IllegalArgumentException if the table or the columns do not fit
   * @throws OnlineDiverged as {@link #predict(double[])}; the exception holds the run up to there
   */
  public Prequential evaluate(Table table, List<String> inputs, List<String> targets) {
    return evaluate(List.of(Required.of(table, "a table")), inputs, targets);
  }

  /**
   * As {@link #run(List, List, List)}, but nothing is learned: the weights stay, the states move
   * on.
   *
   * @param tables at least one for each stream, all with the same columns
   * @param inputs numeric columns without missing values, one an input
   * @param targets numeric columns, one an output, or one of classes from 0 on
   * @return how it went
   * @throws IllegalArgumentException if the tables or the columns do not fit
   * @throws OnlineDiverged as {@link #predict(double[])}; the exception holds the run up to there
   */
  public Prequential evaluate(List<Table> tables, List<String> inputs, List<String> targets) {
    return run(StreamRows.of(tables, inputs, targets), false);
  }

  /**
   * As {@link #run(SequenceEncoding, Table)}, but nothing is learned: the weights stay, the states
   * move on.
   *
   * @param encoding of whole series, with a forecast one row ahead or a label of each row or series
   * @param table with its columns
   * @return how it went
   * @throws IllegalArgumentException if the encoding, the table and the mesh do not fit
   * @throws OnlineDiverged as {@link #predict(double[])}; the exception holds the run up to there
   */
  public Prequential evaluate(SequenceEncoding encoding, Table table) {
    return run(StreamRows.of(encoding, table), false);
  }

  private Prequential run(StreamRows rows, boolean learning) {
    FittingRows.require(this, rows);
    return new StreamRun(this, rows, learning).run();
  }

  /** Puts all streams back to S = 0, with no past to learn from; the weights stay. */
  public void reset() {
    learner.reset();
  }

  /**
   * Puts one stream back to S = 0, as another begins there; the weights stay. What was predicted
   * last can no longer be learned from.
   *
   * @param lane which, from 0 to one below the number of streams
   * @throws IllegalArgumentException if there is no such stream
   */
  public void reset(int lane) {
    if (lane < 0 || lane >= training.lanes()) {
      throw new IllegalArgumentException(
          "expected a stream from 0 to " + (training.lanes() - 1) + ", got " + lane);
    }
    learner.reset(lane);
  }

  /**
   * {@return what each gradient takes on this mesh, SnAp-1, SnAp-2, ..., and the exact one in its
   * two ways, of which it takes the one that is expected to be faster: numbers carried,
   * multiply-adds, bytes, edges that learn} Counted; nothing is run.
   */
  public StreamExplanation explain() {
    OnlineGradient gradient = training.gradient();
    return StreamExplanation.of(
        topology,
        mesh.transition().rest(topology.roles()),
        new StreamExplanation.Streams(
            mesh.ticksPerStep(),
            training.lanes(),
            StreamEngine.waste(training.lanes()),
            gradient.toString(),
            gradient.kind() == OnlineGradient.Kind.TRUNCATED ? gradient.n() : 0));
  }

  /** {@return the mesh as it was described} */
  public Mesh mesh() {
    return mesh;
  }

  /** {@return the graph} */
  public Topology topology() {
    return topology;
  }

  /** {@return how it learns} */
  public OnlineTraining training() {
    return training;
  }

  /** {@return the number of streams side by side} */
  public int lanes() {
    return training.lanes();
  }

  /** {@return whether outputs are probabilities of classes; otherwise values} */
  public boolean classification() {
    return mesh.target() == Target.CLASSES;
  }

  /** {@return the steps predicted so far} */
  public long steps() {
    return learner.steps();
  }

  /** {@return the steps learned from so far} */
  public long learned() {
    return learner.learned();
  }

  /** {@return the weights now, one per edge; copied} */
  public double[] weights() {
    return learner.weights().clone();
  }

  /**
   * {@return the weight matrix now, n x n, {@code A[from][to]}}
   *
   * @throws IllegalArgumentException if the mesh is too large for one
   */
  public DMatrixRMaj matrix() {
    return topology.denseMatrix(learner.weights());
  }

  /** {@return the matrix of {@link #matrix()}, column-compressed: an entry for each edge} */
  public DMatrixSparseCSC sparseMatrix() {
    return topology.matrix(learner.weights());
  }

  /** {@return the weights now, for another mesh to begin with} */
  public Initialisation initialisation() {
    return Initialisation.of(topology, learner.weights());
  }

  /** {@return a picture of the mesh with its weights; above 60 neurons, the weight matrix} */
  public Picture plot() {
    return MeshDrawing.draw(topology, learner.weights());
  }

  /** {@return what it is and how far it is, line by line} */
  public String summary() {
    return String.join(
        "\n",
        mesh.toStringByStep(),
        "  topology  " + topology,
        "  training  " + training,
        "  outputs   " + (classification() ? "classes" : "values"),
        "  steps     " + progress());
  }

  private String progress() {
    return String.format(
        Locale.ROOT,
        "%s predicted, %,d learned from, of %s each",
        Plural.grouped(steps(), "step"),
        learned(),
        Plural.of(mesh.ticksPerStep(), "tick"));
  }

  @Override
  public String toString() {
    return "OnlineMesh of " + topology + "; " + training.gradient() + " gradient; " + progress();
  }
}
