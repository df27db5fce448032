package org.meshnn.plot;

import java.awt.Color;
import java.util.Locale;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixSparse;
import org.meshnn.plot.Canvas.Anchor;

/** A matrix as a picture, a colour for each entry. */
public final class HeatMap {
  private static final int SIDE = 480;
  private static final int LEFT = 56;
  private static final int TOP = 64;
  private static final int LARGEST_CELL = 40;
  private static final int THINNEST = 12;
  private static final int LABEL_SPACING = 44;
  private static final Color NOT_A_NUMBER = new Color(0x8C8C8C);

  private HeatMap() {}

  /**
   * Blue for positive entries, orange for negative ones, white for 0, the deeper the larger; grey
   * for NaN and infinite ones, which are counted in the title. Where an axis has more than 480
   * entries, a pixel stands for several and shows the one of largest magnitude.
   *
   * @param matrix dense or sparse, at least 1 x 1
   * @throws IllegalArgumentException for a matrix without entries
   */
  public static Picture draw(DMatrix matrix) {
    int rows = matrix.getNumRows();
    int columns = matrix.getNumCols();
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "expected a matrix of at least 1 x 1, got " + rows + " x " + columns);
    }
    double cell = Math.min(LARGEST_CELL, (double) SIDE / Math.max(rows, columns));
    int height = (int) Math.max(THINNEST, Math.round(cell * rows));
    int width = (int) Math.max(THINNEST, Math.round(cell * columns));
    double[][] shown = new double[height][width];
    long strange = gather(matrix, shown);
    double largest = largest(shown);
    Canvas canvas = new Canvas(LEFT + Math.max(width, 200) + 110, TOP + Math.max(height, 230) + 20);
    String size = rows + " x " + columns;
    canvas.title(size + (strange == 0 ? "" : ", " + strange + " not finite"));
    cells(canvas, shown, largest);
    labels(canvas, rows, columns, cell);
    SignedScale.draw(canvas, largest, LEFT + width + 22, TOP);
    return canvas.picture(
        String.format(
            Locale.ROOT, "Heat map of a %s matrix, largest magnitude %.4g", size, largest));
  }

  /**
   * Puts the entry of largest magnitude into each pixel, of a sparse matrix those that it stores;
   * counts those that are not finite.
   */
  private static long gather(DMatrix matrix, double[][] shown) {
    Pixels pixels = new Pixels(shown, matrix.getNumRows(), matrix.getNumCols());
    if (matrix instanceof DMatrixSparse sparse) {
      sparse.createCoordinateIterator().forEachRemaining(e -> pixels.put(e.row, e.col, e.value));
      return pixels.strange;
    }
    for (int r = 0; r < pixels.rows; r++) {
      for (int c = 0; c < pixels.columns; c++) {
        pixels.put(r, c, matrix.get(r, c));
      }
    }
    return pixels.strange;
  }

  /** The pixels of a matrix. */
  private static final class Pixels {
    private final double[][] shown;
    private final int rows;
    private final int columns;
    private long strange; // entries that are not finite

    Pixels(double[][] shown, int rows, int columns) {
      this.shown = shown;
      this.rows = rows;
      this.columns = columns;
    }

    void put(int r, int c, double value) {
      strange += Double.isFinite(value) ? 0 : 1;
      for (int y = pixel(r, rows, shown.length); y < end(r, rows, shown.length); y++) {
        double[] line = shown[y];
        for (int x = pixel(c, columns, line.length); x < end(c, columns, line.length); x++) {
          line[x] = larger(line[x], value);
        }
      }
    }
  }

  private static int pixel(int index, int size, int pixels) {
    return (int) ((long) index * pixels / size);
  }

  private static int end(int index, int size, int pixels) {
    return Math.max(pixel(index, size, pixels) + 1, pixel(index + 1, size, pixels));
  }

  private static double larger(double a, double b) {
    if (!Double.isFinite(a) || !Double.isFinite(b)) {
      return Double.NaN;
    }
    return Math.abs(b) > Math.abs(a) ? b : a;
  }

  private static double largest(double[][] shown) {
    double largest = 0;
    for (double[] row : shown) {
      for (double value : row) {
        largest = Math.max(largest, Double.isNaN(value) ? 0 : Math.abs(value));
      }
    }
    return largest > 0 ? largest : 1;
  }

  private static void cells(Canvas canvas, double[][] shown, double largest) {
    for (int y = 0; y < shown.length; y++) {
      for (int x = 0; x < shown[y].length; x++) {
        double value = shown[y][x];
        Color color = Double.isNaN(value) ? NOT_A_NUMBER : Palette.signed(value / largest);
        canvas.image.setRGB(LEFT + x, TOP + y, color.getRGB());
      }
    }
    canvas.frame(LEFT - 0.5, TOP - 0.5, shown[0].length + 1, shown.length + 1);
  }

  /** Row and column numbers, as many as have room. */
  private static void labels(Canvas canvas, int rows, int columns, double cell) {
    for (int r = 0; r < rows; r += step(rows, cell, LABEL_SPACING / 2)) {
      canvas.text(Integer.toString(r), LEFT - 8, TOP + (r + 0.5) * cell, Anchor.END);
    }
    for (int c = 0; c < columns; c += step(columns, cell, LABEL_SPACING)) {
      canvas.text(Integer.toString(c), LEFT + (c + 0.5) * cell, TOP - 12, Anchor.MIDDLE);
    }
  }

  /** 1, 2 or 5 times a power of ten, so that labels are {@code spacing} pixels apart. */
  private static int step(int size, double cell, int spacing) {
    for (int power = 1; power < size; power *= 10) {
      for (int step : new int[] {power, 2 * power, 5 * power}) {
        if (step * cell >= spacing) {
          return step;
        }
      }
    }
    return size;
  }
}
