package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The blocks for vectors of 512 bits, on those that this processor has: the same sums. */
class WideBlockTest {
  private static final int TERMS = 7;
  private static final int STEP = 3;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fourRowsOfFourVectorsInDouble(boolean more) {
    SplittableRandom random = new SplittableRandom(1);
    int width = 4 * DoubleVector.SPECIES_PREFERRED.length();
    double[] m = random.doubles(TERMS * width, -1, 1).toArray();
    double[] w = random.doubles(4 * TERMS * STEP, -1, 1).toArray();
    double[] y = random.doubles(4 * width, -1, 1).toArray();
    double[] before = y.clone();
    int row = TERMS * STEP;
    VectorProduct.fourByFour(
        m,
        0,
        width,
        w,
        0,
        row,
        2 * row,
        3 * row,
        STEP,
        TERMS * width,
        y,
        0,
        width,
        2 * width,
        3 * width,
        more);
    for (int i = 0; i < 4; i++) {
      for (int p = 0; p < width; p++) {
        double sum = more ? before[i * width + p] : 0;
        for (int k = 0; k < TERMS; k++) {
          sum = MultiplyAdd.of(w[i * row + k * STEP], m[k * width + p], sum);
        }
        assertEquals(sum, y[i * width + p], 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fourRowsOfFourVectorsInSingle(boolean more) {
    SplittableRandom random = new SplittableRandom(2);
    int width = 4 * FloatVector.SPECIES_PREFERRED.length();
    float[] m = floats(random, TERMS * width);
    float[] w = floats(random, 4 * TERMS * STEP);
    float[] y = floats(random, 4 * width);
    float[] before = y.clone();
    int row = TERMS * STEP;
    SingleVectorProduct.fourByFour(
        m,
        0,
        width,
        w,
        0,
        row,
        2 * row,
        3 * row,
        STEP,
        TERMS * width,
        y,
        0,
        width,
        2 * width,
        3 * width,
        more);
    for (int i = 0; i < 4; i++) {
      for (int p = 0; p < width; p++) {
        float sum = more ? before[i * width + p] : 0;
        for (int k = 0; k < TERMS; k++) {
          sum = MultiplyAdd.of(w[i * row + k * STEP], m[k * width + p], sum);
        }
        assertEquals(sum, y[i * width + p], 0);
      }
    }
  }

  private static float[] floats(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }
}
