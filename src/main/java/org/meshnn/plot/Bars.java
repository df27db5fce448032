package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Plural;

/** Shares as bars along one axis from 0 to 1, each with a mark to compare it with. */
public final class Bars {
  private static final int WIDTH = 720;
  private static final int TOP = 36;
  private static final int ROW = 34;
  private static final int BELOW = 52;
  private static final int RIGHT = 72;
  private static final int LONGEST_NAME = 190;

  private Bars() {}

  /**
   * A row per share: a bar, its number, and a mark.
   *
   * @param names one per bar, at least one; long ones are cut
   * @param shares in [0, 1]; NaN for none
   * @param marks in [0, 1], what each would be by chance
   * @param title what the shares are
   * @return the picture
   * @throws IllegalArgumentException if there is no name, or not one share and mark for each
   */
  public static Picture draw(List<String> names, double[] shares, double[] marks, String title) {
    if (names.isEmpty() || names.size() != shares.length || names.size() != marks.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected one share and one mark per name, at least one, got %d, %d and %d",
              shares.length,
              marks.length,
              names.size()));
    }
    Canvas ruler = new Canvas(1, 1);
    List<String> fitted = names.stream().map(name -> ruler.fit(name, LONGEST_NAME)).toList();
    int left = 24 + fitted.stream().mapToInt(ruler::textWidth).max().orElse(0);
    Canvas canvas = new Canvas(WIDTH, TOP + names.size() * ROW + BELOW);
    int bottom = TOP + names.size() * ROW;
    Axis along = new Axis(0, 1, Axis.Steps.ANY, left, WIDTH - RIGHT);
    along.drawBelow(canvas, Palette.GRID, bottom, TOP, "line: by chance");
    for (int k = 0; k < shares.length; k++) {
      double y = TOP + (k + 0.5) * ROW;
      canvas.text(fitted.get(k), left - 12, y, Anchor.END);
      bar(canvas, along, y, shares[k]);
      canvas.pen.setColor(Palette.INK);
      canvas.pen.setStroke(new BasicStroke(1.6f));
      canvas.line(along.at(marks[k]), y - 12, along.at(marks[k]), y + 12);
      canvas.pen.setStroke(new BasicStroke(1f));
    }
    canvas.frame(left, TOP, WIDTH - RIGHT - left, bottom - TOP);
    canvas.title(title, "", 12, WIDTH - 12);
    return canvas.picture("Bars of " + Plural.of(shares.length, "share") + ": " + title);
  }

  private static void bar(Canvas canvas, Axis along, double y, double share) {
    if (!Double.isNaN(share)) {
      canvas.pen.setColor(Palette.POSITIVE);
      canvas.pen.fill(
          new Rectangle2D.Double(along.at(0), y - 8, along.at(share) - along.at(0), 16));
    }
    String text = Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    canvas.text(text, along.at(1) + 8, y, Anchor.START);
  }
}
