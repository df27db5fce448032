package org.meshnn.plot;

import java.awt.Color;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
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
   * @return the picture
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
    Pixels pixels = new Pixels(height, width, rows, columns, 0);
    long strange = gather(matrix, pixels);
    double largest = pixels.largest();
    Canvas canvas = new Canvas(LEFT + Math.max(width, 200) + 110, TOP + Math.max(height, 230) + 20);
    String size = rows + " x " + columns;
    canvas.title(size + (strange == 0 ? "" : ", " + strange + " not finite"));
    pixels.draw(
        canvas, LEFT, TOP, v -> Double.isInfinite(v) ? NOT_A_NUMBER : Palette.signed(v / largest));
    labels(canvas, rows, columns, cell);
    SignedScale.draw(canvas, largest, LEFT + width + 22, TOP);
    return canvas.picture(
        String.format(
            Locale.ROOT, "Heat map of a %s matrix, largest magnitude %.4g", size, largest));
  }

  /** All entries, of a sparse matrix those that it stores; counts those that are not finite. */
  private static long gather(DMatrix matrix, Pixels pixels) {
    if (matrix instanceof DMatrixSparse sparse) {
      LongAdder strange = new LongAdder();
      sparse
          .createCoordinateIterator()
          .forEachRemaining(e -> strange.add(put(pixels, e.row, e.col, e.value)));
      return strange.sum();
    }
    long strange = 0;
    for (int r = 0; r < matrix.getNumRows(); r++) {
      for (int c = 0; c < matrix.getNumCols(); c++) {
        strange += put(pixels, r, c, matrix.get(r, c));
      }
    }
    return strange;
  }

  /** Puts what is not finite as infinite, so that it shows above all; returns 1 for it. */
  private static int put(Pixels pixels, int row, int column, double value) {
    boolean finite = Double.isFinite(value);
    pixels.put(row, column, finite ? value : Double.POSITIVE_INFINITY);
    return finite ? 0 : 1;
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
