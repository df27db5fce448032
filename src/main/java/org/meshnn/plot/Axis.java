package org.meshnn.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.meshnn.plot.Canvas.Anchor;

/**
 * Where numbers lie along one side of a plot.
 *
 * @param low the least number there is room for; of a logarithmic axis its exponent of ten
 * @param high the greatest, likewise
 * @param steps which numbers are written
 * @param from the pixel of {@code low}
 * @param to the pixel of {@code high}
 */
record Axis(double low, double high, Steps steps, double from, double to) {
  /** Which numbers are written along an axis. */
  enum Steps {
    ANY,
    WHOLE,
    POWERS,
    /** Days since 1970, written as dates. */
    DATES
  }

  private static final int MOST_TICKS = 8;
  private static final double LARGEST = 1e100;
  private static final double SMALLEST = 1e-300;
  private static final double NARROWEST = 1e-9;
  private static final double MARGIN = 0.05;
  private static final int GAP = 12;
  private static final double WHOLE_TO = 1e9;

  /** Room from {@code least} to {@code most} with a margin, also where both are the same. */
  static Axis of(double least, double most, Steps steps, double from, double to) {
    double low = steps == Steps.POWERS ? StrictMath.log10(least) : least;
    double high = steps == Steps.POWERS ? StrictMath.log10(most) : most;
    double size = Math.max(Math.abs(low), Math.abs(high));
    double margin = size < SMALLEST ? 1 : 0.1 * size;
    if (size >= SMALLEST && high - low > NARROWEST * size) {
      margin = MARGIN * (high - low);
    }
    return new Axis(low - margin, high + margin, steps, from, to);
  }

  /** Those of the numbers that a plot of any numbers shows: finite and up to 1e100. */
  static DoubleStream drawable(DoubleStream values) {
    return values.filter(Axis::drawable);
  }

  static boolean drawable(double value) {
    return Math.abs(value) <= LARGEST;
  }

  /** The pixel of a number. */
  double at(double value) {
    double scaled = steps == Steps.POWERS ? StrictMath.log10(value) : value;
    return from + (to - from) * ((scaled - low) / (high - low));
  }

  /** The number at a pixel of an axis that is not logarithmic. */
  double value(double pixel) {
    return low + (high - low) * ((pixel - from) / (to - from));
  }

  int pixels() {
    return (int) Math.abs(to - from);
  }

  private Ticks ticks(int most) {
    return switch (steps) {
      case ANY -> Ticks.between(low, high, most, 0);
      case WHOLE -> Ticks.between(low, high, most, 1);
      case POWERS -> Ticks.powers(low, high, most);
      case DATES -> DateTicks.between(low, high, most);
    };
  }

  /** The width of the widest number of an axis on the left. */
  int width(Canvas canvas) {
    return width(canvas, ticks(MOST_TICKS));
  }

  private static int width(Canvas canvas, Ticks ticks) {
    return ticks.labels().stream().mapToInt(canvas::textWidth).max().orElse(0);
  }

  /** On the left at x: numbers, and a line from each to {@code end}. */
  void drawLeft(Canvas canvas, Color color, double x, double end) {
    Ticks ticks = ticks(MOST_TICKS);
    for (int i = 0; i < ticks.at().size(); i++) {
      double y = at(ticks.at().get(i));
      canvas.pen.setColor(color);
      canvas.line(x, y, end, y);
      canvas.text(ticks.labels().get(i), x - 8, y, Anchor.END);
    }
  }

  /** Below at y: as many numbers as have room, a line from each to {@code end}, and the name. */
  void drawBelow(Canvas canvas, Color color, double y, double end, String name) {
    int most = MOST_TICKS;
    Ticks ticks = ticks(most);
    while (most > 2 && ticks.at().size() * (width(canvas, ticks) + GAP) > pixels()) {
      ticks = ticks(--most);
    }
    drawBelow(canvas, color, y, end, name, ticks);
  }

  /** As the other, of these numbers, ascending: a line from each, written where there is room. */
  void drawBelow(Canvas canvas, Color color, double y, double end, String name, double[] numbers) {
    List<Double> at = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    double free = Double.POSITIVE_INFINITY; // left of the label written last
    for (int i = numbers.length - 1; i >= 0; i--) {
      boolean whole = numbers[i] == Math.rint(numbers[i]) && Math.abs(numbers[i]) < WHOLE_TO;
      String label = String.format(Locale.ROOT, whole ? "%.0f" : "%.4g", numbers[i]);
      double half = canvas.textWidth(label) / 2.0;
      boolean room = at(numbers[i]) + half + GAP <= free;
      at.add(numbers[i]);
      labels.add(room ? label : "");
      free = room ? at(numbers[i]) - half : free;
    }
    drawBelow(canvas, color, y, end, name, new Ticks(at, labels));
  }

  private void drawBelow(
      Canvas canvas, Color color, double y, double end, String name, Ticks ticks) {
    for (int i = 0; i < ticks.at().size(); i++) {
      double x = at(ticks.at().get(i));
      String label = ticks.labels().get(i);
      double beyond = Math.max(0, x + canvas.textWidth(label) / 2.0 - to - GAP);
      canvas.pen.setColor(color);
      canvas.line(x, y, x, end);
      canvas.text(label, x - beyond, y + 14, Anchor.MIDDLE);
    }
    canvas.text(canvas.fit(name, pixels()), (from + to) / 2, y + 36, Anchor.MIDDLE);
  }
}
