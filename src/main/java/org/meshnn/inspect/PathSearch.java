package org.meshnn.inspect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.meshnn.graph.Topology;

/**
 * The walks of a mesh from a clamped neuron to an output at tick T, and what each carries. With the
 * slopes D_j(t) = a_j f_j'(Z_j(t)) of a row, one tick hands on
 *
 * <pre>
 *   J(t)[k, j] = A[k, j] D_j(t) + [k = j] (1 - a_j),   0 where j is clamped,
 * </pre>
 *
 * and a walk k_s, .., k_T that leaves its clamped neuron after tick s carries
 *
 * <pre>
 *   x_(k_s) J(s+1)[k_s, k_(s+1)] .. J(T)[k_(T-1), k_T]
 * </pre>
 *
 * of the row; its size is the mean over the rows of the magnitude of that. All sizes together come
 * from one pass back through the ticks, as magnitudes of products are products of magnitudes:
 *
 * <pre>
 *   all(T)[o]  = 1 at outputs,   all(t-1)[k]  = sum over j of |J(t)[k, j]| all(t)[j]
 *   best(T)[o] = 1 at outputs,   best(t-1)[k] = max over j of |J(t)[k, j]| best(t)[j]
 * </pre>
 *
 * The largest are found depth first: a walk that has come to j at tick t with p in each row can end
 * with no more than the mean of |p| best(t)[j], and is left as soon as that is not above the least
 * of those kept.
 */
final class PathSearch {
  private static final double ROUNDING = 1 + 1e-9; // by which a bound may be too low

  private final Topology topology;
  private final double[][] x; // of each clamped neuron, a number for each row
  private final double[][][] slopes; // by tick from 1 on, neuron and row; null of clamped neurons
  private final int ticks;
  private final int rows;
  private final List<List<Step>> steps = new ArrayList<>(); // from each neuron
  private final double[][][] best; // by tick, neuron and row
  private final double[] sizes; // all sizes of walks by their number of steps
  private final double walks;

  /**
   * One neuron to another in a tick.
   *
   * @param weight of the edge; 0 where there is none
   * @param kept the part of its state that a neuron keeps, for a step from it to itself
   */
  private record Step(int to, double weight, double kept) {
    double factor(double slope) {
      return weight * slope + kept;
    }
  }

  /**
   * A walk.
   *
   * @param neurons in order, the clamped one first
   * @param size mean over the rows of the magnitude of what it carries
   * @param mean over the rows of what it carries
   */
  record Walk(List<Integer> neurons, double size, double mean) {}

  /**
   * What was found.
   *
   * @param largest the largest first
   * @param complete whether no walk left out is larger than one of them
   */
  record Largest(List<Walk> largest, boolean complete) {}

  /**
   * Of a mesh and some rows.
   *
   * @param weights one per edge
   * @param leaks of each neuron
   * @param x of each clamped neuron, a number for each row
   * @param slopes D_j(t) by tick from 1 on, shape (T + 1, neurons, rows)
   */
  PathSearch(
      Topology topology, double[] weights, double[] leaks, double[][] x, double[][][] slopes) {
    this.topology = topology;
    this.x = x;
    this.slopes = slopes;
    ticks = slopes.length - 1;
    rows = x[0].length;
    addSteps(weights, leaks);
    best = new double[ticks + 1][topology.neurons()][];
    sizes = new double[ticks + 1];
    walks = back();
  }

  private void addSteps(double[] weights, double[] leaks) {
    int n = topology.neurons();
    for (int k = 0; k < n; k++) {
      steps.add(new ArrayList<>());
    }
    for (int j = topology.roles().clamped(); j < n; j++) {
      boolean loops = false;
      for (int e = topology.columnStart(j); e < topology.columnEnd(j); e++) {
        boolean loop = topology.source(e) == j;
        steps.get(topology.source(e)).add(new Step(j, weights[e], loop ? 1 - leaks[j] : 0));
        loops |= loop;
      }
      if (leaks[j] < 1 && !loops) {
        steps.get(j).add(new Step(j, 0, 1 - leaks[j]));
      }
    }
  }

  /** The recurrences; how many walks there are. */
  private double back() {
    int n = topology.neurons();
    double[][] all = new double[n][rows];
    double[] count = new double[n];
    for (int j = topology.roles().firstOutput(); j < n; j++) {
      Arrays.fill(all[j], 1);
      best[ticks][j] = all[j].clone();
      count[j] = 1;
    }
    double counted = 0;
    for (int t = ticks; t >= 1; t--) {
      double[][] allBefore = new double[n][rows];
      double[] countBefore = new double[n];
      for (int k = 0; k < n; k++) {
        double[] bestBefore = new double[rows];
        for (Step step : steps.get(k)) {
          int j = step.to();
          double[] bestAfter = best[t][j];
          if (bestAfter == null) {
            continue; // reaches no output
          }
          countBefore[k] += count[j];
          for (int r = 0; r < rows; r++) {
            double factor = Math.abs(step.factor(slopes[t][j][r]));
            allBefore[k][r] += factor * all[j][r];
            bestBefore[r] = Math.max(bestBefore[r], factor * bestAfter[r]);
          }
        }
        best[t - 1][k] = countBefore[k] > 0 ? bestBefore : null;
      }
      all = allBefore;
      count = countBefore;
      for (int i = 0; i < topology.roles().clamped(); i++) {
        counted += count[i];
        sizes[ticks - t + 1] += size(x[i], all[i]);
      }
    }
    return counted;
  }

