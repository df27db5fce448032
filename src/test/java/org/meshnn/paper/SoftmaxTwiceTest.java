package org.meshnn.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.Block;
import org.meshnn.train.Loss;
import org.meshnn.train.Metric;

class SoftmaxTwiceTest {
  /** The value by softmax of softmax, the gradient by central differences. */
  @Test
  void isWhatItsNameSays() {
    double[] z = {0.3, -1.2, 2.5};
    double[] target = {0, 1.5, 0};
    double[] values = Arrays.copyOf(z, 6);
    double loss = mean(values, target);
    DMatrixRMaj twice = Loss.softmax(Loss.softmax(new DMatrixRMaj(1, 3, true, z)));
    assertEquals(-1.5 * Math.log(twice.get(0, 1)), loss, 1e-14);
    for (int k = 0; k < 3; k++) {
      double[] up = Arrays.copyOf(z, 6);
      double[] down = Arrays.copyOf(z, 6);
      up[k] += 1e-5;
      down[k] -= 1e-5;
      double slope = (mean(up, target) - mean(down, target)) / 2e-5;
      assertEquals(slope, values[3 + k], 1e-9);
    }
    double[] sure = {-100, 100, -100, 0, 0, 0};
    double least = Math.log(1 + 2 / Math.E);
    assertEquals(least, mean(sure, new double[] {0, 1, 0}), 1e-14, "never below");
    assertEquals(Metric.ACCURACY, new SoftmaxTwice().metric());
  }

  private static double mean(double[] values, double[] target) {
    return new SoftmaxTwice()
        .mean(new Block(values, 0, 1, 3), new Block(values, 3, 1, 3), target, new int[1], 0, 1);
  }
}
