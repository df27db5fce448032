package org.meshnn.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.meshnn.plan.BlockPlan;
import org.meshnn.plan.Gather;
import org.meshnn.text.Plural;

/**
 * Exact influence by blocks (Schmidhuber 1992, doi:10.1162/neco.1992.4.2.243): the influence G at
 * the begin of a block of ticks, and the ticks since. The gradient of a step is its error carried
 * back through these ticks, then multiplied by G. When the block is full, G is moved to its end.
 */
final class ByBlocks implements Propagation {
  private static final String TICKS_PER_BLOCK = "ticks per block";

  private final BlockPlan plan;
  private final RecentTicks recent;
  private final BlockMove move;
  private final Kernels kernels;
  private final Gather edges; // by the carrier they lead into
  private final int[] error; // of each carrier: the row of the error
  private final int width;
  private final int size; // of G
  private final double[][] g; // of each stream: rows of G, a row for an error, scratch

  /**
   * G = 0.
   *
   * @param recent holds the ticks of a block
   */
  ByBlocks(BlockPlan plan, RecentTicks recent, BlockMove move, Kernels kernels, int lanes) {
    this.plan = plan;
    this.recent = recent;
    this.move = move;
    this.kernels = kernels;
    width = move.width();
    long numbers = (plan.rows() + 1L) * width + kernels.scratch();
    g = new double[lanes][Requests.requireMemory(numbers, 1, null)];
    size = plan.rows() * width;
    edges = plan.intoCarriers();
    error = new int[edges.rows()];
    Arrays.fill(error, plan.rows());
  }

  @Override
  public void moved(LaneStates states, double[] weights, boolean last) {
    if (recent.isFull()) {
      moveOn();
    }
    recent.add(states, weights);
  }

  /** Moves G to the end of the block, and begins another. */
  void moveOn() {
    for (int lane = 0; lane < g.length; lane++) {
      move.move(recent, lane, g[lane]);
    }
    recent.clear();
  }

  @Override
  public void addGradient(LaneStates states, double[] weights, double[] gradient) {
    recent.putErrors(states);
    addGradient(gradient);
  }

  /** Adds the gradient of all errors that were put since this was done last. */
  void addGradient(double[] gradient) {
    recent.carryBack(gradient);
    int[] carriers = plan.carriers();
    for (int lane = 0; lane < g.length; lane++) {
      for (int c = 0; c < carriers.length; c++) {
        g[lane][size + c] = recent.error(carriers[c], lane);
      }
      // gradient[e] += sum over carriers j of G[e, j] dL/dS_j
      kernels.outer(g[lane], width, width, edges, error, gradient, size + width);
    }
  }

  @Override
  public void reset(int lane) {
    forget(lane);
    recent.reset(lane);
  }

  /** G = 0 of one stream. */
  void forget(int lane) {
    Arrays.fill(g[lane], 0, size, 0);
  }

  /** How many ticks a block of what was kept has; empty where no blocks were. */
  static OptionalInt ticksPerBlock(Map<String, double[]> kept) {
    if (!kept.containsKey(TICKS_PER_BLOCK)) {
      return OptionalInt.empty();
    }
    double ticks = StreamEngine.kept(kept, TICKS_PER_BLOCK, 1)[0];
    if (!(ticks >= 1 && ticks <= Integer.MAX_VALUE && ticks == Math.rint(ticks))) {
      throw new IllegalArgumentException("expected at least 1 tick per block; got " + ticks);
    }
    return OptionalInt.of((int) ticks);
  }

  @Override
  public void keep(Map<String, double[]> numbers) {
    int n = plan.carriers().length;
    int rows = plan.rows();
    double[] influence = new double[Requests.requireKept((long) rows * n, g.length)];
    for (int lane = 0; lane < g.length; lane++) {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(g[lane], row * width, influence, (lane * rows + row) * n, n);
      }
    }
    numbers.put(TICKS_PER_BLOCK, new double[] {recent.capacity()});
    numbers.put(INFLUENCE, influence);
    recent.keep(numbers);
  }

  @Override
  public void restore(Map<String, double[]> numbers) {
    int n = plan.carriers().length;
    int rows = plan.rows();
    double[] influence = StreamEngine.kept(numbers, INFLUENCE, (long) rows * n * g.length);
    if (ticksPerBlock(numbers).orElse(0) != recent.capacity()) {
      throw new IllegalArgumentException(
          "expected what was kept by blocks of " + Plural.of(recent.capacity(), "tick"));
    }
    recent.restore(numbers);
    for (int lane = 0; lane < g.length; lane++) {
      forget(lane);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(influence, (lane * rows + row) * n, g[lane], row * width, n);
      }
    }
  }

  @Override
  public String toString() {
    return "by blocks";
  }
}
