package org.meshnn.train;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.Engine;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Plan;

/** Runs a mesh over samples without learning from them. */
public final class Measure {
  private final Engine engine;
  private final Loss loss;

  /**
   * What was measured.
   *
   * @param loss mean loss per sample
   * @param metric accuracy, or root mean squared error
   */
  public record Result(double loss, double metric) {}

  /**
   * Prepares an engine, for as many samples at a time as 2^26 numbers hold, at most 256.
   *
   * @param samples how many samples are going to pass
   */
  public Measure(Plan plan, Transition transition, Loss loss, long samples) {
    int capacity = Math.max(1, Math.min(256, (1 << 26) / plan.rows().influence()));
    engine = Engine.ofStates(plan, transition, capacity, samples);
    this.loss = loss;
  }

  /** Loss and metric of these weights on these samples. */
  public Result of(double[] weights, Samples samples) {
    int[] order = identity(samples.size());
    double losses = 0;
    double score = 0;
    for (int from = 0; from < order.length; from += engine.capacity()) {
      int count = Math.min(engine.capacity(), order.length - from);
      engine.load(samples.x(), order, from, count);
      engine.forward(weights, false);
      score += loss.score(engine.outputs(), samples.y().data, order, from, count);
      losses +=
          count
              * loss.mean(
                  engine.outputs(), engine.outputGradient(), samples.y().data, order, from, count);
    }
    return new Result(losses / order.length, loss.metric(score, order.length));
  }

  /** The output states, one row a sample and one column an output. */
  public DMatrixRMaj outputs(double[] weights, DMatrixRMaj x) {
    int[] order = identity(x.numRows);
    DMatrixRMaj outputs = new DMatrixRMaj(x.numRows, engine.outputs().rows());
    for (int from = 0; from < order.length; from += engine.capacity()) {
      int count = Math.min(engine.capacity(), order.length - from);
      engine.load(x, order, from, count);
      engine.forward(weights, false);
      DMatrixRMaj block = engine.copyOutputs();
      System.arraycopy(block.data, 0, outputs.data, from * block.numCols, block.getNumElements());
    }
    return outputs;
  }

  private static int[] identity(int size) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    return order;
  }
}
