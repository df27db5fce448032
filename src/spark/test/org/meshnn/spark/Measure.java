package org.meshnn.spark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.meshnn.Mesh;
import org.meshnn.engine.Engine;
import org.meshnn.experiment.Experiment;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;
import org.meshnn.workers.Packed;
import org.meshnn.workers.Receiver;
import org.meshnn.workers.Task;
import org.meshnn.workers.Workers;

/** Tasks a second and bytes sent: {@code Measure MASTER [EMPTY-TASKS]}. */
final class Measure {
  private static final int IRIS = 200; // runs of each of two settings

  private Measure() {}

  private record Nothing(int number) implements Task.Work<String, Integer> {
    @Override
    public Integer run(String shared) {
      return number;
    }
  }

  /** Counts what is sent. */
  private static final class Counting extends Workers {
    private final Workers workers;
    private final Set<Object> shared = Collections.newSetFromMap(new IdentityHashMap<>());
    private long broadcast;
    private long sent;

    Counting(Workers workers) {
      this.workers = workers;
    }

    @Override
    public <S, R> boolean make(List<Task<S, R>> tasks, Receiver<R> receiver) {
      for (Task<S, R> task : tasks) {
        sent += Packed.of(task.work(), "a run").size();
        broadcast += shared.add(task.shared()) ? Packed.of(task.shared(), "data").size() : 0;
      }
      return workers.make(tasks, receiver);
    }
  }

  private static Experiment iris() {
    return Experiment.on(Datasets.iris(), "species")
        .setting("dense", Mesh.of(18).connect(Wiring.dense()))
        .setting("random", seed -> Mesh.of(18).connect(Wiring.random(0.5, seed)))
        .training(Training.defaults().epochs(50))
        .test(0.3)
        .seeds(IRIS);
  }

  private static void say(String what, double value, String unit) {
    System.out.println(String.format(Locale.ROOT, "%-50s %,12.2f %s", what, value, unit));
  }

  private static double seconds(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Processor time of this JVM, nanoseconds, which others on the machine do not lengthen. */
  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void empty(Workers workers, int count) {
    List<Task<String, Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(new Task<>("", new Nothing(i)));
    }
    Set<Integer> made = new HashSet<>();
    workers.make(tasks, (task, ended) -> made.add(ended.result()));
    if (made.size() != count) {
      throw new IllegalStateException("expected " + count + " tasks, got " + made.size());
    }
  }

  public static void main(String[] args) {
    Home.make();
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 5000;
    AtomicLong results = new AtomicLong();
    AtomicLong busy = new AtomicLong();
    long begin = System.nanoTime();
    try (SparkWorkers spark = SparkWorkers.on(args[0])) {
      empty(spark, 2);
      say("begin, to the first result", (System.nanoTime() - begin) / 1e9, "s");
      SparkContext.getOrCreate()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd end) {
                  results.addAndGet(end.taskMetrics().resultSize());
                  busy.addAndGet(end.taskMetrics().executorRunTime());
                }
              });
      empty(spark, 5000);
      long cpu = cpu();
      say("empty tasks, of " + count, count / seconds(() -> empty(spark, count)), "a second");
      say("  processor time of this JVM for each", (cpu() - cpu) / 1e6 / count, "ms");
      iris().seeds(20).run(spark);
      results.set(0);
      busy.set(0);
      Counting counting = new Counting(spark);
      long begun = cpu();
      double there = seconds(() -> iris().run(counting));
      say("Iris runs of 50 epochs", 2 * IRIS / there, "a second");
      say("  processor time of this JVM for each", (cpu() - begun) / 1e6 / (2.0 * IRIS), "ms");
      say("  a run on its executor", busy.get() / (2.0 * IRIS), "ms");
      say("  broadcast", counting.broadcast, "bytes");
      say("  sent with a run", counting.sent / (2.0 * IRIS), "bytes");
      say("  received of a run", results.get() / (2.0 * IRIS), "bytes");
    }
    iris().seeds(20).run();
    say("Iris runs on threads", 2 * IRIS / seconds(() -> iris().run()), "a second");
    say("kernels' lanes", Engine.lanes(), "");
  }
}
