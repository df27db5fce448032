package org.meshnn.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.meshnn.engine.Activation;
import org.meshnn.engine.SequenceRun;
import org.meshnn.engine.StreamEngine;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Topology;
import org.meshnn.plan.SequencePlan;

/**
 * The weights of edges into the outputs in closed form, all others as they are: an echo state
 * network (Jaeger 2001). Where outputs are the identity and feed nothing back, the output at a
 * target is {@code x w} with the states x of its sources before the last tick, and ridge regression
 * gives
 *
 * <pre>  w = (X^T X + r I)^-1 X^T y</pre>
 *
 * over all targets of all sequences.
 */
public final class RidgeReadout {
  private static final int LANES = 32;

  /** Sums of squares that many times the ridge leave none of its digits. */
  private static final double LARGE = 1e25;

  private final SequencePlan plan;
  private final Transition transition;
  private final int[] sources; // of any output, ascending
  private final DMatrixRMaj gram; // X^T X over them
  private final DMatrixRMaj product; // X^T y, a column per output

  private RidgeReadout(SequencePlan plan, Transition transition) {
    this.plan = plan;
    this.transition = transition;
    Topology topology = plan.topology();
    sources =
        IntStream.range(topology.columnStart(topology.roles().firstOutput()), topology.edges())
            .map(topology::source)
            .distinct()
            .sorted()
            .toArray();
    gram = new DMatrixRMaj(sources.length, sources.length);
    product = new DMatrixRMaj(sources.length, topology.outputs());
  }

  /**
   * {@return the weights, those into the outputs replaced}
   *
   * @param plan how sequences run through the mesh
   * @param transition its activations
   * @param weights one per edge, copied
   * @param samples sequences with targets
   * @param ridge r, positive: larger weights cost more
   * @throws IllegalArgumentException if the ridge is not positive and finite, samples do not fit,
   *     or outputs are not the identity, leak or feed neurons
   * @throws ArithmeticException if states explode, or are so much alike that no readout is found
   */
  public static double[] fit(
      SequencePlan plan, Transition transition, double[] weights, Samples samples, double ridge) {
    if (!(ridge > 0) || Double.isInfinite(ridge)) {
      throw new IllegalArgumentException("the ridge must be positive and finite; got " + ridge);
    }
    Trainer.requireFor(plan, samples);
    requireLinear(plan.topology(), transition);
    RidgeReadout readout = new RidgeReadout(plan, transition);
    readout.collect(weights, samples);
    return readout.solve(weights, ridge);
  }

  private static void requireLinear(Topology topology, Transition transition) {
    int first = topology.roles().firstOutput();
    Activation[] f = transition.activations(topology.roles());
    double[] leak = transition.leaks(topology.roles());
    for (int o = first; o < topology.neurons(); o++) {
      if (!f[o].equals(Activation.IDENTITY) || leak[o] < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "a readout in closed form needs outputs of the identity without a leak; neuron %d"
                    + " is %s with leak %s",
                o,
                f[o],
                leak[o]));
      }
    }
    for (int e = 0; e < topology.edges(); e++) {
      if (topology.source(e) >= first) {
        throw new IllegalArgumentException(
            "a readout in closed form needs outputs that feed no neuron; an edge leaves neuron "
                + topology.source(e)
                + "; wire it with Wiring.reservoir(density, seed)");
      }
    }
  }

  private void collect(double[] weights, Samples samples) {
    int lanes = Math.min(LANES, samples.size());
    StreamEngine engine =
        StreamEngine.ofStates(plan.topology(), transition, plan.ticksPerStep(), lanes);
    SequenceRun run = new SequenceRun(plan, engine);
    int[] order = RowOrder.ascending(samples.size());
    for (int first = 0; first < order.length; first += lanes) {
      int from = first;
      int count = Math.min(lanes, order.length - from);
      run.load(samples.x(), order, from, count);
      run.run(
          weights,
          target -> {
            for (int lane = 0; lane < count; lane++) {
              int row = (from + lane) * plan.targetColumns();
              add(engine, lane, samples.y().data, row + target * product.numCols);
            }
          });
    }
  }

  /** Adds x^T x and x^T y of one target; the lower half of the first alone. */
  private void add(StreamEngine engine, int lane, double[] y, int at) {
    if (Double.isNaN(y[at])) {
      return;
    }
    for (int i = 0; i < sources.length; i++) {
      double xi = engine.stateBefore(sources[i], lane);
      for (int j = 0; j <= i; j++) {
        gram.data[i * gram.numCols + j] += xi * engine.stateBefore(sources[j], lane);
      }
      for (int o = 0; o < product.numCols; o++) {
        product.data[i * product.numCols + o] += xi * y[at + o];
      }
    }
  }

  private double[] solve(double[] weights, double ridge) {
    Topology topology = plan.topology();
    double[] solved = weights.clone();
    for (int o = 0; o < product.numCols; o++) {
      int to = topology.roles().firstOutput() + o;
      int first = topology.columnStart(to);
      int size = topology.inDegree(to);
      DMatrixRMaj a = new DMatrixRMaj(size, size);
      DMatrixRMaj b = new DMatrixRMaj(size, 1);
      for (int i = 0; i < size; i++) {
        int row = Arrays.binarySearch(sources, topology.source(first + i));
        for (int j = 0; j <= i; j++) {
          int column = Arrays.binarySearch(sources, topology.source(first + j));
          double value = gram.get(row, column) + (i == j ? ridge : 0);
          a.set(i, j, value);
          a.set(j, i, value);
        }
        b.set(i, 0, product.get(row, o));
      }
      LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
      DMatrixRMaj w = new DMatrixRMaj(size, 1);
      if (!(CommonOps_DDRM.elementMaxAbs(a) < LARGE * ridge)) {
        throw tooLarge();
      }
      if (!solver.setA(a)) {
        throw new ArithmeticException(
            "the states of the readout's sources are too much alike for ridge "
                + ridge
                + "; take a larger one");
      }
      solver.solve(b, w);
      if (!Finite.all(w.data)) {
        throw tooLarge();
      }
      System.arraycopy(w.data, 0, solved, first, size);
    }
    return solved;
  }

  private static ArithmeticException tooLarge() {
    return new ArithmeticException(
        "the readout's sources have states that are too large, or not finite; take"
            + " Activation.TANH or initialisation(Initialisation.spectralRadius(0.9))");
  }
}
