package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.train.Rings.rings;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.engine.Oracle;

class ScheduleTest {
  private static final JsonObject TORCH = Oracle.readJson("schedules_torch");
  private static final int EPOCHS = TORCH.get("epochs").getAsInt();
  private static final int STEPS = TORCH.get("steps").getAsInt();

  private static double[] recorded(String name) {
    return new Gson().fromJson(TORCH.getAsJsonObject("rates").get(name), double[].class);
  }

  /** As src/bench/python/torch_choices.py recorded them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void fallsByEpochAsTorchDoes(int stepsPerEpoch) {
    Map.of(
            "step", Schedule.step(7, 0.3),
            "exponential", Schedule.exponential(0.9),
            "cosine", Schedule.cosine(),
            "cosine, warm-up 5, down to 0.01", Schedule.cosine().warmUp(5).lowest(0.01))
        .forEach(
            (name, schedule) -> {
              double[] expected = recorded(name);
              Schedule.Rates rates = schedule.start(EPOCHS, stepsPerEpoch);
              for (int step = 0; step < EPOCHS * stepsPerEpoch; step++) {
                assertEquals(
                    expected[step / stepsPerEpoch], rates.factor(step), 1e-10, name + " " + step);
              }
            });
  }

  @Test
  void cyclesByStepAsTorchDoes() {
    Map.of(
            "one cycle",
            Schedule.oneCycle(),
            "one cycle, other constants",
            new OneCycle(0.45, 0.1, 0.001))
        .forEach(
            (name, schedule) -> {
              double[] expected = recorded(name);
              Schedule.Rates rates = schedule.start(STEPS / 5, 5);
              for (int step = 0; step < STEPS; step++) {
                assertEquals(expected[step], rates.factor(step), 1e-10, name + " " + step);
              }
            });
  }

  @Test
  void fallsOnAPlateauAsTorchDoes() {
    double[] losses = new Gson().fromJson(TORCH.get("losses"), double[].class);
    double[] metrics = new Gson().fromJson(TORCH.get("metrics"), double[].class);
    PlateauDecay ofLosses = Schedule.onPlateau(3, 0.5).threshold(1e-3);
    PlateauDecay ofMetrics = Schedule.onPlateau(1, 0.2).lowest(1e-3);
    Schedule.Rates falling = ofLosses.start(60, 7);
    Schedule.Rates rising = ofMetrics.start(60, 7);
    for (int epoch = 0; epoch < 60; epoch++) {
      assertEquals(recorded("plateau of losses")[epoch], falling.factor(7L * epoch), 1e-10);
      assertEquals(recorded("plateau of metrics")[epoch], rising.factor(7L * epoch + 6), 1e-10);
      falling.epochDone(losses[epoch]);
      rising.epochDone(-metrics[epoch]);
    }
  }

  /** Where rise * steps - 1 is 0, or below. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 20})
  void shortCyclesAreFinite(int steps) {
    for (double rise : new double[] {0.05, 0.1, 0.5, 0.9}) {
      Schedule.Rates rates = Schedule.oneCycle().rise(rise).start(1, steps);
      for (int step = 0; step < steps; step++) {
        double factor = rates.factor(step);
        assertTrue(factor >= 0 && factor <= 1, rise + ", step " + step + ": " + factor);
      }
    }
  }

  private static Fit fit(Training training) {
    return Rings.fit(training, training.validation() > 0 ? rings(40, 2) : null);
  }

  static List<Schedule> schedules() {
    return List.of(
        Schedule.step(2, 0.5),
        Schedule.exponential(0.7),
        Schedule.cosine().warmUp(2),
        Schedule.onPlateau(0, 0.5).threshold(0.2),
        Schedule.oneCycle());
  }

  /** The rule gets the rate of each step; the history has that of each epoch's last. */
  @ParameterizedTest
  @MethodSource("schedules")
  void everyStepHasItsRate(Schedule schedule) {
    List<Double> rates = new ArrayList<>();
    Optimiser noting =
        Optimiser.of(
            "noting",
            0.05,
            (w, g, rate, memory) -> {
              rates.add(rate);
              for (int i = 0; i < w.length; i++) {
                w[i] -= rate * g[i];
              }
            });
    Training training =
        Training.defaults().epochs(6).batchSize(7).validation(0.5).schedule(schedule);
    Fit fit = fit(training.optimiser(noting));
    assertEquals(30, rates.size());
    Schedule.Rates expected = schedule.start(6, 5);
    for (int step = 0; step < 30; step++) {
      assertEquals(0.05 * expected.factor(step), rates.get(step));
      if (step % 5 == 4) {
        Epoch epoch = fit.epochs().get(step / 5);
        assertEquals(rates.get(step), epoch.learningRate());
        expected.epochDone(epoch.validationLoss());
      }
    }
    assertTrue(rates.stream().distinct().count() > 2, rates.toString());
    assertArrayEquals(
        fit.weights(), fit(training.optimiser(Optimiser.sgd(0.05))).weights(), "built in");
  }

