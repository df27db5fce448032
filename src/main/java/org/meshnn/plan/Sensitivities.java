package org.meshnn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What forward-only propagation carries beside the states: the sensitivities {@code P(tau -> t)[b,
 * j] = dS_j(t) / dZ_b(tau)}, each in a row of its own, for {@code tau <= t < T} and only where a
 * path of {@code t - tau} edges joins b to j.
 *
 * <p>The last tick belongs to the readout: once the loss is known, {@code v = A (f'(Z(T))
 * dL/dS(T))} is its gradient with respect to S(T-1), and {@code dL/dZ_b(tau)} is the product of
 * {@code P(tau -> T-1)[b, .]} with v. (The product {@code P A f'} with a vector is taken from the
 * right: the n sensitivities of the outputs are never formed.)
 */
public final class Sensitivities {
  /**
   * The step from tick t-1 to tick t: {@code P(tau -> t)[b, j] = f'_j(t) * sum over k of P(tau ->
   * t-1)[b, k] A[k, j]}.
   *
   * @param gather the sums, from the rows of tick t-1 to those of tick t
   * @param slope for each target row, the row of f'_j(t)
   */
  public record Transport(Gather gather, int[] slope) {}

  private final List<Transport> transports;
  private final Products readout;
  private final int[] influence;
  private final int end;

  private Sensitivities(List<Transport> transports, Products readout, int[] influence, int end) {
    this.transports = transports;
    this.readout = readout;
    this.influence = influence;
    this.end = end;
  }

  /** The steps of ticks 2 to T-1, in order. */
  public List<Transport> transports() {
    return transports;
  }

  /** What the carried sensitivities times dL/dS(T-1) give: result i goes to {@link #influence}. */
  public Products readout() {
    return readout;
  }

  /** The influence row of each result of {@link #readout()}. */
  public int[] influence() {
    return influence;
  }

  /** One past the last row used. */
  public int end() {
    return end;
  }

  /** Lays out the sensitivities of a plan whose {@link Forecast} is within bounds. */
  static Sensitivities of(Rows rows, List<Tick> program) {
    List<Transport> transports = new ArrayList<>();
    Carried carried = new Carried();
    int end = rows.sensitivity();
    for (int t = 1; t < program.size(); t++) {
      Tick tick = program.get(t - 1);
      if (t > 1) {
        Carried next = new Carried();
        Transport transport = carried.advance(tick, rows, end, next);
        end += transport.gather().rows();
        transports.add(transport);
        carried = next;
      }
      carried.begin(tick, rows);
    }
    return new Sensitivities(transports, carried.readout(rows), carried.influence.toArray(), end);
  }

  /** The sensitivities carried at one tick, grouped by the pre-activation they begin at. */
  private static final class Carried {
    private final IntList influence = new IntList(); // of each group: its origin's influence row
    private final IntList start = new IntList(); // of each group: its first entry
    private final IntList neuron = new IntList(); // of each entry: j's place among the live neurons
    private final IntList row = new IntList(); // of each entry: the row that holds it

    Carried() {
      start.add(0);
    }

    /** Adds those that begin at this tick: P(tau -> tau)[b, b] = f'_b(tau). */
    void begin(Tick tick, Rows rows) {
      for (int i = 0; i < tick.size(); i++) {
        if (tick.learns(i)) {
          influence.add(rows.influenceOf(tick.row() + i));
          neuron.add(i);
          row.add(rows.slopeOf(tick.row() + i));
          start.add(row.size());
        }
      }
    }

    /** Moves every group one tick on, into {@code next}. */
    Transport advance(Tick tick, Rows rows, int first, Carried next) {
      Gather scatter = tick.scatter();
      int firstInfluence = rows.influenceOf(tick.row());
      IntList termStart = new IntList();
      IntList source = new IntList();
      IntList edge = new IntList();
      IntList slope = new IntList();
      termStart.add(0);
      int[] fill = new int[tick.size()]; // of each target j: its terms so far, within one group
      for (int g = 0; g < influence.size(); g++) {
        int[] targets = targets(g, scatter, firstInfluence, fill);
        int end = source.size();
        for (int j : targets) {
          end += fill[j];
          termStart.add(end);
          fill[j] = end - fill[j];
          next.neuron.add(j);
          next.row.add(first + next.row.size());
          slope.add(rows.slopeOf(tick.row() + j));
        }
        source.resize(end);
        edge.resize(end);
        for (int i = start.get(g); i < start.get(g + 1); i++) {
          for (int o = outStart(scatter, i); o < outEnd(scatter, i); o++) {
            int at = fill[scatter.source()[o] - firstInfluence]++;
            source.set(at, row.get(i));
            edge.set(at, scatter.edge()[o]);
          }
        }
        for (int j : targets) {
          fill[j] = 0;
        }
        next.influence.add(influence.get(g));
        next.start.add(next.row.size());
      }
      Gather gather = new Gather(first, termStart.toArray(), source.toArray(), edge.toArray());
      return new Transport(gather, slope.toArray());
    }

    /**
     * The neurons a group reaches, in increasing order, with their number of terms in {@code fill}.
     */
    private int[] targets(int group, Gather scatter, int firstInfluence, int[] fill) {
      IntList touched = new IntList();
      for (int i = start.get(group); i < start.get(group + 1); i++) {
        for (int o = outStart(scatter, i); o < outEnd(scatter, i); o++) {
          int j = scatter.source()[o] - firstInfluence;
          if (fill[j]++ == 0) {
            touched.add(j);
          }
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

    /** dL/dZ_b(tau) = sum over j of P(tau -> T-1)[b, j] v_j. */
    Products readout(Rows rows) {
      int[] right = new int[neuron.size()];
      Arrays.setAll(right, i -> rows.readout() + neuron.get(i));
      return new Products(start.toArray(), row.toArray(), right);
    }
  }
}
