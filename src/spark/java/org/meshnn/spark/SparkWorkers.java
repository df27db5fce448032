package org.meshnn.spark;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.meshnn.text.Required;
import org.meshnn.workers.Receiver;
import org.meshnn.workers.Task;
import org.meshnn.workers.Workers;

/**
 * Executors of an Apache Spark cluster. A run is a Spark task, on one thread; what runs share is
 * broadcast once. Results have the same bits as on threads: an executor of other code, data, Java
 * or kernels than here is refused.
 *
 * <pre>{@code
 * try (var spark = SparkWorkers.on("spark://host:7077")) {
 *   Trials trials = experiment.run(spark);
 * }
 * }</pre>
 */
public final class SparkWorkers extends Workers {
  private final JavaSparkContext context;
  private final boolean own; // closed with this
  private final ClassPath sent;

  private SparkWorkers(JavaSparkContext context, boolean own, ClassPath sent) {
    this.context = context;
    this.own = own;
    this.sent = sent;
  }

  /**
   * {@return the executors of a cluster, for an application of its own} Settings are the system
   * properties that begin with "spark."; where "spark.jars" is not among them, the class path of
   * this JVM is sent, but for Spark's own jars.
   *
   * @param master of the cluster: "spark://host:7077", "yarn", "k8s://https://host:6443",
   *     "local[2]"
   * @throws IllegalArgumentException if it is null
   */
  public static SparkWorkers on(String master) {
    Required.of(master, "the master of a cluster, for example \"spark://host:7077\"");
    ClassPath sent = ClassPath.toSend();
    SparkConf settings = Settings.of(new SparkConf().setMaster(master), sent);
    return new SparkWorkers(new JavaSparkContext(settings), true, sent);
  }

  /** {@return the executors that {@code spark-submit} started this program for} */
  public static SparkWorkers submitted() {
    SparkConf settings = Settings.of(new SparkConf(), ClassPath.NONE);
    return new SparkWorkers(new JavaSparkContext(settings), true, ClassPath.NONE);
  }

  /**
   * {@return the executors of a context, which stays open when this is closed} Its settings are
   * taken as they are; executors need {@code --add-modules jdk.incubator.vector} for fast kernels.
   *
   * @param context open
   * @throws IllegalArgumentException if it is null
   */
  public static SparkWorkers of(JavaSparkContext context) {
    Required.of(context, "a context of Spark");
    return new SparkWorkers(context, false, ClassPath.NONE);
  }

  /**
   * As on threads: see {@link Workers#make}. An interruption cancels the job.
   *
   * @throws IllegalStateException if Spark gives the job up, or an executor would make other bits
   */
  @Override
  public <S, R> boolean make(List<Task<S, R>> tasks, Receiver<R> receiver) {
    if (context.sc().isStopped()) {
      throw new IllegalStateException(
          "expected "
              + this
              + ", got an application that has ended; is the cluster there, and was it closed? begin"
              + " another with SparkWorkers.on(..)");
    }
    try (Shipment<S, R> shipment = Shipment.of(tasks, context)) {
      List<Sent<S, R>> missing = shipment.tasks();
      while (!missing.isEmpty()) {
        Job<S, R> job = new Job<>(context, missing, receiver);
        if (!job.make()) {
          return false;
        }
        missing = job.missing();
      }
      return true;
    }
  }

  /** Ends the application, if it was begun here. */
  @Override
  public void close() {
    if (own) {
      context.close();
    }
    sent.close();
  }

  @Override
  public String toString() {
    return "executors of " + context.master();
  }
}
