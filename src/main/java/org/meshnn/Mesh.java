package org.meshnn;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.exchange.MeshGraph;
import org.meshnn.explain.Explanation;
import org.meshnn.explain.MeshDescription;
import org.meshnn.explain.SequenceExplanation;
import org.meshnn.file.MeshSettings;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plot.MeshDrawing;
import org.meshnn.plot.Picture;
import org.meshnn.plot.Placement;
import org.meshnn.tables.ArrayTable;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.OrderedLabels;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Polling;
import org.meshnn.train.RidgeReadout;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/**
 * The description of a mesh neural network: n neurons wired any way at all, whose state a
 * transition function moves for T ticks (Galatolo, Cimino, Vaglini 2021, section 2). Immutable:
 * each setter returns a changed copy.
 *
 * <pre>{@code
 * var iris = Datasets.iris();
 * var model = Mesh.of(18).connect(Wiring.dense()).train(iris, "species");
 * }</pre>
 *
 * <p>Unless told otherwise a mesh has a bias, 3 ticks, relu on hidden and identity on output
 * neurons; the numbers of inputs and outputs come from the table it is trained on.
 */
public final class Mesh implements Serializable {
  private static final String TRAINING = "a training, for example Training.defaults()";
  private static final String ACTIVATION = "an activation, for example Activation.TANH";
  private static final String NEURONS = "neurons, for example Neurons.hidden()";
  private static final int MOST_NUMBERED_CLASSES = 10; // the digits

  private final int neurons;
  private @Nullable Wiring wiring; // null until connected
  private int inputs; // 0 until set: the table's
  private int outputs;
  private boolean bias = true;
  private int ticks = 3;
  private int ticksPerStep = 2;
  private Transition transition = new Transition(Activation.RELU, Activation.IDENTITY);
  private Target target = Target.AUTO;
  private List<String> order = List.of(); // of the classes; empty where they have none
  private @Nullable String
      weights; // the column of the rows' weights; null where all count the same
  private boolean standardised = true;
  private ColumnRules columns = ColumnRules.defaults();

  private Mesh(int neurons) {
    this.neurons = neurons;
  }

  private Mesh with(Consumer<Mesh> change) {
    Mesh copy = new Mesh(neurons);
    copy.wiring = wiring;
    copy.inputs = inputs;
    copy.outputs = outputs;
    copy.bias = bias;
    copy.ticks = ticks;
    copy.ticksPerStep = ticksPerStep;
    copy.transition = transition;
    copy.target = target;
    copy.order = order;
    copy.weights = weights;
    copy.standardised = standardised;
    copy.columns = columns;
    change.accept(copy);
    return copy;
  }

  /**
   * {@return a mesh of n neurons, inputs, bias, hidden and outputs together; not yet connected}
   *
   * @param neurons n, at least 2
   * @throws IllegalArgumentException if n is less
   */
  public static Mesh of(int neurons) {
    if (neurons < 2) {
      throw new IllegalArgumentException(
          "a mesh has at least 2 neurons, an input and an output; got " + neurons);
    }
    return new Mesh(neurons);
  }

  /**
   * {@return the mesh of a graph: its neurons, roles, edges, activations, leaks and ticks} Its
   * weights are those that training begins with if it is told so: {@code
   * Training.defaults().initialisation(graph.initialisation())}. The columns of a table are its
   * inputs in their order. A graph with weights is of numbers as they are, so that numeric columns
   * are not standardised unless {@link #standardise} says so: outputs are values in their own unit.
   *
   * @param graph for example {@code MeshGraph.read("winner.json")}
   * @throws IllegalArgumentException if it is null or has no input
   * @throws IllegalStateException if it has no output, or neither input nor bias
   */
  public static Mesh of(MeshGraph graph) {
    Required.of(graph, "a graph, for example MeshGraph.read(\"winner.json\")");
    Roles roles = graph.roles();
    if (roles.inputs() == 0) {
      throw new IllegalArgumentException(
          "a mesh has at least 1 input, and this graph has a bias alone; name its inputs:"
              + " graph.withInputs(\"a\")");
    }
    Mesh mesh = new Mesh(roles.neurons());
    mesh.wiring = Wiring.of(graph.topology(), "as a graph of " + Plural.of(graph.edges(), "edge"));
    mesh.inputs = roles.inputs();
    mesh.outputs = roles.outputs();
    mesh.bias = roles.bias();
    mesh.ticks = graph.ticks();
    mesh.ticksPerStep = graph.ticks();
    mesh.transition = graph.transition();
    mesh.standardised = !graph.hasWeights();
    return mesh;
  }

