package org.meshnn.display;

import java.util.Locale;
import java.util.Map;
import org.meshnn.train.Ending;
import org.meshnn.train.Epoch;
import org.meshnn.train.Listener;

/** A bar that follows a training: epoch, loss, metric and time left. */
final class TrainingBar implements Listener {
  private static final int WIDTH = 24;

  /**
   * What the bar shows after one epoch.
   *
   * @param ending why training ended, or null while it runs
   */
  record Reading(Epoch epoch, int epochs, Ending ending) {

    private String numbers() {
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
          time());
    }

    private String time() {
      if (ending == null) {
        double left = epoch.seconds() * (epochs - epoch.number()) / epoch.number();
        return String.format(Locale.ROOT, "%.1f s left", left);
      }
      return String.format(Locale.ROOT, "%s in %.1f s", ending, epoch.seconds());
    }

    Map<String, String> bundle() {
      int filled = Math.round((float) epoch.number() * WIDTH / epochs);
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
  private Reading last;

  @Override
  public void epochDone(Epoch epoch, int epochs) {
    last = new Reading(epoch, epochs, null);
    if (epoch.number() == 1) {
      live = Show.live(last);
    } else {
      live.update(last);
    }
  }

  @Override
  public void ended(Ending ending) {
    if (last != null) {
      live.end(new Reading(last.epoch(), last.epochs(), ending));
    }
  }
}
