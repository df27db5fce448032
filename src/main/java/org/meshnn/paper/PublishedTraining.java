package org.meshnn.paper;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Polling;
import org.meshnn.train.RowOrder;
import org.meshnn.train.Samples;
import org.meshnn.train.Trainer;
import org.meshnn.train.Training;

/**
 * Training along the gradient of the published code. First weights, order of the rows, batches and
 * optimiser are those of {@link Trainer} with the same seed, so that the gradient is all that
 * differs.
 */
public final class PublishedTraining {
  private PublishedTraining() {}

  /**
   * What it leaves behind.
   *
   * @param weights one per edge
   * @param losses mean training loss of each whole epoch, as seen while training
   */
  public record Trained(double[] weights, double[] losses) {}

  /**
   * {@return the result of training on softmax cross-entropy; an interrupt ends it after the epoch
   * under way}
   *
   * @param gradient as published, or cleared
   * @param training epochs, batch size, shuffling, optimiser, first weights and seed are used
   * @param rows inputs and one-hot classes
   */
  public static Trained fit(PublishedGradient gradient, Training training, Samples rows) {
    try (Polling open = new Polling()) {
      return run(gradient, training, rows);
    }
  }

  private static Trained run(PublishedGradient gradient, Training training, Samples rows) {
    Trainer.Randomness randomness = Trainer.Randomness.of(training.seed());
    double[] weights = training.initialisation().weights(gradient.topology(), randomness.weights());
    Optimiser.Steps optimiser = training.optimiser().start(weights.length);
    double[] step = new double[weights.length];
    double[] losses = new double[training.epochs()];
    DMatrixRMaj[] x = {rows.x()};
    int[] order = RowOrder.ascending(rows.size());
    for (int epoch = 0; epoch < losses.length; epoch++) {
      if (Thread.interrupted()) {
        return new Trained(weights, Arrays.copyOf(losses, epoch));
      }
      if (training.shuffle()) {
        RowOrder.shuffle(order, randomness.order());
      }
      for (int from = 0; from < order.length; from += training.batchSize()) {
        int count = Math.min(training.batchSize(), order.length - from);
        double loss = gradient.mean(weights, x, rows.y().data, order, from, count, step);
        losses[epoch] += loss * count / order.length;
        optimiser.step(weights, step);
      }
    }
    return new Trained(weights, losses);
  }
}
