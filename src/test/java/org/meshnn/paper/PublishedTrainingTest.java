package org.meshnn.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.Mesh;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Fit;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Loss;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Samples;
import org.meshnn.train.Trainer;
import org.meshnn.train.Training;

class PublishedTrainingTest {
  private static final Transition RELU = new Transition(Activation.RELU, Activation.RELU);
  private static final Mesh MESH =
      Mesh.of(18).inputs(4).outputs(3).connect(Wiring.complete()).outputActivation(Activation.RELU);
  private static final PublishedGradient PUBLISHED = PublishedGradient.of(MESH.topology(), RELU, 3);
  private static final Training TRAINING =
      Training.defaults()
          .epochs(5)
          .batchSize(10)
          .optimiser(Optimiser.adam(1e-3))
          .initialisation(Initialisation.uniform(0, 1))
          .seed(3);

  /** With the right gradient it is the library's training; the last batch is not whole. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void followsTheTrainerOnceCleared(boolean shuffle) {
    Training training = TRAINING.shuffle(shuffle);
    Fit fit = fit(training);
    var result = PublishedTraining.fit(PUBLISHED.cleared(), training, flowers());
    assertArrayEquals(fit.weights(), result.weights(), 1e-9);
    for (int i = 0; i < 5; i++) {
      assertEquals(fit.epochs().get(i).loss(), result.losses()[i], 1e-9);
    }
  }

  @Test
  void leavesItAsPublished() {
    double[] exact = fit(TRAINING).weights();
    double[] published = PublishedTraining.fit(PUBLISHED, TRAINING, flowers()).weights();
    double furthest = 0;
    for (int e = 0; e < exact.length; e++) {
      furthest = Math.max(furthest, Math.abs(exact[e] - published[e]));
    }
    assertTrue(furthest > 1e-3);
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertEquals(0, PublishedTraining.fit(PUBLISHED, TRAINING, flowers()).losses().length);
    assertEquals(false, Thread.interrupted());
  }

  private static Fit fit(Training training) {
    return Trainer.fit(
        MESH.plan(),
        RELU,
        Loss.CROSS_ENTROPY,
        1,
        training,
        Trainer.Randomness.of(training.seed()),
        flowers(),
        null);
  }

  /** 25 made-up flowers. */
  private static Samples flowers() {
    Random random = new Random(1);
    DMatrixRMaj x = new DMatrixRMaj(25, 4, true, random.doubles(100, 0, 5).toArray());
    DMatrixRMaj y = new DMatrixRMaj(25, 3);
    for (int p = 0; p < 25; p++) {
      y.set(p, random.nextInt(3), 1);
    }
    return new Samples(x, y);
  }
}