  /** A mesh that was saved, connected by the edges it had. */
  static Mesh of(MeshSettings saved, Topology topology) {
    Mesh mesh = new Mesh(topology.neurons());
    mesh.wiring = Wiring.of(topology, saved.wiring());
    mesh.inputs = saved.inputs().orElse(0);
    mesh.outputs = saved.outputs().orElse(0);
    mesh.bias = topology.hasBias();
    mesh.ticks = saved.ticks();
    mesh.transition = saved.transition();
    mesh.target = saved.target();
    mesh.order = saved.order();
    mesh.weights = saved.weights().orElse(null);
    mesh.standardised = saved.standardised();
    mesh.columns = saved.columns();
    return mesh;
  }

  /** What a file keeps of it, beside neurons and edges. */
  MeshSettings settings() {
    return new MeshSettings(
        inputs(),
        outputs(),
        ticks,
        transition,
        target,
        order,
        weightColumn(),
        standardised,
        columns,
        String.valueOf(wiring));
  }

  /**
   * {@return a copy with more edges; a second call adds to those of the first}
   *
   * @param value for example {@code Wiring.dense()}
   * @throws IllegalArgumentException if it is null
   */
  public Mesh connect(Wiring value) {
    Required.of(value, "a wiring, for example Wiring.dense()");
    Wiring all = wiring == null ? value : wiring.and(value);
    return with(m -> m.wiring = all);
  }

  /**
   * {@return a copy with a fixed number of input neurons, the bias not counted; unless set, the
   * table decides}
   *
   * @param value at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Mesh inputs(int value) {
    requireAtLeastOne("inputs", value);
    return with(m -> m.inputs = value);
  }

  /**
   * {@return a copy with a fixed number of output neurons; unless set, the table decides}
   *
   * @param value at least 1
   * @throws IllegalArgumentException if it is less
   */
  public Mesh outputs(int value) {
    requireAtLeastOne("outputs", value);
    return with(m -> m.outputs = value);
  }

  /**
   * {@return a copy with or without a bias, a neuron that is clamped to 1}
   *
   * @param value whether there is one; true unless set
   */
  public Mesh bias(boolean value) {
    return with(m -> m.bias = value);
  }

  /**
   * {@return a copy with another number of ticks T}
   *
   * @param value at least 1; 3 unless set
   * @throws IllegalArgumentException if it is less
   */
  public Mesh ticks(int value) {
    requireAtLeastOne("ticks", value);
    return with(m -> m.ticks = value);
  }

  /**
   * {@return a copy that moves another number of ticks k on each row of a sequence or stream}
   *
   * <p>With one tick an output answers from the rows before; with two it also sees a non-linear
   * function of the row it answers to, from input to hidden and from hidden to output.
   *
   * @param value at least 1; 2 unless set; of no effect on tables, where each row has {@link
   *     #ticks} to itself
   * @throws IllegalArgumentException if it is less
   */
  public Mesh ticksPerStep(int value) {
    requireAtLeastOne("ticks per step", value);
    return with(m -> m.ticksPerStep = value);
  }

  /**
   * {@return a copy with another activation of all neurons but the outputs, those apart that {@link
   * #activation(Neurons, Activation)} names}
   *
   * @param value relu unless set
   * @throws IllegalArgumentException if it is null
   */
  public Mesh activation(Activation value) {
    Transition changed = transition.withHidden(Required.of(value, ACTIVATION));
    return with(m -> m.transition = changed);
  }

  /**
   * {@return a copy with another activation of the output neurons, those apart that {@link
   * #activation(Neurons, Activation)} names}
   *
   * @param value identity unless set (the paper's is relu)
   * @throws IllegalArgumentException if it is null
   */
  public Mesh outputActivation(Activation value) {
    Transition changed = transition.withOutput(Required.of(value, ACTIVATION));
    return with(m -> m.transition = changed);
  }

  /**
   * {@return a copy in which some neurons have another activation than {@link
   * #activation(Activation)} and {@link #outputActivation(Activation)} give all} Where two calls
   * name the same neuron, the later one counts.
   *
   * @param neurons for example {@code Neurons.range(5, 9)} or {@code Neurons.hidden(0.5, 1)}
   * @param value what they apply
   * @throws IllegalArgumentException if one is null
   */
  public Mesh activation(Neurons neurons, Activation value) {
    Required.of(neurons, NEURONS);
    Transition changed = transition.with(neurons, Required.of(value, ACTIVATION));
    return with(m -> m.transition = changed);
  }

