package org.meshnn;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Split;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.train.Ending;
import org.meshnn.train.Fit;
import org.meshnn.train.Loss;
import org.meshnn.train.Samples;
import org.meshnn.train.Trainer;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** One training of one mesh on one table, made ready: rows chosen, table encoded, mesh wired. */
final class Lesson {
  private final Mesh mesh;
  private final Training training;
  private final Trainer.Randomness randomness;
  private final Encoding encoding;
  private final Plan plan;
  private final Samples train;
  private final Samples validation;

  private Lesson(
      Mesh mesh,
      Training training,
      Trainer.Randomness randomness,
      Encoding encoding,
      Plan plan,
      Samples train,
      Samples validation) {
    this.mesh = mesh;
    this.training = training;
    this.randomness = randomness;
    this.encoding = encoding;
    this.plan = plan;
    this.train = train;
    this.validation = validation;
  }

  /** A training on all rows of a table. */
  static Lesson of(Mesh mesh, Table table, String label, Training training) {
    return of(mesh, table, label, IntStream.range(0, table.rowCount()).toArray(), training);
  }

  /**
   * A training on some rows of a table. Categories and classes are those of the whole table; means
   * and deviations those of the rows learned from.
   *
   * @param rows to learn from and to validate on, from 0 on, ascending
   */
  static Lesson of(Mesh mesh, Table table, String label, int[] rows, Training training) {
    Trainer.Randomness randomness = Trainer.Randomness.of(training.seed());
    int[][] parts = {rows, new int[0]};
    if (training.validation() > 0) {
      Encoding whole = mesh.encoding(table, label, rows);
      parts = validated(whole, table, rows, training.validation(), randomness.rows());
    }
    Encoding encoding = mesh.encoding(table, label, parts[0]);
    Topology topology = mesh.topologyFor(encoding);
    requirePath(topology, mesh.ticks());
    Plan plan = Plan.of(topology, mesh.ticks(), Clamping.CONSTANT, mesh.transition().rest());
    DMatrixRMaj targets = encoding.targets(table);
    Samples samples = new Samples(encoding.inputs(table), targets);
    weighClasses(targets, encoding, training, parts[0]);
    return new Lesson(
        mesh,
        training,
        randomness,
        encoding,
        plan,
        samples.rows(parts[0]),
        parts[1].length == 0 ? null : samples.rows(parts[1]));
  }

  /** The rows in two parts, to learn from and to validate on, classes in proportion. */
  private static int[][] validated(
      Encoding encoding, Table table, int[] rows, double fraction, RandomGenerator random) {
    int[] strata = new int[rows.length];
    if (encoding.classification()) {
      int[] classes = encoding.classIndices(table);
      Arrays.setAll(strata, i -> classes[rows[i]]);
    }
    return Arrays.stream(Split.stratifiedRows(strata, fraction, "validation", random))
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

  /** Refuses labelled rows that the trained mesh could not be measured on. */
  void requireReadable(Table rows) {
    encoding.inputs(rows);
    encoding.targets(rows);
  }

  TrainedMesh teach() {
    Loss loss = encoding.classification() ? Loss.CROSS_ENTROPY : Loss.HALF_SQUARED_ERROR;
    double unit = encoding.classification() ? 1 : encoding.deviation();
    Fit fit =
        Trainer.fit(plan, mesh.transition(), loss, unit, training, randomness, train, validation);
    TrainedMesh trained = new TrainedMesh(mesh, plan, encoding, loss, training, fit, train.size());
    if (fit.ending() == Ending.DIVERGED) {
      throw new TrainingDiverged(trained);
    }
    return trained;
  }

  private static void weighClasses(
      DMatrixRMaj targets, Encoding encoding, Training training, int[] trainingRows) {
    if (!training.balanced() && training.classWeights().isEmpty()) {
      return;
    }
    if (!encoding.classification()) {
      throw new IllegalArgumentException(
          "class weights need a label that means classes, but "
              + Listing.quoted(encoding.label())
              + " is a value; drop them, or use target(Target.CLASSES)");
    }
    double[] weights =
        training.balanced()
            ? rarity(targets, trainingRows)
            : named(encoding, training.classWeights());
    for (int row = 0; row < targets.numRows; row++) {
      for (int k = 0; k < weights.length; k++) {
        targets.set(row, k, targets.get(row, k) * weights[k]);
      }
    }
  }

  private static double[] rarity(DMatrixRMaj targets, int[] rows) {
    double[] weights = new double[targets.numCols];
    for (int k = 0; k < weights.length; k++) {
      double count = 0;
      for (int row : rows) {
        count += targets.get(row, k);
      }
      weights[k] = rows.length / (weights.length * Math.max(1, count));
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
