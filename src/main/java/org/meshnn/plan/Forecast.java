package org.meshnn.plan;

import java.util.List;

/**
 * How much forward-only propagation would carry, found by walking each pre-activation's paths
 * without storing them.
 */
final class Forecast {
  /** Terms beyond which sensitivities are not laid out: 2^27, which take 1 GiB of indices. */
  static final long LIMIT = 1L << 27;

  private final Rows rows;
  private final List<Tick> ticks;
  private final int[] seen; // by place among the live neurons: the last step that came there
  private int step;
  private IntList reached = new IntList(); // where the walk is, by place
  private IntList next = new IntList();
  private long terms;
  private long carried;

  private Forecast(Rows rows, List<Tick> ticks) {
    this.rows = rows;
    this.ticks = ticks;
    seen = new int[ticks.stream().mapToInt(Tick::size).max().orElse(0)];
  }

  static Forecast of(Rows rows, List<Tick> ticks) {
    Forecast forecast = new Forecast(rows, ticks);
    for (int tau = 1; tau < ticks.size() - 1 && forecast.fits(); tau++) {
      Tick origin = ticks.get(tau - 1);
      for (int b = 0; b < origin.size() && forecast.fits(); b++) {
        if (origin.learns(b)) {
          forecast.walk(tau, b);
        }
      }
    }
    return forecast;
  }

  /** Whether the sensitivities can be laid out. */
  boolean fits() {
    return terms <= LIMIT;
  }

  /** Multiply-adds per sample, of transport and readout. */
  long terms() {
    return terms;
  }

  /** Rows in which sensitivities are carried. */
  long carried() {
    return carried;
  }

  private void walk(int tau, int b) {
    reached.resize(0);
    reached.add(b);
    for (int t = tau + 1; t < ticks.size() && fits(); t++) {
      step(ticks.get(t - 1));
      carried += t < ticks.size() - 1 ? reached.size() : 0;
    }
    terms += reached.size();
  }

  private void step(Tick tick) {
    Gather scatter = tick.scatter();
    step++;
    next.resize(0);
    for (int i = 0; i < reached.size(); i++) {
      int k = reached.get(i);
      terms += scatter.start()[k + 1] - scatter.start()[k];
      for (int o = scatter.start()[k]; o < scatter.start()[k + 1]; o++) {
        int j = scatter.source()[o] - rows.influenceOf(tick.row());
        if (seen[j] != step) {
          seen[j] = step;
          next.add(j);
        }
      }
    }
    IntList done = reached;
    reached = next;
    next = done;
  }
}
