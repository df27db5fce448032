package org.meshnn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What forward-only propagation carries beside the states: the sensitivities {@code P(tau -> t)[b,
 * j] = dS_j(t) / dZ_b(tau)}, each in a row of its own, for {@code tau <= t <= T-2} and only where a
 * path of {@code t - tau} edges joins b to j; at a neuron that leaks a path may wait.
 *
 * <p>The last tick belongs to the readout. Once the loss is known, {@code v = A dL/dZ(T)} is its
 * gradient by S(T-1) and {@code u = f'(Z(T-1)) v} that by Z(T-1); for every earlier pre-activation
 * {@code dL/dZ_b(tau)} is the product of {@code dZ(T-1)/dZ_b(tau) = P(tau -> T-2)[b, .] A} with u.
 * These last sums are formed one at a time and never stored. (So up to T = 3 forward-only and
 * back-propagation multiply the same numbers, in another order; from T = 4 on the sensitivities of
 * all pairs travel with the states.) A neuron that leaks hands on what it has of each: {@code (1 -
 * a_j) P(tau -> t-1)[b, j]} is added to {@code P(tau -> t)[b, j]}.
 */
public final class Sensitivities {
  /**
   * The step from tick t-1 to tick t: {@code P(tau -> t)[b, j] = f'_j(t) * sum over k of P(tau ->
   * t-1)[b, k] A[k, j]}, and what neurons that leak keep: {@code + (1 - a_j) P(tau -> t-1)[b, j]}.
   *
   * @param gather the sums, from the rows of tick t-1 to those of tick t
   * @param slope for each target row, the row of f'_j(t), which holds a_j f'_j(t) where j leaks
   * @param kept what is added after that
   */
  public record Transport(Gather gather, int[] slope, Kept kept) {}

  /**
   * The last step: {@code row[to[g]] = sum over i in start[g] .. start[g + 1] - 1 of q_i
   * row[times[i]]}, where q_i is the i-th sum of the gather; then what neurons that leak keep is
   * added, {@code (1 - a_j) P(tau -> T-2)[b, j] dL/dS_j(T-1)}.
   *
   * @param gather the sums dZ_j(T-1)/dZ_b(tau); its targets are not stored
   * @param times for each sum, the row of dL/dZ_j(T-1)
   * @param start the sums of each pre-activation
   * @param to the error signal row of each pre-activation
   * @param kept what is added after that
   */
  public record Readout(Gather gather, int[] times, int[] start, int[] to, Kept kept) {}

  private final List<Transport> transports;
  private final Readout readout;
  private final int end;

  private Sensitivities(List<Transport> transports, Readout readout, int end) {
    this.transports = transports;
    this.readout = readout;
    this.end = end;
  }

  /** {@return the steps of ticks 2 to T-2, in order} */
  public List<Transport> transports() {
    return transports;
  }

  /** {@return the last step, through tick T-1; without sums where T is less than 3} */
  public Readout readout() {
    return readout;
  }

  /** {@return one past the last row used} */
  public int end() {
    return end;
  }

  /** Lays out the sensitivities of a plan, which fit, at the size forecast. */
  static Sensitivities of(Layout layout, List<Tick> program, Forecast forecast) {
    List<Transport> transports = new ArrayList<>();
    Carried carried = new Carried(forecast, 1);
    int end = layout.sensitivity();
    for (int t = 1; t < program.size() - 1; t++) {
      Tick tick = program.get(t - 1);
      if (t > 1) {
        Carried next = new Carried(forecast, t);
        Waiting waiting = Waiting.of(program.get(t - 2), tick, forecast.kept(t));
        Gather gather = carried.advance(tick, layout, end, waiting, next);
        int[] slope = next.rowsOf(layout.slopeOf(tick.row()));
        transports.add(new Transport(gather, slope, waiting.kept()));
        end += gather.rows();
        carried = next;
      }
      carried.begin(tick, layout);
    }
    return new Sensitivities(transports, carried.readout(layout, program), end);
  }

  /** The sensitivities carried at one tick, grouped by the pre-activation they begin at. */
  private static final class Carried {
    private final IntList errorSignal =
        new IntList(); // of each group: its origin's error signal row
    private final IntList start = new IntList(); // of each group: its first entry
    private final IntList neuron; // of each entry: j's place among the live neurons
    private final IntList row; // of each entry: the row that holds it
    private final Forecast forecast;
    private final int tick;

    Carried(Forecast forecast, int tick) {
      this.forecast = forecast;
      this.tick = tick;
      neuron = new IntList(forecast.targets(tick));
      row = new IntList(forecast.targets(tick));
      start.add(0);
    }

    /** Adds those that begin at this tick: P(tau -> tau)[b, b] = dS_b/dZ_b(tau). */
    void begin(Tick tick, Layout layout) {
      for (int i = 0; i < tick.size(); i++) {
        if (tick.learns(i)) {
          errorSignal.add(layout.errorSignalOf(tick.row() + i));
          neuron.add(i);
          row.add(layout.slopeOf(tick.row() + i));
          start.add(row.size());
        }
      }
    }

    /** Moves every group one tick on, into {@code next}: the sums that takes. */
    Gather advance(Tick tick, Layout layout, int first, Waiting waiting, Carried next) {
      Gather scatter = tick.scatter();
      int firstErrorSignal = layout.errorSignalOf(tick.row());
      IntList termStart = new IntList(forecast.targets(next.tick) + 1);
      IntList source = new IntList(forecast.terms(next.tick));
      IntList edge = new IntList(forecast.terms(next.tick));
      termStart.add(0);
      int[] fill = new int[tick.size()]; // of each target j: its terms so far, within one group
      for (int g = 0; g < errorSignal.size(); g++) {
        int[] targets = targets(g, scatter, firstErrorSignal, waiting, fill);
        int firstOfGroup = first + next.row.size();
        int end = source.size();
        for (int j : targets) {
          end += fill[j];
          termStart.add(end);
          fill[j] = end - fill[j];
          next.neuron.add(j);
          next.row.add(first + next.row.size());
        }
        source.resize(end);
        edge.resize(end);
        for (int i = start.get(g); i < start.get(g + 1); i++) {
          int kept = waiting.next(neuron.get(i));
          if (kept >= 0) {
            int target = firstOfGroup + Arrays.binarySearch(targets, kept);
            waiting.keep(target, row.get(i), neuron.get(i));
          }
          for (int o = outStart(scatter, i); o < outEnd(scatter, i); o++) {
            int at = fill[scatter.source()[o] - firstErrorSignal]++;
            source.set(at, row.get(i));
            edge.set(at, scatter.edge()[o]);
          }
        }
        for (int j : targets) {
          fill[j] = 0;
        }
        next.errorSignal.add(errorSignal.get(g));
        next.start.add(next.row.size());
      }
      return new Gather(first, termStart.toArray(), source.toArray(), edge.toArray());
    }

    /**
     * The neurons a group reaches, in increasing order, with their number of terms in {@code fill}.
     */
    private int[] targets(
        int group, Gather scatter, int firstErrorSignal, Waiting waiting, int[] fill) {
      IntList touched = new IntList();
      for (int i = start.get(group); i < start.get(group + 1); i++) {
        for (int o = outStart(scatter, i); o < outEnd(scatter, i); o++) {
          int j = scatter.source()[o] - firstErrorSignal;
          if (fill[j]++ == 0) {
            touched.add(j);
          }
        }
      }
      for (int i = start.get(group); i < start.get(group + 1); i++) {
        int kept = waiting.next(neuron.get(i));
        if (kept >= 0 && fill[kept] == 0) {
          touched.add(kept);
        }
      }
      int[] targets = touched.toArray();
      Arrays.sort(targets);
      return targets;
    }

    private int outStart(Gather scatter, int entry) {
      return scatter.start()[neuron.get(entry)];
    }

    private int outEnd(Gather scatter, int entry) {
      return scatter.start()[neuron.get(entry) + 1];
    }

    /** For each entry, a row of its neuron, counted from the row of the first live neuron. */
    int[] rowsOf(int first) {
      int[] rows = new int[neuron.size()];
      Arrays.setAll(rows, i -> first + neuron.get(i));
      return rows;
    }

    Readout readout(Layout layout, List<Tick> program) {
      if (program.size() < 3) {
        int[] none = {0};
        return new Readout(
            new Gather(0, none, new int[0], new int[0]), new int[0], none, new int[0], Kept.NONE);
      }
      Tick before = program.get(program.size() - 3);
      Tick tick = program.get(program.size() - 2);
      Carried last = new Carried(forecast, program.size() - 1);
      Gather gather = advance(tick, layout, 0, Waiting.nobody(tick), last);
      return new Readout(
          gather,
          last.rowsOf(layout.errorSignalOf(tick.row())),
          last.start.toArray(),
          last.errorSignal.toArray(),
          kept(Waiting.of(before, tick, forecast.kept(program.size() - 1))));
    }

    /** What the neurons that leak keep up to the tick before the last. */
    private Kept kept(Waiting waiting) {
      for (int g = 0; g < errorSignal.size(); g++) {
        for (int i = start.get(g); i < start.get(g + 1); i++) {
          if (waiting.next(neuron.get(i)) >= 0) {
            waiting.read(errorSignal.get(g), row.get(i), neuron.get(i));
          }
        }
      }
      return waiting.kept();
    }
  }
}
