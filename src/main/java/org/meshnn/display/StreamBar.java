package org.meshnn.display;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.meshnn.train.Ending;
import org.meshnn.train.StreamListener;

/**
 * Follows one run over streams: a bar with step, running error and time left, and below it the
 * errors so far and the last truths and predictions, redrawn in place at most four times a second.
 * It is drawn beside the run, which does not wait for it.
 */
final class StreamBar implements StreamListener {
  private static final long SPACING_NS = 250_000_000;
  private static final int LAST = 100;
  private static final int LOOK = 16; // steps from one look at the clock to the next, less one

  private final LongSupplier clock;
  private final Executor beside;
  private final long wait;
  private final AtomicBoolean drawing = new AtomicBoolean();
  private final double[] truths = new double[LAST];
  private final double[] predictions = new double[LAST];
  private LiveCurve errors = new LiveCurve("");
  private String measure = "";
  private long steps;
  private long done;
  private double error;
  private double lastValue;
  private @Nullable Live live;
  private long begun;
  private long next;

  /**
   * A bar that shows itself once the run has lasted {@code wait} ns.
   *
   * @param beside draws it
   */
  StreamBar(long wait, LongSupplier clock, Executor beside) {
    this.wait = wait;
    this.clock = clock;
    this.beside = beside;
  }

  @Override
  public void begun(long planned, String name) {
    synchronized (this) {
      steps = planned;
      measure = name;
      errors = new LiveCurve("running " + name, "mesh", "last value");
      done = 0;
    }
    live = null;
    begun = clock.getAsLong();
    next = begun + wait;
  }

  @Override
  public void stepDone(
      long step, double truth, double prediction, double running, double ofLastValue) {
    synchronized (this) {
      done = step;
      error = running;
      lastValue = ofLastValue;
      truths[(int) (step % LAST)] = truth;
      predictions[(int) (step % LAST)] = prediction;
      errors.add(step, running, ofLastValue);
    }
    boolean look = step % LOOK == 0 || steps < LOOK;
    if (look && clock.getAsLong() - next >= 0 && drawing.compareAndSet(false, true)) {
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
            shown.update(read(null));
          } finally {
            drawing.set(false);
          }
        });
    next = clock.getAsLong() + SPACING_NS;
  }

  @Override
  public void ended(Ending ending) {
    if (live != null) {
      live.end(read(ending));
    }
  }

  private synchronized Reading read(@Nullable Ending ending) {
    double seconds = (clock.getAsLong() - begun) / 1e9;
    List<LiveCurve> curves = ending == null ? List.of(errors.copy(), last()) : List.of();
    return new Reading(done, steps, measure, error, lastValue, seconds, curves, ending);
  }

  private LiveCurve last() {
    LiveCurve last = new LiveCurve("last " + LAST + " steps", "truth", "predicted");
    long first = Math.max(1, done - LAST + 1);
    for (long step = first; step <= done; step++) {
      int at = (int) (step % LAST);
      last.add(step - first + 1, truths[at], predictions[at]);
    }
    return last;
  }

  /**
   * What is shown at a moment.
   *
   * @param curves the errors, then the last steps; none at the end
   * @param ending null while it runs
   */
  record Reading(
      long done,
      long steps,
      String measure,
      double error,
      double lastValue,
      double seconds,
      List<LiveCurve> curves,
      @Nullable Ending ending) {

    Map<String, String> bundle() {
      StringBuilder below = new StringBuilder();
      for (int i = 0; i < curves.size(); i++) {
        below.append(curves.get(i).svg(i == 0 ? steps : LAST));
      }
      return Rich.html(
          Bar.text(done, steps) + " " + numbers(),
          "<div>"
              + (Bar.html(done, steps) + Rich.escape(numbers()))
              + "<div>"
              + below
              + "</div></div>");
    }

    private String numbers() {
      return String.format(
          Locale.ROOT,
          "step %,d of %,d: running %s %.4g, of the last value %.4g; %s",
          done,
          steps,
          measure,
          error,
          lastValue,
          ending == null
              ? Bar.left(seconds, Math.max(1, done), steps)
              : String.format(Locale.ROOT, "%s after %.1f s", ending, seconds));
    }
  }
}
