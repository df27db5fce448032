package org.meshnn.train;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.meshnn.engine.Engine;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Plan;

/**
 * Loss and gradient of a batch, cut into lanes of 32 samples. Each lane's gradient is taken by
 * itself and the lanes are added in their order, so that the result has the same bits whatever the
 * number of threads that share the lanes.
 */
public final class BatchGradient implements AutoCloseable {
  /** Samples in a lane: few enough for its rows to stay in the cache, enough to fill vectors. */
  public static final int LANE = 32;

  /**
   * Multiply-adds of a batch below which one thread takes it alone. Measured on 2 shared cores:
   * beyond it two threads were 1.03 to 1.9 times as fast in both runs, below it slower in one.
   */
  static final long CUT_OVER = 1_000_000;

  private static final int SPINS = 5_000; // a tenth of a millisecond or two

  private final Loss loss;
  private final Lane[] lanes;
  private final Engine[] engines; // one per thread; the first is the caller's
  private final Semaphore[] starts;
  private final Semaphore done = new Semaphore(0);
  private final AtomicInteger next = new AtomicInteger();
  private Samples samples;
  private int[] order;
  private int from;
  private int count;
  private double[] weights;
  private double dropout;
  private long draw;
  private volatile boolean closed;
  private volatile RuntimeException failure;

  /** What one lane leaves behind. */
  private static final class Lane {
    private double[] gradient;
    private double loss;
    private double score;
  }

  /**
   * Prepares engines.
   *
   * @param plan the mesh
   * @param transition its activations
   * @param loss what is differentiated
   * @param method how
   * @param batchSize most samples in a batch
   * @param passes how many samples are going to pass, all batches together
   * @param threads most threads to share a batch; small batches stay on the caller's
   */
  public BatchGradient(
      Plan plan,
      Transition transition,
      Loss loss,
      GradientMethod method,
      int batchSize,
      long passes,
      int threads) {
    this.loss = loss;
    lanes = new Lane[(batchSize + LANE - 1) / LANE];
    long work = 3 * plan.multiplyAdds() * batchSize;
    int useful = work < CUT_OVER ? 1 : Math.min(threads, lanes.length);
    engines = new Engine[useful];
    starts = new Semaphore[useful];
    for (int l = 0; l < lanes.length; l++) {
      lanes[l] = new Lane();
      lanes[l].gradient = l == 0 ? null : new double[plan.topology().edges()];
    }
    for (int i = 0; i < useful; i++) {
      engines[i] = Engine.of(plan, transition, method, Math.min(LANE, batchSize), passes);
      starts[i] = new Semaphore(0);
      if (i > 0) {
        startWorker(i);
      }
    }
  }

  private void startWorker(int i) {
    Thread worker = new Thread(() -> work(i), "meshnn-lane-" + i);
    worker.setDaemon(true);
    worker.start();
  }

  private void work(int i) {
    await(starts[i], 1);
    while (!closed) {
      takeLanes(i);
      done.release();
      await(starts[i], 1);
    }
  }

  /** Drops states in the batches to come: see {@link Engine#dropout}; the lanes differ. */
  void dropout(double probability, long newDraw) {
    dropout = probability;
    draw = newDraw;
  }

  /**
   * Takes the gradient of the batch mean.
   *
   * @param weights one per edge
   * @param order rows of the samples to take
   * @param from first position in {@code order}
   * @param count number of positions, at most the batch size
   * @param gradient receives one value per edge
   * @return the loss, summed over the samples
   */
  public double of(
      double[] weights, Samples samples, int[] order, int from, int count, double[] gradient) {
    this.weights = weights;
    this.samples = samples;
    this.order = order;
    this.from = from;
    this.count = count;
    lanes[0].gradient = gradient;
    next.set(0);
    int active = Math.min(engines.length, lanesOf(count));
    for (int i = 1; i < active; i++) {
      starts[i].release();
    }
    takeLanes(0);
    await(done, active - 1);
    if (failure != null) {
      throw failure;
    }
    return combine(gradient);
  }

  /** Looks again and again before it sleeps: to wake a thread takes as long as a small batch. */
  private static void await(Semaphore semaphore, int permits) {
    for (int i = 0; i < SPINS; i++) {
      if (semaphore.tryAcquire(permits)) {
        return;
      }
      Thread.onSpinWait();
    }
    semaphore.acquireUninterruptibly(permits);
  }

  private double combine(double[] gradient) {
    double sum = lanes[0].loss;
    for (int l = 1; l < lanesOf(count); l++) {
      double[] more = lanes[l].gradient;
      for (int e = 0; e < gradient.length; e++) {
        gradient[e] += more[e];
      }
      sum += lanes[l].loss;
    }
    return sum;
  }

  /** What the last batch adds to the metric: hits, or summed squared errors. */
  public double score() {
    double sum = 0;
    for (int l = 0; l < lanesOf(count); l++) {
      sum += lanes[l].score;
    }
    return sum;
  }

  private static int lanesOf(int count) {
    return (count + LANE - 1) / LANE;
  }

  private void takeLanes(int thread) {
    try {
      for (int l = next.getAndIncrement(); l < lanesOf(count); l = next.getAndIncrement()) {
        take(lanes[l], engines[thread], l * LANE);
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void take(Lane lane, Engine engine, int begin) {
    int size = Math.min(LANE, count - begin);
    double[] targets = samples.y().data;
    engine.load(samples.x(), order, from + begin, size);
    engine.dropout(dropout, draw + begin);
    engine.forward(weights, true);
    lane.score = loss.score(engine.outputs(), targets, order, from + begin, size);
    lane.loss =
        loss.sum(
            engine.outputs(),
            engine.outputGradient(),
            targets,
            order,
            from + begin,
            size,
            1.0 / count);
    engine.gradient(weights, lane.gradient);
  }

  @Override
  public void close() {
    closed = true;
    for (int i = 1; i < starts.length; i++) {
      starts[i].release();
    }
  }
}
