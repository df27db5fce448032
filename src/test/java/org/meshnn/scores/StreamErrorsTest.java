package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamErrorsTest {
  @Test
  void aWindowIsTheMeanOfTheLast() {
    RunningMean window = new RunningMean(7, 0);
    assertTrue(Double.isNaN(window.value()));
    Random random = new Random(1);
    double[] all = random.doubles(100, 0, 1e6).toArray();
    for (int i = 0; i < all.length; i++) {
      window.add(all[i]);
      double sum = 0;
      int first = Math.max(0, i - 6);
      for (int k = first; k <= i; k++) {
        sum += all[k];
      }
      assertEquals(sum / (i - first + 1), window.value(), 1e-6);
    }
  }

  /** A huge number leaves nothing behind once the window has passed it. */
  @Test
  void whatWasRoundedAwayComesBack() {
    RunningMean window = new RunningMean(4, 0);
    window.add(1e20);
    for (int i = 0; i < 8; i++) {
      window.add(1);
    }
    assertEquals(1, window.value());
  }

  /** Weights 1, 1/2, 1/4. */
  @Test
  void fadingHalvesWhatIsPast() {
    RunningMean fading = new RunningMean(1, 0.5);
    fading.add(4);
    fading.add(2);
    fading.add(1);
    assertEquals((1 + 2 / 2.0 + 4 / 4.0) / 1.75, fading.value(), 1e-15);
  }

  /** Lanes are a mean; a lane without truth does not count; the last value is each lane's own. */
  @Test
  void lanesAreAMean() {
    StreamErrors errors = new StreamErrors(false, 2, 1, 10, 0);
    errors.add(new double[] {1, 3}, new double[] {0, 3});
    errors.add(new double[] {2, Double.NaN}, new double[] {0, 9});
    // Squared errors 1/2 and 4; truths 1, 3, 2 of variance 2/3; the last value errs by 1.
    assertEquals((0.5 + 4) / 2 / (2 / 3.0), errors.running(), 1e-12);
    assertEquals(1 / (2 / 3.0), errors.runningOfLastValue(), 1e-12);
    assertEquals(errors.running(), errors.overall(), 1e-12);
    errors.forget(0);
    errors.add(new double[] {5, Double.NaN}, new double[] {5, 9});
    assertEquals(3, errors.steps());
    assertEquals(1 / 2.1875, errors.overallOfLastValue(), 1e-12); // variance of 1, 3, 2, 5
  }

  @Test
  void classesAreRightOrWrong() {
    StreamErrors errors = new StreamErrors(true, 1, 1, 2, 0);
    double[][] steps = {{0, 1}, {1, 1}, {1, 1}, {2, 0}};
    for (double[] step : steps) {
      errors.add(new double[] {step[0]}, new double[] {step[1]});
    }
    assertEquals(0.5, errors.overall());
    assertEquals(0.5, errors.running());
    assertEquals(2 / 3.0, errors.overallOfLastValue(), 1e-15);
  }

  /** The mean of NMSE over outputs of very different size. */
  @Test
  void outputsCountAlike() {
    StreamErrors errors = new StreamErrors(false, 1, 2, 10, 0);
    errors.add(new double[] {0, 0}, new double[] {0, 0});
    errors.add(new double[] {2, 2000}, new double[] {0, 0});
    assertEquals(2, errors.overall(), 1e-12);
  }
}
