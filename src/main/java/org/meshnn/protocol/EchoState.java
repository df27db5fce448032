package org.meshnn.protocol;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.meshnn.engine.Activation;
import org.meshnn.engine.StreamEngine;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.SequencePlan;
import org.meshnn.replication.Result;
import org.meshnn.tables.TimeSeries;
import org.meshnn.train.RidgeReadout;
import org.meshnn.train.Samples;

/**
 * ReservoirPy's example: the next value of Mackey-Glass by 100 units, of which a seed is the draw.
 * Their weights are exactly 10 % of all that could be, normal between units (spectral radius 1.25)
 * and +1 or -1 from input and bias; units leak by 0.3; a ridge of 1e-5 on 1,499 values after a
 * warm-up of 100; the root of the mean squared error over the last 400.
 *
 * <p>A mesh of 1 tick a step is the same model: its output reads the states of the step before, so
 * that its target at a step is the step's own value, which it has not seen.
 */
final class EchoState {
  static final int VALUES = 2000;

  private static final int UNITS = 100;
  private static final double DENSITY = 0.1;
  private static final int WARM_UP = 100;
  private static final int TRAINED = 1599; // pairs of a value and the next, warm-up included
  private static final Roles ROLES = new Roles(1, true, UNITS, 1);
  private static final int FIRST = 2; // unit, behind input and bias

  /** x(-17) to x(0), as their generator draws them from its fixed seed. */
  private static final double[] HISTORY = {
    1.127430835220808, 1.2093806719066065, 1.2482705155057157, 1.2617859119698331,
    1.2883950644035767, 1.2936231185660676, 1.296283649970048, 1.1417714861590946,
    1.1989112390515677, 1.1838147046612522, 1.2476168713005298, 1.2650441876739373,
    1.2005953412942274, 1.1809240923323545, 1.1987936596113051, 1.2583829610345534,
    1.1944393344079718, 1.2
  };

  private EchoState() {}

  static double[] series() {
    return TimeSeries.mackeyGlassRungeKutta(VALUES, HISTORY).doubleColumn("x").asDoubleArray();
  }

  /** The root mean squared error of a draw. */
  static Result run(long seed) {
    DMatrixRMaj drawn = draw(new Random(seed));
    Topology topology = Wiring.nonZerosOf(drawn).wire(ROLES);
    double[] weights = new double[topology.edges()];
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        weights[e] = drawn.get(topology.source(e), to);
      }
    }
    Transition transition =
        new Transition(Activation.TANH, Activation.IDENTITY).with(Neurons.hidden(), 0.3);
    double[] series = series();
    int[] targets = IntStream.rangeClosed(WARM_UP + 2, TRAINED + 1).toArray();
    SequencePlan plan = new SequencePlan(topology, 1, TRAINED + 1, targets);
    Samples samples =
        new Samples(
            row(Arrays.copyOf(series, TRAINED + 1)),
            row(Arrays.copyOfRange(series, WARM_UP + 1, TRAINED + 1)));
    double[] fitted = RidgeReadout.fit(plan, transition, weights, samples, 1e-5);
    double error = error(topology, transition, fitted, series);
    return new Result(error, Double.NaN, topology.edges(), "closed form");
  }

  /** On the values after those that were learned from; the states are not reset. */
  private static double error(
      Topology topology, Transition transition, double[] weights, double[] series) {
    StreamEngine engine = StreamEngine.ofStates(topology, transition, 1, 1);
    double sum = 0;
    for (int t = 0; t < VALUES; t++) {
      engine.clamp(0, series, t);
      engine.step(weights);
      if (t > TRAINED) {
        double off = engine.outputs().value(0, 0) - series[t];
        sum += off * off;
      }
    }
    return Math.sqrt(sum / (VALUES - 1 - TRAINED));
  }

  private static DMatrixRMaj row(double[] values) {
    return new DMatrixRMaj(1, values.length, true, values);
  }

  /** The weights by their rules; a 1 where the readout will be. */
  static DMatrixRMaj draw(Random random) {
    DMatrixRMaj between = new DMatrixRMaj(UNITS, UNITS);
    for (int at : some(UNITS * UNITS, random)) {
      between.data[at] = random.nextGaussian();
    }
    double scale = 1.25 / radius(between);
    int n = ROLES.neurons();
    DMatrixRMaj all = new DMatrixRMaj(n, n);
    for (int from = 0; from < UNITS; from++) {
      for (int to = 0; to < UNITS; to++) {
        all.set(FIRST + from, FIRST + to, scale * between.get(from, to));
      }
    }
    for (int from = 0; from < FIRST; from++) {
      for (int unit : some(UNITS, random)) {
        all.set(from, FIRST + unit, random.nextBoolean() ? 1 : -1);
      }
    }
    for (int from = FIRST - 1; from < n - 1; from++) {
      all.set(from, n - 1, 1);
    }
    return all;
  }

  /** A tenth of the numbers from 0 on, without repetition. */
  private static int[] some(int n, Random random) {
    int[] all = IntStream.range(0, n).toArray();
    int count = (int) Math.round(DENSITY * n);
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(n - i);
      int kept = all[i];
      all[i] = all[j];
      all[j] = kept;
    }
    return Arrays.copyOf(all, count);
  }

  private static double radius(DMatrixRMaj matrix) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(matrix.numRows, false);
    if (!eigen.decompose(matrix.copy())) {
      throw new ArithmeticException("the eigenvalues of the reservoir did not converge");
    }
    return IntStream.range(0, eigen.getNumberOfEigenvalues())
        .mapToDouble(i -> eigen.getEigenvalue(i).getMagnitude())
        .max()
        .orElseThrow();
  }
}
