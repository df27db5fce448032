package org.meshnn.train;

import org.meshnn.engine.Masks;
import org.meshnn.engine.PairGradient;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Program;

/** The weights of one topology, and what moves them down the gradient. */
final class WiredDescent implements AutoCloseable {
  /**
   * Kernels are chosen as if for so many epochs, whatever is asked, so that training longer does
   * not change the first epochs' bits.
   */
  private static final long USUAL_EPOCHS = 100;

  private static final int MOST_AHEAD = 4096; // rows of the next batch brought near

  private final Objective objective;
  private final Program program;
  private final BatchGradient batch;
  private final Measure measure;
  private final double[] weights;
  private final double[] gradient;
  private final Optimiser.Steps optimiser;
  private final Regularisation regularisation;

  /**
   * The loss of a batch, summed over its samples, with what else it left behind.
   *
   * @param score what the metric adds up
   * @param gradient of any pair of neurons
   */
  record Pairs(double loss, double score, PairGradient gradient) {}

  /**
   * Goes on from some weights.
   *
   * @param validationProgram how rows held out run through the mesh
   * @param weights one per edge, used and changed
   * @param memory of the optimiser, copied
   */
  WiredDescent(
      Objective objective,
      Program program,
      Program validationProgram,
      double[] weights,
      Optimiser.Memory memory) {
    this.objective = objective;
    this.program = program;
    this.weights = weights;
    Training training = objective.training();
    gradient = new double[weights.length];
    optimiser = training.optimiser().start(weights.length, memory);
    regularisation = new Regularisation(training.weightDecay(), training.l1(), training.clipNorm());
    measure =
        new Measure(validationProgram, objective.transition(), objective.loss(), USUAL_EPOCHS);
    batch =
        new BatchGradient(
            program,
            objective.transition(),
            objective.loss(),
            objective.gradient(),
            training.precision(),
            objective.batchSize(),
            USUAL_EPOCHS * objective.rows().size(),
            training.threads());
  }

  /** The same with other edges; this one is closed. */
  WiredDescent rewired(Rewirer.Step step) {
    close();
    Plan plan = ((Plan) program).on(step.change().after());
    Optimiser.Memory memory = step.change().carried(optimiser.memory());
    return new WiredDescent(objective, plan, plan, step.weights(), memory);
  }

  /**
   * Takes one step, unless the loss of its batch is no longer finite.
   *
   * @param rate what the optimiser's learning rate is multiplied by
   * @return that loss, summed over the samples
   */
  double step(int[] order, int from, int count, Masks masks, long draw, double rate) {
    if (masks.any()) {
      batch.dropout(masks, draw);
    }
    double sum = batch.of(weights, objective.rows(), order, from, count, gradient);
    if (Double.isFinite(sum)) {
      int ahead = Math.min(objective.batchSize(), MOST_AHEAD);
      objective.rows().prefetch(order, from + count, ahead);
      regularisation.apply(weights, gradient);
      optimiser.step(weights, gradient, rate);
    }
    return sum;
  }

  /** What the metric adds up in the batch of the last step. */
  double score() {
    return batch.score();
  }

  /** Runs a batch for the gradient by any pair of neurons; no step is taken. */
  Pairs pairs(int[] order, int from, int count, Masks masks, long draw) {
    Plan plan = (Plan) program;
    PairGradient pairs =
        new PairGradient(plan.topology(), objective.transition(), plan.ticks().size(), count);
    RowReader reader = objective.rows().reader(count);
    reader.read(order, from, count);
    Samples samples = reader.samples();
    pairs.load(samples.x(), reader.order(), reader.first(), count);
    pairs.dropout(masks, draw);
    BatchLoss loss = new BatchLoss(objective.loss(), program);
    loss.begin(samples, reader.order(), reader.first(), count, 1.0 / count);
    pairs.run(weights, loss);
    return new Pairs(loss.sum(), loss.score(), pairs);
  }

  /** Whether a row has outputs that are not finite. */
  boolean explodes(int[] order) {
    if (program instanceof Plan table
        && Finite.surely(table, objective.transition(), weights, objective.rows())) {
      return false;
    }
    batch.dropout(Masks.NONE, 0);
    double sum = 0;
    int batchSize = objective.batchSize();
    for (int from = 0; from < order.length; from += batchSize) {
      int count = Math.min(batchSize, order.length - from);
      sum += batch.loss(weights, objective.rows(), order, from, count);
    }
    return !Double.isFinite(sum);
  }

  /** The edges that the weights are of. */
  Topology topology() {
    return program.topology();
  }

  /** The weights now, one per edge, shared. */
  double[] weights() {
    return weights;
  }

  /** What the optimiser remembers, shared. */
  Optimiser.Memory memory() {
    return optimiser.memory();
  }

  /** Runs the mesh over rows held out. */
  Measure measure() {
    return measure;
  }

  @Override
  public void close() {
    batch.close();
  }
}
