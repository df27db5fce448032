package org.meshnn;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Plan;
import org.meshnn.provenance.Origin;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.KnownTable;
import org.meshnn.tables.Labels;
import org.meshnn.tables.Split;
import org.meshnn.tables.StoredStatistics;
import org.meshnn.tables.TableDigest;
import org.meshnn.tables.TrainingTable;
import org.meshnn.tables.Verification;
import org.meshnn.train.Checkpoints;
import org.meshnn.train.Ending;
import org.meshnn.train.Fit;
import org.meshnn.train.Loss;
import org.meshnn.train.Measure;
import org.meshnn.train.RateSweep;
import org.meshnn.train.RowOrder;
import org.meshnn.train.RowSource;
import org.meshnn.train.SamplePart;
import org.meshnn.train.Samples;
import org.meshnn.train.Trainer;
import org.meshnn.train.Training;
import org.meshnn.train.TrainingState;
import tech.tablesaw.api.Table;

/** What one training of a mesh needs: rows chosen, table encoded, mesh wired. */
final class Preparation {
  private final Mesh mesh;
  private final Training training;
  private final Trainer.Randomness randomness;
  private final Seen seen;
  private final Encoding encoding;
  private final Plan plan;
  private final RowSource train;
  private final @Nullable RowSource validation;

  private Preparation(
      Mesh mesh,
      Training training,
      Trainer.Randomness randomness,
      Seen seen,
      Encoding encoding,
      Plan plan,
      RowSource train,
      @Nullable RowSource validation) {
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
    return of(mesh, table, rows, null, training);
  }

  /**
   * A training on a table, validated on another.
   *
   * @throws IllegalArgumentException if rows are to be held out too, or the other table does not
   *     have the columns, categories and classes of the first
   */
  static Preparation of(Mesh mesh, TrainingTable table, Table validation, Training training) {
    return of(mesh, table, table.allRows(), validation, training);
  }

  private static void requireNoneHeldOut(Training training) {
    if (training.validation() > 0) {
      throw new IllegalArgumentException(
          "a validation table takes the place of rows held out; drop validation("
              + training.validation()
              + ") or the table");
    }
  }

  private static Preparation of(
      Mesh mesh, TrainingTable table, int[] rows, @Nullable Table validation, Training training) {
    if (validation != null) {
      requireNoneHeldOut(training);
    }
    Trainer.Randomness randomness = Trainer.Randomness.of(training.seed());
    table.requireRowNumbers(rows);
    int[][] parts = parts(table.strata(), rows, training.validation(), randomness.rows());
    TrainingTable.Encoded encoded = table.encoded(parts[0], mesh.standardised(), training.loss());
    Topology topology = mesh.topologyFor(encoded.encoding());
    InputPath.require(topology, mesh.ticks());
    Plan plan = mesh.planFor(topology);
    Samples apart = validation == null ? null : samples(mesh, encoded.encoding(), validation);
    Seen seen = Seen.of(table, encoded.encoding(), rows, parts);
    return of(mesh, plan, encoded, parts, apart, seen, training, randomness);
  }

  /** The rows of a table that are learned from or validated on. */
  private static Samples samples(Mesh mesh, Encoding encoding, Table table) {
    return samples(mesh, encoding.known(encoding.complete(table)));
  }

  /** All rows of a table, with their weights where the mesh takes them. */
  private static Samples samples(Mesh mesh, KnownTable table) {
    Samples samples = table.samples();
    return mesh.weightColumn()
        .map(name -> samples.withWeights(table.weights(name)))
        .orElse(samples);
  }

  /**
   * The rest of a training that was interrupted.
   *
   * @param table that it began with
   * @throws IllegalArgumentException if it was another, or a part of it
   */
  static Preparation resumed(
      TrainedMesh model, Table table, @Nullable Table validation, Training training) {
    TableDigest digest = TableDigest.of(table);
    Verification verification = Verification.of(model.origin().table(), digest);
    if (!verification.same() || !model.origin().rows().whole()) {
      throw new IllegalArgumentException(
          "expected the table that training began with, all of whose rows it saw. "
              + (verification.same() ? "It saw a part of this one." : verification.sentence())
              + " To train on other rows: model.train(table, training)");
    }
    return further(model, table, validation, () -> digest, training);
  }

