package org.meshnn.train;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReference;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.BatchEngine;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Program;

/**
 * Runs a mesh over samples without learning from them. Several threads may do so at once.
 *
 * <p>An engine is made for as many samples at a time as come, at most {@value #MOST_SAMPLES}, and
 * kept for the next call: one, of at most 32 MB, and only until memory is short.
 */
public final class Measure {
  private static final int MOST_SAMPLES = 256;
  private static final long MOST_NUMBERS = 1 << 24; // the same everywhere: it groups sums
  private static final long MOST_NUMBERS_KEPT = 1 << 22;

  private final Program program;
  private final Transition transition;
  private final Loss loss;
  private final long passes;
  private final AtomicReference<SoftReference<BatchEngine>> idle = new AtomicReference<>();

  /**
   * What was measured.
   *
   * @param loss mean loss per sample; NaN or infinite if an output is
   * @param metric accuracy, or root mean squared error
   */
  public record Measured(double loss, double metric) {}

  /**
   * Prepares to run over samples once.
   *
   * @param program the mesh
   * @param transition its activations
   * @param loss what is measured, and its metric
   */
  public Measure(Program program, Transition transition, Loss loss) {
    this(program, transition, loss, 1);
  }

  /**
   * Prepares to run over the same number of samples again and again.
   *
   * @param program the mesh
   * @param transition its activations
   * @param loss what is measured, and its metric
   * @param passes how often, about; kernels are chosen by it
   */
  Measure(Program program, Transition transition, Loss loss, long passes) {
    this.program = program;
    this.transition = transition;
    this.loss = loss;
    this.passes = passes;
  }

  /**
   * {@return the loss and metric of these weights on these samples}
   *
   * @param weights one per edge
   * @param rows at least one
   */
  public Measured of(double[] weights, RowSource rows) {
    int[] order = rows.order();
    BatchEngine engine = borrow(order.length);
    RowReader reader = rows.reader(engine.capacity());
    BatchLoss batch = new BatchLoss(loss, program);
    double losses = 0;
    double score = 0;
    for (int from = 0; from < order.length; from += engine.capacity()) {
      int count = Math.min(engine.capacity(), order.length - from);
      reader.read(order, from, count);
      engine.load(reader.samples().x(), reader.order(), reader.first(), count);
      batch.begin(reader.samples(), reader.order(), reader.first(), count, 1);
      engine.run(weights, batch, null);
      score += batch.score();
      losses += count * (batch.sum() / count);
    }
    keep(engine);
    return new Measured(losses / order.length, loss.metric().of(score, order.length));
  }

  /**
   * {@return the output states, shape (samples, outputs)}
   *
   * @param weights one per edge
   * @param x shape (samples, inputs)
   */
  public DMatrixRMaj outputs(double[] weights, DMatrixRMaj x) {
    int[] order = RowOrder.ascending(x.numRows);
    BatchEngine engine = borrow(order.length);
    DMatrixRMaj outputs = new DMatrixRMaj(x.numRows, program.targetColumns());
    for (int from = 0; from < order.length; from += engine.capacity()) {
      int count = Math.min(engine.capacity(), order.length - from);
      engine.load(x, order, from, count);
      DMatrixRMaj block = engine.outputs(weights);
      System.arraycopy(block.data, 0, outputs.data, from * block.numCols, block.getNumElements());
    }
    keep(engine);
    return outputs;
  }

  /** What is called with the outputs of rows, some at a time, in their order. */
  public interface Receiver {
    /**
     * Receives the outputs of the next rows.
     *
     * @param outputs shape (count, outputs)
     * @param reader where the rows lie that they are of
     * @param count number of rows
     */
    void accept(DMatrixRMaj outputs, RowReader reader, int count);
  }

  /**
   * As {@link #outputs(double[], DMatrixRMaj)}, of rows that need not be in memory all at once.
   *
   * @param weights one per edge
   * @param rows at least one
   * @param receiver is called with the outputs of at most 256 rows at a time
   */
  public void outputs(double[] weights, RowSource rows, Receiver receiver) {
    int[] order = rows.order();
    BatchEngine engine = borrow(order.length);
    RowReader reader = rows.reader(engine.capacity());
    for (int from = 0; from < order.length; from += engine.capacity()) {
      int count = Math.min(engine.capacity(), order.length - from);
      reader.read(order, from, count);
      engine.load(reader.samples().x(), reader.order(), reader.first(), count);
      receiver.accept(engine.outputs(weights), reader, count);
    }
    keep(engine);
  }

  /** The idle engine, if it is large enough and computes the same bits as a new one; else a new. */
  private BatchEngine borrow(int rows) {
    int most = (int) Math.min(MOST_SAMPLES, MOST_NUMBERS / program.stateNumbers());
    int capacity = Math.max(1, Math.min(rows, most));
    SoftReference<BatchEngine> kept = idle.getAndSet(null);
    BatchEngine engine = kept == null ? null : kept.get();
    return engine != null && engine.capacity() >= capacity && engine.suits(passes * rows)
        ? engine
        : BatchEngine.ofStates(program, transition, capacity, passes * rows);
  }

  private void keep(BatchEngine engine) {
    if ((long) engine.capacity() * program.stateNumbers() <= MOST_NUMBERS_KEPT) {
      idle.set(new SoftReference<>(engine));
    }
  }
}
