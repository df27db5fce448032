package org.meshnn.spark;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.workers.Receiver;
import org.meshnn.workers.Task;
import org.meshnn.workers.Workers;

/**
 * Executors of an Apache Spark cluster. A run is a Spark task, on one thread; what runs share is
 * broadcast once. Results have the same bits as on threads: an executor of other code, data or Java
 * than here is refused.
 *
 * <pre>{@code
 * try (var spark = SparkWorkers.on("spark://host:7077")) {
 *   Trials trials = experiment.run(spark);
 * }
 * }</pre>
 */
public final class SparkWorkers extends Workers {
  private static final String MASTER = "the master of a cluster, for example \"spark://host:7077\"";

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
   * @throws IllegalArgumentException if it is null, or no application begins there; the message
   *     says why
   */
  public static SparkWorkers on(String master) {
    Required.of(master, MASTER);
    ClassPath sent = ClassPath.toSend();
    try {
      return begun(new SparkConf().setMaster(master), sent);
    } catch (Exception e) { // also checked ones, which Scala does not declare
      sent.close();
      throw new IllegalArgumentException(
          "expected " + MASTER + ", got " + Listing.quoted(master) + ": " + reason(e), e);
    }
  }

  /**
   * {@return the executors that {@code spark-submit} started this program for}
   *
   * @throws IllegalStateException if no application begins, as without {@code spark-submit}
   */
  public static SparkWorkers submitted() {
    try {
      return begun(new SparkConf(), ClassPath.NONE);
    } catch (Exception e) { // as above
      throw new IllegalStateException(
          "expected a program that spark-submit started: " + reason(e), e);
    }
  }

  private static SparkWorkers begun(SparkConf given, ClassPath sent) {
    return new SparkWorkers(new JavaSparkContext(Settings.of(given, sent)), true, sent);
  }

  private static String reason(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
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
