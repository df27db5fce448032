package org.meshnn.train;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Program;

/**
 * The training loop: epochs of shuffled batches, each a step of the optimiser along the gradient of
 * the batch mean.
 */
public final class Trainer {
  private final Program program;
  private final Transition transition;
  private final Loss loss;
  private final double unit;
  private final Training training;
  private final Randomness randomness;
  private final RowSource train;
  private final Program validationProgram;
  private final @Nullable RowSource validation;
  private final @Nullable ToDoubleBiFunction<Measure, double[]> score; // null where none is needed

  /**
   * The parts of one seed, so that to change the use of one does not move the others.
   *
   * @param weights gives the first weights
   * @param order shuffles the rows before each epoch
   * @param rows chooses those held out for validation
   * @param dropout draws what is dropped
   * @param rewiring draws edges that grow
   */
  public record Randomness(
      RandomGenerator weights,
      RandomGenerator order,
      RandomGenerator rows,
      RandomGenerator dropout,
      RandomGenerator rewiring) {

    /**
     * {@return the parts of a seed}
     *
     * @param seed any number; the same one gives the same parts
     */
    public static Randomness of(long seed) {
      SplittableGenerator root =
          (SplittableGenerator) RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      return new Randomness(root.split(), root.split(), root.split(), root.split(), root.split());
    }
  }

  private Trainer(
      Program program,
      Transition transition,
      Loss loss,
      double unit,
      Training training,
      Randomness randomness,
      RowSource train,
      Program validationProgram,
      @Nullable RowSource validation,
      @Nullable ToDoubleBiFunction<Measure, double[]> score) {
    this.program = program;
    this.transition = transition;
    this.loss = loss;
    this.unit = unit;
    this.training = training;
    this.randomness = randomness;
    this.train = train;
    this.validationProgram = validationProgram;
    this.validation = validation;
    this.score = score;
  }

  /**
   * As {@link #of}, then {@link #fit(TrainingState, Consumer)} from the {@link #begin beginning},
   * without checkpoints.
   *
   * @param program the mesh, and how samples run through it
   * @param transition its activations
   * @param loss what is minimised
   * @param unit what the reported metric is multiplied by: the deviation of standardised values, so
   *     that it comes in their own unit; 1 for classes
   * @param training the settings; its validation fraction and class weights are the caller's to
   *     apply
   * @param randomness where weights and orders come from
   * @param train the rows to learn from, at least one
   * @param validation the rows held out, or null
   * @return the weights learned, and how
   * @throws IllegalArgumentException as {@link #of} and {@link #begin}
   */
  public static Fit fit(
      Program program,
      Transition transition,
      Loss loss,
      double unit,
      Training training,
      Randomness randomness,
      RowSource train,
      @Nullable RowSource validation) {
    Trainer trainer = of(program, transition, loss, unit, training, randomness, train, validation);
    return trainer.fit(trainer.begin(), snapshot -> {});
  }

  /**
   * Prepares to train once.
   *
   * @param program the mesh, and how samples run through it
   * @param transition its activations
   * @param loss what is minimised
   * @param unit what the reported metric is multiplied by: the deviation of standardised values, so
   *     that it comes in their own unit; 1 for classes
   * @param training the settings; its validation fraction and class weights are the caller's to
   *     apply
   * @param randomness where weights and orders come from; only the validation rows may have been
   *     drawn from it
   * @param train the rows to learn from, at least one
   * @param validation the rows held out, or null
   * @return what trains
   * @throws IllegalArgumentException if the samples do not fit the program, the precision does not
   *     suit it, or patience is asked for without validation rows
   */
  public static Trainer of(
      Program program,
      Transition transition,
      Loss loss,
      double unit,
      Training training,
      Randomness randomness,
      RowSource train,
      @Nullable RowSource validation) {
    return of(program, transition, loss, unit, training, randomness, train, program, validation);
  }

  /**
   * As {@link #of(Program, Transition, Loss, double, Training, Randomness, RowSource, RowSource)},
   * where the rows held out are sequences of another length.
   *
   * @param program the mesh, and how samples run through it
   * @param transition its activations
   * @param loss what is minimised
   * @param unit what the reported metric is multiplied by
   * @param training the settings
   * @param randomness where weights and orders come from
   * @param train the rows to learn from, at least one
   * @param validationProgram how those held out run through the mesh
   * @param validation the rows held out, or null
   * @return what trains
   * @throws IllegalArgumentException if samples do not fit their program, or patience is asked for
   *     without validation rows
   */
  public static Trainer of(
      Program program,
      Transition transition,
      Loss loss,
      double unit,
      Training training,
      Randomness randomness,
      RowSource train,
      Program validationProgram,
      @Nullable RowSource validation) {
    if (program instanceof Plan table && table.clamping() != Clamping.CONSTANT) {
      throw new IllegalArgumentException(
          "training clamps the same input at every tick; plan for Clamping.CONSTANT");
    }
    training.precision().requireFor(program, training.gradient());
    training.rewiring().ifPresent(rewiring -> Rewirer.requireFor(program));
    requireFor(program, train);
    if (validation != null) {
      requireFor(validationProgram, validation);
    }
    if (training.patience() > 0 && validation == null) {
      throw new IllegalArgumentException(
          "patience("
              + training.patience()
              + ") watches the validation "
              + training.monitor()
              + ", but no rows are held out; add validation(0.2)");
    }
    return new Trainer(
        program,
        transition,
        loss,
        unit,
        training,
        randomness,
        train,
        validationProgram,
        validation,
        null);
  }

