package org.meshnn.display;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Small curves that are cheap enough to be redrawn while a mesh learns: an inline SVG whose ink is
 * that of the page, light or dark.
 */
final class LiveCurve {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 100;
  private static final int LEFT = 52;
  private static final int TOP = 18;
  private static final int RIGHT = WIDTH - 4;
  private static final int BOTTOM = HEIGHT - 6;
  private static final double LOGARITHMIC_FROM = 20;
  private static final String FIRST = "#1F8FD6";
  private static final String SECOND = "#E69F00";

  private final String name;
  private final String firstName;
  private final String secondName;
  private final Trace first;
  private final Trace second;

  private LiveCurve(String name, String firstName, String secondName, Trace first, Trace second) {
    this.name = name;
    this.firstName = firstName;
    this.secondName = secondName;
    this.first = first;
    this.second = second;
  }

  /** Curves of what {@code name} says, in training and in validation. */
  LiveCurve(String name) {
    this(name, "training", "validation");
  }

  /** Two curves of what {@code name} says. */
  LiveCurve(String name, String firstName, String secondName) {
    this(name, firstName, secondName, new Trace(), new Trace());
  }

  /** The curves up to now, which stay as they are. */
  LiveCurve copy() {
    return new LiveCurve(name, firstName, secondName, first.copy(), second.copy());
  }

  /** Adds the values of an epoch or a step; a NaN, as without rows held out, is no point. */
  void add(double at, double firstValue, double secondValue) {
    if (Double.isFinite(firstValue)) {
      first.add(at, firstValue);
    }
    if (Double.isFinite(secondValue)) {
      second.add(at, secondValue);
    }
  }

  /** The curves up to now on an axis up to the last epoch or step; before any value, its frame. */
  String svg(double end) {
    StringBuilder svg = new StringBuilder(2_000);
    svg.append("<svg width=\"").append(WIDTH).append("\" height=\"").append(HEIGHT);
    svg.append("\" style=\"font:11px sans-serif;margin-right:12px\">");
    frame(svg);
    double[] all = sorted();
    if (all.length > 0) {
      draw(svg, all, end);
    }
    return svg.append("</svg>").toString();
  }

  private void draw(StringBuilder svg, double[] all, double end) {
    double low = all[0];
    double high = all[all.length - 1];
    boolean logarithmic = low > 0 && high / low >= LOGARITHMIC_FROM;
    DoubleUnaryOperator scale = logarithmic ? StrictMath::log : DoubleUnaryOperator.identity();
    labels(svg, low, high);
    line(svg, first, FIRST, end, scale, low, high);
    line(svg, second, SECOND, end, scale, low, high);
  }

  private double[] sorted() {
    double[] ofFirst = first.values();
    double[] ofSecond = second.values();
    double[] all = Arrays.copyOf(ofFirst, ofFirst.length + ofSecond.length);
    System.arraycopy(ofSecond, 0, all, ofFirst.length, ofSecond.length);
    Arrays.sort(all);
    return all;
  }

  private void frame(StringBuilder svg) {
    svg.append("<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".4\" d=\"M");
    svg.append(LEFT).append(' ').append(TOP).append('V').append(BOTTOM);
    svg.append('H').append(RIGHT).append("\"/>");
    text(svg, LEFT, 11, "start", "currentColor", name);
  }

  private void labels(StringBuilder svg, double low, double high) {
    if (second.values().length > 0) {
      text(svg, RIGHT - 6 * secondName.length() - 2, 11, "end", FIRST, firstName);
      text(svg, RIGHT, 11, "end", SECOND, secondName);
    }
    text(svg, LEFT - 4, TOP + 8, "end", "currentColor", shortened(high));
    if (high > low) {
      text(svg, LEFT - 4, BOTTOM, "end", "currentColor", shortened(low));
    }
  }

  private static void text(
      StringBuilder svg, int x, int y, String anchor, String color, String text) {
    svg.append("<text x=\"").append(x).append("\" y=\"").append(y);
    svg.append("\" text-anchor=\"").append(anchor).append("\" fill=\"").append(color);
    svg.append("\">").append(Rich.escape(text)).append("</text>");
  }

  private static String shortened(double value) {
    double size = Math.abs(value);
    boolean readable = size == 0 || (size >= 1e-3 && size < 1e5);
    return String.format(Locale.ROOT, readable ? "%.3g" : "%.0e", value);
  }

  private static void line(
      StringBuilder svg,
      Trace trace,
      String color,
      double end,
      DoubleUnaryOperator scale,
      double low,
      double high) {
    double[] at = trace.at();
    double[] values = trace.values();
    double base = scale.applyAsDouble(low);
    double span = scale.applyAsDouble(high) - base;
    svg.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"").append(color);
    svg.append("\" points=\"");
    for (int i = 0; i < at.length; i++) {
      double share = span == 0 ? 1 : (scale.applyAsDouble(values[i]) - base) / span;
      tenths(svg, LEFT + (RIGHT - LEFT) * at[i] / end).append(',');
      tenths(svg, BOTTOM + (TOP - BOTTOM) * share).append(' ');
    }
    svg.append("\"/>");
  }

  /** A pixel coordinate with one decimal. */
  private static StringBuilder tenths(StringBuilder svg, double pixels) {
    long tenths = Math.round(10 * pixels);
    return svg.append(tenths / 10).append('.').append(tenths % 10);
  }
}