  @Test
  void aConstantRateIsAsNone() {
    Training training = Training.defaults().epochs(3);
    Fit fit = fit(training);
    assertArrayEquals(fit.weights(), fit(training.schedule(Schedule.constant())).weights());
    assertTrue(Double.isNaN(fit.epochs().get(0).learningRate()));
  }

  @Test
  void aPlateauIsOfWhatIsMonitored() {
    Training training =
        Training.defaults().epochs(8).schedule(Schedule.onPlateau(0, 0.5)).validation(0.5);
    List<Epoch> epochs = fit(training.monitor(Monitor.METRIC)).epochs();
    Schedule.Rates rates = training.schedule().start(8, 2);
    for (Epoch epoch : epochs) {
      assertEquals(0.01 * rates.factor(0), epoch.learningRate());
      rates.epochDone(-epoch.validationMetric());
    }
    assertTrue(epochs.get(7).learningRate() < 0.01);
  }

  @Test
  void moreEpochsOnTheWayAreRefusedWhereTheRateGoesByThem() {
    for (Schedule schedule : List.of(Schedule.cosine(), Schedule.oneCycle())) {
      Training training = Training.defaults().schedule(schedule);
      refused(
          "expected the number of epochs (the learning rate goes by it) that training began with,"
              + " 200; got 300: only patience, threads,",
          () -> training.requireSameSteps(training.epochs(300)));
    }
    Training step = Training.defaults().schedule(Schedule.step(10, 0.5));
    step.requireSameSteps(step.epochs(300));
    refused(
        "expected the learning rate's schedule that training began with, times 0.5 every 10"
            + " epochs; got constant",
        () -> step.requireSameSteps(Training.defaults()));
  }

  private static void refused(String expected, Runnable wrong) {
    String message = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void whatCannotBeIsRefused() {
    refused("1 or more epochs; got 0", () -> Schedule.step(0, 0.5));
    for (double factor : new double[] {0, 1, -1, Double.NaN}) {
      refused("a factor in (0, 1)", () -> Schedule.step(1, factor));
      refused("a factor in (0, 1)", () -> Schedule.exponential(factor));
      refused("a factor in (0, 1)", () -> Schedule.onPlateau(1, factor));
    }
    refused("0 or more epochs; got -1", () -> Schedule.cosine().warmUp(-1));
    refused("in [0, 1), for example 0.01; got 1.0", () -> Schedule.cosine().lowest(1));
    refused("0 or more epochs without", () -> Schedule.onPlateau(-1, 0.5));
    refused("a threshold", () -> Schedule.onPlateau(1, 0.5).threshold(1));
    refused("lowest part", () -> Schedule.onPlateau(1, 0.5).lowest(-0.1));
    refused("a part of the training in (0, 1)", () -> Schedule.oneCycle().rise(1));
    refused("starts and ends", () -> new OneCycle(0.5, 0, 0));
    refused("starts and ends", () -> new OneCycle(0.5, 0.1, 2));
    refused("a schedule, for example", () -> Training.defaults().schedule(null));
    refused(
        "a warm-up of fewer epochs than the 5 of the training; got 5",
        () -> fit(Training.defaults().epochs(5).schedule(Schedule.cosine().warmUp(5))));
  }

  @Test
  void printsWhatItIs() {
    assertEquals("constant", Schedule.constant().toString());
    assertEquals("times 0.1 every 30 epochs", Schedule.step(30, 0.1).toString());
    assertEquals("times 0.95 after each epoch", Schedule.exponential(0.95).toString());
    assertEquals("down a cosine", Schedule.cosine().toString());
    assertEquals(
        "down a cosine to 0.01 of it after a warm-up of 5 epochs",
        Schedule.cosine().warmUp(5).lowest(0.01).toString());
    assertEquals(
        "times 0.1 where 11 epochs bring no improvement", Schedule.onPlateau(10, 0.1).toString());
    assertEquals(
        "times 0.1 where 1 epoch brings no improvement, to 0.01 of it at the lowest",
        Schedule.onPlateau(0, 0.1).lowest(0.01).toString());
    assertEquals("in one cycle, up in 0.3 of the steps", Schedule.oneCycle().toString());
    String training = Training.defaults().schedule(Schedule.exponential(0.9)).toString();
    assertTrue(
        training.contains("Adam at 0.01, learning rate times 0.9 after each epoch, "), training);
  }
}