  /** As {@link #of(Mesh, TrainingTable, int[], Training)}, on all rows of a file. */
  static Preparation of(Mesh mesh, RowFile file, Training training) {
    mesh.requireNoRules(
        "a row file is written once, as the columns are", "make the columns complete before");
    file.requireTarget(mesh.target());
    mesh.requireNoRowsApart("rows of a file");
    int[][] parts = parts(file, training);
    StoredStatistics statistics = file.statistics(parts[0]);
    Encoding encoding = statistics.encoding(mesh.standardised());
    requireLoss(encoding, training, "a file's row");
    Topology topology = mesh.topologyFor(encoding);
    InputPath.require(topology, mesh.ticks());
    return of(mesh, mesh.planFor(topology), encoding, file, statistics, parts, training);
  }

  /**
   * As {@link #resumed(TrainedMesh, Table, Training)}, of a training on a file.
   *
   * @throws IllegalArgumentException if the file holds another table
   */
  static Preparation resumed(TrainedMesh model, RowFile file, Training training) {
    Verification verification = Verification.of(model.origin().table(), file.digest());
    if (!verification.same() || !model.origin().rows().whole()) {
      throw new IllegalArgumentException(
          "expected a file of the table that training began with, all of whose rows it saw. "
              + (verification.same() ? "It saw a part of this one." : verification.sentence())
              + " To train on other rows: model.train(rows, training)");
    }
    return further(model, file, training);
  }

  /** As {@link #further(TrainedMesh, Table, Training)}, on a file. */
  static Preparation further(TrainedMesh model, RowFile file, Training training) {
    file.requireKnown(model.encoding());
    requireLoss(model.encoding(), training, "this mesh");
    int[][] parts = parts(file, training);
    StoredStatistics statistics = file.statistics(parts[0]);
    return of(model.mesh(), model.plan(), model.encoding(), file, statistics, parts, training);
  }

  private static int[][] parts(RowFile file, Training training) {
    return training.validation() == 0
        ? new int[][] {file.allRows(), {}}
        : parts(
            file.strata(),
            file.allRows(),
            training.validation(),
            Trainer.Randomness.of(training.seed()).rows());
  }

  private static Preparation of(
      Mesh mesh,
      Plan plan,
      Encoding encoding,
      RowFile file,
      StoredStatistics statistics,
      int[][] parts,
      Training training) {
    boolean all = parts[1].length == 0;
    double[] weights = ClassWeights.of(encoding, training, statistics::rowsOfClass);
    return new Preparation(
        mesh,
        training,
        Trainer.Randomness.of(training.seed()),
        Seen.of(file.digest(), statistics.contents(), parts),
        encoding,
        plan,
        new FileRows(file.file(), encoding, weights, all ? null : parts[0], statistics),
        all ? null : new FileRows(file.file(), encoding, weights, parts[1], null));
  }

  /** A training of a trained mesh on any table that it can be measured on. */
  static Preparation further(TrainedMesh model, Table table, Training training) {
    return further(model, table, null, () -> TableDigest.of(table), training);
  }

  private static Preparation further(
      TrainedMesh model,
      Table table,
      @Nullable Table validation,
      Supplier<TableDigest> digest,
      Training training) {
    Trainer.Randomness randomness = Trainer.Randomness.of(training.seed());
    Encoding encoding = model.encoding();
    requireLoss(encoding, training, "this mesh");
    KnownTable known = encoding.known(encoding.complete(table));
    Samples samples = samples(model.mesh(), known);
    Samples apart = validation == null ? null : samples(model.mesh(), encoding, validation);
    int[] strata = encoding.classification() ? known.classIndices() : new int[samples.size()];
    int[] rows = RowOrder.ascending(samples.size());
    int[][] parts = parts(strata, rows, training.validation(), randomness.rows());
    TrainingTable.Encoded encoded = new TrainingTable.Encoded(encoding, samples);
    Seen seen = Seen.of(digest.get(), known.contents(parts[0]), parts);
    return of(model.mesh(), model.plan(), encoded, parts, apart, seen, training, randomness);
  }

  private static Preparation of(
      Mesh mesh,
      Plan plan,
      TrainingTable.Encoded encoded,
      int[][] parts,
      @Nullable Samples apart,
      Seen seen,
      Training training,
      Trainer.Randomness randomness) {
    Encoding encoding = encoded.encoding();
    Labels labels = encoding.labels();
    Samples samples = encoded.samples();
    double[] weights =
        ClassWeights.of(encoding, training, () -> rowsOfClass(labels, samples.y(), parts[0]));
    Samples weighted = ClassWeights.weighted(samples, labels, weights);
    RowSource train = new SamplePart(weighted, parts[0]);
    RowSource validation = parts[1].length == 0 ? null : new SamplePart(weighted, parts[1]);
    if (apart != null) {
      validation = ClassWeights.weighted(apart, labels, weights);
    }
    return new Preparation(mesh, training, randomness, seen, encoding, plan, train, validation);
  }

