package org.meshnn.paper;

import org.meshnn.engine.Block;
import org.meshnn.train.Loss;
import org.meshnn.train.Metric;

/**
 * Cross-entropy of what softmax has already made of the outputs: {@code -sum over k of y_k log
 * softmax(softmax(z))_k}, see {@link Defect#SOFTMAX_TWICE}. It cannot fall below {@code log(1 + (m
 * - 1) / e)} for m classes, and its gradient fades where the mesh is sure, right or wrong.
 */
final class SoftmaxTwice implements Loss {
  /** Overwrites z by its softmax s, and g by {@code q = softmax(s)}. */
  @Override
  public void prepare(Block z, Block g, int count) {
    z.softmax(z, count);
    z.softmax(g, count);
  }

  /**
   * {@code dL/ds_k = mass q_k - y_k} and {@code dL/dz_k = s_k (dL/ds_k - sum over j of s_j
   * dL/ds_j)}.
   */
  @Override
  public double sample(Block s, Block g, int p, double[] targets, int y, double scale) {
    double[] values = s.values();
    int stride = s.stride();
    int toGradient = g.offset() - s.offset();
    int first = s.offset() + p;
    double mass = 0;
    for (int k = 0; k < s.rows(); k++) {
      mass += targets[y + k];
    }
    double logTotal = s.largest(p) + s.logSum(p);
    double loss = 0;
    double mean = 0;
    for (int k = 0, at = first; k < s.rows(); k++, at += stride) {
      double weight = targets[y + k];
      double slope = mass * values[at + toGradient] - weight; // dL/ds_k
      loss += weight * (logTotal - values[at]);
      mean += values[at] * slope;
      values[at + toGradient] = slope;
    }
    for (int k = 0, at = first; k < s.rows(); k++, at += stride) {
      values[at + toGradient] = scale * values[at] * (values[at + toGradient] - mean);
    }
    return loss;
  }

  @Override
  public Metric metric() {
    return Metric.ACCURACY;
  }

  @Override
  public String toString() {
    return "cross-entropy of softmax applied twice";
  }
}
