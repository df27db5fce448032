package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.train.Rings.fit;
import static org.meshnn.train.Rings.rings;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What epochs are compared by, listeners that stop, and the L1 penalty. */
class MonitorTest {
  private static final Training TRAINING =
      Training.defaults().epochs(30).optimiser(Optimiser.adam(0.03));

  private static int firstOfMost(List<Epoch> epochs, boolean validated) {
    Epoch best = epochs.get(0);
    for (Epoch epoch : epochs) {
      double metric = validated ? epoch.validationMetric() : epoch.metric();
      double most = validated ? best.validationMetric() : best.metric();
      best = metric > most ? epoch : best;
    }
    return best.number();
  }

  @Test
  void theBestEpochIsTheFirstOfTheBestMetric() {
    Training byMetric = TRAINING.monitor(Monitor.METRIC);
    Fit validated = fit(byMetric, rings(40, 2));
    assertEquals(firstOfMost(validated.epochs(), true), validated.bestEpoch());
    Fit alone = fit(byMetric, null);
    assertEquals(firstOfMost(alone.epochs(), false), alone.bestEpoch());
    assertArrayEquals(fit(TRAINING, null).weights(), alone.weights(), "watched only");
  }

  @Test
  void patienceIsWithWhatIsMonitored() {
    Training training = TRAINING.epochs(300).monitor(Monitor.METRIC).patience(4);
    Fit fit = fit(training, rings(40, 2));
    assertEquals(Ending.STOPPED_EARLY, fit.ending());
    assertEquals(fit.bestEpoch() + 4, fit.epochs().size());
    assertEquals(firstOfMost(fit.epochs(), true), fit.bestEpoch());
    Fit upTo = fit(TRAINING.epochs(fit.bestEpoch()), rings(40, 2));
    assertArrayEquals(upTo.weights(), fit.weights(), "those of the best epoch");
    String message =
        assertThrows(IllegalArgumentException.class, () -> fit(training, null)).getMessage();
    assertTrue(message.contains("watches the validation metric"), message);
    assertTrue(training.toString().contains("patience 4, metric monitored"), training.toString());
  }

  /** What measures it knows what outputs mean, which arrays do not tell. */
  @Test
  void aScoreNeedsWhatMeasuresIt() {
    Training training = TRAINING.monitor(Monitor.AUC);
    String message =
        assertThrows(IllegalArgumentException.class, () -> fit(training, rings(40, 2)))
            .getMessage();
    assertTrue(message.startsWith("the AUC is monitored on rows held out"), message);
    assertTrue(message.contains("add scoredBy(..)"), message);
  }

  @Test
  void aListenerStopsTraining() {
    Fit whole = fit(TRAINING, rings(40, 2));
    double reached = whole.epochs().get(6).validationLoss();
    List<Integer> seen = new ArrayList<>();
    List<Ending> endings = new ArrayList<>();
    Training stopping =
        TRAINING
            .listen(Listener.stopWhen(epoch -> epoch.validationLoss() <= reached))
            .listen((epoch, epochs) -> seen.add(epoch.number()))
            .listen(
                new Listener() {
                  @Override
                  public void epochDone(Epoch epoch, int epochs) {}

                  @Override
                  public void ended(Ending ending) {
                    endings.add(ending);
                  }
                });
    Fit fit = fit(stopping, rings(40, 2));
    assertEquals(Ending.STOPPED_BY_LISTENER, fit.ending());
    assertEquals("stopped by listener", fit.ending().toString());
    assertEquals(List.of(Ending.STOPPED_BY_LISTENER), endings);
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7).subList(0, fit.epochs().size()), seen);
    assertArrayEquals(
        fit(TRAINING.epochs(fit.epochs().size()), rings(40, 2)).weights(), fit.weights());
    assertTrue(fit.memory().isPresent());
    Fit best = fit(stopping.patience(50), rings(40, 2));
    assertEquals(Ending.STOPPED_BY_LISTENER, best.ending());
    assertArrayEquals(
        fit(TRAINING.epochs(best.bestEpoch()), rings(40, 2)).weights(), best.weights());
  }

  @Test
  void aTrainingThatIsCompleteWasNotStopped() {
    Listener always = Listener.stopWhen(epoch -> true);
    assertEquals(Ending.COMPLETED, fit(TRAINING.epochs(1).listen(always), null).ending());
    assertEquals(1, fit(TRAINING.listen(always), null).epochs().size());
    assertThrows(IllegalArgumentException.class, () -> Listener.stopWhen(null));
    assertThrows(IllegalArgumentException.class, () -> TRAINING.monitor(null));
  }

  /** By hand: g + lambda sign(w), 0 at 0; with the L2 penalty; before clipping. */
  @Test
  void theL1PenaltyIsItsSubgradient() {
    double[] w = {2, -3, 0, -0.0};
    double[] g = {1, 1, 1, 1};
    new Regularisation(0, 0.25, Double.POSITIVE_INFINITY).apply(w, g);
    assertArrayEquals(new double[] {1.25, 0.75, 1, 1}, g);
    g = new double[] {1, 1, 1, 1};
    new Regularisation(0.5, 0.25, Double.POSITIVE_INFINITY).apply(w, g);
    assertArrayEquals(new double[] {2.25, -0.75, 1, 1}, g);
    g = new double[] {2.75, -3.75, 0, 0};
    new Regularisation(0, 0.25, 2.5).apply(w, g); // 3 and -4, of length 5
    assertArrayEquals(new double[] {1.5, -2, 0, 0}, g, 1e-15);
  }

  @Test
  void theL1PenaltyShrinksWeightsAndIsNotInTheLoss() {
    Training whole = TRAINING.batchSize(100).epochs(200);
    Fit free = fit(whole, null);
    Fit shrunk = fit(whole.l1(0.02), null);
    assertEquals(free.epochs().get(0).loss(), shrunk.epochs().get(0).loss());
    assertTrue(sum(shrunk.weights()) < 0.8 * sum(free.weights()));
    assertEquals(free.topology(), shrunk.topology());
    assertTrue(whole.l1(0.02).toString().contains(", L1 penalty 0.02"));
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> whole.l1(wrong));
    }
  }

  private static double sum(double[] weights) {
    double sum = 0;
    for (double w : weights) {
      sum += Math.abs(w);
    }
    return sum;
  }
}
