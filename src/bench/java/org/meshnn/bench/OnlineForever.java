package org.meshnn.bench;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.text.Sizes;
import org.meshnn.train.OnlineLearner;

/** Ten million steps of exact online learning, one lane at 10 %, in a heap of 64 MB. */
public final class OnlineForever {
  private static final long STEPS = 10_000_000;
  private static final int REPORTS = 20;

  private OnlineForever() {}

  /**
   * Runs, in a JVM of its own with the heap bounded.
   *
   * @param arguments none, or how many steps; {@code here}, after them, for this JVM
   */
  public static void main(String[] arguments) throws Exception {
    long steps = arguments.length > 0 ? Long.parseLong(arguments[0]) : STEPS;
    if (arguments.length < 2) {
      Files.createDirectories(Bench.DIRECTORY);
      String said =
          ChildJvm.run(OnlineForever.class, List.of("-Xmx64m"), Long.toString(steps), "here");
      Files.writeString(Bench.DIRECTORY.resolve("online-forever.md"), said);
      System.out.print(said);
      return;
    }
    run(steps);
  }

  private static void run(long steps) {
    OnlineLearner learner = OnlineWork.SPARSE.learner(OnlineGradient.exact(), 1);
    double[][] x = OnlineWork.rows(1, 0);
    double[][] y = OnlineWork.rows(1, 1);
    double[] outputs = new double[1];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long begin = System.nanoTime();
    double sum = 0;
    long since = 0;
    for (long t = 0; t < steps; t++) {
      learner.predict(x[(int) (t % OnlineWork.STEPS)], outputs);
      sum += 2 * learner.learn(y[(int) (t % OnlineWork.STEPS)]);
      if ((t + 1) % (steps / REPORTS) == 0) {
        say(t + 1, begin, threads, sum / (t + 1 - since));
        sum = 0;
        since = t + 1;
      }
    }
  }

  private static void say(long steps, long begin, ThreadMXBean threads, double error) {
    Runtime runtime = Runtime.getRuntime();
    long collections =
        ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionCount)
            .sum();
    System.out.printf(
        Locale.ROOT,
        "%,d steps: %.0f s (processor %.0f s), heap %s of at most %s, %d collections, mean squared"
            + " error %.5f%n",
        steps,
        (System.nanoTime() - begin) / 1e9,
        threads.getCurrentThreadCpuTime() / 1e9,
        Sizes.bytes(runtime.totalMemory() - runtime.freeMemory()),
        Sizes.bytes(runtime.maxMemory()),
        collections,
        error);
  }
}
