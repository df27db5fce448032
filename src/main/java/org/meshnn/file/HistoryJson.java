package org.meshnn.file;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.train.Epoch;

/**
 * Losses and metrics, one entry per epoch, as model.json has them.
 *
 * @param seconds since training began
 * @param validationLoss null where no rows were held out
 * @param validationMetric null where no rows were held out
 * @param learningRate null where no schedule was set
 * @param monitored null where the loss or the metric was
 */
record HistoryJson(
    double[] loss,
    double[] metric,
    double @Nullable [] validationLoss,
    double @Nullable [] validationMetric,
    double[] seconds,
    double @Nullable [] learningRate,
    double @Nullable [] monitored) {

  static HistoryJson of(List<Epoch> epochs) {
    boolean validated = !epochs.isEmpty() && epochs.get(0).validated();
    boolean scheduled = !epochs.isEmpty() && epochs.get(0).scheduled();
    boolean scored = !epochs.isEmpty() && epochs.get(0).scored();
    return new HistoryJson(
        column(epochs, Epoch::loss),
        column(epochs, Epoch::metric),
        validated ? column(epochs, Epoch::validationLoss) : null,
        validated ? column(epochs, Epoch::validationMetric) : null,
        column(epochs, Epoch::seconds),
        scheduled ? column(epochs, Epoch::learningRate) : null,
        scored ? column(epochs, Epoch::monitored) : null);
  }

  private static double[] column(List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
    return epochs.stream().mapToDouble(value).toArray();
  }

  List<Epoch> epochs() {
    if (loss == null
        || !isAsLong(metric, true)
        || !isAsLong(seconds, true)
        || !isAsLong(validationLoss, false)
        || !isAsLong(learningRate, false)
        || !isAsLong(monitored, false)
        || !isAsLong(validationMetric, validationLoss != null)) {
      throw new IllegalArgumentException("expected columns of the history that are equally long");
    }
    return IntStream.range(0, loss.length)
        .mapToObj(
            i ->
                new Epoch(
                    i + 1,
                    loss[i],
                    metric[i],
                    validationLoss == null ? Double.NaN : validationLoss[i],
                    validationMetric == null ? Double.NaN : validationMetric[i],
                    seconds[i],
                    learningRate == null ? Double.NaN : learningRate[i],
                    monitored == null ? Double.NaN : monitored[i]))
        .toList();
  }

  private boolean isAsLong(double @Nullable [] column, boolean needed) {
    return column == null ? !needed : column.length == loss.length;
  }
}
