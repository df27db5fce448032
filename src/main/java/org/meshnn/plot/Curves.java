package org.meshnn.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.meshnn.plot.LineChart.Line;
import org.meshnn.text.Plural;
import org.meshnn.train.Epoch;

/** Training curves: the loss and the metric, epoch by epoch. */
public final class Curves {
  private static final int PANEL = 360;
  private static final int HEIGHT = 320;

  private Curves() {}

  /**
   * Two panels side by side, loss and metric, with a line for training and, if it was measured, one
   * for validation. The axis is logarithmic where the numbers are positive and span a factor of 20.
   * NaN, infinite numbers and those beyond 1e100 are gaps, and are counted in the panel.
   *
   * @param epochs at least one, in order
   * @param metricName what the metric is, for example {@code accuracy}
   * @return the picture
   * @throws IllegalArgumentException if there is no epoch
   */
  public static Picture draw(List<Epoch> epochs, String metricName) {
    requireEpochs(epochs);
    return draw(epochs, metricName, 2).picture(caption(epochs, metricName));
  }

  /**
   * As {@link #draw(List, String)}, with a third panel of what was monitored on validation rows.
   *
   * @param epochs at least one, in order, each with a score that was monitored
   * @param metricName what the metric is, for example {@code accuracy}
   * @param monitored what the score is, for example {@code AUC}
   * @return the picture
   * @throws IllegalArgumentException if there is no epoch
   */
  public static Picture draw(List<Epoch> epochs, String metricName, String monitored) {
    requireEpochs(epochs);
    Canvas canvas = draw(epochs, metricName, 3);
    List<Line> line = List.of(line("validation", epochs, Epoch::monitored));
    new LineChart(canvas, 2 * PANEL, 3 * PANEL, line, LineChart.Upright.POWERS)
        .colouredAfter(1) // as validation beside training
        .draw(monitored, "epoch");
    double last = epochs.get(epochs.size() - 1).monitored();
    return canvas.picture(
        caption(epochs, metricName) + String.format(Locale.ROOT, ", %s %.4g", monitored, last));
  }

  /** Loss and metric, the first two panels of some. */
  private static Canvas draw(List<Epoch> epochs, String metricName, int panels) {
    Canvas canvas = new Canvas(panels * PANEL, HEIGHT);
    panel(canvas, 0, "loss", epochs, Epoch::loss, Epoch::validationLoss);
    panel(canvas, PANEL, metricName, epochs, Epoch::metric, Epoch::validationMetric);
    return canvas;
  }

  private static void requireEpochs(List<Epoch> epochs) {
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("expected at least one epoch, got none; train first");
    }
  }

  private static String caption(List<Epoch> epochs, String metricName) {
    Epoch last = epochs.get(epochs.size() - 1);
    String validation =
        last.validated()
            ? String.format(Locale.ROOT, ", on validation rows %.4g", last.validationMetric())
            : "";
    return "Training curves over "
        + Plural.of(epochs.size(), "epoch")
        + String.format(
            Locale.ROOT, ": last loss %.4g, %s %.4g", last.loss(), metricName, last.metric())
        + validation;
  }

  private static void panel(
      Canvas canvas,
      int left,
      String name,
      List<Epoch> epochs,
      ToDoubleFunction<Epoch> training,
      ToDoubleFunction<Epoch> validation) {
    List<Line> lines = new ArrayList<>();
    lines.add(line("training", epochs, training));
    List<Epoch> validated = epochs.stream().filter(Epoch::validated).toList();
    if (!validated.isEmpty()) {
      lines.add(line("validation", validated, validation));
    }
    new LineChart(canvas, left, left + PANEL, lines, LineChart.Upright.POWERS).draw(name, "epoch");
  }

  private static Line line(String name, List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
    double[] x = epochs.stream().mapToDouble(Epoch::number).toArray();
    return new Line(name, x, epochs.stream().mapToDouble(value).toArray());
  }
}