  /**
   * {@return a copy in which every hidden and output neuron keeps a part of its state from tick to
   * tick: {@code S_j(t) = (1 - a) S_j(t-1) + a f(Z_j(t))}} Replaces all leaks set before.
   *
   * @param a the leak, in (0, 1]; 1, none, unless set
   * @throws IllegalArgumentException if it is not in (0, 1]
   */
  public Mesh leak(double a) {
    Transition changed = transition.withLeak(a);
    return with(m -> m.transition = changed);
  }

  /**
   * {@return a copy in which some neurons have another leak} Where two calls name the same neuron,
   * the later one counts.
   *
   * @param neurons for example {@code Neurons.hidden()}
   * @param a the leak, in (0, 1]; 1 for none
   * @throws IllegalArgumentException if the neurons are null, or a is not in (0, 1]
   */
  public Mesh leak(Neurons neurons, double a) {
    Transition changed = transition.with(Required.of(neurons, NEURONS), a);
    return with(m -> m.transition = changed);
  }

  /**
   * {@return a copy that takes the label for classes or for a value, whatever its column type}
   *
   * @param value {@link Target#AUTO}, where the column type decides, unless set
   * @throws IllegalArgumentException if it is null
   */
  public Mesh target(Target value) {
    Required.of(value, "what the label means, for example Target.VALUE");
    return with(
        m -> {
          m.target = value;
          m.order = value == Target.CLASSES ? order : List.of();
        });
  }

  /**
   * {@return a copy that takes the label for classes in an order, of which a near one is less wrong
   * than a far one} For k classes it has k - 1 outputs, each the logit of P(class comes after class
   * i), learned by binary cross-entropy (Frank, Hall, A simple approach to ordinal classification,
   * ECML 2001; Cheng, Wang, Pollastri, A neural network approach to ordinal regression, IJCNN
   * 2008). It predicts the most probable class, with the probability of each.
   *
   * @param classes all of them, at least two, the lowest first: {@code "low", "middle", "high"};
   *     numbers as they print
   * @throws IllegalArgumentException if there are fewer, or one stands there twice
   */
  public Mesh orderedClasses(String... classes) {
    Required.of(classes, "classes in their order, for example \"low\", \"middle\", \"high\"");
    List<String> distinct = OrderedLabels.order(List.of(classes));
    return with(
        m -> {
          m.target = Target.CLASSES;
          m.order = distinct;
        });
  }

  /**
   * {@return a copy that multiplies the loss of each row of a table by a number of its own} The
   * column is no feature. Loss and gradient of a batch are the sum over its rows of weight times
   * loss, divided by the number of rows, as class weights are (and as the mean of {@code w * loss}
   * is in PyTorch; scikit-learn divides by the sum of the weights): weights that average 1 leave
   * the size of steps as it was. A row of weight 0 is left out. Means and deviations, accuracy and
   * RMSE, and every evaluation count all rows the same.
   *
   * @param column its name: numbers from 0 to 1e6, not all 0
   * @throws IllegalArgumentException if it is null
   */
  public Mesh weights(String column) {
    Required.of(column, "the name of a column of weights, for example \"w\"");
    return with(m -> m.weights = column);
  }

  /**
   * {@return a copy that does or does not standardise numeric columns, and values to be predicted,
   * to mean 0 and deviation 1 over the training rows} Predictions are in the unit of the table
   * either way. Taken as they are, values far from 1 make large losses and gradients. A model that
   * was trained before, or saved, keeps what it was trained with.
   *
   * @param value whether it does; true unless set (the paper takes them as they are)
   */
  public Mesh standardise(boolean value) {
    return with(m -> m.standardised = value);
  }

  /**
   * {@return a copy that makes the columns of a table inputs by rules: how missing entries are
   * filled, which columns are dates, ordinals or codes, what is done with rare and unseen
   * categories} The rules are kept in the model, which applies them to all that it predicts.
   *
   * <pre>{@code
   * mesh.columns(ColumnRules.defaults().missing(Fill.median()).ordinal("size", "S", "M", "L"))
   * }</pre>
   *
   * @param rules for tables in memory; sequences and row files have none
   * @throws IllegalArgumentException if they are null
   */
  public Mesh columns(ColumnRules rules) {
    Required.of(rules, "rules of columns, for example ColumnRules.defaults()");
    return with(m -> m.columns = rules);
  }

