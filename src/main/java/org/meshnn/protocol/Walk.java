package org.meshnn.protocol;

import java.util.Arrays;
import org.meshnn.train.OnlineLearner;

/**
 * A course walked by a learner: at each step it predicts, then it may learn. Where something was
 * asked, the error is noted, that of the prediction: of values the mean square over lanes and
 * outputs, of classes the share of lanes that were right.
 */
final class Walk {
  private static final int WINDOW = 200;
  private static final int READ_EVERY = 250;

  private final double[] errors; // of the steps where something was asked
  private final double[] losses;
  private final int[] asked; // how many of them there were after each step
  private int count;
  private boolean diverged;

  private Walk(int steps) {
    errors = new double[steps];
    losses = new double[steps];
    asked = new int[steps];
  }

  /** Walks it to its end; null if the thread was interrupted. */
  static @org.jspecify.annotations.Nullable Walk of(
      Course course, OnlineLearner learner, boolean learning) {
    Walk walk = new Walk(course.steps());
    double[] outputs = new double[course.lanes() * course.outputs()];
    for (int t = 0; t < course.steps(); t++) {
      if (Thread.currentThread().isInterrupted()) {
        return null;
      }
      for (int lane = 0; lane < course.lanes(); lane++) {
        if (course.begins()[t][lane]) {
          learner.reset(lane);
        }
      }
      learner.predict(course.x()[t], outputs);
      double error = course.classes() ? right(course, t, outputs) : square(course, t, outputs);
      double loss = learning ? learner.learn(course.y()[t]) : Double.NaN;
      walk.note(t, error, loss);
    }
    return walk;
  }

  private void note(int t, double error, double loss) {
    if (!Double.isNaN(error)) {
      errors[count] = error;
      losses[count++] = loss;
    }
    diverged |= Double.isInfinite(loss);
    asked[t] = count;
  }

  private static double square(Course course, int t, double[] outputs) {
    double[] y = course.y()[t];
    double sum = 0;
    int known = 0;
    for (int i = 0; i < y.length; i++) {
      if (!Double.isNaN(y[i])) {
        sum += (outputs[i] - y[i]) * (outputs[i] - y[i]);
        known++;
      }
    }
    return sum / known; // NaN of none
  }

  private static double right(Course course, int t, double[] outputs) {
    int right = 0;
    int known = 0;
    for (int lane = 0; lane < course.lanes(); lane++) {
      double asked = course.y()[t][lane];
      if (!Double.isNaN(asked)) {
        right += largest(outputs, lane * course.outputs(), course.outputs()) == (int) asked ? 1 : 0;
        known++;
      }
    }
    return known == 0 ? Double.NaN : (double) right / known;
  }

  private static int largest(double[] values, int first, int count) {
    int best = 0;
    for (int k = 1; k < count; k++) {
      best = values[first + k] > values[first + best] ? k : best;
    }
    return best;
  }

  /**
   * The protocol's measure: at step 1, 251, 501 and so on it reads the mean over the last 200 steps
   * where something was asked; the mean of the last readings.
   *
   * @param readings how many of them
   */
  double error(int readings) {
    return lastReadings(errors, readings);
  }

  /** The same of the losses. */
  double loss(int readings) {
    return lastReadings(losses, readings);
  }

  private double lastReadings(double[] values, int readings) {
    int last = (asked.length - 1) / READ_EVERY;
    double sum = 0;
    int read = 0;
    for (int reading = Math.max(0, last - readings + 1); reading <= last; reading++) {
      int end = asked[reading * READ_EVERY];
      if (end > 0) {
        sum += Arrays.stream(values, Math.max(0, end - WINDOW), end).average().orElseThrow();
        read++;
      }
    }
    return sum / read;
  }

  /** The mean error from the so many-th step on where something was asked. */
  double errorFrom(int first) {
    return Arrays.stream(errors, first, count).average().orElseThrow();
  }

  boolean diverged() {
    return diverged;
  }
}
