package org.meshnn.train;

import org.meshnn.engine.Block;

/** See {@link Loss#CROSS_ENTROPY}. */
record CrossEntropy() implements Loss {
  @Override
  public void prepare(Block z, Block g, int count) {
    z.softmax(g, count);
  }

  @Override
  public double sample(Block z, Block g, int p, double[] targets, int y, double scale) {
    double[] values = g.values();
    int stride = g.stride();
    int toLogit = z.offset() - g.offset();
    double mass = 0;
    for (int k = 0; k < z.rows(); k++) {
      mass += targets[y + k];
    }
    double top = z.largest(p);
    double logSum = z.logSum(p);
    double loss = 0; // a NaN or infinite logit must not hide behind a class of weight 0
    for (int k = 0, at = g.offset() + p; k < z.rows(); k++, at += stride) {
      double weight = targets[y + k];
      loss += weight * (logSum + (top - values[at + toLogit]));
      values[at] = scale * (mass * values[at] - weight);
    }
    return loss;
  }

  @Override
  public Metric metric() {
    return Metric.ACCURACY;
  }

  @Override
  public String toString() {
    return "softmax cross-entropy";
  }
}
