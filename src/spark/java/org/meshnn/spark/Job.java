package org.meshnn.spark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.meshnn.text.Plural;
import org.meshnn.workers.Ended;
import org.meshnn.workers.Packed;
import org.meshnn.workers.Receiver;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * A Spark job of one task for each run, whose results come as they end. Where Spark gives it up
 * because one of its tasks lost its executor too often, that run has failed, and the others are
 * missing.
 */
final class Job<S, R> {
  private static final Pattern LOST = Pattern.compile("Task (\\d+) in stage .*ExecutorLostFailure");
  private static final String INTERRUPT = "spark.job.interruptOnCancel";
  private static final String DESCRIPTION = "spark.job.description";
  private static final int POLL_MILLIS = 100;
  private static final Duration STOP = Duration.ofSeconds(30);

  private record Reply<R>(int task, Packed<Ended<R>> ended) {}

  private final JavaSparkContext context;
  private final List<Sent<S, R>> tasks;
  private final Receiver<R> receiver;
  private final boolean[] reported; // by task
  private final BlockingQueue<Reply<R>> replies = new LinkedBlockingQueue<>();

  Job(JavaSparkContext context, List<Sent<S, R>> tasks, Receiver<R> receiver) {
    this.context = context;
    this.tasks = tasks;
    this.receiver = receiver;
    reported = new boolean[tasks.size()];
  }

  /** False if interrupted, or the receiver has enough. */
  boolean make() {
    SimpleFutureAction<BoxedUnit> job = submit();
    try {
      if (report(job)) {
        return true;
      }
    } finally {
      stop(job);
    }
    reportRest();
    return false;
  }

  /** The runs that are still to be made, where Spark gave the job up. */
  List<Sent<S, R>> missing() {
    return IntStream.range(0, reported.length)
        .filter(i -> !reported[i])
        .mapToObj(tasks::get)
        .toList();
  }

  private SimpleFutureAction<BoxedUnit> submit() {
    RDD<Sent<S, R>> rdd = context.parallelize(tasks, tasks.size()).rdd();
    List<Object> partitions = new ArrayList<>();
    IntStream.range(0, tasks.size()).forEach(partitions::add);
    SparkContext spark = context.sc();
    String interrupt = spark.getLocalProperty(INTERRUPT);
    String description = spark.getLocalProperty(DESCRIPTION);
    spark.setLocalProperty(INTERRUPT, "true");
    spark.setLocalProperty(DESCRIPTION, Plural.of(tasks.size(), "run"));
    try {
      return spark.submitJob(
          rdd,
          new Making<S, R>(Making.here()),
          CollectionConverters.asScala(partitions).toSeq(),
          new Receiving(),
          new Nothing());
    } finally { // the thread's own again
      spark.setLocalProperty(INTERRUPT, interrupt);
      spark.setLocalProperty(DESCRIPTION, description);
    }
  }

  /** On a thread of Spark's, which is not to be kept. */
  private final class Receiving extends AbstractFunction2<Object, Packed<Ended<R>>, BoxedUnit> {
    @Override
    public BoxedUnit apply(Object task, Packed<Ended<R>> ended) {
      replies.add(new Reply<>((Integer) task, ended));
      return BoxedUnit.UNIT;
    }
  }

  private static final class Nothing extends AbstractFunction0<BoxedUnit> {
    @Override
    public BoxedUnit apply() {
      return BoxedUnit.UNIT;
    }
  }

  /** Until all were reported, or Spark gave the job up. False if interrupted or stopped. */
  private boolean report(SimpleFutureAction<BoxedUnit> job) {
    for (int left = tasks.size(); left > 0; ) {
      boolean completed = job.isCompleted();
      Reply<R> reply;
      try {
        reply = replies.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return false;
      }
      if (reply == null && completed) {
        return reportLost(givenUp(job));
      } else if (reply != null) {
        left--;
        if (!report(reply)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean report(Reply<R> reply) {
    return report(reply.task(), unpacked(reply.ended()));
  }

  private static <R> Ended<R> unpacked(Packed<Ended<R>> ended) {
    try {
      return ended.get();
    } catch (RuntimeException | Error e) {
      return new Ended<>(null, e);
    }
  }

  private boolean report(int task, Ended<R> ended) {
    reported[task] = true;
    return receiver.ended(tasks.get(task).place(), ended);
  }

  private static String givenUp(SimpleFutureAction<BoxedUnit> job) {
    Throwable reason = job.value().get().failed().get();
    return String.valueOf(reason.getMessage());
  }

  /** A run that lost its executor too often has failed; of anything else, no run is to blame. */
  private boolean reportLost(String reason) {
    String first = reason.lines().findFirst().orElse(reason);
    Matcher lost = LOST.matcher(first);
    if (!lost.find()) {
      throw new IllegalStateException("the runs cannot go on: " + first);
    }
    Throwable why = new IllegalStateException("the run lost its executor too often: " + first);
    return report(Integer.parseInt(lost.group(1)), new Ended<>(null, why));
  }

  /** Cancels it where it goes on, and waits until no run of it is reported any more. */
  private static void stop(SimpleFutureAction<BoxedUnit> job) {
    job.cancel();
    long end = System.nanoTime() + STOP.toNanos();
    boolean interrupted = false;
    while (!job.isCompleted() && System.nanoTime() < end) {
      try {
        Thread.sleep(POLL_MILLIS / 10);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What ended while the others were stopped. */
  private void reportRest() {
    replies.forEach(this::report);
  }
}
