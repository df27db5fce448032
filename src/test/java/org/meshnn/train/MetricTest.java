package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.Block;

class MetricTest {
  private static final int CLASSES = 4;
  private static final int SAMPLES = 7;
  private static final int[] ORDER = {9, 3, 0, 5, 8, 1, 2, 7, 4, 6};

  /** Whether a row's own class is the first of those with the largest output, said naively. */
  private static int naive(Block outputs, double[] targets, int row, int p) {
    int truth = 0;
    int predicted = 0;
    for (int k = 1; k < CLASSES; k++) {
      truth = targets[row * CLASSES + k] > targets[row * CLASSES + truth] ? k : truth;
      predicted = outputs.value(k, p) > outputs.value(predicted, p) ? k : predicted;
    }
    return truth == predicted ? 1 : 0;
  }

  /** Of few different numbers, so that many are equal. */
  @Test
  void hitsAreThoseOfTheFirstLargestOutput() {
    Random random = new Random(1);
    int[] seen = new int[2];
    for (int trial = 0; trial < 500; trial++) {
      double[] memory = random.ints(3 * CLASSES * SAMPLES, -2, 3).asDoubleStream().toArray();
      Block outputs = new Block(memory, SAMPLES, SAMPLES, CLASSES);
      Block scratch = new Block(memory, 2 * CLASSES * SAMPLES, SAMPLES, CLASSES);
      double[] before = Arrays.copyOf(memory, 2 * CLASSES * SAMPLES);
      double[] targets = new double[ORDER.length * CLASSES];
      for (int row = 0; row < ORDER.length; row++) {
        targets[row * CLASSES + random.nextInt(CLASSES)] = 0.5 + random.nextInt(2);
      }
      int count = 1 + random.nextInt(SAMPLES);
      int expected = 0;
      double one = 0;
      for (int p = 0; p < count; p++) {
        int hit = naive(outputs, targets, ORDER[2 + p], p);
        seen[hit]++;
        expected += hit;
        one += Metric.ACCURACY.score(outputs, targets, ORDER[2 + p] * CLASSES, p);
      }
      assertEquals(
          expected, Metric.ACCURACY.score(outputs, scratch, targets, ORDER, 2, count), "together");
      assertEquals(expected, one, "one by one");
      assertTrue(Arrays.equals(before, Arrays.copyOf(memory, before.length)), "outputs are kept");
    }
    assertTrue(seen[0] > 400 && seen[1] > 400, Arrays.toString(seen));
  }
}
