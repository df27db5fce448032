package org.meshnn.experiment;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.tables.TrainingTable;
import org.meshnn.text.Plural;
import org.meshnn.train.Ending;
import org.meshnn.train.Training;
import org.meshnn.workers.Ended;
import org.meshnn.workers.Task;
import org.meshnn.workers.Workers;
import tech.tablesaw.selection.Selection;

/** The runs of a learning curve: with each seed one for each number of rows, on the same split. */
final class CurveRuns {
  private final List<Data.OfTable> data; // by number of rows
  private final List<Run> runs = new ArrayList<>(); // all numbers of rows with one seed, then next
  private final Run.Meaning meaning;
  private final double[] training; // the score of each run on its rows; NaN where there is none

  /**
   * What a run gave.
   *
   * @param test on the test rows
   * @param training the score on the rows that it was trained on
   */
  private record Both(Measured test, double training) implements Serializable {}

  /** A run as work, on one thread. */
  private record Making(Run made, Run.Meaning meaning) implements Task.Work<Data.OfTable, Both> {
    @Override
    public @Nullable Both run(Data.OfTable data) {
      Measured measured = data.measured(made, meaning);
      if (measured.ending() == Ending.INTERRUPTED) {
        return null;
      }
      TrainedMesh trained =
          ((Measured.OfTable) measured.kept()).model().get(() -> data.again(made, measured.loss()));
      TrainingTable table = data.table().read(made.mesh());
      int[] rows = data.test().parts(table, made.seed(), made.fold()).training();
      return new Both(
          measured,
          Measured.OfTable.metric(
              trained.evaluate(
                  trained.encoding().known(table.table().where(Selection.with(rows))))));
    }
  }

  CurveRuns(
      Mesh mesh,
      SeedTable table,
      TestRows.Fraction held,
      Training with,
      int seeds,
      int[] sizes,
      Score score) {
    data =
        Arrays.stream(sizes)
            .mapToObj(size -> new Data.OfTable(table, new TestRows.FirstRows(held, size)))
            .toList();
    for (int seed = 1; seed <= seeds; seed++) {
      for (int size : sizes) {
        runs.add(new Run(name(size), mesh, with, seed, 0));
      }
    }
    meaning = new Run.Meaning(score, 1);
    training = new double[runs.size()];
    Arrays.fill(training, Double.NaN);
  }

  /** The setting of the runs on so many rows. */
  static String name(int size) {
    return Plural.of(size, "row");
  }

  /** Makes them; what has ended when it is interrupted is returned. */
  List<Outcome> make(Workers workers) {
    List<Task<Data.OfTable, Both>> tasks = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      tasks.add(new Task<>(data.get(i % data.size()), new Making(runs.get(i), meaning)));
    }
    Outcomes outcomes = new Outcomes(runs.size(), TrialWatcher.watched(null, runs.size()));
    workers.make(
        tasks,
        (place, ended) -> {
          Both both = ended.result();
          training[place] = both == null ? Double.NaN : both.training();
          Ended<Measured> test = new Ended<>(both == null ? null : both.test(), ended.failure());
          outcomes.add(place, runs.get(place).outcome(tasks.get(place).shared(), test));
          return true;
        });
    List<Outcome> all = outcomes.end();
    if (all.size() == runs.size()) {
      Experiment.requireOneToFinish(all);
    }
    return all;
  }

  /** The finite scores on the rows trained on, of the runs with one of the numbers of rows. */
  double[] training(int size) {
    return IntStream.range(0, runs.size())
        .filter(i -> i % data.size() == size)
        .mapToDouble(i -> training[i])
        .filter(Double::isFinite)
        .toArray();
  }
}
