package org.meshnn.display;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.meshnn.plot.Fonts;
import org.meshnn.plot.Picture;

/** How a chart of the user's own looks, where the optional XChart is on the class path. */
final class XCharts {
  private XCharts() {}

  static void register() {
    Rich.register(
        Chart.class,
        chart -> {
          Fonts.check();
          String text = "chart: " + chart.getTitle();
          return Rich.picture(text, new Picture(BitmapEncoder.getBufferedImage(chart), text).png());
        });
  }
}
