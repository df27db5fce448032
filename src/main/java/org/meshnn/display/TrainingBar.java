package org.meshnn.display;

import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.meshnn.train.Ending;
import org.meshnn.train.Epoch;
import org.meshnn.train.Listener;

/**
 * Follows one training: a bar with epoch, loss, metric and time left, and below it the curves so
 * far, redrawn in place at most four times a second.
 */
final class TrainingBar implements Listener {
  private static final long SPACING_NS = 250_000_000;

  private final LongSupplier clock;
  private final long wait;
  private final boolean curvesStay;
  private int epochs;
  private String metricName;
  private LiveCurve losses;
  private LiveCurve metrics;
  private Live live;
  private Epoch last;
  private long next;

  private TrainingBar(LongSupplier clock, long wait, boolean curvesStay) {
    this.clock = clock;
    this.wait = wait;
    this.curvesStay = curvesStay;
  }

  /** A bar that shows itself at once, and leaves the curves behind. */
  static TrainingBar atOnce() {
    return new TrainingBar(System::nanoTime, 0, true);
  }

  /** A bar that shows itself once training has lasted {@code wait} ns, and leaves a line behind. */
  static TrainingBar after(long wait, LongSupplier clock) {
    return new TrainingBar(clock, wait, false);
  }

  @Override
  public void begun(int planned, String metric) {
    epochs = planned;
    metricName = metric;
    losses = new LiveCurve("loss");
    metrics = new LiveCurve(metric);
    live = null;
    last = null;
    next = clock.getAsLong() + wait;
    if (wait == 0) {
      show();
    }
  }

  @Override
  public void epochDone(Epoch epoch, int planned) {
    last = epoch;
    losses.add(epoch.number(), epoch.loss(), epoch.validationLoss());
    metrics.add(epoch.number(), epoch.metric(), epoch.validationMetric());
    if (clock.getAsLong() - next >= 0) {
      show();
    }
  }

  private void show() {
    if (live == null) {
      live = Show.live(new Reading(null, true));
    } else {
      live.update(new Reading(null, true));
    }
    next = clock.getAsLong() + SPACING_NS;
  }

  @Override
  public void ended(Ending ending) {
    if (live != null) {
      live.end(new Reading(ending, curvesStay));
    }
  }

  /** What is shown at a moment; {@code ending} is null while training runs. */
  final class Reading {
    private final Ending ending;
    private final boolean curves;

    Reading(Ending ending, boolean curves) {
      this.ending = ending;
      this.curves = curves;
    }

    Map<String, String> bundle() {
      int done = last == null ? 0 : last.number();
      String bar = Bar.html(done, epochs) + Rich.escape(numbers());
      String below = curves ? "<div>" + losses.svg(epochs) + metrics.svg(epochs) + "</div>" : "";
      return Rich.html(Bar.text(done, epochs) + " " + numbers(), "<div>" + bar + below + "</div>");
    }

    private String numbers() {
      if (last == null) {
        return ending == null ? "epoch 1 of " + epochs : ending + " before the first epoch ended";
      }
      String measured =
          last.validated()
              ? String.format(
                  Locale.ROOT,
                  "; validation %.4g, %.4g",
                  last.validationLoss(),
                  last.validationMetric())
              : "";
      return String.format(
          Locale.ROOT,
          "epoch %d of %d: loss %.4g, %s %.4g%s; %s",
          last.number(),
          epochs,
          last.loss(),
          metricName,
          last.metric(),
          measured,
          time());
    }

    private String time() {
      return ending == null
          ? Bar.left(last.seconds(), last.number(), epochs)
          : String.format(Locale.ROOT, "%s in %.1f s", ending, last.seconds());
    }
  }
}
