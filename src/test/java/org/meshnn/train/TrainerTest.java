package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;
import static org.meshnn.train.Rings.rings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Block;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;
import org.meshnn.scores.ClassScores;

class TrainerTest {
  private static final Transition TANH = new Transition(Activation.TANH, Activation.IDENTITY);
  private static final Plan PLAN =
      Plan.of(Wiring.dense().wire(new Roles(2, true, 6, 2)), 3, Clamping.CONSTANT, Rest.SILENT);

  private static Fit fit(Training training, Samples train, Samples validation) {
    return Trainer.fit(
        PLAN,
        TANH,
        Loss.CROSS_ENTROPY,
        1,
        training,
        Trainer.Randomness.of(training.seed()),
        train,
        validation);
  }

  @Test
  void learnsWhatNoLineParts() {
    Fit fit = fit(Training.defaults().epochs(60), rings(200, 1), rings(100, 2));
    assertEquals(Ending.COMPLETED, fit.ending());
    assertEquals(60, fit.epochs().size());
    assertEquals(60 * 13, fit.steps());
    Epoch last = fit.epochs().get(59);
    assertTrue(last.validationMetric() > 0.97, () -> "accuracy " + last.validationMetric());
    assertTrue(last.loss() < fit.epochs().get(0).loss() / 3);
    assertTrue(last.seconds() >= fit.epochs().get(58).seconds());
  }

