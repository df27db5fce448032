package org.meshnn;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.meshnn.plot.Curves;
import org.meshnn.plot.Picture;
import org.meshnn.text.Plural;
import org.meshnn.train.Epoch;
import org.meshnn.train.Monitor;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * Loss and metric by epoch.
 *
 * @param epochs in order
 * @param metricName what the metric is: accuracy, or RMSE
 * @param bestEpoch number of the epoch with the lowest validation loss (training loss where nothing
 *     was held out) or the best metric or score, as was monitored, 0 if none was finished
 * @param monitor what told the better epoch
 */
public record History(List<Epoch> epochs, String metricName, int bestEpoch, Monitor monitor) {
  /**
   * A history in which the loss told the better epoch.
   *
   * @param epochs in order
   * @param metricName what the metric is: accuracy, or RMSE
   * @param bestEpoch its number, 0 if none was finished
   */
  public History(List<Epoch> epochs, String metricName, int bestEpoch) {
    this(epochs, metricName, bestEpoch, Monitor.LOSS);
  }

  /**
   * {@return a picture of the training curves, that of a score that was monitored too}
   *
   * @throws IllegalArgumentException if no epoch was finished
   */
  public Picture plot() {
    return scored()
        ? Curves.draw(epochs, metricName, monitor.toString())
        : Curves.draw(epochs, metricName);
  }

  /**
   * {@return one row per epoch; validation columns only where rows were held out, among them a
   * score where one was monitored; the learning rate of each epoch's last step only where a
   * schedule was set}
   */
  public Table table() {
    Table table =
        Table.create(
            "history",
            IntColumn.create("epoch", epochs.stream().mapToInt(Epoch::number).toArray()),
            column("loss", Epoch::loss),
            column(metricName, Epoch::metric));
    if (!epochs.isEmpty() && epochs.get(0).validated()) {
      table.addColumns(
          column("validation loss", Epoch::validationLoss),
          column("validation " + metricName, Epoch::validationMetric));
    }
    if (scored()) {
      table.addColumns(column("validation " + monitor, Epoch::monitored));
    }
    if (!epochs.isEmpty() && epochs.get(0).scheduled()) {
      table.addColumns(column("learning rate", Epoch::learningRate));
    }
    return table.addColumns(column("seconds", Epoch::seconds));
  }

  private boolean scored() {
    return !epochs.isEmpty() && epochs.get(0).scored();
  }

  private DoubleColumn column(String name, ToDoubleFunction<Epoch> value) {
    return DoubleColumn.create(name, epochs.stream().mapToDouble(value).toArray());
  }

  /**
   * {@return the last whole epoch}
   *
   * @throws IllegalStateException if no epoch was finished
   */
  public Epoch last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("no epoch was finished");
    }
    return epochs.get(epochs.size() - 1);
  }

  @Override
  public String toString() {
    if (epochs.isEmpty()) {
      return "no epochs";
    }
    Epoch last = last();
    String text =
        String.format(
            Locale.ROOT,
            "%s in %.2f s: loss %.4g, %s %.4g",
            Plural.of(epochs.size(), "epoch"),
            last.seconds(),
            last.loss(),
            metricName,
            last.metric());
    if (!last.validated()) {
      return text;
    }
    String score =
        scored() ? String.format(Locale.ROOT, ", %s %.4g", monitor, last.monitored()) : "";
    return text
        + String.format(
            Locale.ROOT,
            "; validation loss %.4g, %s %.4g%s (best in epoch %d%s)",
            last.validationLoss(),
            metricName,
            last.validationMetric(),
            score,
            bestEpoch,
            scored() && bestEpoch > 0
                ? String.format(Locale.ROOT, ": %.4g", epochs.get(bestEpoch - 1).monitored())
                : "");
  }
}
