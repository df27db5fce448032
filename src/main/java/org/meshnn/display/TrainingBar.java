package org.meshnn.display;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meshnn.train.Ending;
import org.meshnn.train.Epoch;
import org.meshnn.train.Listener;

/**
 * Follows one training: a bar with epoch, loss, metric and time left, and below it the curves so
 * far, redrawn in place at most four times a second. It is drawn beside the training, which does
 * not wait for it.
 */
final class TrainingBar implements Listener {
  private static final long SPACING_NS = 250_000_000;

  private final LongSupplier clock;
  private final Executor beside;
  private final long wait;
  private final boolean curvesStay;
  private final AtomicBoolean drawing = new AtomicBoolean();
  private int epochs;
  private String metricName = "";
  private LiveCurve losses = new LiveCurve("loss");
  private LiveCurve metrics = new LiveCurve(metricName);
  private @Nullable Live live;
  private @Nullable Epoch last;
  private long next;

  private TrainingBar(LongSupplier clock, Executor beside, long wait, boolean curvesStay) {
    this.clock = clock;
    this.beside = beside;
    this.wait = wait;
    this.curvesStay = curvesStay;
  }

  /** A bar that shows itself at once, and leaves the curves behind. */
  static TrainingBar atOnce() {
    return new TrainingBar(System::nanoTime, Beside.EXECUTOR, 0, true);
  }

  /**
   * A bar that shows itself once training has lasted {@code wait} ns, and leaves a line behind.
   *
   * @param beside draws it
   */
  static TrainingBar after(long wait, LongSupplier clock, Executor beside) {
    return new TrainingBar(clock, beside, wait, false);
  }

  @Override
  public void begun(int planned, String metric) {
    synchronized (this) {
      epochs = planned;
      metricName = metric;
      losses = new LiveCurve("loss");
      metrics = new LiveCurve(metric);
      last = null;
    }
    live = null;
    next = clock.getAsLong() + wait;
    if (wait == 0) {
      live = Show.live(read(null, true));
    }
  }

  @Override
  public void epochDone(Epoch epoch, int planned) {
    synchronized (this) {
      last = epoch;
      losses.add(epoch.number(), epoch.loss(), epoch.validationLoss());
      metrics.add(epoch.number(), epoch.metric(), epoch.validationMetric());
    }
    if (clock.getAsLong() - next >= 0 && drawing.compareAndSet(false, true)) {
      draw();
    }
  }

  private void draw() {
    if (live == null) {
      live = new Live();
    }
    Live shown = live;
    beside.execute(
        () -> {
          try {
            shown.update(read(null, true));
          } finally {
            drawing.set(false);
          }
        });
    next = clock.getAsLong() + SPACING_NS;
  }

  @Override
  public void ended(Ending ending) {
    if (live != null) {
      live.end(read(ending, curvesStay));
    }
  }

  private synchronized Reading read(@Nullable Ending ending, boolean curves) {
    return new Reading(
        last,
        epochs,
        metricName,
        curves ? List.of(losses.copy(), metrics.copy()) : List.of(),
        ending);
  }

  /**
   * What is shown at a moment.
   *
   * @param last null before the first epoch has ended
   * @param epochs how many are planned
   * @param ending null while training runs
   */
  record Reading(
      @Nullable Epoch last,
      int epochs,
      String metricName,
      List<LiveCurve> curves,
      @Nullable Ending ending) {

    Map<String, String> bundle() {
      int done = last == null ? 0 : last.number();
      String bar = Bar.html(done, epochs) + Rich.escape(numbers());
      StringBuilder below = new StringBuilder();
      curves.forEach(curve -> below.append(curve.svg(epochs)));
      return Rich.html(
          Bar.text(done, epochs) + " " + numbers(),
          "<div>" + bar + "<div>" + below + "</div></div>");
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
                  + (last.scored()
                      ? String.format(Locale.ROOT, ", monitored %.4g", last.monitored())
                      : "")
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
          time(last));
    }

    private String time(Epoch last) {
      return ending == null
          ? Bar.left(last.seconds(), last.number(), epochs)
          : String.format(Locale.ROOT, "%s after %.1f s", ending, last.seconds());
    }
  }
}