  @ParameterizedTest
  @EnumSource(GradientMethod.class)
  void everyMethodTakesTheSameWay(GradientMethod method) {
    Training training = Training.defaults().epochs(5);
    double[] expected = fit(training, rings(50, 1), null).weights();
    double[] actual = fit(training.gradient(method), rings(50, 1), null).weights();
    assertClose(expected, actual, 1e-9, method + " weights");
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherOthers() {
    Training training = Training.defaults().epochs(3);
    double[] once = fit(training, rings(50, 1), null).weights();
    assertArrayEquals(once, fit(training, rings(50, 1), null).weights());
    assertFalse(Arrays.equals(once, fit(training.seed(2), rings(50, 1), null).weights()));
    assertFalse(Arrays.equals(once, fit(training.shuffle(false), rings(50, 1), null).weights()));
  }

  /** Dropped states too are drawn by the seed, and are not what shuffling or weights draw from. */
  @Test
  void dropoutIsSeededAndEndsWithTraining() {
    Training dropping = Training.defaults().epochs(3).dropout(0.2);
    Fit once = fit(dropping, rings(50, 1), rings(20, 2));
    assertArrayEquals(once.weights(), fit(dropping, rings(50, 1), rings(20, 2)).weights());
    double[] other = fit(dropping.dropout(0.3), rings(50, 1), null).weights();
    assertFalse(Arrays.equals(once.weights(), other));
    for (GradientMethod method : GradientMethod.values()) {
      Fit same = fit(dropping.gradient(method), rings(50, 1), null);
      assertClose(once.weights(), same.weights(), 1e-9, method + " weights");
    }
    Measure.Measured measured =
        new Measure(PLAN, TANH, Loss.CROSS_ENTROPY).of(once.weights(), rings(20, 2));
    assertEquals(once.epochs().get(2).validationLoss(), measured.loss(), 1e-12);
  }

  private static double gradient(
      Samples samples, int from, int count, double[] weights, double[] gradient) {
    int[] order = new int[samples.size()];
    Arrays.setAll(order, i -> i);
    try (BatchGradient batch =
        new BatchGradient(
            PLAN, TANH, Loss.CROSS_ENTROPY, GradientMethod.FORWARD_ONLY, count, count, 1)) {
      return batch.of(weights, samples, order, from, count, gradient);
    }
  }

  /** Randomness is split: a wider mesh draws more weights and yet sees the same order of rows. */
  @Test
  void partsOfASeedDoNotMoveEachOther() {
    Trainer.Randomness one = Trainer.Randomness.of(7);
    Trainer.Randomness two = Trainer.Randomness.of(7);
    two.weights().nextLong();
    assertEquals(one.order().nextLong(), two.order().nextLong());
    assertEquals(one.rows().nextLong(), two.rows().nextLong());
    assertNotEquals(one.weights().nextLong(), two.weights().nextLong());
  }

  @Test
  void stopsEarlyWithTheBestWeights() {
    List<Epoch> received = new ArrayList<>();
    Training training =
        Training.defaults()
            .epochs(500)
            .optimiser(Optimiser.adam(0.05))
            .patience(10)
            .listen((epoch, epochs) -> received.add(epoch));
    Samples validation = rings(40, 2);
    Fit fit = fit(training, rings(30, 1), validation);
    assertEquals(Ending.STOPPED_EARLY, fit.ending());
    assertEquals(fit.bestEpoch() + 10, fit.epochs().size());
    assertEquals(received, fit.epochs());
    double best = fit.epochs().get(fit.bestEpoch() - 1).validationLoss();
    Measure measure = new Measure(PLAN, TANH, Loss.CROSS_ENTROPY);
    assertEquals(best, measure.of(fit.weights(), validation).loss(), 1e-12);
  }

  @Test
  void patienceNeedsValidationRows() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> fit(Training.defaults().patience(3), rings(20, 1), null))
            .getMessage();
    assertTrue(message.contains("patience(3)") && message.contains("validation(0.2)"), message);
  }

  @Test
  void anInterruptedTrainingReturnsWhatItHas() {
    Training training =
        Training.defaults()
            .epochs(1_000_000)
            .listen(
                (epoch, epochs) -> {
                  if (epoch.number() == 5) {
                    Thread.currentThread().interrupt();
                  }
                });
    Fit fit = fit(training, rings(50, 1), null);
    assertEquals(Ending.INTERRUPTED, fit.ending());
    assertEquals(5, fit.epochs().size());
    assertFalse(Thread.currentThread().isInterrupted(), "the interrupt is used up");
    double[] five = fit(Training.defaults().epochs(5), rings(50, 1), null).weights();
    assertArrayEquals(five, fit.weights());
  }

  @Test
  void aDivergingTrainingStopsAtOnceWithTheBestWeights() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}, {3, 3}});
    DMatrixRMaj y = new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}, {0, 0}});
    Fit fit =
        Trainer.fit(
            PLAN,
            new Transition(Activation.IDENTITY, Activation.IDENTITY),
            Loss.HALF_SQUARED_ERROR,
            1,
            Training.defaults().epochs(1000).optimiser(Optimiser.sgd(10)),
            Trainer.Randomness.of(1),
            new Samples(x, y),
            null);
    assertEquals(Ending.DIVERGED, fit.ending());
    assertTrue(fit.epochs().size() < 1000);
    assertTrue(Arrays.stream(fit.weights()).allMatch(Double::isFinite));
  }

  /** A bound on the loss of the weights handed out: they are those the loss was measured on. */
  @Test
  void theWeightsAfterADivergenceAreGoodOnes() {
    Samples samples = rings(60, 1);
    Training wild =
        Training.defaults().epochs(50).batchSize(60).optimiser(Optimiser.sgd(1e4)).seed(2);
    Transition leaky = new Transition(Activation.LEAKY_RELU, Activation.IDENTITY);
    Fit fit =
        Trainer.fit(
            PLAN, leaky, Loss.CROSS_ENTROPY, 1, wild, Trainer.Randomness.of(2), samples, null);
    assertEquals(Ending.DIVERGED, fit.ending());
    double handedOut =
        new Measure(PLAN, leaky, Loss.CROSS_ENTROPY).of(fit.weights(), samples).loss();
    double lowest = fit.epochs().stream().mapToDouble(Epoch::loss).min().orElse(handedOut);
    assertEquals(lowest, handedOut, 1e-9);
  }

  /** relu outputs must not turn NaN into 0, nor the last step go unchecked. */
  @Test
  void anExplosionInTheLastStepIsADivergence() {
    Transition relu = new Transition(Activation.RELU, Activation.RELU);
    for (double rate : new double[] {1e300, 1e308}) {
      Training once = Training.defaults().epochs(1).batchSize(1000).optimiser(Optimiser.sgd(rate));
      Fit fit =
          Trainer.fit(
              PLAN,
              relu,
              Loss.CROSS_ENTROPY,
              1,
              once.epochs(20),
              Trainer.Randomness.of(1),
              rings(60, 1),
              null);
      assertEquals(Ending.DIVERGED, fit.ending());
      assertTrue(Arrays.stream(fit.weights()).allMatch(Double::isFinite));
    }
  }

  /** One step of plain descent with decay and clipping, by its formula: clip(g + decay w). */
  @Test
  void decayAndClippingByFormula() {
    Samples samples = rings(30, 1);
    double[] w = Initialisation.he().weights(PLAN.topology(), Trainer.Randomness.of(3).weights());
    double[] g = new double[w.length];
    gradient(samples, 0, 30, w, g);
    double[] step = new double[w.length];
    Arrays.setAll(step, e -> g[e] + 0.3 * w[e]);
    double factor = Math.min(1, 0.5 / length(step));
    assertTrue(factor < 1);
    Training one =
        Training.defaults()
            .epochs(1)
            .batchSize(30)
            .shuffle(false)
            .optimiser(Optimiser.sgd(1))
            .weightDecay(0.3)
            .clipNorm(0.5)
            .seed(3);
    double[] expected = new double[w.length];
    Arrays.setAll(expected, e -> w[e] - factor * step[e]);
    assertClose(expected, fit(one, samples, null).weights(), 1e-12, "weights");
  }

  @Test
  void clippingSurvivesHugeGradients() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}});
    DMatrixRMaj y = new DMatrixRMaj(new double[][] {{1e154, 0}, {0, 0}});
    Fit fit =
        Trainer.fit(
            PLAN,
            TANH,
            Loss.HALF_SQUARED_ERROR,
            1,
            Training.defaults().epochs(1).optimiser(Optimiser.sgd(1)).clipNorm(1).seed(3),
            Trainer.Randomness.of(3),
            new Samples(x, y),
            null);
    double[] start =
        Initialisation.he().weights(PLAN.topology(), Trainer.Randomness.of(3).weights());
    assertEquals(1, length(difference(start, fit.weights())), 1e-9);
  }

  /** 5 rows in batches of 3 and 2: the epoch's loss is the mean over rows, not over batches. */
  @Test
  void epochLossIsTheMeanOverRows() {
    Samples samples = rings(5, 1);
    Training still =
        Training.defaults().epochs(1).batchSize(3).optimiser(Optimiser.sgd(1e-300)).seed(4);
    Fit fit = fit(still, samples, null);
    Measure.Measured result =
        new Measure(PLAN, TANH, Loss.CROSS_ENTROPY).of(fit.weights(), samples);
    assertEquals(result.loss(), fit.epochs().get(0).loss(), 1e-12);
    assertEquals(result.metric(), fit.epochs().get(0).metric(), 1e-12);
  }

  @Test
  void theMetricOfValuesIsARootInTheirOwnUnit() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0, 0}, {0, 0}});
    DMatrixRMaj y = new DMatrixRMaj(new double[][] {{3, 0}, {0, 4}});
    Plan silent =
        Plan.of(
            Wiring.layered(6).wire(new Roles(2, false, 6, 2)), 2, Clamping.CONSTANT, Rest.SILENT);
    Fit fit =
        Trainer.fit(
            silent,
            TANH,
            Loss.HALF_SQUARED_ERROR,
            10,
            Training.defaults().epochs(1),
            Trainer.Randomness.of(1),
            new Samples(x, y),
            null);
    assertEquals(10 * Math.sqrt(25 / 2.0), fit.epochs().get(0).metric(), 1e-12);
    assertEquals(25 / 4.0, fit.epochs().get(0).loss(), 1e-12);
  }

  @Test
  void trainingRefusesWhatDoesNotFit() {
    Samples narrow = new Samples(new DMatrixRMaj(3, 1), new DMatrixRMaj(3, 2));
    for (Runnable wrong :
        List.<Runnable>of(
            () -> fit(Training.defaults(), narrow, null),
            () -> fit(Training.defaults(), rings(3, 1), narrow))) {
      String message = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
      assertTrue(message.contains("2 inputs and 2 targets; got 3 with 1 and 2"), message);
    }
  }

  @Test
  void weightDecayShrinks() {
    double plain = length(fit(Training.defaults(), rings(60, 1), null).weights());
    double decayed =
        length(fit(Training.defaults().weightDecay(0.1), rings(60, 1), null).weights());
    assertTrue(decayed < plain / 2, () -> plain + " and " + decayed);
  }

  @Test
  void clippingBoundsTheStep() {
    Training one =
        Training.defaults().epochs(1).batchSize(1000).optimiser(Optimiser.sgd(1)).seed(3);
    double[] start =
        Initialisation.he().weights(PLAN.topology(), Trainer.Randomness.of(3).weights());
    double[] clipped = fit(one.clipNorm(1e-3), rings(60, 1), null).weights();
    double[] free = fit(one, rings(60, 1), null).weights();
    assertEquals(1e-3, length(difference(start, clipped)), 1e-12);
    double[] step = difference(start, free);
    assertTrue(length(step) > 1e-2);
    assertArrayEquals(free, fit(one.clipNorm(length(step) * 1.01), rings(60, 1), null).weights());
  }

  @Test
  void lossesSurviveLargeLogits() {
    DMatrixRMaj logits = new DMatrixRMaj(new double[][] {{1e4, -1e4, 0}, {-800, -800, -801}});
    DMatrixRMaj p = Loss.softmax(logits);
    assertEquals(1, p.get(0, 0));
    assertEquals(1, p.get(1, 0) + p.get(1, 1) + p.get(1, 2), 1e-15);
    ClassScores scores = ClassScores.of(new int[] {1, 2}, logits);
    assertEquals((2e4 + 1 + Math.log(2 + Math.exp(-1))) / 2, scores.logLoss(), 1e-9);
    double[] huge = {1e16, 1e16, 0, 0, Double.NaN, 1e16, 0, 0}; // logits, gradient; twice
    double[] oneHot = {1, 0};
    assertEquals(Math.log(2), crossEntropy(huge, 0, oneHot), 1e-15);
    assertEquals(-0.5, huge[2], 1e-15);
    double[] second = {0, 1}; // NaN on the class of weight 0 must show
    assertTrue(Double.isNaN(crossEntropy(huge, 4, second)));
    double[] infinite = {Double.NEGATIVE_INFINITY, 0, 0, 0};
    assertTrue(Double.isNaN(crossEntropy(infinite, 0, second)));
  }

  private static double crossEntropy(double[] values, int at, double[] target) {
    Block logits = new Block(values, at, 1, 2);
    Block gradient = new Block(values, at + 2, 1, 2);
    return Loss.CROSS_ENTROPY.mean(logits, gradient, target, new int[1], 0, 1);
  }

  @Test
  void settingsRefuseWhatCannotWork() {
    Training training = Training.defaults();
    for (Runnable wrong :
        List.<Runnable>of(
            () -> training.epochs(0),
            () -> training.batchSize(0),
            () -> training.validation(1),
            () -> training.validation(Double.NaN),
            () -> training.patience(-1),
            () -> training.weightDecay(-1),
            () -> training.clipNorm(0),
            () -> training.dropout(1),
            () -> training.dropout(-0.1),
            () -> training.classWeights(Map.of("a", 0.0)))) {
      String message = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
      assertTrue(message.contains("got"), message);
    }
    assertEquals(200, Training.defaults().epochs());
    assertEquals(7, Training.defaults().epochs(7).batchSize(3).epochs());
  }

  private static double length(double[] v) {
    return Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return difference;
  }
}
