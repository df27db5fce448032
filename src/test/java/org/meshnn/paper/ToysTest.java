package org.meshnn.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshnn.experiment.Trials;
import org.meshnn.plot.Animation;
import org.meshnn.tables.Split;
import org.meshnn.train.Training;

class ToysTest {
  @ParameterizedTest
  @EnumSource
  void bothSettingsRunOnTheSizesOfThePaper(Toys set) {
    Trials trials = set.experiment(1, 1).seeds(1).run();
    assertEquals(2, trials.all().size());
    int n = set.neurons(set.hidden());
    assertEquals(
        Section41.publishedMesh(n).inputs(2).outputs(n - 3 - set.hidden()).topology().edges(),
        trials.all().get(0).edges());
    assertEquals(
        Math.round(0.3 * set.table(1).rowCount()), trials.all().get(0).evaluation().rows());
  }

  /** A fifth of the epochs is enough for these. */
  @ParameterizedTest
  @EnumSource(names = {"MOONS", "CIRCLES"})
  void ourDefaultsLearn(Toys set) {
    double mean = set.experiment(1, 40).seeds(2).run().interval(Section41.OURS).mean();
    assertTrue(mean > 0.95, set + " " + mean);
  }

  /** So the frames of a film are of one training. */
  @Test
  void aShorterTrainingIsTheBeginningOfALongerOne() {
    Split split = Split.stratified(Toys.MOONS.table(3), "label", 0.3, 3);
    Training training = Section41.publishedTraining(4).seed(3);
    var mesh = Section41.publishedMesh(12);
    var four = mesh.train(split.train(), "label", training).history().epochs();
    var two = mesh.train(split.train(), "label", training.epochs(2)).history().epochs();
    for (int i = 0; i < 2; i++) {
      assertEquals(four.get(i).loss(), two.get(i).loss());
      assertEquals(four.get(i).metric(), two.get(i).metric());
    }
  }

  @Test
  void aFilmHasAFrameForEachEpochAskedFor() {
    Split split = Split.stratified(Toys.BLOBS.table(1), "label", 0.3, 1);
    Animation film = Film.of(Section41.ourMesh(13), split, "label", Training.defaults(), 220, 1, 9);
    assertEquals(2, film.frames().size());
    assertTrue(film.frames().get(1).caption().contains("epoch 9: "), film.toString());
    assertEquals(220, film.frames().get(0).width());
    assertTrue(film.gif().length < 300_000 / 6);
  }
}
