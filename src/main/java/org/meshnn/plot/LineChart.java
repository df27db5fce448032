package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.meshnn.plot.Axis.Steps;
import org.meshnn.plot.Canvas.Anchor;

/** Lines over one axis, from {@code left} to {@code right} of a canvas and as high as it. */
final class LineChart {
  /**
   * A line, with a gap where a number is NaN, infinite or beyond 1e100.
   *
   * @param name stands in the legend
   * @param x ascending
   * @param y one for each of x
   */
  record Line(String name, double[] x, double[] y) {
    private boolean marked() {
      return x.length <= MOST_MARKED;
    }
  }

  /** What the upright axis may be. */
  enum Upright {
    /** Never logarithmic; NaN, a number that is not known, does not count as off the chart. */
    EVEN,
    /** Logarithmic where all numbers are positive and span a factor of 20. */
    POWERS,
    /** Logarithmic where the positive ones do and none is negative; zeros then are gaps. */
    POWERS_AND_ZEROS
  }

  private static final int TOP = 36;
  private static final int BELOW = 56;
  private static final int RIGHT = 24;
  private static final int LEGEND_ROW = 20;
  private static final int SAMPLE = 24;
  private static final int BETWEEN = 18;
  private static final int LONGEST_NAME = 190;
  private static final int MOST_MARKED = 25;
  private static final double LOGARITHMIC_FROM = 20;
  private static final double LOGARITHMIC_ACROSS_FROM = 4;

  private final Canvas canvas;
  private final int left;
  private final int right;
  private final List<Line> lines;
  private final boolean logarithmic;
  private final double[] shown;
  private final String gaps;
  private List<Backdrop> behind = List.of();
  private boolean dates;
  private boolean numbered;
  private int firstColour;

  LineChart(Canvas canvas, int left, int right, List<Line> lines, Upright upright) {
    this.canvas = canvas;
    this.left = left;
    this.right = right;
    this.lines = lines;
    double[] all = lines.stream().flatMapToDouble(line -> Arrays.stream(line.y)).toArray();
    double[] drawable = Axis.drawable(Arrays.stream(all)).sorted().toArray();
    double[] positive = Arrays.stream(drawable).filter(value -> value > 0).toArray();
    boolean zeros = upright == Upright.POWERS_AND_ZEROS;
    logarithmic =
        upright != Upright.EVEN
            && positive.length > 0
            && drawable[0] >= (zeros ? 0 : positive[0])
            && drawable[drawable.length - 1] / positive[0] >= LOGARITHMIC_FROM;
    shown = logarithmic ? positive : drawable;
    long unknown = upright == Upright.EVEN ? Arrays.stream(all).filter(Double::isNaN).count() : 0;
    long off = all.length - unknown - shown.length;
    gaps = off == 0 ? "" : off + (logarithmic && zeros ? " zero or" : "") + " off the chart";
  }

  /** Draws over something else; of several, the first lies lowest. */
  LineChart behind(Backdrop... drawn) {
    behind = List.of(drawn);
    return this;
  }

  /** Colours the lines as if others, so many, stood before them. */
  LineChart colouredAfter(int others) {
    firstColour = others;
    return this;
  }

  /** Writes x as dates: it is days since 1970. */
  LineChart dates(boolean written) {
    dates = written;
    return this;
  }

  /** Writes each x along the axis, which is logarithmic where they span a factor of 4. */
  LineChart numbered() {
    numbered = true;
    return this;
  }

  /** Draws the lines with axes and legend, which stands beside them where one row is not enough. */
  void draw(String title, String across) {
    canvas.title(title, gaps, left + 12, right - 14);
    int height = canvas.image.getHeight();
    if (shown.length == 0) {
      canvas.text("no finite number to draw", (left + right) / 2.0, height / 2.0, Anchor.MIDDLE);
      return;
    }
    int[] widths = lines.stream().mapToInt(line -> width(name(line))).toArray();
    boolean beside = Arrays.stream(widths).sum() > right - left - RIGHT;
    int bottom = height - BELOW - (beside ? 0 : LEGEND_ROW);
    Steps steps = logarithmic ? Steps.POWERS : Steps.ANY;
    double[] upright = upright();
    Axis up = Axis.of(upright[0], upright[upright.length - 1], steps, bottom, TOP);
    int start = left + 20 + up.width(canvas);
    int legend = Arrays.stream(widths).reduce(width(more(lines.size())), Math::max);
    int end = right - RIGHT - (beside ? legend : 0);
    Axis along = along(start, end);
    behind.forEach(backdrop -> backdrop.shade(canvas, along, TOP, bottom));
    up.drawLeft(canvas, Palette.GRID, start, end);
    if (numbered) {
      along.drawBelow(canvas, Palette.GRID, bottom, TOP, across, across());
    } else {
      along.drawBelow(canvas, Palette.GRID, bottom, TOP, across);
    }
    behind.forEach(backdrop -> backdrop.draw(canvas, along, up));
    canvas.frame(start, TOP, end - start, bottom - TOP);
    for (int k = 0; k < lines.size(); k++) {
      draw(k, along, up);
    }
    if (beside) {
      legendBeside(end + RIGHT);
    } else {
      legendBelow(widths, (start + end) / 2.0, height - 14);
    }
  }

