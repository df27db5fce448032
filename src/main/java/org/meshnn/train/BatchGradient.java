package org.meshnn.train;

import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.BatchEngine;
import org.meshnn.engine.Engine;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Masks;
import org.meshnn.engine.Precision;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Program;

/**
 * Loss and gradient of a batch, cut into shards of some samples ({@link Precision#shard}). Each
 * shard's gradient is taken by itself and the shards are added in their order, so that the result
 * has the same bits whatever the number of threads that share the shards. Memory grows with the
 * threads, not with the batch: each has an engine and, where a batch has several shards, one
 * gradient.
 */
public final class BatchGradient implements AutoCloseable {
  /**
   * Multiply-adds of a batch below which one thread takes it alone. Measured on 2 shared cores:
   * beyond it two threads were 1.03 to 1.9 times as fast in both runs, below it slower in one.
   */
  static final long CUT_OVER = 1_000_000;

  /** Looks before a thread sleeps: a tenth of a millisecond or two. */
  static final int SPINS = 5_000;

  private final int shard; // samples
  private final BatchLoss[] losses; // one per thread
  private final BatchEngine[] engines; // one per thread; the first is the caller's
  private final RowReader[] readers; // one per thread, of the rows under way
  private final double[][] gradients; // of the shard a thread has; shard 0 needs none
  private final Semaphore[] starts;
  private final Semaphore done = new Semaphore(0);
  private final AtomicInteger next = new AtomicInteger();
  private final OrderedSum sum = new OrderedSum();

  // The batch under way, set before its first shard is taken.
  @SuppressWarnings("NullAway.Init")
  private RowSource rows;

  @SuppressWarnings("NullAway.Init")
  private int[] order;

  private int from;
  private int count;

  @SuppressWarnings("NullAway.Init")
  private double[] weights;

  private double @Nullable [] gradient; // null where the loss alone is asked for
  private Masks masks = Masks.NONE;
  private long draw;
  private int started = 1; // threads, the caller's included
  private volatile boolean closed;

  /**
   * In double precision: see {@link #BatchGradient(Program, Transition, Loss, GradientMethod,
   * Precision, int, long, int)}.
   *
   * @param program the mesh
   * @param transition its activations
   * @param loss what is differentiated
   * @param method how
   * @param batchSize most samples in a batch
   * @param passes how many samples are going to pass, all batches together
   * @param threads most threads to share a batch; small batches stay on the caller's
   */
  public BatchGradient(
      Program program,
      Transition transition,
      Loss loss,
      GradientMethod method,
      int batchSize,
      long passes,
      int threads) {
    this(program, transition, loss, method, Precision.DOUBLE, batchSize, passes, threads);
  }

  /**
   * Prepares engines; no thread is started before the first batch that several can share.
   *
   * @param program the mesh
   * @param transition its activations
   * @param loss what is differentiated
   * @param method how
   * @param precision with how many digits
   * @param batchSize most samples in a batch
   * @param passes how many samples are going to pass, all batches together
   * @param threads most threads to share a batch; small batches stay on the caller's
   */
  public BatchGradient(
      Program program,
      Transition transition,
      Loss loss,
      GradientMethod method,
      Precision precision,
      int batchSize,
      long passes,
      int threads) {
    shard = precision.shard();
    int shards = shards(batchSize);
    long work = 3 * program.multiplyAdds() * batchSize;
    int useful = work < CUT_OVER ? 1 : Math.min(threads, shards);
    engines = new BatchEngine[useful];
    losses = new BatchLoss[useful];
    gradients = new double[useful][];
    starts = new Semaphore[useful];
    readers = new RowReader[useful];
    for (int i = 0; i < useful; i++) {
      losses[i] = new BatchLoss(loss, program);
      int capacity = Math.min(shard, batchSize);
      engines[i] = BatchEngine.of(program, transition, method, precision, capacity, passes);
      gradients[i] = shards == 1 ? null : new double[program.topology().edges()];
      starts[i] = new Semaphore(0);
    }
  }

  private int shards(int samples) {
    return (samples + shard - 1) / shard;
  }

  /** Drops states in the batches to come: see {@link Engine#dropout}; the shards differ. */
  void dropout(Masks newMasks, long newDraw) {
    masks = newMasks;
    draw = newDraw;
  }

  /**
   * Takes the gradient of the batch mean.
   *
   * @param weights one per edge
   * @param rows that batches are taken from
   * @param order numbers of the rows to take
   * @param from first position in {@code order}
   * @param count number of positions, at most the batch size
   * @param gradient receives one value per edge
   * @return the loss, summed over the samples
   */
  public double of(
      double[] weights, RowSource rows, int[] order, int from, int count, double[] gradient) {
    this.gradient = gradient;
    return run(weights, rows, order, from, count);
  }

  /** As {@link #of}, the loss alone. */
  double loss(double[] weights, RowSource rows, int[] order, int from, int count) {
    gradient = null;
    return run(weights, rows, order, from, count);
  }

  private double run(double[] weights, RowSource rows, int[] order, int from, int count) {
    this.weights = weights;
    readFrom(rows);
    this.order = order;
    this.from = from;
    this.count = count;
    sum.begin(gradient);
    next.set(0);
    int active = Math.min(engines.length, shards(count));
    if (active > 1) {
      startWorkers();
    }
    for (int i = 1; i < active; i++) {
      starts[i].release();
    }
    takeShards(0);
    await(done, active - 1);
    sum.rethrow();
    return sum.loss();
  }

  private void readFrom(RowSource source) {
    if (source != rows) {
      rows = source;
      Arrays.setAll(readers, thread -> source.reader(shard));
    }
  }

  /** What the last batch adds to the metric: hits, or summed squared errors. */
  double score() {
    return sum.score();
  }

  private void startWorkers() {
    for (; started < engines.length; started++) {
      int thread = started;
      Thread worker = new Thread(() -> work(thread), "meshnn-shard-" + thread);
      worker.setDaemon(true);
      worker.start();
    }
  }

  private void work(int thread) {
    await(starts[thread], 1);
    while (!closed) {
      takeShards(thread);
      done.release();
      await(starts[thread], 1);
    }
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

  /** Whatever is thrown is kept for the caller: nobody may wait for a thread that has died. */
  private void takeShards(int thread) {
    try {
      int shards = shards(count);
      for (int s = next.getAndIncrement();
          s < shards && !sum.hasFailed();
          s = next.getAndIncrement()) {
        take(
            s,
            readers[thread],
            engines[thread],
            losses[thread],
            s == 0 || gradient == null ? gradient : gradients[thread]);
      }
    } catch (RuntimeException | Error e) {
      sum.fail(e);
    }
  }

  private void take(
      int index, RowReader reader, BatchEngine engine, BatchLoss loss, double @Nullable [] part) {
    int first = from + index * shard;
    int size = Math.min(shard, from + count - first);
    reader.read(order, first, size);
    Samples samples = reader.samples();
    engine.load(samples.x(), reader.order(), reader.first(), size);
    engine.dropout(masks, draw + index * shard);
    loss.begin(samples, reader.order(), reader.first(), size, 1.0 / count);
    engine.run(weights, loss, part);
    sum.add(index, part, loss.sum(), loss.score());
  }

  @Override
  public void close() {
    closed = true;
    for (Semaphore start : starts) {
      start.release();
    }
  }
}