  /**
   * {@return the rules by which columns become inputs; {@link ColumnRules#defaults()} unless set}
   */
  public ColumnRules columns() {
    return columns;
  }

  /** Refuses rules of columns where they are not applied. */
  void requireNoRules(String what, String instead) {
    if (!columns.isEmpty()) {
      throw new IllegalArgumentException(
          "rules of columns are for tables in memory, and "
              + what
              + "; "
              + instead
              + ", and take .columns(ColumnRules.defaults()). The rules: "
              + columns);
    }
  }

  /**
   * As {@link #train(Table, String, Training)}, with {@link Training#defaults()}.
   *
   * @param table one row a sample; numeric, boolean and string columns
   * @param label name of the label column
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException if the table cannot be learned from as it is, or the mesh does
   *     not fit it
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(Table table, String label) {
    return train(table, label, Training.defaults());
  }

  /**
   * Trains the mesh to tell the label column from all the others.
   *
   * @param table one row a sample; numeric, boolean and string columns
   * @param label name of the label column: string, boolean or integer means classes, floating-point
   *     a value
   * @param training how
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException if the table cannot be learned from as it is, or the mesh does
   *     not fit it; the message says what to change
   * @throws TrainingDiverged if the loss becomes NaN or infinite; the exception holds the best
   *     weights so far
   */
  public TrainedMesh train(Table table, String label, Training training) {
    Required.of(training, TRAINING);
    try (Polling open = new Polling()) {
      TrainingTable checked = TrainingTable.of(table, label, target, columns);
      return train(checked, checked.allRows(), Watcher.watched(training));
    }
  }

  /**
   * Trains the mesh to tell several columns from all the others at once: values, or yes and no of
   * each (multi-label), where several of a row may be true.
   *
   * @param table one row a sample; numeric, boolean and string columns
   * @param labels names of the label columns: all floating-point, or all boolean; with {@link
   *     Target#VALUE} numeric and boolean ones as values
   * @param training how; the loss is the sum over the columns, values being standardised
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException as {@link #train(Table, String, Training)}
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(Table table, List<String> labels, Training training) {
    Required.of(training, TRAINING);
    try (Polling open = new Polling()) {
      TrainingTable checked = TrainingTable.of(table, labels, target, columns);
      return train(checked, checked.allRows(), Watcher.watched(training));
    }
  }

  /**
   * As {@link #train(Table, String, Training)}, validated on a table of one's own in place of rows
   * held out: early stopping, the best weights and {@link TrainedMesh#heldOut} go by it.
   *
   * @param table one row a sample, all of which are learned from
   * @param validation with the same columns; of classes and categories that the first has
   * @param label name of the label column
   * @param training how, with {@code validation(0)}
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException as {@link #train(Table, String, Training)}, or if rows are to
   *     be held out too, or the validation table does not fit
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(Table table, Table validation, String label, Training training) {
    Required.of(label, "the name of the label column");
    return train(table, validation, List.of(label), training);
  }

  /**
   * As {@link #train(Table, Table, String, Training)}, of several columns at once.
   *
   * @param table one row a sample, all of which are learned from
   * @param validation with the same columns; of classes and categories that the first has
   * @param labels names of the label columns
   * @param training how, with {@code validation(0)}
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException as {@link #train(Table, Table, String, Training)}
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(Table table, Table validation, List<String> labels, Training training) {
    Required.of(validation, "a table to validate on");
    Required.of(training, TRAINING);
    try (Polling open = new Polling()) {
      TrainingTable checked = read(TrainingTable.of(table, labels, target, columns));
      return Preparation.of(this, checked, validation, Watcher.watched(training)).fit();
    }
  }

  /** A table as this mesh reads it: with the order of classes, and rows that are weighted. */
  TrainingTable read(TrainingTable table) {
    TrainingTable ordered = order.isEmpty() ? table : table.ordered(order);
    return weights == null ? ordered : ordered.weightedBy(weights);
  }

