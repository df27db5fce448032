package org.meshnn.paper;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.replication.Result;
import org.meshnn.train.Ending;
import org.meshnn.train.Fit;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Loss;
import org.meshnn.train.Measure;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Trainer;
import org.meshnn.train.Training;

/**
 * How the networks of section 4.2 are trained and tested: Adam at 1e-3, batches of 32, the exact
 * gradient by the cheaper of its two ways (the same to the last digits), and what differs.
 *
 * @param name in the report
 * @param standardised features of mean 0 and deviation 1; else as they are
 * @param he first weights by He and in-degree; else as the published code's
 * @param outputs the activation of the outputs of meshes; perceptrons have linear ones
 * @param defects of the published code that are reproduced
 */
public record Setup(
    String name, boolean standardised, boolean he, Activation outputs, Set<Defect> defects) {

  /** The published code as it stands, its gradient exact. */
  public static final Setup AS_PUBLISHED =
      new Setup("as published", false, false, Activation.IDENTITY, Set.of())
          .with(Defect.SOFTMAX_TWICE)
          .with(Defect.DROPOUT)
          .with(Defect.RELU_IN_TRAINING_ONLY);

  /** The code of December 2020, before it had a relu. */
  public static final Setup AS_IN_2020 =
      new Setup("as in 2020", false, false, Activation.IDENTITY, Set.of())
          .with(Defect.SOFTMAX_TWICE)
          .with(Defect.DROPOUT)
          .with(Defect.NO_RELU);

  /**
   * The published code without its defects: features and first weights as published, linear
   * outputs.
   */
  public static final Setup CORRECTED =
      new Setup("corrected", false, false, Activation.IDENTITY, Set.of());

  /**
   * The model of section 2: relu on all neurons of a mesh, outputs included. (Perceptrons keep
   * their linear outputs.)
   */
  public static final Setup FORMAL_MODEL =
      new Setup("as the formal model says", false, false, Activation.RELU, Set.of());

  /** Standardised features, He by in-degree, linear outputs. */
  public static final Setup AS_IT_SHOULD_BE =
      new Setup("as it should be", true, true, Activation.IDENTITY, Set.of());

  /** All of these. */
  public static final List<Setup> ALL =
      List.of(AS_PUBLISHED, AS_IN_2020, FORMAL_MODEL, CORRECTED, AS_IT_SHOULD_BE);

  /**
   * Copies the defects.
   *
   * @param name in the report
   * @param standardised features, or as they are
   * @param he first weights, or the published code's
   * @param outputs the activation of the outputs of meshes
   * @param defects of the published code that are reproduced
   */
  public Setup {
    defects = Set.copyOf(defects);
  }

  /**
   * {@return the same with one defect more}
   *
   * @param defect of the published code that is reproduced
   */
  public Setup with(Defect defect) {
    Set<Defect> more = EnumSet.of(defect);
    more.addAll(defects);
    return new Setup(name, standardised, he, outputs, more);
  }

  /** The training of a seed. */
  Training training(Net net, int epochs, long seed) {
    Training training =
        Training.defaults()
            .optimiser(Optimiser.adam(1e-3))
            .batchSize(32)
            .initialisation(he ? Initialisation.he() : net.layerWeights())
            .epochs(epochs)
            .seed(seed)
            .gradient(GradientMethod.AUTO)
            .threads(1);
    if (has(Defect.DROPOUT, net)) {
      training = training.dropout(new DropoutEverywhere(Defect.DROPPED));
    }
    return net.rewiring().map(training::rewiring).orElse(training);
  }

  /**
   * {@return the result of training on all training rows and measuring on the test rows; null if
   * the thread was interrupted}
   *
   * @param set of images
   * @param net to train
   * @param epochs at least 1
   * @param seed of wiring, first weights, order and dropout
   */
  public @Nullable Result run(Images set, Net net, int epochs, long seed) {
    return run(set.rows(standardised), net, epochs, seed);
  }

  /** As {@link #run(Images, Net, int, long)}, on given rows. */
  @Nullable Result run(Images.Rows rows, Net net, int epochs, long seed) {
    Topology topology = net.topology(seed);
    boolean linear = has(Defect.NO_RELU, net);
    Transition trained = transition(net, linear);
    Plan plan = Plan.of(topology, net.ticks(), Clamping.CONSTANT, trained.rest(topology.roles()));
    Fit fit =
        Trainer.fit(
            plan,
            trained,
            defects.contains(Defect.SOFTMAX_TWICE) ? new SoftmaxTwice() : Loss.CROSS_ENTROPY,
            1,
            training(net, epochs, seed),
            Trainer.Randomness.of(seed),
            rows.train(),
            null);
    if (fit.ending() == Ending.INTERRUPTED) {
      return null;
    }
    Transition tested = transition(net, linear || has(Defect.RELU_IN_TRAINING_ONLY, net));
    Measure.Measured measured =
        new Measure(plan.on(fit.topology()), tested, Loss.CROSS_ENTROPY)
            .of(fit.weights(), rows.test());
    return new Result(
        measured.metric(), measured.loss(), fit.topology().edges(), fit.ending().toString());
  }

  private Transition transition(Net net, boolean linear) {
    return new Transition(
        linear ? Activation.IDENTITY : Activation.RELU,
        net.isPerceptron() ? Activation.IDENTITY : outputs);
  }

  /** Whether a network suffers from a defect: all but the double softmax are those of meshes. */
  private boolean has(Defect defect, Net net) {
    return defects.contains(defect) && !net.isPerceptron();
  }

  @Override
  public String toString() {
    return name;
  }
}
