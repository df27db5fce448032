package org.meshnn.plot;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Plural;

/** Which class was taken for which. */
public final class ConfusionMatrix {
  /** Classes up to which a matrix can be drawn: a pixel each. */
  public static final int MOST_CLASSES = 540;

  private static final int SIDE = MOST_CLASSES;
  private static final int LARGEST_CELL = 84;
  private static final int SMALLEST_WITH_COUNT = 26;
  private static final int LONGEST_NAME = 110;
  private static final int TOP = 36;
  private static final double FAINTEST = 0.12;

  private ConfusionMatrix() {}

  /**
   * A shaded matrix with its counts: row = actual class, column = predicted class; blue on the
   * diagonal (right), orange elsewhere (wrong), darker the larger the share of the row. Counts of
   * five digits and more are shortened (12k); above 20 classes only the shades remain.
   *
   * @param counts square, from 1 x 1 to 540 x 540, none negative
   * @param classes one name per row, in the same order; long ones are cut
   * @return the picture
   * @throws IllegalArgumentException if the shapes differ or a count is negative
   */
  public static Picture draw(int[][] counts, List<String> classes) {
    requireSquare(counts, classes);
    int k = counts.length;
    int cell = Math.min(LARGEST_CELL, SIDE / k);
    Canvas ruler = new Canvas(1, 1);
    List<String> names = classes.stream().map(name -> ruler.fit(name, LONGEST_NAME)).toList();
    int longest = names.stream().mapToInt(ruler::textWidth).max().orElse(0);
    boolean upright = longest + 8 <= cell;
    int left = 34 + longest + 8;
    int below = (upright ? 24 : longest + 12) + 46;
    long total = Arrays.stream(counts).flatMapToInt(Arrays::stream).asLongStream().sum();
    String score = score(counts, total);
    int width = Math.max(Math.max(left + k * cell + 24, 330), 24 + ruler.titleWidth(score));
    Canvas canvas = new Canvas(width, TOP + k * cell + below);
    canvas.title(score);
    drawCells(canvas, counts, cell, left);
    drawNames(canvas, names, cell, left, upright);
    drawAxes(canvas, k * cell, left);
    return canvas.picture(
        "Confusion matrix of " + Plural.of(k, "class") + ", " + Plural.of(total, "row"));
  }

  private static void requireSquare(int[][] counts, List<String> classes) {
    if (counts.length > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "expected at most "
              + MOST_CLASSES
              + " classes, got "
              + counts.length
              + "; draw a part of them");
    }
    if (counts.length == 0 || counts.length != classes.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected one row of counts per class, at least one, got %d rows and %d classes",
              counts.length,
              classes.size()));
    }
    for (int row = 0; row < counts.length; row++) {
      if (counts[row].length != counts.length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected a square of %d x %d counts, got %d in row %d",
                counts.length,
                counts.length,
                counts[row].length,
                row));
      }
      for (int count : counts[row]) {
        if (count < 0) {
          throw new IllegalArgumentException(
              "expected counts of 0 or more, got " + count + " in row " + row);
        }
      }
    }
  }

  private static String score(int[][] counts, long total) {
    long right = 0;
    for (int i = 0; i < counts.length; i++) {
      right += counts[i][i];
    }
    return total == 0
        ? "no rows"
        : String.format(
            Locale.ROOT, "accuracy %.1f %% (%d of %d)", 100.0 * right / total, right, total);
  }

  private static void drawCells(Canvas canvas, int[][] counts, int cell, int left) {
    for (int row = 0; row < counts.length; row++) {
      long rowTotal = Arrays.stream(counts[row]).asLongStream().sum();
      for (int column = 0; column < counts.length; column++) {
        int count = counts[row][column];
        double share = count == 0 ? 0 : FAINTEST + (1 - FAINTEST) * count / rowTotal;
        Color shade = Palette.signed(row == column ? share : -share);
        double x = left + column * cell;
        double y = TOP + row * cell;
        canvas.pen.setColor(shade);
        canvas.pen.fill(new Rectangle2D.Double(x, y, cell, cell));
        if (cell >= SMALLEST_WITH_COUNT) {
          Color ink = count == 0 ? Palette.MUTED : Palette.textOn(shade);
          canvas.text(shorten(count), x + cell / 2.0, y + cell / 2.0, Anchor.MIDDLE, ink);
          canvas.pen.setColor(Palette.RULE);
          canvas.pen.draw(new Rectangle2D.Double(x, y, cell, cell));
        }
      }
    }
  }

  private static String shorten(int count) {
    if (count < 10_000) {
      return Integer.toString(count);
    }
    return count < 1_000_000 ? count / 1000 + "k" : count / 1_000_000 + "M";
  }

  private static void drawNames(
      Canvas canvas, List<String> names, int cell, int left, boolean upright) {
    int k = names.size();
    int bottom = TOP + k * cell;
    int every = (int) Math.ceil(15.0 / cell);
    for (int i = 0; i < k; i += every) {
      double middle = (i + 0.5) * cell;
      canvas.text(names.get(i), left - 8, TOP + middle, Anchor.END);
      if (upright) {
        canvas.text(names.get(i), left + middle, bottom + 14, Anchor.MIDDLE);
      } else {
        canvas.textUpwards(names.get(i), left + middle, bottom + 8, Anchor.END);
      }
    }
  }

  private static void drawAxes(Canvas canvas, int side, int left) {
    int height = canvas.image.getHeight();
    canvas.frame(left, TOP, side, side);
    canvas.textUpwards("actual", 16, TOP + side / 2.0, Anchor.MIDDLE);
    canvas.text("predicted", left + side / 2.0, height - 32, Anchor.MIDDLE);
    canvas.text("shade: share of the row; blue right, orange wrong", 12, height - 12, Anchor.START);
  }
}
