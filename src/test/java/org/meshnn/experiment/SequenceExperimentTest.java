package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.SequenceModel;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.SequenceSplit;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.Target;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class SequenceExperimentTest {
  private static final Mesh DENSE = Mesh.of(10).connect(Wiring.dense()).activation(Activation.TANH);
  private static final Training TRAINING =
      Training.defaults().epochs(3).optimiser(Optimiser.adam(0.01)).validation(0);

  private static SequenceSplit spots() {
    return Sequences.of(Datasets.sunspots())
        .orderedBy("year")
        .forecast("sunspots")
        .horizon(1, 2)
        .window(8)
        .splitByTime(0.2);
  }

  @Test
  void eachRunIsTrainedOnTheTrainingPartAndMeasuredOnTheOther() {
    SequenceSplit split = spots();
    Experiment experiment =
        Experiment.on(split)
            .setting("dense", DENSE)
            .setting("once", DENSE, TRAINING.epochs(1))
            .training(TRAINING)
            .seeds(3);
    Trials trials = experiment.run();
    assertEquals(6, trials.all().size());
    Trial second = trials.all().get(1);
    SequenceModel same = DENSE.train(split.train(), TRAINING.seed(2).threads(1));
    assertArrayEquals(same.weights(), second.sequenceModel().weights());
    assertEquals(same.evaluate(split.test()).nmse(), second.metric());
    second.forget();
    assertArrayEquals(same.weights(), second.sequenceModel().weights());
    assertEquals(same.loss(split.test()), second.loss());
    assertEquals(2, second.sequenceEvaluation().outputs().size());
    assertThrows(IllegalStateException.class, second::evaluation);
    assertThrows(IllegalStateException.class, second::model);
    assertTrue(trials.toString().contains("test NMSE"), trials.toString());
    assertTrue(trials.headline().contains("for other seeds on the same"), trials.headline());
    assertTrue(trials.interval("dense").mean() < trials.interval("once").mean());
    assertEquals(3, trials.compare("dense", "once").difference().n());
    assertEquals(experiment.threads(1).run().toString(), trials.toString());
  }

  @Test
  void classesAreMeasuredByAccuracy() {
    int[] rows = new int[60];
    int[] fours = new int[60];
    for (int i = 0; i < 60; i++) {
      rows[i] = i;
      fours[i] = i % 4;
    }
    Table table = Table.create(IntColumn.create("t", rows), IntColumn.create("n", fours));
    Sequences sequences = Sequences.of(table).orderedBy("t").forecast("n").window(4);
    Experiment experiment =
        Experiment.on(sequences.splitByTime(0.3))
            .setting("classes", DENSE.target(Target.CLASSES))
            .training(TRAINING)
            .seeds(2);
    assertTrue(experiment.run().toString().contains("test accuracy"));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> experiment.setting("values", DENSE).run())
            .getMessage();
    assertTrue(message.contains("settings that can be compared"), message);
  }

  @Test
  void theSplitSaysWhatIsTested() {
    Experiment experiment = Experiment.on(spots());
    assertThrows(IllegalStateException.class, () -> experiment.folds(3));
    assertThrows(IllegalStateException.class, () -> experiment.test(0.3));
    assertTrue(experiment.toString().contains("62 rows of 309"), experiment.toString());
    String failure =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    experiment
                        .setting("small", Mesh.of(3).connect(Wiring.dense()))
                        .seedValues(7)
                        .run())
            .getMessage();
    assertTrue(failure.contains("small"), failure);
    assertEquals(List.of(), experiment.settings());
  }
}
