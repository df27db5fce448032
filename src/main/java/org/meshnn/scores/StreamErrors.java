package org.meshnn.scores;

import java.util.Arrays;

/**
 * How well streams are predicted, step after step, beside the forecast that the truth stays what it
 * was last. Of values the error is NMSE, the mean squared error over the variance of the truths so
 * far, a mean over the outputs; of classes it is the share that is wrong. Steps without truth do
 * not count. In bounded memory; nothing is allocated after construction.
 */
public final class StreamErrors {
  private final boolean classes;
  private final int width;
  private final double[] last; // truths of the step before, NaN where there are none
  private final Forecast mesh;
  private final Forecast lastValue;
  private final double[] mean; // of the truths, by output (Welford 1962)
  private final double[] squares; // sum of (truth - mean)^2
  private long truths;

  /** The errors of one forecaster, by output. */
  private static final class Forecast {
    private final RunningMean[] running;
    private final double[] total;
    private final double[] step; // sums over the streams of a step
    private int streams; // of the step, that have an error
    private long steps;

    Forecast(int width, int window, double fading) {
      running = new RunningMean[width];
      Arrays.setAll(running, o -> new RunningMean(window, fading));
      total = new double[width];
      step = new double[width];
    }

    void add(boolean classes, double[] truth, double[] forecast, int from) {
      for (int o = 0; o < step.length; o++) {
        double error = truth[from + o] - forecast[from + o];
        step[o] += classes ? (error == 0 ? 0 : 1) : error * error;
      }
      streams++;
    }

    void endStep() {
      for (int o = 0; o < step.length && streams > 0; o++) {
        running[o].add(step[o] / streams);
        total[o] += step[o] / streams;
        step[o] = 0;
      }
      steps += streams > 0 ? 1 : 0;
      streams = 0;
    }
  }

  /**
   * Of no step yet.
   *
   * @param classes whether truths are classes; otherwise values
   * @param lanes number of streams, at least 1
   * @param outputs numbers that are predicted in each, at least 1; of classes 1, the class
   * @param window how many last steps count in a running error, at least 1
   * @param fading in (0, 1), what a step counts for compared to the next; 0 for the window
   */
  public StreamErrors(boolean classes, int lanes, int outputs, int window, double fading) {
    this.classes = classes;
    width = outputs;
    last = new double[lanes * outputs];
    Arrays.fill(last, Double.NaN);
    mesh = new Forecast(outputs, window, fading);
    lastValue = new Forecast(outputs, window, fading);
    mean = new double[outputs];
    squares = new double[outputs];
  }

  /**
   * Takes one step.
   *
   * @param truth shape (lanes, outputs); a stream with a NaN has none at this step
   * @param prediction likewise
   */
  public void add(double[] truth, double[] prediction) {
    for (int from = 0; from < truth.length; from += width) {
      if (known(truth, from)) {
        mesh.add(classes, truth, prediction, from);
        if (known(last, from)) {
          lastValue.add(classes, truth, last, from);
        }
        spread(truth, from);
        System.arraycopy(truth, from, last, from, width);
      }
    }
    mesh.endStep();
    lastValue.endStep();
  }

  private void spread(double[] truth, int from) {
    truths++;
    for (int o = 0; o < width; o++) {
      double away = truth[from + o] - mean[o];
      mean[o] += away / truths;
      squares[o] += away * (truth[from + o] - mean[o]);
    }
  }

  private boolean known(double[] values, int from) {
    for (int i = from; i < from + width; i++) {
      if (Double.isNaN(values[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Forgets what was last in a stream, as another begins there.
   *
   * @param lane from 0 to one below the number of streams
   */
  public void forget(int lane) {
    Arrays.fill(last, lane * width, (lane + 1) * width, Double.NaN);
  }

  /** {@return the running error; NaN where it is not known yet} */
  public double running() {
    return running(mesh);
  }

  /** {@return the running error of the last value; NaN where it is not known yet} */
  public double runningOfLastValue() {
    return running(lastValue);
  }

  /** {@return the error over all steps; NaN where it is not known} */
  public double overall() {
    return overall(mesh);
  }

  /**
   * {@return the error of the last value over all steps that have one; NaN where it is not known}
   */
  public double overallOfLastValue() {
    return overall(lastValue);
  }

  /** {@return how many steps had a truth} */
  public long steps() {
    return mesh.steps;
  }

  private double running(Forecast forecast) {
    double sum = 0;
    for (int o = 0; o < width; o++) {
      sum += forecast.running[o].value() / unit(o);
    }
    return finite(sum / width);
  }

  private double overall(Forecast forecast) {
    double sum = 0;
    for (int o = 0; o < width; o++) {
      sum += forecast.total[o] / forecast.steps / unit(o);
    }
    return finite(sum / width);
  }

  /** The variance of the truths so far; 1 for classes. */
  private double unit(int output) {
    return classes ? 1 : squares[output] / truths;
  }

  /** NaN where a variance is 0, as that of the first truth is. */
  private static double finite(double error) {
    return Double.isFinite(error) ? error : Double.NaN;
  }
}