  /**
   * {@return the same, which measures the {@linkplain Monitor#isScore score} that is monitored}
   *
   * @param monitored of these weights, one per edge, on the rows held out, by a measure of the
   *     mesh; not finite where an output is not
   */
  public Trainer scoredBy(ToDoubleBiFunction<Measure, double[]> monitored) {
    return new Trainer(
        program,
        transition,
        loss,
        unit,
        training,
        randomness,
        train,
        validationProgram,
        validation,
        monitored);
  }

  /**
   * Draws the first weights, by the training's initialisation.
   *
   * @return the state before the first epoch
   * @throws IllegalArgumentException if the initialisation does not suit the mesh
   */
  public TrainingState begin() {
    Topology topology = program.topology();
    double[] weights = training.initialisation().weights(topology, randomness.weights());
    Optimiser.Memory memory = training.optimiser().start(weights.length).memory();
    return TrainingState.begin(topology, weights, memory);
  }

  /**
   * Trains from a state to the end. From the state of an earlier training with the same settings
   * and rows it ends with the bits with which that would have ended had it not stopped; only the
   * seconds are others.
   *
   * @param from copied
   * @param checkpoint is called as {@link Training#checkpoints(java.nio.file.Path, int)} says, with
   *     what would be left were training interrupted there; its arrays are the training's own, to
   *     be read before it returns
   * @return the weights learned, and how
   * @throws IllegalArgumentException if the state is that of another mesh, optimiser, batch size or
   *     number of rows, the mesh does not suit the rewiring, or the epochs the schedule, or a score
   *     is monitored that it has not been told how to measure
   */
  public Fit fit(TrainingState from, Consumer<Fit> checkpoint) {
    if (training.monitor().isScore() && (score == null || validation == null)) {
      throw new IllegalArgumentException(
          "the "
              + training.monitor()
              + " is monitored on rows held out, and there are none, or nothing that measures it;"
              + " hold some out and add scoredBy(..), or monitor(Monitor.LOSS)");
    }
    Program begun = on(from.topology());
    GradientMethod gradient = from.gradient().orElse(training.gradient()).on(begun, transition);
    Objective objective = new Objective(transition, loss, gradient, training, train);
    Program validated = begun == program ? validationProgram : begun;
    EpochMeasure epochs =
        new EpochMeasure(loss, unit, training.monitor(), train.size(), validation, score);
    try (Polling open = new Polling();
        Descent descent = new Descent(objective, begun, validated, randomness, from)) {
      return new TrainingRun(training, descent, epochs, gradient, from, checkpoint).fit();
    }
  }

  /**
   * Takes steps from the {@link #begin beginning} with a learning rate that grows, whatever the
   * training's schedule; edges stay, and rows held out are not looked at.
   *
   * @param lowest the first rate, positive
   * @param highest the last rate, higher and finite
   * @return the losses
   * @throws IllegalArgumentException as {@link #begin}, or if not even the first loss is finite
   */
  public RateSweep sweep(double lowest, double highest) {
    TrainingState from = begin();
    GradientMethod gradient = training.gradient().on(program, transition);
    Objective objective = new Objective(transition, loss, gradient, training, train);
    try (Polling open = new Polling();
        WiredDescent descent =
            new WiredDescent(objective, program, program, from.weights().clone(), from.memory())) {
      return RateSweep.of(descent, objective, randomness, lowest, highest);
    }
  }

  /** Refuses rows of another shape than a mesh takes, and none at all. */
  static void requireFor(Program program, RowSource rows) {
    int inputs = program.inputColumns();
    int outputs = program.targetColumns();
    if (rows.size() < 1 || rows.inputs() != inputs || rows.targets() != outputs) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least one sample with %d inputs and %d targets; got %d with %d and %d",
              inputs,
              outputs,
              rows.size(),
              rows.inputs(),
              rows.targets()));
    }
  }

  /** The program of a state, whose edges are others only where a training rewires. */
  private Program on(Topology topology) {
    if (topology.equals(program.topology())) {
      return program;
    }
    boolean rewired = topology.roles().equals(program.topology().roles());
    if (rewired && training.rewiring().isPresent() && program instanceof Plan plan) {
      return plan.on(topology);
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "expected the state of a training of this mesh, with %,d weights; got one with %,d%s",
            program.topology().edges(),
            topology.edges(),
            program.topology().edges() == topology.edges() ? " of other edges" : ""));
  }
}
