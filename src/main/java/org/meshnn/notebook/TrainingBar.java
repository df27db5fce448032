package org.meshnn.notebook;

import java.util.Locale;
import java.util.Map;
import org.meshnn.train.Epoch;
import org.meshnn.train.Listener;

/** A bar that follows a training: epoch, loss, metric and time left. */
final class TrainingBar implements Listener {
  private static final int WIDTH = 24;

  /** What the bar shows after one epoch. */
  record Reading(Epoch epoch, int epochs) {

    double done() {
      return (double) epoch.number() / epochs;
    }

    String numbers() {
      double left = epoch.seconds() * (epochs - epoch.number()) / epoch.number();
      String measured =
          epoch.validated()
              ? String.format(
                  Locale.ROOT,
                  ", validation %.4g (%.4g)",
                  epoch.validationLoss(),
                  epoch.validationMetric())
              : "";
      return String.format(
          Locale.ROOT,
          "epoch %d of %d, loss %.4g (%.4g)%s, %s",
          epoch.number(),
          epochs,
          epoch.loss(),
          epoch.metric(),
          measured,
          epoch.number() == epochs
              ? String.format(Locale.ROOT, "%.1f s", epoch.seconds())
              : String.format(Locale.ROOT, "%.1f s left", left));
    }

    Map<String, String> bundle() {
      int filled = (int) Math.round(done() * WIDTH);
      String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
      String html =
          String.format(
              Locale.ROOT,
              "<progress value=\"%d\" max=\"%d\" style=\"width:16em\"></progress> %s",
              epoch.number(),
              epochs,
              Rich.escape(numbers()));
      return Rich.html("[" + bar + "] " + numbers(), html);
    }
  }

  private Live live;

  @Override
  public void epochDone(Epoch epoch, int epochs) {
    Reading reading = new Reading(epoch, epochs);
    if (epoch.number() == 1) {
      live = Show.live(reading);
    } else {
      live.update(reading);
    }
    if (epoch.number() == epochs) {
      live.end(reading);
    }
  }
}