  /** Mean over the rows of the magnitude of a product. */
  private double size(double[] a, double[] b) {
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      sum += Math.abs(a[r] * b[r]);
    }
    return sum / rows;
  }

  /** All sizes of walks of 0, 1, .. T steps; none has 0. */
  double[] sizes() {
    return sizes.clone();
  }

  /** How many walks there are, those that carry nothing too. */
  double walks() {
    return walks;
  }

  /**
   * The walks of the largest sizes, none of size 0.
   *
   * @param most how many, at least 1
   * @param work how many multiplications, about, before the search ends with the largest so far
   */
  Largest largest(int most, double work) {
    Search search = new Search(most, work);
    search.run();
    List<Walk> found = new ArrayList<>(search.kept);
    found.sort(LARGEST_FIRST);
    return new Largest(List.copyOf(found), search.left >= 0);
  }

  /** Of equal sizes shorter walks first, then by their neurons. */
  private static final Comparator<Walk> LARGEST_FIRST =
      Comparator.comparingDouble(Walk::size)
          .reversed()
          .thenComparingInt(walk -> walk.neurons().size())
          .thenComparing(
              (a, b) ->
                  Arrays.compare(
                      a.neurons().stream().mapToInt(j -> j).toArray(),
                      b.neurons().stream().mapToInt(j -> j).toArray()));

  /** A search, depth first, the most promising step first. */
  private final class Search {
    private final int most;
    private final PriorityQueue<Walk> kept = new PriorityQueue<>(LARGEST_FIRST.reversed());
    private final Deque<Integer> walk = new ArrayDeque<>();
    private double left;

    Search(int most, double work) {
      this.most = most;
      left = work;
    }

    /**
     * A step that may be taken.
     *
     * @param bound what the walk can carry at most then
     */
    private record Open(int tick, Step step, double bound) {}

    private static final Comparator<Open> MOST_FIRST =
        Comparator.comparingDouble(Open::bound).reversed();

    void run() {
      record Start(int neuron, int tick, double bound) {}
      List<Start> starts = new ArrayList<>();
      for (int i = 0; i < topology.roles().clamped(); i++) {
        for (int t = 0; t < ticks; t++) {
          double[] end = best[t][i];
          if (end != null) {
            starts.add(new Start(i, t, size(x[i], end)));
          }
        }
      }
      starts.sort(Comparator.comparingDouble(Start::bound).reversed());
      for (Start start : starts) {
        if (mayCount(start.bound())) {
          walk.addLast(start.neuron());
          goOn(start.neuron(), start.tick(), x[start.neuron()]);
          walk.removeLast();
        }
      }
    }

    private boolean mayCount(double bound) {
      Walk least = kept.peek();
      double above = kept.size() < most || least == null ? 0 : least.size();
      return bound * ROUNDING > above && left >= 0;
    }

    private void goOn(int from, int tick, double[] carried) {
      if (tick == ticks) {
        keep(carried);
        return;
      }
      List<Open> open = new ArrayList<>();
      for (Step step : steps.get(from)) {
        double[] end = best[tick + 1][step.to()];
        if (end != null) {
          open.add(new Open(tick + 1, step, bound(step, tick + 1, carried, end)));
        }
      }
      left -= (double) open.size() * rows;
      open.sort(MOST_FIRST);
      for (Open each : open) {
        if (mayCount(each.bound())) {
          int to = each.step().to();
          double[] slope = slopes[each.tick()][to];
          double[] next = new double[rows];
          for (int r = 0; r < rows; r++) {
            next[r] = carried[r] * each.step().factor(slope[r]);
          }
          left -= rows;
          walk.addLast(to);
          goOn(to, each.tick(), next);
          walk.removeLast();
        }
      }
    }

    private double bound(Step step, int tick, double[] carried, double[] end) {
      double[] slope = slopes[tick][step.to()];
      double sum = 0;
      for (int r = 0; r < rows; r++) {
        sum += Math.abs(carried[r] * step.factor(slope[r])) * end[r];
      }
      return sum / rows;
    }

    private void keep(double[] carried) {
      double size = 0;
      double mean = 0;
      for (double each : carried) {
        size += Math.abs(each) / rows;
        mean += each / rows;
      }
      if (size > 0) {
        kept.add(new Walk(List.copyOf(walk), size, mean));
        if (kept.size() > most) {
          kept.poll();
        }
      }
    }
  }
}