  /**
   * Trains the mesh on arrays, to tell classes: as {@link #train(Table, String, Training)} on a
   * table of these columns and {@code class}.
   *
   * @param x shape (rows, columns)
   * @param classes one a row
   * @param training how
   * @param names of the columns; none for x1, x2, ..
   * @return the mesh with the weights it has learned, which predicts rows of arrays, {@link
   *     TrainedMesh#predict(double...)}, or tables
   * @throws IllegalArgumentException if the shapes do not fit, or as {@link #train(Table, String,
   *     Training)}
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(DMatrixRMaj x, int[] classes, Training training, String... names) {
    Table table = ArrayTable.of(x, classes, List.of(names));
    Mesh ofClasses = target == Target.AUTO ? target(Target.CLASSES) : this;
    return ofClasses.train(table, ArrayTable.CLASS, training);
  }

  /**
   * As {@link #train(DMatrixRMaj, int[], Training, String...)}.
   *
   * @param x rows of as many numbers
   * @param classes one a row
   * @param training how
   * @param names of the columns; none for x1, x2, ..
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException as {@link #train(DMatrixRMaj, int[], Training, String...)}
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(double[][] x, int[] classes, Training training, String... names) {
    return train(ArrayTable.matrix(x), classes, training, names);
  }

  /**
   * Trains the mesh on arrays, to tell values: as {@link #train(Table, List, Training)} on a table
   * of these columns and {@code y}, or {@code y1}, {@code y2}, ..
   *
   * @param x shape (rows, columns)
   * @param values shape (rows, values of a row)
   * @param training how
   * @param names of the columns; none for x1, x2, ..
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException if the shapes do not fit, or as {@link #train(Table, String,
   *     Training)}
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(DMatrixRMaj x, DMatrixRMaj values, Training training, String... names) {
    Table table = ArrayTable.of(x, values, List.of(names));
    return train(table, ArrayTable.labels(values), training);
  }

  /**
   * As {@link #train(DMatrixRMaj, DMatrixRMaj, Training, String...)}, of one value a row.
   *
   * @param x rows of as many numbers
   * @param values one a row
   * @param training how
   * @param names of the columns; none for x1, x2, ..
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException as {@link #train(DMatrixRMaj, DMatrixRMaj, Training,
   *     String...)}
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(double[][] x, double[] values, Training training, String... names) {
    Required.of(values, "a value for each row");
    DMatrixRMaj column = DMatrixRMaj.wrap(values.length, 1, values);
    return train(ArrayTable.matrix(x), column, training, names);
  }

  /**
   * Trains on the rows of a file, which need not fit into memory, as {@link #train(Table, String,
   * Training)} on the table that was written: with the same validation rows, means and deviations,
   * order and results.
   *
   * @param rows for example {@code RowFile.open(Path.of("higgs.rows"))}
   * @param training the settings
   * @return the trained mesh
   * @throws IllegalArgumentException as {@link #train(Table, String, Training)}, or if the file is
   *     damaged
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(RowFile rows, Training training) {
    Required.of(rows, "a row file, for example RowFile.open(path)");
    Required.of(training, TRAINING);
    try (Polling open = new Polling()) {
      return Preparation.of(this, rows, Watcher.watched(training)).fit();
    }
  }

  /**
   * As {@link #train(Sequences, Training)}, with {@link Training#defaults()}.
   *
   * @param sequences for example {@code Sequences.of(table).orderedBy("year").forecast("sunspots")}
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException if they cannot be learned from as they are, or the mesh does
   *     not fit them
   * @throws SequenceTrainingDiverged if the loss becomes NaN or infinite
   */
  public SequenceModel train(Sequences sequences) {
    return train(sequences, Training.defaults());
  }

  /**
   * Trains the mesh to predict from sequences of rows. Each row is clamped for {@link
   * #ticksPerStep} ticks; the state goes on from row to row, from 0 at the beginning of a sequence.
   * Sequences held out by {@link Training#validation} come later in time, or are other series where
   * series have one label each; a batch is of sequences.
   *
   * @param sequences what is predicted from what
   * @param training how
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException if they cannot be learned from as they are, or the mesh does
   *     not fit them; the message says what to change
   * @throws SequenceTrainingDiverged if the loss becomes NaN or infinite; the exception holds the
   *     best weights so far
   */
  public SequenceModel train(Sequences sequences, Training training) {
    Required.of(sequences, "sequences, for example Sequences.of(table)");
    Required.of(training, TRAINING);
    try (Polling open = new Polling()) {
      return SequencePreparation.of(this, sequences, Watcher.watched(training)).fit();
    }
  }

