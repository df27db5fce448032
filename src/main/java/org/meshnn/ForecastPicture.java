package org.meshnn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.plot.Picture;
import org.meshnn.plot.SeriesPlot;
import org.meshnn.scores.ErrorBand;
import org.meshnn.tables.PredictedValues;
import org.meshnn.tables.Sequences;

/** Draws a series and what was predicted of it. */
final class ForecastPicture {
  private ForecastPicture() {}

  /**
   * The series with most predictions, a part of a split by time shaded.
   *
   * @param band of errors around the predictions; null for none
   */
  static Picture draw(Sequences asked, PredictedValues values, @Nullable ErrorBand band) {
    int series = mostPredicted(values);
    int[] of = values.series();
    int[] own = IntStream.range(0, of.length).filter(i -> of[i] == series).toArray();
    double[] at = taken(values.at(), own);
    double[] predicted = taken(values.predicted(), own);
    String order = asked.ordering().order();
    SeriesPlot plot =
        SeriesPlot.of(title(values, band), order == null ? "row" : order, values.time())
            .line("actual", values.allAt(series), values.all(series))
            .line(band == null ? "predicted" : "predicted, 95 % band", at, predicted);
    if (band != null) {
      plot = plot.band(at, band.below(predicted), band.above(predicted));
    }
    return (asked.isPart() ? plot.shaded("test", at[0]) : plot).draw();
  }

  private static int mostPredicted(PredictedValues values) {
    int[] counts = new int[values.allSeries()];
    Arrays.stream(values.series()).forEach(series -> counts[series]++);
    return IntStream.range(0, counts.length)
        .boxed()
        .max(Comparator.<Integer>comparingInt(s -> counts[s]).thenComparing(s -> -s))
        .orElseThrow();
  }

  private static String title(PredictedValues values, @Nullable ErrorBand band) {
    return values.output() + (band == null ? "" : "; band: " + band);
  }

  private static double[] taken(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
  }
}
