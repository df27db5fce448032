package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.sparse.csc.RandomMatrices_DSCC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeatMapTest {
  private static final int BLUE = 0xFF0072B2;
  private static final int ORANGE = 0xFFD55E00;
  private static final int WHITE = 0xFFFFFFFF;
  private static final int GREY = 0xFF8C8C8C;

  private static int at(Picture picture, int x, int y) {
    return picture.image().getRGB(56 + x, 64 + y);
  }

  @Test
  void colourTellsSignAndMagnitude() {
    Picture picture =
        HeatMap.draw(new DMatrixRMaj(new double[][] {{2, -2, 0}, {Double.NaN, 1, 0}}));
    assertEquals(BLUE, at(picture, 20, 20));
    assertEquals(ORANGE, at(picture, 60, 20));
    assertEquals(WHITE, at(picture, 100, 20));
    assertEquals(GREY, at(picture, 20, 60));
    assertEquals("Heat map of a 2 x 3 matrix, largest magnitude 2.000", picture.caption());
  }

  @Test
  void aLoneEntryOfALargeSparseMatrixIsSeen() {
    DMatrixSparseCSC matrix = new DMatrixSparseCSC(5_000, 3_000);
    matrix.set(4_999, 0, -3);
    Picture picture = HeatMap.draw(matrix);
    int lone = at(picture, 0, 479);
    assertTrue((lone >> 16 & 0xFF) > 200 && (lone & 0xFF) < 20, Integer.toHexString(lone));
    assertEquals(WHITE, at(picture, 5, 479));
  }

  /** As many entries as are stored are visited, not all 10^10. */
  @Test
  @Timeout(10)
  void aHugeSparseMatrixIsDrawnFromItsEntries() {
    DMatrixSparseTriplet entries = new DMatrixSparseTriplet(100_000, 100_000, 3);
    entries.addItem(99_999, 0, -3);
    entries.addItem(0, 99_999, 2);
    entries.addItem(50_000, 50_000, Double.NaN);
    Picture picture = HeatMap.draw(DConvertMatrixStruct.convert(entries, (DMatrixSparseCSC) null));
    assertTrue((at(picture, 0, 479) >> 16 & 0xFF) > 200);
    assertEquals(GREY & 0xFF, at(picture, 240, 240) & 0xFF, 8);
    assertEquals(WHITE, at(picture, 100, 100));
    assertEquals(
        "Heat map of a 100000 x 100000 matrix, largest magnitude 3.000", picture.caption());
  }

  @Test
  void sparseAndDenseLookTheSame() {
    DMatrixSparseCSC sparse = RandomMatrices_DSCC.rectangle(700, 900, 3_000, new Random(1));
    Picture one = HeatMap.draw(sparse);
    Picture other = HeatMap.draw(DConvertMatrixStruct.convert(sparse, (DMatrixRMaj) null));
    for (int i = 0; i < 480; i++) {
      assertEquals(at(other, i, i * 7 % 373), at(one, i, i * 7 % 373));
    }
  }

  @Test
  void anyShapeHasRoomForItsLabels() throws Exception {
    int[][] shapes = {{1, 1}, {1, 2_000}, {2_000, 1}, {12, 7}, {700, 1_300}, {100, 100}};
    for (int[] shape : shapes) {
      DMatrixRMaj matrix = new DMatrixRMaj(shape[0], shape[1]);
      Random random = new Random(1);
      for (int i = 0; i < matrix.data.length; i++) {
        matrix.data[i] = random.nextGaussian();
      }
      Picture picture = HeatMap.draw(matrix);
      Looks.assertSound(picture);
    }
  }

  @Test
  void aMatrixWithoutEntriesIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> HeatMap.draw(new DMatrixRMaj(0, 3)));
  }
}
