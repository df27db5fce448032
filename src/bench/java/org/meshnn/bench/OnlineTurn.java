package org.meshnn.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.StreamEngine;
import org.meshnn.train.OnlineLearner;

/**
 * A turn of one of ours, in a JVM of its own: prints the processor's seconds a step for some blocks
 * of steps, then the bytes allocated a step.
 */
final class OnlineTurn {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final double WARM_UP = 10; // seconds
  private static final double BLOCK = 0.3;
  private static final int BLOCKS = 5;

  private OnlineTurn() {}

  /** A step of the stream. */
  interface Step {
    void step(double[] x, double[] y);
  }

  /**
   * Takes a turn.
   *
   * @param arguments names of an {@link OnlineWork} and an {@link OnlineContender}
   */
  public static void main(String[] arguments) {
    Step step = step(OnlineWork.valueOf(arguments[0]), OnlineContender.valueOf(arguments[1]));
    double[][] x = OnlineWork.rows(OnlineWork.LANES, 0);
    double[][] y = OnlineWork.rows(OnlineWork.LANES, 1);
    int resets = 1;
    double seconds = 0;
    for (double warm = 0; warm < WARM_UP; warm += seconds) {
      seconds = timed(step, x, y, resets);
      resets = seconds < BLOCK ? 2 * resets : resets;
    }
    StringBuilder answer = new StringBuilder();
    long bytes = 0;
    for (int block = 0; block < BLOCKS; block++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      double taken = timed(step, x, y, resets);
      bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
      answer.append(taken / resets / OnlineWork.RESET).append(' ');
    }
    System.out.println(answer.append(bytes / (double) (BLOCKS * resets * OnlineWork.RESET)));
  }

  private static double timed(Step step, double[][] x, double[][] y, int resets) {
    long begin = THREADS.getCurrentThreadCpuTime();
    for (int t = 0; t < resets * OnlineWork.RESET; t++) {
      step.step(x[t % OnlineWork.STEPS], y[t % OnlineWork.STEPS]);
    }
    return (THREADS.getCurrentThreadCpuTime() - begin) / 1e9;
  }

  private static Step step(OnlineWork work, OnlineContender contender) {
    if (contender == OnlineContender.STATES) {
      StreamEngine engine =
          StreamEngine.ofStates(work.topology(), work.transition(), work.ticks(), OnlineWork.LANES);
      double[] weights = work.weights();
      return (x, y) -> {
        clamp(engine, x);
        engine.step(weights);
      };
    }
    OnlineGradient gradient = contender.gradient().orElseThrow();
    if (contender == OnlineContender.SNAP_1_ALONE) {
      StreamEngine engine =
          StreamEngine.of(
              work.topology(), work.transition(), work.ticks(), gradient, OnlineWork.LANES);
      double[] weights = work.weights();
      double[] sum = new double[weights.length];
      return (x, y) -> {
        clamp(engine, x);
        engine.step(weights);
        for (int lane = 0; lane < OnlineWork.LANES; lane++) {
          double[] errors = engine.outputGradient().values();
          errors[engine.outputGradient().at(0) + lane] = engine.outputs().value(0, lane) - y[lane];
        }
        engine.addGradient(weights, sum);
      };
    }
    OnlineLearner learner = work.learner(gradient, OnlineWork.LANES);
    double[] outputs = new double[OnlineWork.LANES];
    return (x, y) -> {
      learner.predict(x, outputs);
      learner.learn(y);
    };
  }

  private static void clamp(StreamEngine engine, double[] x) {
    for (int lane = 0; lane < OnlineWork.LANES; lane++) {
      engine.clamp(lane, x, lane);
    }
  }

  /** A turn in a JVM of its own: what it prints. */
  static List<Double> take(OnlineWork work, OnlineContender contender) {
    String said = ChildJvm.run(OnlineTurn.class, List.of("-Xmx2g"), work.name(), contender.name());
    List<Double> numbers = new ArrayList<>();
    for (String number : said.strip().split(" ")) {
      numbers.add(Double.valueOf(number));
    }
    return numbers;
  }
}
