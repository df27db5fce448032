package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

class TrialModelTest {
  private static final Training FEW = Training.defaults().epochs(3).dropout(0.1);

  private static Experiment experiment(Table table) {
    return Experiment.on(table, "species")
        .setting("dense", Mesh.of(14).connect(Wiring.dense()))
        .setting("random", seed -> Mesh.of(14).connect(Wiring.random(0.7, seed)))
        .training(FEW)
        .seeds(2);
  }

  @Test
  void theModelIsTheOneThatWasMeasured() {
    Table iris = Datasets.iris();
    Table test = iris.inRange(100, 150);
    for (Trial trial : experiment(iris).test(test).run().all()) {
      TrainedMesh model = trial.model();
      assertSame(model, trial.model());
      assertEquals(trial.loss(), model.loss(test));
      assertEquals(trial.metric(), model.evaluate(test).accuracy());
      assertEquals(trial.edges(), model.topology().edges());
    }
  }

  @Test
  void aModelThatWasLetGoIsTrainedAgainToTheSameBits() {
    Table iris = Datasets.iris();
    for (Experiment held : List.of(experiment(iris).test(0.3), experiment(iris).folds(2))) {
      for (Trial trial : held.run().all()) {
        TrainedMesh first = trial.model();
        trial.forget();
        assertNotSame(first, trial.model());
        assertArrayEquals(first.weights(), trial.model().weights());
        assertEquals(first.topology(), trial.model().topology());
      }
    }
  }

  @Test
  void aTableThatWasChangedMeanwhileIsSaidToBe() {
    Table iris = Datasets.iris();
    Trial trial = experiment(iris).test(0.3).run().all().get(1);
    trial.forget();
    iris.doubleColumn(0).set(3, 70);
    String message = assertThrows(IllegalStateException.class, trial::model).getMessage();
    assertTrue(message.startsWith("expected the table as it was when the experiment ran"), message);
    assertTrue(message.contains("setting 'dense', seed 2"), message);
  }

  @Test
  void runsDoNotWriteTheirCheckpointsOverEachOther() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> experiment(Datasets.iris()).training(FEW.checkpoints("a.mesh", 1)))
            .getMessage();
    assertTrue(message.contains("without checkpoints"), message);
  }
}
