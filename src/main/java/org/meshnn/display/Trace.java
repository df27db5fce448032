package org.meshnn.display;

import java.util.Arrays;

/**
 * A number over the epochs in bounded memory: the first values all, then every second, every fourth
 * and so on, evenly spaced, and always the latest.
 */
final class Trace {
  static final int MOST = 128;

  private final double[] at = new double[MOST + 1];
  private final double[] values = new double[MOST + 1];
  private int kept;
  private int stride = 1;
  private long count;
  private boolean latestKept = true;

  /** The points up to now, which stay as they are. */
  Trace copy() {
    Trace copy = new Trace();
    System.arraycopy(at, 0, copy.at, 0, at.length);
    System.arraycopy(values, 0, copy.values, 0, values.length);
    copy.kept = kept;
    copy.stride = stride;
    copy.count = count;
    copy.latestKept = latestKept;
    return copy;
  }

  void add(double x, double value) {
    boolean keep = count++ % stride == 0;
    if (keep && kept == MOST) {
      halve();
    }
    at[kept] = x;
    values[kept] = value;
    if (keep) {
      kept++;
    }
    latestKept = keep;
  }

  private void halve() {
    for (int i = 0; i < MOST; i += 2) {
      at[i / 2] = at[i];
      values[i / 2] = values[i];
    }
    kept = MOST / 2;
    stride *= 2;
  }

  /** Where the points are, in order. */
  double[] at() {
    return Arrays.copyOf(at, size());
  }

  /** The value at each point. */
  double[] values() {
    return Arrays.copyOf(values, size());
  }

  private int size() {
    return latestKept ? kept : kept + 1;
  }
}
