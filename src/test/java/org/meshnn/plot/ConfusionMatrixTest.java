package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionMatrixTest {

  private static int[][] counts(int k) {
    int[][] counts = new int[k][k];
    for (int i = 0; i < k; i++) {
      counts[i][i] = 900 + i;
      counts[i][(i + 1) % k] += 37;
    }
    return counts;
  }

  private static List<String> names(int k, String prefix) {
    return IntStream.range(0, k).mapToObj(i -> prefix + i).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 20, 21, 100, 540})
  void drawsAnyNumberOfClasses(int k) {
    Looks.assertSound(ConfusionMatrix.draw(counts(k), names(k, "")));
    Looks.assertSound(ConfusionMatrix.draw(counts(k), names(k, "a name of some length, number ")));
  }

  @Test
  void shadesTheDiagonalBlueAndTheRestOrange() {
    Picture right = ConfusionMatrix.draw(new int[][] {{9, 0}, {0, 2}}, List.of("a", "b"));
    assertTrue(Looks.share(right, Palette.POSITIVE) > 0.1);
    assertEquals(0, Looks.share(right, Palette.NEGATIVE));
    Picture wrong = ConfusionMatrix.draw(new int[][] {{0, 9}, {2, 0}}, List.of("a", "b"));
    assertEquals(0, Looks.share(wrong, Palette.POSITIVE));
    assertTrue(Looks.share(wrong, Palette.NEGATIVE) > 0.1);
  }

  @Test
  void rowsAreActualAndColumnsPredicted() {
    Picture picture = ConfusionMatrix.draw(new int[][] {{0, 5}, {0, 0}}, List.of("a", "b"));
    int orangeX = 0;
    int orangeY = 0;
    int count = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        Color color = new Color(picture.image().getRGB(x, y));
        if (color.getRed() > 200 && color.getBlue() < 50) {
          orangeX += x;
          orangeY += y;
          count++;
        }
      }
    }
    assertTrue(orangeX / count > 120, "the predicted class is the column");
    assertTrue(orangeY / count < 36 + 84, "the actual class is the row");
  }

  @Test
  void drawsCountsOfAnySize() {
    Looks.assertSound(
        ConfusionMatrix.draw(
            new int[][] {{Integer.MAX_VALUE, 12_345}, {Integer.MAX_VALUE, 0}}, List.of("a", "b")));
    Picture empty = ConfusionMatrix.draw(new int[2][2], List.of("a", "b"));
    assertEquals("Confusion matrix of 2 classes, 0 rows", empty.caption());
    assertArrayEquals(empty.png(), ConfusionMatrix.draw(new int[2][2], List.of("a", "b")).png());
  }

  @Test
  void refusesOtherShapes() {
    List<String> two = List.of("a", "b");
    assertThrows(
        IllegalArgumentException.class, () -> ConfusionMatrix.draw(new int[0][0], List.of()));
    assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.draw(new int[3][3], two));
    assertThrows(
        IllegalArgumentException.class, () -> ConfusionMatrix.draw(counts(541), names(541, "")));
    assertThrows(
        IllegalArgumentException.class, () -> ConfusionMatrix.draw(new int[][] {{1, 2}, {3}}, two));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> ConfusionMatrix.draw(new int[][] {{1, 2}, {3, -4}}, two))
            .getMessage();
    assertTrue(message.contains("-4"), message);
  }
}
