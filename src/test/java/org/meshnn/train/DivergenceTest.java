package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;

/** A training never hands out weights whose outputs on its own rows are not finite. */
class DivergenceTest {
  private static final Transition RELU = new Transition(Activation.RELU, Activation.IDENTITY);
  private static final Plan PLAN =
      Plan.of(Wiring.dense().wire(new Roles(1, true, 5, 1)), 3, Clamping.CONSTANT, Rest.SILENT);

  /** x = 1000 (i - 7.5), standardised y. */
  private static Samples steep() {
    DMatrixRMaj x = new DMatrixRMaj(16, 1);
    DMatrixRMaj y = new DMatrixRMaj(16, 1);
    for (int i = 0; i < 16; i++) {
      x.set(i, 0, 1000 * (i - 7.5));
      y.set(i, 0, (i - 7.5) / Math.sqrt(21.25));
    }
    return new Samples(x, y);
  }

  private static Fit fit(Training training, Samples validation) {
    return Trainer.fit(
        PLAN,
        RELU,
        Loss.HALF_SQUARED_ERROR,
        1,
        training,
        Trainer.Randomness.of(1),
        steep(),
        validation);
  }

  /** Whichever step is the last: the loss of the handed-out weights is finite, and honestly so. */
  @Test
  void everyNumberOfEpochsIsHonest() {
    int diverged = 0;
    for (int epochs = 1; epochs <= 6; epochs++) {
      for (Samples validation : new Samples[] {null, steep()}) {
        Fit fit =
            fit(Training.defaults().epochs(epochs).optimiser(Optimiser.sgd(0.01)), validation);
        double loss =
            new Measure(PLAN, RELU, Loss.HALF_SQUARED_ERROR).of(fit.weights(), steep()).loss();
        assertTrue(Double.isFinite(loss), epochs + " epochs, " + fit.ending());
        diverged += fit.ending() == Ending.DIVERGED ? 1 : 0;
        assertEquals(fit.ending() == Ending.COMPLETED, fit.epochs().size() == epochs);
      }
    }
    assertTrue(diverged > 6, diverged + " of 12");
  }

  /** Interrupted after a step that exploded. */
  @Test
  void anInterruptDoesNotHideIt() {
    Training interrupted =
        Training.defaults()
            .epochs(1000)
            .optimiser(Optimiser.sgd(1e80))
            .listen((epoch, epochs) -> Thread.currentThread().interrupt());
    Fit fit = fit(interrupted, null);
    assertEquals(Ending.DIVERGED, fit.ending());
    assertFalse(Thread.interrupted(), "taken");
  }

  @Test
  void classWeightsBeyondAMillionAreRefused() {
    for (double weight : new double[] {1e308, 1e7, 1e-7, 0, -1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Training.defaults().classWeights(Map.of("setosa", weight)));
    }
    assertThrows(IllegalArgumentException.class, () -> Training.defaults().classWeights(null));
    assertEquals(1e6, Training.defaults().classWeights(Map.of("a", 1e6)).classWeights().get("a"));
  }

  /** The bound never says finite where it is not, and does where all is usual. */
  @Test
  void theBoundIsOne() {
    double[] weights =
        Initialisation.he().weights(PLAN.topology(), Trainer.Randomness.of(1).weights());
    assertTrue(Finite.surely(PLAN, RELU, weights, steep()));
    Measure measure = new Measure(PLAN, RELU, Loss.HALF_SQUARED_ERROR);
    for (double factor = 1; Double.isFinite(factor); factor *= 1e3) {
      double[] scaled = weights.clone();
      for (int e = 0; e < scaled.length; e++) {
        scaled[e] *= factor;
      }
      boolean finite = Double.isFinite(measure.of(scaled, steep()).loss());
      assertTrue(finite || !Finite.surely(PLAN, RELU, scaled, steep()), "factor " + factor);
    }
    assertFalse(Finite.all(new double[] {1, Double.NaN, 2}));
    assertFalse(Finite.all(new double[] {1, Double.NEGATIVE_INFINITY}));
    assertTrue(Finite.all(new double[] {Double.MAX_VALUE, -0.0, Double.MIN_VALUE}));
    Activation tenfold = Activation.of("tenfold", z -> 10 * z, z -> 10);
    assertFalse(
        Finite.surely(PLAN, new Transition(tenfold, Activation.IDENTITY), weights, steep()),
        "says nothing about one's own");
  }
}
