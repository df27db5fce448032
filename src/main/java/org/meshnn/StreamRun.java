package org.meshnn;

import java.util.Arrays;
import java.util.List;
import org.meshnn.scores.StreamErrors;
import org.meshnn.tables.StreamRows;
import org.meshnn.tables.StreamRows.Series;
import org.meshnn.train.Ending;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Polling;
import org.meshnn.train.StreamListener;

/** A run over the rows of streams: each is predicted first, then learned from. */
final class StreamRun {
  private final OnlineMesh mesh;
  private final boolean learning;
  private final StreamRows rows;
  private final List<List<Series>> taken; // by stream
  private final int[] turn; // of each stream, which of its series
  private final int[] at; // of each stream, which row of it is next
  private final long steps;
  private final int width;
  private final double[] x;
  private final double[] y;
  private final double[] outputs;
  private final double[] predicted; // values as they are, of classes the most probable
  private final StreamErrors errors;
  private final StreamRecord record;
  private final double[] row;
  private boolean idle; // whether the first stream has come to its end
  private final List<StreamListener> listeners;
  private final long begun = System.nanoTime();

  StreamRun(OnlineMesh mesh, StreamRows rows, boolean learning) {
    OnlineTraining training = mesh.training();
    int lanes = training.lanes();
    this.mesh = mesh;
    this.learning = learning;
    this.rows = rows;
    taken = rows.by(lanes);
    turn = new int[lanes];
    at = new int[lanes];
    steps =
        taken.stream()
            .mapToLong(series -> series.stream().mapToLong(Series::rows).sum())
            .max()
            .orElse(0);
    width = rows.width();
    x = new double[lanes * rows.inputs()];
    y = new double[lanes * width];
    outputs = new double[lanes * mesh.topology().outputs()];
    predicted = new double[lanes * width];
    errors =
        new StreamErrors(mesh.classification(), lanes, width, training.window(), training.fading());
    record = new StreamRecord(3 + 2 * width);
    row = new double[3 + 2 * width];
    listeners = StreamWatcher.of(training);
  }

  Prequential run() {
    listeners.forEach(
        listener -> listener.begun(steps, Prequential.measure(mesh.classification())));
    try (Polling open = new Polling()) {
      return ended(all());
    } catch (OnlineDiverged diverged) {
      throw new OnlineDiverged(diverged, ended(Ending.DIVERGED));
    }
  }

  private Prequential ended(Ending ending) {
    listeners.forEach(listener -> listener.ended(ending));
    return result(ending);
  }

  private Ending all() {
    for (long step = 1; step <= steps; step++) {
      if (Thread.interrupted()) {
        return Ending.INTERRUPTED;
      }
      for (int lane = 0; lane < turn.length; lane++) {
        next(lane);
      }
      mesh.predict(x, outputs);
      choose();
      note(step);
      if (learning) {
        mesh.learn(y);
      }
    }
    return Ending.COMPLETED;
  }

  /**
   * Takes the next row of a stream. Past its last it has inputs of 0 and no truth, at S = 0 at each
   * step, as states that went on could overflow.
   */
  private void next(int lane) {
    List<Series> all = taken.get(lane);
    if (turn[lane] < all.size() && at[lane] == all.get(turn[lane]).rows()) {
      turn[lane]++;
      at[lane] = 0;
    }
    int inputs = x.length / turn.length;
    if (turn[lane] == all.size()) {
      Arrays.fill(x, lane * inputs, (lane + 1) * inputs, 0);
      Arrays.fill(y, lane * width, (lane + 1) * width, Double.NaN);
      mesh.reset(lane);
      idle |= lane == 0;
      return;
    }
    if (at[lane] == 0 && (rows.begins() || turn[lane] > 0)) {
      mesh.reset(lane);
      errors.forget(lane);
    }
    Series series = all.get(turn[lane]);
    System.arraycopy(series.x(), at[lane] * inputs, x, lane * inputs, inputs);
    System.arraycopy(series.y(), at[lane] * width, y, lane * width, width);
    at[lane]++;
  }

  private void choose() {
    if (!mesh.classification()) {
      System.arraycopy(outputs, 0, predicted, 0, predicted.length);
      return;
    }
    int classes = outputs.length / predicted.length;
    for (int lane = 0; lane < predicted.length; lane++) {
      int best = 0;
      for (int k = 1; k < classes; k++) {
        best = outputs[lane * classes + k] > outputs[lane * classes + best] ? k : best;
      }
      predicted[lane] = best;
    }
  }

  private void note(long step) {
    errors.add(y, predicted);
    row[0] = step;
    row[1] = errors.running();
    row[2] = errors.runningOfLastValue();
    for (int o = 0; o < width; o++) {
      row[3 + 2 * o] = own(o, y[o]);
      row[4 + 2 * o] = idle ? Double.NaN : own(o, predicted[o]);
    }
    record.add(row);
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).stepDone(step, row[3], row[4], row[1], row[2]);
    }
  }

  /** In its own unit. */
  private double own(int output, double value) {
    return rows.scales().isEmpty() || Double.isNaN(value)
        ? value
        : rows.scales().get(output).restore(value);
  }

  private Prequential result(Ending ending) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Prequential(
        mesh.classification(),
        rows.names(),
        rows.classes(),
        record,
        errors,
        mesh.training(),
        ending,
        seconds);
  }
}