  private static int[] rowsOfClass(Labels labels, DMatrixRMaj targets, int[] rows) {
    int[] count = new int[labels.classes().size()];
    for (int row : rows) {
      count[labels.classAt(targets.data, row * targets.numCols)]++;
    }
    return count;
  }

  /** The rows in two parts, to learn from and to validate on, classes in proportion. */
  private static int[][] parts(
      int[] classOfRow, int[] rows, double validation, RandomGenerator random) {
    if (validation == 0) {
      return new int[][] {rows, {}};
    }
    int[] strata = Arrays.stream(rows).map(row -> classOfRow[row]).toArray();
    return Arrays.stream(Split.stratifiedRows(strata, validation, "validation", random))
        .map(part -> Arrays.stream(part).map(i -> rows[i]).toArray())
        .toArray(int[][]::new);
  }

  /**
   * Trains from the beginning.
   *
   * @throws TrainingDiverged if the loss becomes NaN or infinite
   */
  TrainedMesh fit() {
    Trainer trainer = trainer();
    return fit(trainer, trainer.begin(), List.of());
  }

  /**
   * As {@link #fit()}, from a state.
   *
   * @param before the trainings that led to it
   */
  TrainedMesh fit(TrainingState from, List<Origin> before) {
    return fit(trainer(), from, before);
  }

  /** What training minimises: what it asks for, else what the label means. */
  static Loss loss(Encoding encoding, Training training) {
    return training.loss().orElse(encoding.labels().usualLoss());
  }

  /**
   * Refuses a loss that an encoding which is there has no outputs for.
   *
   * @param of what is learned from
   */
  private static void requireLoss(Encoding encoding, Training training, String of) {
    Loss loss = loss(encoding, training);
    if (!encoding.labels().suited(loss).equals(encoding.labels())) {
      throw new IllegalArgumentException(
          "the loss "
              + loss
              + " needs other outputs than "
              + of
              + " has; train a mesh on a table: mesh.train(table, label, training)");
    }
  }

  private Trainer trainer() {
    Loss loss = loss(encoding, training);
    double unit = encoding.labels().deviation();
    Trainer trainer =
        Trainer.of(plan, mesh.transition(), loss, unit, training, randomness, train, validation);
    return training.monitor().isScore()
        ? trainer.scoredBy(Monitored.of(training.monitor(), encoding, validation))
        : trainer;
  }

  private TrainedMesh fit(Trainer trainer, TrainingState from, List<Origin> before) {
    training.checkpoints().ifPresent(Preparation::requireTarget);
    long begun = System.nanoTime() - (long) (1e9 * from.seconds());
    Fit fit = trainer.fit(from, snapshot -> write(trained(snapshot, begun, before)));
    TrainedMesh trained = trained(fit, begun, before);
    if (fit.ending() == Ending.DIVERGED) {
      throw new TrainingDiverged(trained);
    }
    write(trained);
    return trained;
  }

  private TrainedMesh trained(Fit fit, long begun, List<Origin> before) {
    Plan last = fit.topology().equals(plan.topology()) ? plan : plan.on(fit.topology());
    return new TrainedMesh(
        mesh,
        last,
        encoding,
        training,
        fit,
        train.size(),
        seen.origin(begun, before),
        HeldOut.scores(
            new Measure(last, mesh.transition(), loss(encoding, training)),
            encoding,
            fit.weights(),
            validation));
  }

  private void write(TrainedMesh trained) {
    if (training.checkpoints().isPresent()) {
      try {
        trained.saveWithOptimiser(training.checkpoints().get().path());
      } catch (UncheckedIOException e) {
        throw new CheckpointNotWritten(trained, e);
      }
    }
  }

  /** The losses of steps with a learning rate that grows from the lowest to the highest. */
  RateSweep sweep(double lowest, double highest) {
    return trainer().sweep(lowest, highest);
  }

  /** Before the training, not after its first epochs. */
  static void requireTarget(Checkpoints checkpoints) {
    Path file = checkpoints.path().toAbsolutePath();
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "expected checkpoints to be written to a file; "
              + file
              + " is a folder; add a file name");
    }
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "expected checkpoints to be written in a folder that exists; there is no folder "
              + folder
              + "; create it first");
    }
  }
}
