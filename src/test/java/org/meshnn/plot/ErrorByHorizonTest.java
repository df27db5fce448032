package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.scores.ForecastScores;

class ErrorByHorizonTest {
  private static ForecastScores scores(int horizon, String... naive) {
    List<ForecastScores.Values> values = new ArrayList<>();
    for (String name : naive) {
      values.add(new ForecastScores.Values(name, new double[] {1, 2, 3, 3 + horizon}));
    }
    return ForecastScores.of(
        "a +" + horizon,
        horizon,
        new int[4],
        new double[] {1, 2, 3, 4},
        new double[] {1, 2, 4, 5.0 * horizon},
        values);
  }

  @Test
  void drawsALineForEachForecast() {
    Picture picture =
        ErrorByHorizon.draw(
            "a",
            List.of(
                scores(1, "last", "season"),
                scores(2, "last", "season"),
                scores(12, "last", "season")));
    Looks.assertSound(picture);
    for (int k = 0; k < 3; k++) {
      assertTrue(Looks.share(picture, Palette.ofClass(k)) > 1e-5, "line " + k);
    }
    assertEquals("RMSE of a: forecast, last, season, by rows ahead", picture.caption());
    Looks.assertSound(ErrorByHorizon.draw("a", List.of(scores(1))));
  }

  @Test
  void refusesOthersAtEachHorizon() {
    assertThrows(IllegalArgumentException.class, () -> ErrorByHorizon.draw("a", List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> ErrorByHorizon.draw("a", List.of(scores(1, "last"), scores(2, "season"))));
    assertThrows(
        IllegalArgumentException.class,
        () -> ErrorByHorizon.draw("a", List.of(scores(2), scores(1))));
  }
}