  /**
   * Fits the edges into the outputs alone, in closed form, the others as they are drawn: an echo
   * state network. {@code mesh.fitReadout(sequences, 1e-5, training).train(sequences, training)}
   * then trains every edge.
   *
   * @param sequences what is predicted from what; values, not classes
   * @param ridge how much large weights cost, positive: {@link RidgeReadout}
   * @param training its {@link Training#initialisation} and seed draw the weights, for example
   *     {@code Training.defaults().initialisation(Initialisation.spectralRadius(0.9))}; nothing is
   *     held out
   * @return the mesh with these weights
   * @throws IllegalArgumentException if classes are predicted, the ridge is not positive, the
   *     training drops neurons, or an output is not linear in what it reads: wire the mesh with
   *     {@link Wiring#reservoir}
   * @throws ArithmeticException if states explode, or are so much alike that no readout is found
   */
  public SequenceModel fitReadout(Sequences sequences, double ridge, Training training) {
    Required.of(sequences, "sequences, for example Sequences.of(table)");
    Required.of(training, TRAINING);
    return SequencePreparation.of(this, sequences, training.validation(0)).fitReadout(ridge);
  }

  /**
   * As {@link #train(Table, String, Training)}, on some rows of a table that has been checked.
   * Means and deviations are those of the rows learned from. Nobody watches.
   *
   * @param table what its label means, and how its columns become inputs, was settled when it was
   *     checked, whatever {@link #target} and {@link #columns(ColumnRules)} say
   * @param rows to learn from and to validate on, from 0 on, ascending, at least one
   * @param training how
   * @return the mesh with the weights it has learned
   * @throws IllegalArgumentException if the mesh does not fit the table
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  public TrainedMesh train(TrainingTable table, int[] rows, Training training) {
    Required.of(table, "a table to learn from, checked by TrainingTable.of(..)");
    Required.of(training, TRAINING);
    try (Polling open = new Polling()) {
      return Preparation.of(this, read(table), rows, training).fit();
    }
  }

  /**
   * {@return this mesh learning online, from first weights on: at each step it predicts, then
   * learns at once} The mesh needs {@link #inputs} and {@link #outputs}; of {@link #ticksPerStep}
   * ticks is a step. Its outputs are values, or classes where {@link #target} says so.
   *
   * @param training how
   * @throws IllegalStateException as {@link #topology()}
   * @throws IllegalArgumentException if it is null, no path leads from an input to an output, the
   *     initialisation does not suit the mesh, or there are classes and one output
   */
  public OnlineMesh online(OnlineTraining training) {
    requireNoRowsApart("streams");
    requireNoRules("a mesh that learns online takes numbers", "make columns inputs before");
    return OnlineMesh.begin(
        this, Required.of(training, "a training, for example OnlineTraining.defaults()"));
  }

  /**
   * Asks about this mesh with given weights: states, loss, gradient. The mesh needs {@link #inputs}
   * and {@link #outputs}.
   *
   * @param a the weight matrix, n x n, {@code A[from][to]}; 0 wherever there is no edge
   * @return what answers, as yet without input
   * @throws IllegalStateException as {@link #topology()}
   * @throws IllegalArgumentException if A has another shape, or an entry where there is no edge
   */
  public Probe at(DMatrixRMaj a) {
    Topology topology = topology();
    return Probe.of(topology, ticks, transition, topology.weights(a));
  }

  /** {@return the number of neurons: inputs, bias, hidden and outputs together} */
  public int neurons() {
    return neurons;
  }

  /**
   * {@return the graph}
   *
   * @throws IllegalStateException if the mesh is not connected, or if inputs and outputs are still
   *     to be inferred from a table
   * @throws IllegalArgumentException if there are too few neurons for its inputs, bias and outputs,
   *     or the wiring does not fit them
   */
  public Topology topology() {
    if (inputs == 0 || outputs == 0) {
      throw new IllegalStateException(
          "the numbers of inputs and outputs are inferred from the table when training; to ask about"
              + " the mesh before, set them: Mesh.of("
              + neurons
              + ").inputs(..).outputs(..)");
    }
    String needs =
        String.format(
            Locale.ROOT,
            ": %s%s and %s",
            Plural.of(inputs, "input"),
            bias ? ", a bias" : "",
            Plural.of(outputs, "output"));
    return topology(inputs, outputs, needs);
  }

  /**
   * {@return the plan for a constant input: what is computed at which tick, and what it costs}
   *
   * @throws IllegalStateException as {@link #topology()}
   */
  public Plan plan() {
    return planFor(topology());
  }

