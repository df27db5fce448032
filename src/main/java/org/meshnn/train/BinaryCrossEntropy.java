package org.meshnn.train;

import org.meshnn.engine.Activation;
import org.meshnn.engine.Block;

/** See {@link Loss#binary}. */
public record BinaryCrossEntropy() implements OutputLoss {
  /** {@code -y log p - (1 - y) log(1 - p) = max(z, 0) - z y + log(1 + e^-|z|)}. */
  @Override
  public double value(int k, double z, double y) {
    return Math.max(z, 0) - z * y + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
  }

  @Override
  public double slope(int k, double z, double y) {
    return Activation.SIGMOID.value(z) - y;
  }

  @Override
  public Metric metric() {
    return Metric.ACCURACY;
  }

  @Override
  public Targets targets() {
    return Targets.FLAGS;
  }

  /** The share of the outputs that are right. */
  @Override
  public double score(Block outputs, double[] targets, int y, int p) {
    int right = 0;
    for (int k = 0; k < outputs.rows(); k++) {
      right += outputs.value(k, p) > 0 == targets[y + k] > 0.5 ? 1 : 0;
    }
    return (double) right / outputs.rows();
  }

  @Override
  public String toString() {
    return "binary cross-entropy";
  }
}