  /** What the upright axis has room for, ascending. */
  private double[] upright() {
    DoubleStream edges =
        Axis.drawable(behind.stream().flatMapToDouble(each -> Arrays.stream(each.edges())));
    return DoubleStream.concat(Arrays.stream(shown), edges).sorted().toArray();
  }

  /** All x, ascending. */
  private double[] across() {
    return lines.stream()
        .flatMapToDouble(line -> Arrays.stream(line.x))
        .sorted()
        .distinct()
        .toArray();
  }

  private Axis along(int start, int end) {
    double[] x = across();
    boolean whole = Arrays.stream(x).allMatch(value -> value == Math.rint(value));
    Steps steps = dates ? Steps.DATES : whole ? Steps.WHOLE : Steps.ANY;
    if (numbered && x[0] > 0 && x[x.length - 1] / x[0] >= LOGARITHMIC_ACROSS_FROM) {
      steps = Steps.POWERS;
    }
    return Axis.of(x[0], x[x.length - 1], steps, start, end);
  }

  private void draw(int k, Axis along, Axis up) {
    Line line = lines.get(k);
    Path2D.Double path = new Path2D.Double();
    for (int i = 0; i < line.x.length; i++) {
      if (shows(line, i)) {
        double x = along.at(line.x[i]);
        double y = up.at(line.y[i]);
        boolean begins = !shows(line, i - 1);
        if (begins) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
        if (line.marked() || (begins && !shows(line, i + 1))) {
          mark(k, x, y);
        }
      }
    }
    canvas.pen.setColor(Palette.ofClass(firstColour + k));
    canvas.pen.setStroke(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.pen.draw(path);
    canvas.pen.setStroke(new BasicStroke(1f));
  }

  private boolean shows(Line line, int i) {
    return i >= 0
        && i < line.y.length
        && Axis.drawable(line.y[i])
        && (line.y[i] > 0 || !logarithmic);
  }

  private void mark(int k, double x, double y) {
    canvas.pen.setColor(Palette.ofClass(firstColour + k));
    canvas.pen.fill(Marker.ofClass(firstColour + k, x, y, 7));
  }

  private String name(Line line) {
    return canvas.fit(line.name, LONGEST_NAME);
  }

  private static String more(int lines) {
    return "and " + lines + " more";
  }

  /** Of an entry of the legend. */
  private int width(String text) {
    return SAMPLE + 6 + canvas.textWidth(text) + BETWEEN;
  }

  private void legendBelow(int[] widths, double middle, double y) {
    int sum = Arrays.stream(widths).sum();
    double x = Math.min(middle - (sum - BETWEEN) / 2.0, right - sum);
    for (int k = 0; k < widths.length; k++) {
      legend(k, x, y);
      x += widths[k];
    }
  }

  private void legendBeside(double x) {
    int most = (canvas.image.getHeight() - TOP - BELOW) / LEGEND_ROW;
    int named = lines.size() <= most ? most : most - 1;
    double y = TOP + LEGEND_ROW / 2.0;
    for (int k = 0; k < Math.min(named, lines.size()); k++) {
      legend(k, x, y);
      y += LEGEND_ROW;
    }
    if (named < lines.size()) {
      canvas.text(more(lines.size() - named), x + SAMPLE + 6, y, Anchor.START);
    }
  }

  private void legend(int k, double x, double y) {
    canvas.pen.setColor(Palette.ofClass(firstColour + k));
    canvas.pen.setStroke(new BasicStroke(2f));
    canvas.line(x, y, x + SAMPLE, y);
    canvas.pen.setStroke(new BasicStroke(1f));
    if (lines.get(k).marked()) {
      mark(k, x + SAMPLE / 2.0, y);
    }
    canvas.text(name(lines.get(k)), x + SAMPLE + 6, y, Anchor.START);
  }
}