  /** The plan for a constant input of a graph that it was connected to. */
  Plan planFor(Topology topology) {
    return Plan.of(topology, ticks, Clamping.CONSTANT, transition.rest(topology.roles()));
  }

  /**
   * {@return what is alive at which tick, what can learn, what each gradient method costs, and what
   * to change: tables to read} For a constant input.
   *
   * @throws IllegalStateException as {@link #topology()}
   */
  public Explanation explain() {
    return Explanation.of(plan());
  }

  /**
   * {@return what kind of graph this is: degrees, what is reached in T ticks, path lengths,
   * strongly connected components, short cycles, clustering, spectral radius; tables to read}
   * Near-linear in edges; of a large graph some of it is estimated, which the table says.
   *
   * @throws IllegalStateException as {@link #topology()}
   */
  public MeshDescription describe() {
    Topology topology = topology();
    return MeshDescription.of(topology, ticks, transition.rest(topology.roles()), null);
  }

  /**
   * {@return what it takes to learn from sequences, by gradient method, what can learn, and what to
   * change: a table to read}
   *
   * @param sequences what is predicted from what
   * @throws IllegalArgumentException as {@link #train(Sequences, Training)}
   * @throws IllegalStateException if the mesh is not connected, or nothing is to be predicted
   */
  public SequenceExplanation explain(Sequences sequences) {
    Required.of(sequences, "sequences, for example Sequences.of(table)");
    return SequencePreparation.explain(this, sequences);
  }

  /**
   * {@return neurons and edges as other systems know them, without weights: {@code
   * mesh.graph().write("mesh.graphml")}} Inputs and outputs are named by their numbers.
   *
   * @throws IllegalStateException as {@link #topology()}
   */
  public MeshGraph graph() {
    return MeshGraph.of(topology(), transition, ticks, List.of(), List.of(), null);
  }

  /**
   * {@return a picture of the mesh: neurons by role and edges; above 60 neurons, the matrix of its
   * edges}
   *
   * @throws IllegalStateException as {@link #topology()}
   */
  public Picture plot() {
    return plot(Placement.BY_ROLE);
  }

  /**
   * {@return a picture of the mesh, its neurons placed otherwise; where there are more of them than
   * {@link Placement#mostNeurons}, the matrix of its edges}
   *
   * @param placement where the neurons go, for example {@code Placement.FORCE}
   * @throws IllegalStateException as {@link #topology()}
   * @throws IllegalArgumentException if it is null
   */
  public Picture plot(Placement placement) {
    return MeshDrawing.draw(topology(), null, List.of(), List.of(), placement);
  }

  /** The graph this mesh has for an encoded table. */
  Topology topologyFor(Encoding encoding) {
    return topologyFor(
        encoding.inputs(),
        encoding.inputNames(),
        encoding.outputs(),
        encoding.labels().outputNames(),
        perhapsAValue(encoding));
  }

  /**
   * Sequences whose label is read as {@link #target} says, where it says so.
   *
   * @throws IllegalArgumentException if the sequences say otherwise
   */
  Sequences targeted(Sequences sequences) {
    if (target == Target.AUTO) {
      return sequences;
    }
    if (sequences.target() != Target.AUTO && sequences.target() != target) {
      throw new IllegalArgumentException(
          "the sequences take what is predicted for "
              + sequences.target()
              + ", the mesh for "
              + target
              + "; say .target(..) of one of them");
    }
    return sequences.target(target);
  }

  /** The graph this mesh has for sequences. */
  Topology topologyFor(SequenceEncoding encoding) {
    return topologyFor(
        encoding.inputs(), encoding.inputNames(), encoding.outputs(), encoding.outputNames(), "");
  }

  private Topology topologyFor(
      int inputCount, List<String> inputs, int outputCount, List<String> outputs, String remark) {
    String inputNames = "[" + Listing.of(inputs) + "]";
    String outputNames = "[" + Listing.of(outputs) + "]" + remark;
    requireMatch("inputs", inputs(), inputCount, inputNames);
    requireMatch("outputs", outputs(), outputCount, outputNames);
    String needs =
        String.format(
            Locale.ROOT,
            " for this table: %s %s%s and %s %s",
            Plural.of(inputCount, "input"),
            inputNames,
            bias ? ", a bias" : "",
            Plural.of(outputCount, "output"),
            outputNames);
    return topology(inputCount, outputCount, needs);
  }

