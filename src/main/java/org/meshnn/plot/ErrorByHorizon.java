package org.meshnn.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meshnn.scores.ForecastScores;
import org.meshnn.scores.ForecastScores.Naive;
import org.meshnn.text.Required;

/** The error of a forecast by how far it looks ahead, beside that of naive ones. */
public final class ErrorByHorizon {
  private ErrorByHorizon() {}

  /**
   * Root mean squared errors: a line for the forecast and one for each naive forecast. The upright
   * axis is logarithmic where they span a factor of 20.
   *
   * @param column that is forecast
   * @param scores of it at each horizon, ascending, at least one, all with the same naive forecasts
   * @return the picture
   * @throws IllegalArgumentException if there are none, or they have other naive forecasts, or do
   *     not ascend
   */
  public static Picture draw(String column, List<ForecastScores> scores) {
    Required.of(scores, "scores, for example of forecasts 1 and 2 rows ahead");
    double[] horizons = scores.stream().mapToDouble(ForecastScores::horizon).toArray();
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("forecast", scores.stream().mapToDouble(s -> s.forecast().rmse()).toArray());
    List<String> names =
        scores.isEmpty() ? List.of() : scores.get(0).naive().stream().map(Naive::name).toList();
    for (ForecastScores each : scores) {
      if (!each.naive().stream().map(Naive::name).toList().equals(names)) {
        throw new IllegalArgumentException(
            "expected the same naive forecasts at each horizon, got others at " + each.horizon());
      }
    }
    for (int n = 0; n < names.size(); n++) {
      int naive = n;
      lines.put(
          names.get(n),
          scores.stream().mapToDouble(s -> s.naive().get(naive).scores().rmse()).toArray());
    }
    return Lines.draw("RMSE of " + column, "rows ahead", horizons, lines);
  }
}
