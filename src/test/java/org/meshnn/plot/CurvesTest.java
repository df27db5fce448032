package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.train.Epoch;

class CurvesTest {
  private static final double NONE = Double.NaN;

  private static List<Epoch> epochs(int count, boolean validated) {
    List<Epoch> epochs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      double loss = Math.exp(-0.1 * i);
      epochs.add(
          new Epoch(
              i,
              loss,
              1 - loss,
              validated ? loss + 0.1 : NONE,
              validated ? 0.9 - loss : NONE,
              0.1 * i));
    }
    return epochs;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 26, 1000})
  void drawsAnyNumberOfEpochs(int count) {
    Looks.assertSound(Curves.draw(epochs(count, true), "accuracy"));
    Looks.assertSound(Curves.draw(epochs(count, false), "accuracy"));
  }

  @Test
  void drawsValidationOnlyIfThereIsSome() {
    assertEquals(0, Looks.share(Curves.draw(epochs(20, false), "accuracy"), Palette.ofClass(1)));
    assertTrue(Looks.share(Curves.draw(epochs(20, true), "accuracy"), Palette.ofClass(1)) > 0.002);
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, NaN",
    "Infinity, 1",
    "-Infinity, NaN",
    "1e308, -1e308",
    "1, 1.000000000000001",
    "1e-300, 2e-300",
    "0, 0",
    "-1, 1e-12",
    "1e-9, 1e9",
    "5e9, 5.000000001e9"
  })
  void survivesAnyNumbers(double first, double second) {
    List<Epoch> epochs =
        List.of(
            new Epoch(1, first, first, second, second, 1),
            new Epoch(2, second, second, first, first, 2));
    Looks.assertSound(Curves.draw(epochs, "RMSE"));
  }

  @Test
  void isTheSameForTheSameEpochs() {
    assertArrayEquals(
        Curves.draw(epochs(30, true), "accuracy").png(),
        Curves.draw(epochs(30, true), "accuracy").png());
  }

  @Test
  void saysHowItEnded() {
    Epoch last = new Epoch(1, 0.25, 0.5, 0.75, 0.125, 1);
    assertEquals(
        "Training curves over 1 epoch: last loss 0.2500, accuracy 0.5000, on validation rows"
            + " 0.1250",
        Curves.draw(List.of(last), "accuracy").caption());
    assertThrows(IllegalArgumentException.class, () -> Curves.draw(List.of(), "accuracy"));
  }
}
