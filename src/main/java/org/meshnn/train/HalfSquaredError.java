package org.meshnn.train;

import org.meshnn.engine.Block;

/** See {@link Loss#HALF_SQUARED_ERROR}. */
record HalfSquaredError() implements Loss {
  @Override
  public void prepare(Block s, Block g, int count) {}

  @Override
  public double sample(Block s, Block g, int p, double[] targets, int y, double scale) {
    double sum = 0;
    for (int k = 0; k < s.rows(); k++) {
      double error = s.value(k, p) - targets[y + k];
      sum += error * error / 2;
      g.values()[g.at(k) + p] = scale * error;
    }
    return sum;
  }

  @Override
  public Metric metric() {
    return Metric.RMSE;
  }

  @Override
  public String toString() {
    return "half the squared error";
  }
}
