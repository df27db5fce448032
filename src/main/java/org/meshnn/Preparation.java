package org.meshnn;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Split;
import org.meshnn.tables.TrainingTable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.train.Ending;
import org.meshnn.train.Fit;
import org.meshnn.train.Loss;
import org.meshnn.train.Samples;
import org.meshnn.train.Trainer;
import org.meshnn.train.Training;

/** What one training of a mesh needs: rows chosen, table encoded, mesh wired. */
final class Preparation {
  private final Mesh mesh;
  private final Training training;
  private final Trainer.Randomness randomness;
  private final Seen seen;
  private final Encoding encoding;
  private final Plan plan;
  private final Samples train;
  private final @Nullable Samples validation;

  private Preparation(
      Mesh mesh,
      Training training,
      Trainer.Randomness randomness,
      Seen seen,
      Encoding encoding,
      Plan plan,
      Samples train,
      @Nullable Samples validation) {
    this.mesh = mesh;
    this.training = training;
    this.randomness = randomness;
    this.seen = seen;
    this.encoding = encoding;
    this.plan = plan;
    this.train = train;
    this.validation = validation;
  }

  /**
   * A training on some rows of a table. Categories and classes are those of the whole table; means
   * and deviations those of the rows learned from.
   *
   * @param rows to learn from and to validate on, from 0 on, ascending
   */
  static Preparation of(Mesh mesh, TrainingTable table, int[] rows, Training training) {
    Trainer.Randomness randomness = Trainer.Randomness.of(training.seed());
    table.requireRowNumbers(rows);
    int[][] parts = parts(table, rows, training.validation(), randomness.rows());
    TrainingTable.Encoded encoded = table.encoded(parts[0], mesh.standardised());
    Encoding encoding = encoded.encoding();
    Topology topology = mesh.topologyFor(encoding);
    requirePath(topology, mesh.ticks());
    Plan plan = Plan.of(topology, mesh.ticks(), Clamping.CONSTANT, mesh.transition().rest());
    Samples train = encoded.samples().take(parts[0]);
    Samples validation = parts[1].length == 0 ? null : encoded.samples().take(parts[1]);
    double[] weights = classWeights(encoding, training, train.y());
    if (weights != null) {
      train = train.weighted(weights);
      validation = validation == null ? null : validation.weighted(weights);
    }
    Seen seen = Seen.of(table, rows, parts);
    return new Preparation(mesh, training, randomness, seen, encoding, plan, train, validation);
  }

  /** The rows in two parts, to learn from and to validate on, classes in proportion. */
  private static int[][] parts(
      TrainingTable table, int[] rows, double validation, RandomGenerator random) {
    if (validation == 0) {
      return new int[][] {rows, {}};
    }
    int[] classes = table.strata();
    int[] strata = Arrays.stream(rows).map(row -> classes[row]).toArray();
    return Arrays.stream(Split.stratifiedRows(strata, validation, "validation", random))
        .map(part -> Arrays.stream(part).map(i -> rows[i]).toArray())
        .toArray(int[][]::new);
  }

  private static void requirePath(Topology topology, int ticks) {
    int length = topology.shortestPath();
    if (length < 0) {
      throw new IllegalArgumentException(
          "no path leads from an input to an output, so nothing can be learned; connect more");
    }
    if (length > ticks) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no input reaches an output within %s: the shortest path has %s; take"
                  + " .ticks(%d) or more",
              Plural.of(ticks, "tick"),
              Plural.of(length, "edge"),
              length));
    }
  }

  /**
   * Trains.
   *
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  TrainedMesh fit() {
    Loss loss = encoding.classification() ? Loss.CROSS_ENTROPY : Loss.HALF_SQUARED_ERROR;
    double unit = encoding.classification() ? 1 : encoding.deviation();
    long begin = System.nanoTime();
    Fit fit =
        Trainer.fit(plan, mesh.transition(), loss, unit, training, randomness, train, validation);
    TrainedMesh trained =
        new TrainedMesh(
            mesh,
            plan,
            encoding,
            training,
            fit,
            train.size(),
            seen.origin(begin),
            HeldOut.scores(plan, mesh.transition(), encoding, fit.weights(), validation));
    if (fit.ending() == Ending.DIVERGED) {
      throw new TrainingDiverged(trained);
    }
    return trained;
  }

  /** A weight for each class; null where all count the same. */
  private static double @Nullable [] classWeights(
      Encoding encoding, Training training, DMatrixRMaj targets) {
    if (!training.classesBalanced() && training.classWeights().isEmpty()) {
      return null;
    }
    if (!encoding.classification()) {
      throw new IllegalArgumentException(
          "class weights need a label that means classes, but "
              + Listing.quoted(encoding.label())
              + " is a value; drop them, or use target(Target.CLASSES)");
    }
    return training.classesBalanced() ? rarity(targets) : named(encoding, training.classWeights());
  }

  /**
   * Rows / (classes x rows of the class): together the weights of all rows are as many as there are
   * rows.
   */
  private static double[] rarity(DMatrixRMaj oneHot) {
    double[] weights = new double[oneHot.numCols];
    for (int k = 0; k < weights.length; k++) {
      double count = 0;
      for (int row = 0; row < oneHot.numRows; row++) {
        count += oneHot.get(row, k);
      }
      weights[k] = oneHot.numRows / (weights.length * Math.max(1, count));
    }
    return weights;
  }

  private static double[] named(Encoding encoding, Map<String, Double> byName) {
    double[] weights = new double[encoding.classes().size()];
    Arrays.fill(weights, 1);
    byName.forEach(
        (name, weight) -> {
          int k = encoding.classes().indexOf(name);
          if (k < 0) {
            throw new IllegalArgumentException(
                "class weights name "
                    + Listing.quoted(name)
                    + " but the classes of "
                    + Listing.quoted(encoding.label())
                    + " are ["
                    + Listing.of(encoding.classes())
                    + "]");
          }
          weights[k] = weight;
        });
    return weights;
  }
}
