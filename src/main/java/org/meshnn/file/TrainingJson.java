package org.meshnn.file;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Precision;
import org.meshnn.graph.Roles;
import org.meshnn.text.Required;
import org.meshnn.train.ConstantRate;
import org.meshnn.train.Dropout;
import org.meshnn.train.He;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Monitor;
import org.meshnn.train.Schedule;
import org.meshnn.train.SpectralRadius;
import org.meshnn.train.Training;
import org.meshnn.train.Uniform;
import org.meshnn.train.UniformByInDegree;

/**
 * The settings of a training, as model.json has them: all but listeners, the number of threads and
 * checkpoints, which change no bit; of given weights, their description.
 *
 * @param loss null where the label decides
 * @param precision null where it is double
 * @param schedule null where the learning rate stays
 * @param shuffleBlocks rows of a block that is shuffled together; null where all rows are alike
 * @param validation the fraction held out
 * @param monitor null where it is the loss
 * @param l1 null where there is no such penalty
 * @param clipNorm null where nothing is clipped
 * @param rewiring null where edges stay
 */
record TrainingJson(
    int epochs,
    int batchSize,
    @Nullable LossJson loss,
    OptimiserJson optimiser,
    InitialisationJson initialisation,
    @Nullable ScheduleJson schedule,
    String gradient,
    @Nullable String precision,
    boolean shuffle,
    @Nullable Integer shuffleBlocks,
    long seed,
    double validation,
    int patience,
    @Nullable String monitor,
    double weightDecay,
    @Nullable Double l1,
    @Nullable Double clipNorm,
    DropoutJson dropout,
    boolean classesBalanced,
    Map<String, Double> classWeights,
    @Nullable RewiringJson rewiring) {

  /**
   * How the weights began.
   *
   * @param name one of the recipes, or {@value #GIVEN}
   * @param description of given weights, which are not kept
   */
  record InitialisationJson(
      String name,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double radius,
      @Nullable String description) {
    static final String GIVEN = "given";

    static InitialisationJson of(Initialisation initialisation) {
      if (initialisation instanceof He) {
        return new InitialisationJson("he", null, null, null, null);
      }
      if (initialisation instanceof Uniform uniform) {
        return new InitialisationJson("uniform", uniform.low(), uniform.high(), null, null);
      }
      if (initialisation instanceof UniformByInDegree) {
        return new InitialisationJson("uniform by in-degree", null, null, null, null);
      }
      if (initialisation instanceof SpectralRadius spectral) {
        return new InitialisationJson("spectral radius", null, null, spectral.radius(), null);
      }
      return new InitialisationJson(GIVEN, null, null, null, initialisation.toString());
    }

    Initialisation initialisation() {
      return switch (Required.of(name, "the name of an initialisation")) {
        case "he" -> Initialisation.he();
        case "uniform" ->
            Initialisation.uniform(
                Required.of(low, "the lower bound"), Required.of(high, "the upper bound"));
        case "uniform by in-degree" -> Initialisation.uniformByInDegree();
        case "spectral radius" ->
            Initialisation.spectralRadius(Required.of(radius, "a spectral radius"));
        case GIVEN ->
            Initialisation.notKept(Required.of(description, "what the given weights were"));
        default -> throw new IllegalArgumentException("there is no initialisation " + name);
      };
    }
  }

  /**
   * Which states are dropped while training.
   *
   * @param hidden the probability of hidden neurons; null where each neuron has its own
   * @param byNeuron null where that of hidden neurons says it
   * @param description what a dropout by neuron prints
   */
  record DropoutJson(
      @Nullable Double hidden, double @Nullable [] byNeuron, @Nullable String description) {

    static DropoutJson of(Dropout dropout, Roles roles) {
      return dropout instanceof Dropout.Hidden hidden
          ? new DropoutJson(hidden.probability(), null, null)
          : new DropoutJson(null, dropout.probabilities(roles), dropout.toString());
    }

    Dropout dropout(Roles roles) {
      if (hidden != null) {
        return Dropout.hidden(hidden);
      }
      double[] each = Required.of(byNeuron, "a dropout");
      if (each.length != roles.neurons()) {
        throw new IllegalArgumentException(
            "expected a dropout for each of " + roles.neurons() + " neurons; got " + each.length);
      }
      return Dropout.byNeuron(each, Required.of(description, "what the dropout is"));
    }
  }

  /** The first format that can say this. */
  static int format(Training training) {
    if (training.loss().isPresent()
        || OptimiserJson.format(training.optimiser()) == 5
        || choosesSinceFormat5(training)) {
      return 5;
    }
    if (training.rewiring().isPresent()) {
      return 4;
    }
    boolean first =
        training.gradient() != GradientMethod.AUTO
            && training.precision() == Precision.DOUBLE
            && training.shuffleBlocks() == 0;
    return first ? 1 : 3;
  }

  private static boolean choosesSinceFormat5(Training training) {
    return !(training.schedule() instanceof ConstantRate)
        || training.monitor() != Monitor.LOSS
        || training.l1() > 0;
  }

  static TrainingJson of(Training training, Roles roles) {
    return new TrainingJson(
        training.epochs(),
        training.batchSize(),
        training.loss().map(LossJson::of).orElse(null),
        OptimiserJson.of(training.optimiser()),
        InitialisationJson.of(training.initialisation()),
        ScheduleJson.of(training.schedule()),
        Constant.name(training.gradient()),
        training.precision() == Precision.DOUBLE ? null : Constant.name(training.precision()),
        training.shuffle(),
        training.shuffleBlocks() == 0 ? null : training.shuffleBlocks(),
        training.seed(),
        training.validation(),
        training.patience(),
        training.monitor() == Monitor.LOSS ? null : Constant.name(training.monitor()),
        training.weightDecay(),
        training.l1() == 0 ? null : training.l1(),
        Double.isInfinite(training.clipNorm()) ? null : training.clipNorm(),
        DropoutJson.of(training.dropout(), roles),
        training.classesBalanced(),
        training.classWeights(),
        training.rewiring().map(RewiringJson::of).orElse(null));
  }

  Training training(Roles roles) {
    Training read =
        Training.defaults()
            .epochs(epochs)
            .batchSize(batchSize)
            .optimiser(Required.of(optimiser, "an optimiser").optimiser())
            .schedule(schedule == null ? Schedule.constant() : schedule.schedule())
            .initialisation(Required.of(initialisation, "an initialisation").initialisation())
            .gradient(Constant.of(GradientMethod.class, gradient))
            .precision(
                precision == null ? Precision.DOUBLE : Constant.of(Precision.class, precision))
            .shuffle(shuffle)
            .shuffleBlocks(shuffleBlocks == null ? 0 : shuffleBlocks)
            .seed(seed)
            .validation(validation)
            .patience(patience)
            .monitor(monitor == null ? Monitor.LOSS : Constant.of(Monitor.class, monitor))
            .weightDecay(weightDecay)
            .l1(l1 == null ? 0 : l1)
            .clipNorm(clipNorm == null ? Double.POSITIVE_INFINITY : clipNorm)
            .dropout(Required.of(dropout, "a dropout").dropout(roles));
    read = loss == null ? read : read.loss(loss.loss());
    read = rewiring == null ? read : read.rewiring(rewiring.rewiring());
    return classesBalanced
        ? read.balancedClasses()
        : read.classWeights(Required.of(classWeights, "class weights"));
  }
}
