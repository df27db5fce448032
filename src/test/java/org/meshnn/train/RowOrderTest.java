package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.RandomMeshes;

/** Orders of rows. */
class RowOrderTest {
  @Test
  void blocksStayInTheirWindow() {
    int rows = 1003;
    RandomGenerator random = RandomMeshes.generator(1);
    int[] order = RowOrder.ascending(rows);
    for (int epoch = 0; epoch < 3; epoch++) {
      int[] before = order.clone();
      RowOrder.shuffleBlocks(order, 10, random);
      assertFalse(Arrays.equals(before, order));
      assertArrayEquals(RowOrder.ascending(rows), Arrays.stream(order).sorted().toArray());
      int[] place = new int[rows];
      IntStream.range(0, rows).forEach(i -> place[order[i]] = i);
      int far = 0;
      for (int row = 0; row < rows; row++) {
        int apart = Math.abs(place[row] - place[row - row % 10]);
        assertTrue(apart < 160, "rows of a block are within 16 blocks");
        far = Math.max(far, Math.abs(place[row] - row));
      }
      assertTrue(far > 500, "blocks are anywhere");
    }
  }

  /** Whatever order it begins with. */
  @Test
  void theSameSeedGivesTheSameOrder() {
    int[] order = RowOrder.ascending(100);
    int[] other = IntStream.range(0, 100).map(i -> 99 - i).toArray();
    RowOrder.shuffleBlocks(order, 7, RandomMeshes.generator(5));
    RowOrder.shuffleBlocks(other, 7, RandomMeshes.generator(5));
    assertArrayEquals(order, other);
  }

  /** With blocks of one row all rows of a window of 16 are any. */
  @Test
  void everyRowIsFirstAsOften() {
    int[] first = new int[40];
    RandomGenerator random = RandomMeshes.generator(3);
    for (int i = 0; i < 40_000; i++) {
      int[] order = RowOrder.ascending(40);
      RowOrder.shuffleBlocks(order, 2, random);
      first[order[0]]++;
    }
    for (int count : first) {
      assertEquals(1000, count, 160, Arrays.toString(first));
    }
  }
}
