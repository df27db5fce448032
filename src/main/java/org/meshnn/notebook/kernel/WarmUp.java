package org.meshnn.notebook.kernel;

import java.util.List;
import org.meshnn.History;
import org.meshnn.display.Rich;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Epoch;

/** Loads what a first table and a first chart need while nobody waits for them yet. */
final class WarmUp {
  private WarmUp() {}

  /** Begins in the background; nothing is shown, nothing depends on it. */
  static void begin() {
    Thread thread = new Thread(WarmUp::draw, "meshnn-warm-up");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private static void draw() {
    Rich.bundle(Datasets.iris());
    Epoch first = new Epoch(1, 1, 0.5, Double.NaN, Double.NaN, 0.1);
    Epoch second = new Epoch(2, 0.5, 0.7, Double.NaN, Double.NaN, 0.2);
    Rich.bundle(new History(List.of(first, second), "accuracy", 2).plot());
  }
}
