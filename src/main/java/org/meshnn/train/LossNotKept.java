package org.meshnn.train;

import java.util.Locale;
import org.meshnn.engine.Block;

/** A loss of one's own of which only the name was kept: {@link Loss#notKept}. */
record LossNotKept(String name) implements Loss {
  @Override
  public void prepare(Block outputs, Block gradient, int count) {
    throw new IllegalStateException(
        String.format(
            Locale.ROOT,
            "the mesh was trained with a loss of one's own, %s, which a model file does not keep:"
                + " hand it in again, as resume(table, t -> t.loss(Loss.of(\"%s\", ..)))",
            name,
            name));
  }

  @Override
  public double sample(
      Block outputs, Block gradient, int p, double[] targets, int y, double scale) {
    throw new AssertionError("prepared before");
  }

  @Override
  public Metric metric() {
    return Metric.RMSE;
  }

  @Override
  public String toString() {
    return name;
  }
}
