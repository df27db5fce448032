package org.meshnn.paper;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.replication.Result;
import org.meshnn.train.Ending;
import org.meshnn.train.Fit;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Loss;
import org.meshnn.train.Measure;
import org.meshnn.train.Trainer;
import org.meshnn.train.Training;

/**
 * A mesh whose wiring training finds: it begins with many edges, loses those of smallest weight in
 * 8 rounds, and trains on with the others. Of E epochs a quarter comes before the first round, a
 * twentieth between rounds, and the rest after the last. After round r it has
 *
 * <pre>  k + (k0 - k) (1 - r / 8)³  </pre>
 *
 * edges of k0 at first and k at last (Zhu and Gupta, To prune, or not to prune, arXiv 1710.01878,
 * 2017, equation 1). Adam begins again after each round. Trained as {@link Setup#AS_IT_SHOULD_BE};
 * the gradient is taken by back-propagation in all rounds, whichever way is cheaper in one.
 *
 * @param name in the report
 * @param hidden neurons
 * @param ticks T
 * @param from the edges to begin with
 * @param parameters k, edges that are left, those of the bias included
 */
public record Pruning(String name, int hidden, int ticks, Wiring from, int parameters) {
  private static final int ROUNDS = 8;

  /**
   * {@return the pruning of a full mesh: every edge but those out of outputs}
   *
   * @param hidden neurons, at least 1
   * @param ticks T, at least 1
   * @param parameters k, edges that are left, those of the bias included
   */
  public static Pruning ofMesh(int hidden, int ticks, int parameters) {
    return new Pruning(
        String.format(Locale.ROOT, "pruned mesh-%d, T = %d", hidden, ticks),
        hidden,
        ticks,
        Net.full(hidden).and(Net.bias(hidden)),
        parameters);
  }

  /** From a perceptron of two hidden layers. */
  static Pruning ofPerceptron(int width, int parameters) {
    return new Pruning(
        "pruned MLP-" + width, 2 * width, 3, Wiring.layered(width, width), parameters);
  }

  /**
   * What was found.
   *
   * @param topology the wiring that is left
   * @param weights one per edge
   * @param ending {@link Ending#DIVERGED} if one of the trainings did, else completed
   */
  public record Found(Topology topology, double[] weights, Ending ending) {
    /** {@return the weight matrix A, n x n} */
    public DMatrixRMaj matrix() {
      return topology.denseMatrix(weights);
    }
  }

  /**
   * Trains and prunes on the training rows, and measures on the others.
   *
   * @return null if the thread was interrupted
   */
  @Nullable Result run(Images.Rows rows, int epochs, long seed) {
    Found found = find(rows, epochs, seed);
    if (found == null) {
      return null;
    }
    Measure.Measured measured =
        new Measure(plan(found.topology()), transition(), Loss.CROSS_ENTROPY)
            .of(found.weights(), rows.test());
    return new Result(
        measured.metric(), measured.loss(), found.topology().edges(), Ending.COMPLETED.toString());
  }

  /**
   * {@return the wiring and weights that pruning and training on the training rows leave; null if
   * the thread was interrupted}
   *
   * @param rows of which those to learn from are used
   * @param epochs E of all rounds together, at least 1
   * @param seed of the first weights and the order of the rows
   */
  public @Nullable Found find(Images.Rows rows, int epochs, long seed) {
    Trainer.Randomness randomness = Trainer.Randomness.of(seed);
    Topology topology = Net.unconnected(hidden).connect(from).topology();
    int all = topology.edges();
    double[] weights = Initialisation.he().weights(topology, randomness.weights());
    Ending ending = Ending.COMPLETED;
    for (int round = 0; round <= ROUNDS; round++) {
      if (round > 0) {
        DMatrixRMaj a = topology.denseMatrix(weights);
        topology =
            Net.unconnected(hidden).connect(Wiring.largestOf(a, edges(all, round))).topology();
        weights = Initialisation.of(a).weights(topology, randomness.weights());
      }
      int length = begin(round + 1, epochs) - begin(round, epochs);
      if (length > 0) {
        Fit fit = fit(rows, topology, weights, length, seed, randomness);
        if (fit.ending() == Ending.INTERRUPTED) {
          return null;
        }
        ending = fit.ending() == Ending.DIVERGED ? fit.ending() : ending;
        weights = fit.weights();
      }
    }
    return new Found(topology, weights, ending);
  }

  private int edges(int all, int round) {
    double rest = 1 - (double) round / ROUNDS;
    return (int) Math.round(parameters + (all - parameters) * rest * rest * rest);
  }

  /** The epochs before a round. */
  private static int begin(int round, int epochs) {
    if (round == 0) {
      return 0;
    }
    return round > ROUNDS ? epochs : epochs / 4 + (round - 1) * epochs / 20;
  }

  private Fit fit(
      Images.Rows rows,
      Topology topology,
      double[] weights,
      int epochs,
      long seed,
      Trainer.Randomness randomness) {
    Training training =
        Setup.AS_IT_SHOULD_BE
            .training(Net.MLP_13, epochs, seed)
            .initialisation(Initialisation.of(topology.denseMatrix(weights)))
            .gradient(GradientMethod.BACKWARD);
    return Trainer.fit(
        plan(topology),
        transition(),
        Loss.CROSS_ENTROPY,
        1,
        training,
        randomness,
        rows.train(),
        null);
  }

  private Plan plan(Topology topology) {
    return Plan.of(topology, ticks, Clamping.CONSTANT, transition().rest(topology.roles()));
  }

  private static Transition transition() {
    return new Transition(Activation.RELU, Activation.IDENTITY);
  }

  @Override
  public String toString() {
    return name;
  }
}
