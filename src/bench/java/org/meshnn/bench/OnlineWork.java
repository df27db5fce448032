package org.meshnn.bench;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.TimeSeries;
import org.meshnn.train.Initialisation;
import org.meshnn.train.OnlineLearner;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Optimiser;

/**
 * Online learning to be timed: the next value of 8 Mackey-Glass series by 64 tanh neurons, Adam at
 * 1e-3 after each step, all lanes reset every 200 steps.
 */
enum OnlineWork {
  /** Hidden neurons wired at 10 %. */
  SPARSE("10 %, 2 ticks a step", 0.1, 2),
  /** All edges between hidden neurons. */
  DENSE("dense, 1 tick a step", 1, 1);

  static final int LANES = 8;
  static final int RESET = 200;
  static final int STEPS = 5 * RESET; // then from the first again

  private static final Roles ROLES = new Roles(1, true, 64, 1);
  private static final double RATE = 1e-3;

  private final String title;
  private final double density;
  private final int ticks;

  OnlineWork(String title, double density, int ticks) {
    this.title = title;
    this.density = density;
    this.ticks = ticks;
  }

  Transition transition() {
    return new Transition(Activation.TANH, Activation.IDENTITY);
  }

  Topology topology() {
    return Wiring.reservoir(density, Work.SEED).wire(ROLES);
  }

  int ticks() {
    return ticks;
  }

  double[] weights() {
    return Initialisation.uniformByInDegree().weights(topology(), new Random(Work.SEED));
  }

  /** Of each lane, one value more than steps. */
  private static double[][] series(int lanes) {
    double[][] series = new double[lanes][];
    for (int lane = 0; lane < lanes; lane++) {
      double[] x = TimeSeries.mackeyGlass(STEPS + 1, lane).doubleColumn("x").asDoubleArray();
      for (int t = 0; t < x.length; t++) {
        x[t] = (x[t] - 0.925) / 0.234;
      }
      series[lane] = x;
    }
    return series;
  }

  /** Values of each step, shape (steps, lanes): inputs with shift 0, targets with shift 1. */
  static double[][] rows(int lanes, int shift) {
    double[][] series = series(lanes);
    double[][] rows = new double[STEPS][lanes];
    for (int t = 0; t < STEPS; t++) {
      for (int lane = 0; lane < lanes; lane++) {
        rows[t][lane] = series[lane][t + shift];
      }
    }
    return rows;
  }

  OnlineLearner learner(OnlineGradient gradient, int lanes) {
    OnlineTraining training =
        OnlineTraining.defaults()
            .gradient(gradient)
            .optimiser(Optimiser.adam(RATE))
            .initialisation(Initialisation.of(topology(), weights()))
            .lanes(lanes)
            .resetEvery(RESET);
    return OnlineLearner.begin(topology(), transition(), ticks, false, training);
  }

  Path file() {
    return Bench.DIRECTORY.resolve("online-" + name().toLowerCase(java.util.Locale.ROOT) + ".json");
  }

  /** Writes what the Python peers read. */
  void write() throws IOException {
    Map<String, Object> work = new HashMap<>();
    work.put("inputs", ROLES.inputs());
    work.put("bias", ROLES.bias());
    work.put("hidden", ROLES.hidden());
    work.put("outputs", ROLES.outputs());
    work.put("ticks_per_step", ticks);
    work.put("batch", LANES);
    work.put("mask", matrix(null));
    work.put("A", matrix(weights()));
    work.put("X", columns(0));
    work.put("targets", columns(1));
    work.put("learning_rate", RATE);
    work.put("optimiser", "adam");
    work.put("reset", RESET);
    Files.createDirectories(Bench.DIRECTORY);
    Files.writeString(file(), new Gson().toJson(work));
  }

  /** A[from][to], or with no weights 1 for each edge. */
  private double[][] matrix(double[] weights) {
    Topology topology = topology();
    double[][] matrix = new double[topology.neurons()][topology.neurons()];
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        matrix[topology.source(e)][to] = weights == null ? 1 : weights[e];
      }
    }
    return matrix;
  }

  /** Shape (lanes, steps, 1). */
  private static double[][][] columns(int shift) {
    double[][][] columns = new double[LANES][STEPS][1];
    double[][] rows = rows(LANES, shift);
    for (int lane = 0; lane < LANES; lane++) {
      for (int t = 0; t < STEPS; t++) {
        columns[lane][t][0] = rows[t][lane];
      }
    }
    return columns;
  }

  @Override
  public String toString() {
    return title;
  }
}