  /** A remark where the classes are so many numbers that the label may not mean classes. */
  private String perhapsAValue(Encoding encoding) {
    boolean perhaps =
        target == Target.AUTO
            && encoding.classes().size() > MOST_NUMBERED_CLASSES
            && encoding.classes().stream().allMatch(name -> name.matches("-?\\d+"));
    return perhaps
        ? " (if "
            + Listing.quoted(encoding.label())
            + " is a number to be predicted, not a class, say .target(Target.VALUE): 1 output)"
        : "";
  }

  private static void requireMatch(String what, OptionalInt set, int found, String names) {
    if (set.orElse(found) != found) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the mesh was given %d %s but the table has %d %s; drop .%s(%d) to let the table decide",
              set.getAsInt(),
              what,
              found,
              names,
              what,
              set.getAsInt()));
    }
  }

  private Topology topology(int inputCount, int outputCount, String needs) {
    if (wiring == null) {
      throw new IllegalStateException(
          "the mesh has no edges yet; connect it, for example Mesh.of("
              + neurons
              + ").connect(Wiring.dense())");
    }
    int visible = inputCount + (bias ? 1 : 0) + outputCount;
    if (neurons < visible) {
      throw new IllegalArgumentException(
          "a mesh of "
              + neurons
              + " neurons is too small"
              + needs
              + " need at least "
              + visible
              + " neurons; take Mesh.of("
              + visible
              + ") or more");
    }
    return wiring.wire(new Roles(inputCount, bias, neurons - visible, outputCount));
  }

  private static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("a mesh has at least 1 of " + what + "; got " + value);
    }
  }

  /** {@return what {@link #connect} was given, all of it; empty before} */
  public Optional<Wiring> wiring() {
    return Optional.ofNullable(wiring);
  }

  /** {@return the number of input neurons; empty where the table decides} */
  public OptionalInt inputs() {
    return given(inputs);
  }

  /** {@return the number of output neurons; empty where the table decides} */
  public OptionalInt outputs() {
    return given(outputs);
  }

  private static OptionalInt given(int number) {
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** {@return the number of ticks T} */
  public int ticks() {
    return ticks;
  }

  /** {@return the number of ticks on each row of a sequence or stream} */
  public int ticksPerStep() {
    return ticksPerStep;
  }

  /** {@return the activation of all neurons but the outputs, where no other is set} */
  public Activation activation() {
    return transition.hidden();
  }

  /** {@return the activation of the output neurons, where no other is set} */
  public Activation outputActivation() {
    return transition.output();
  }

  /** {@return whether one neuron is clamped to 1} */
  public boolean bias() {
    return bias;
  }

  /** {@return what each neuron does at a tick: activations and leaks} */
  public Transition transition() {
    return transition;
  }

  /** {@return what the label means} */
  public Target target() {
    return target;
  }

  /** {@return the classes in their order, the lowest first; empty where they have none} */
  public List<String> classOrder() {
    return order;
  }

  /** {@return the column of the rows' weights; empty where all rows count the same} */
  public Optional<String> weightColumn() {
    return Optional.ofNullable(weights);
  }

  /** Refuses what tables alone have. */
  void requireNoRowsApart(String what) {
    if (!order.isEmpty() || weights != null) {
      throw new IllegalArgumentException(
          (weights == null ? "orderedClasses(..)" : "weights(\"" + weights + "\")")
              + " of a mesh is for tables in memory; train on "
              + what
              + " without it");
    }
  }

  /** {@return whether numeric columns and values to be predicted are standardised} */
  public boolean standardised() {
    return standardised;
  }

  @Override
  public String toString() {
    return described(Plural.of(ticks, "tick"));
  }

  /** As {@link #toString}, as sequences and streams run it. */
  String toStringByStep() {
    return described(Plural.of(ticksPerStep, "tick") + " a step");
  }

  private String described(String moved) {
    return String.format(
        Locale.ROOT,
        "Mesh of %s%s, wired %s, %s, %s%s%s%s%s",
        Plural.of(neurons, "neuron"),
        bias ? "" : " without a bias",
        wiring == null ? "not at all yet" : wiring,
        moved,
        transition,
        standardised ? "" : ", numbers not standardised",
        columns.isEmpty() ? "" : ", columns by rules: " + columns,
        order.isEmpty() ? "" : ", classes in the order " + Listing.of(order),
        weights == null ? "" : ", rows weighted by " + Listing.quoted(weights));
  }
}
