package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;
import org.meshnn.workers.Ended;
import org.meshnn.workers.Packed;
import org.meshnn.workers.Receiver;
import org.meshnn.workers.Task;
import org.meshnn.workers.Workers;
import tech.tablesaw.api.Table;

/** Runs that are made where only their bytes arrive give what they give here. */
class TravellingTest {
  private static final Mesh MESH = Mesh.of(12).connect(Wiring.random(0.6, 1));

  /** Every task, and what it gives, passes through bytes. */
  private static final class Elsewhere extends Workers {
    @Override
    public <S, R> boolean make(List<Task<S, R>> tasks, Receiver<R> receiver) {
      for (int place = 0; place < tasks.size(); place++) {
        Task<S, R> task = tasks.get(place);
        Task<S, R> arrived =
            new Task<>(
                Packed.of(task.shared(), "the table").get(), Packed.of(task.work(), "a run").get());
        Ended<R> ended = Packed.of(arrived.end(), "what it gave").get();
        if (!receiver.ended(place, ended)) {
          return false;
        }
      }
      return true;
    }
  }

  private static void assertTravels(Experiment experiment) {
    Experiment few = experiment.seeds(2).training(Training.defaults().epochs(3));
    Trials here = few.run();
    Trials elsewhere = few.run(new Elsewhere());
    assertEquals(here.runs().print(), elsewhere.runs().print());
    Trial trial = elsewhere.all().get(0);
    assertEquals(here.all().get(0).evaluation().toString(), trial.evaluation().toString());
    assertFalse(trial.model().history().epochs().isEmpty());
  }

  @Test
  void rowsHeldOut() {
    assertTravels(Experiment.on(Datasets.iris(), "species").setting("mesh", MESH).test(0.3));
  }

  @Test
  void folds() {
    assertTravels(Experiment.on(Datasets.iris(), "species").setting("mesh", MESH).folds(3));
  }

  @Test
  void rowsHandedIn() {
    Table test = Datasets.iris().first(30);
    assertTravels(Experiment.on(Datasets.iris(), "species").setting("mesh", MESH).test(test));
  }

  @Test
  void aLearningCurve() {
    Training three = Training.defaults().epochs(3);
    int[] rows = {30, 112};
    LearningCurve here = LearningCurve.of(MESH, Datasets.iris(), "species", three, 2, rows);
    LearningCurve elsewhere =
        LearningCurve.of(MESH, Datasets.iris(), "species", three, 2, rows, new Elsewhere());
    assertEquals(here.points(), elsewhere.points());
    assertEquals(here.toString(), elsewhere.toString());
  }

  @Test
  void aTableForEachSeed() {
    assertTravels(
        Experiment.on(seed -> Datasets.moons(60, 0.1, seed), "label")
            .setting("mesh", MESH)
            .test(0.3));
  }
}
