package org.meshnn.engine;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Tick;

/**
 * The gradient of a batch by the weight of any pair of neurons (a, b), whether or not there is an
 * edge from a to b: where there is none, that of the mesh with this edge at weight 0,
 *
 * <pre>  dL/dA[a, b] = sum over tau = 1 .. T of dL/dZ_b(tau) S_a(tau - 1)</pre>
 *
 * with the states and error signals of the mesh as it is, which an edge of weight 0 does not
 * change. They are computed of all neurons: a state that reaches no output has an error signal of
 * 0, and yet counts where an edge would lead it on.
 *
 * <p>Cost: a forward and a backward pass, and for each pair a multiply-add per sample and tick
 * after the first, or a single one per sample where a is clamped. For all pairs of n neurons that
 * is about {@code n * (hidden + outputs) * (T - 1) * samples}. Memory: three rows of samples for
 * each neuron and tick, and nothing per pair. Used by one thread at a time.
 */
public final class PairGradient {
  private final Plan plan;
  private final Roles roles;
  private final Tick[] ticks;
  private final Kernels kernels;
  private final int capacity;
  private final PlannedRows rows;
  private final Block outputs;
  private final Block outputGradient;
  private final double[] byEdge;
  private int count;

  /**
   * Lays out the rows.
   *
   * @param topology the mesh
   * @param transition its activations
   * @param ticks T, at least 1; the input is the same at each
   * @param capacity most samples in a batch, at least 1
   * @throws IllegalArgumentException if the ticks or the capacity are below 1, or the batch needs
   *     more memory than there is
   */
  public PairGradient(Topology topology, Transition transition, int ticks, int capacity) {
    roles = topology.roles();
    plan = Plan.whole(topology, ticks, transition.rest(roles));
    Requests.requireEngine(plan, transition, capacity);
    this.ticks = plan.ticks().toArray(Tick[]::new);
    this.capacity = capacity;
    double pairs = (double) topology.neurons() * (roles.hidden() + roles.outputs());
    kernels = KernelChoice.forWork(pairs * ticks * capacity);
    rows = new PlannedRows(plan, transition, GradientMethod.BACKWARD, capacity, kernels);
    outputs = block(rows.outputs());
    outputGradient = block(rows.outputGradient());
    byEdge = new double[topology.edges()];
  }

  private Block block(int first) {
    return new Block(
        rows.numbers(), first, rows.stride(), roles.outputs(), kernels, rows.scratch());
  }

  /**
   * Takes the next batch.
   *
   * @param x (samples, inputs)
   * @param order rows to take
   * @param from first position in {@code order}
   * @param count number of positions, from 1 to the capacity
   * @throws IllegalArgumentException if x has not one column per input, or the count is not in
   *     range
   */
  public void load(DMatrixRMaj x, int[] order, int from, int count) {
    Requests.requireBatch(plan, 1, x, count, capacity);
    this.count = count;
    rows.load(1, x, order, from, count);
  }

  /**
   * Drops states in the passes to come: see {@link Engine#dropout}.
   *
   * @param masks the probabilities; {@link Masks#NONE} for none, as at the beginning
   * @param draw the same gives the same states
   * @throws IllegalArgumentException if the masks are for another number of neurons
   */
  public void dropout(Masks masks, long draw) {
    masks.requireFor(plan.topology().neurons());
    rows.dropout(masks, draw);
  }

  /**
   * Runs the batch to the last tick and back.
   *
   * @param weights one per edge
   * @param loss is called with the outputs once
   * @throws IllegalArgumentException if there is not one weight per edge
   */
  public void run(double[] weights, StepLoss loss) {
    Requests.requirePerEdge(plan, "weight", weights);
    rows.forward(weights, true);
    loss.at(0, outputs, outputGradient);
    rows.gradient(weights, byEdge);
  }

  /**
   * Takes the gradient of the batch last run by the pairs of some sources and some targets.
   *
   * @param first of the targets, not clamped
   * @param end one past the last target
   * @param from the first source
   * @param to one past the last source
   * @param gradient receives {@code (end - first) * (to - from)} values, target by target, summed
   *     over the samples
   * @throws IllegalArgumentException if a target is clamped, or there is no such neuron
   */
  public void between(int first, int end, int from, int to, double[] gradient) {
    requireNeurons(first, end, from, to);
    int sources = to - from;
    Arrays.fill(gradient, 0, (end - first) * sources, 0);
    int moving = Math.min(Math.max(roles.clamped(), from), to); // first source that is not clamped
    int outputs = Math.min(Math.max(roles.firstOutput(), first), end); // first target that is one
    int last = ticks.length;
    int fed = last > 1 ? first : outputs; // first target that lives at tick 1
    int[] drives = new int[end - fed];
    Arrays.setAll(drives, i -> plan.driveErrorSignal().row()[place(1, fed + i)]);
    add(
        drives,
        (fed - first) * sources,
        sources,
        plan.layout().input() + from,
        moving - from,
        gradient);
    for (int t = 2; t <= last; t++) {
      int live = t < last ? first : outputs;
      int[] errorSignals = new int[end - live];
      int row = plan.layout().errorSignalOf(ticks[t - 1].row());
      int tick = t;
      Arrays.setAll(errorSignals, i -> row + place(tick, live + i));
      add(
          errorSignals,
          (live - first) * sources + moving - from,
          sources,
          ticks[t - 2].row() + moving - roles.clamped(),
          to - moving,
          gradient);
    }
  }

  private void requireNeurons(int first, int end, int from, int to) {
    Requests.requireIndex("a first target", first, roles.neurons());
    Requests.requireIndex("a last target", end - 1, roles.neurons());
    Requests.requireIndex("a first source", from, roles.neurons());
    Requests.requireIndex("a last source", to - 1, roles.neurons());
    if (roles.isClamped(first)) {
      throw new IllegalArgumentException(
          "expected hidden or output neurons as targets; neuron "
              + first
              + " is clamped, its gradients are 0");
    }
  }

  /** Where a neuron stands among those that live at a tick. */
  private int place(int tick, int neuron) {
    return neuron - (tick < ticks.length ? roles.clamped() : roles.firstOutput());
  }

  /**
   * gradient[at + i * pitch + k] += sum over samples of row[source + k] row[errorSignal[i]], for
   * {@code count} terms k.
   */
  private void add(int[] errorSignal, int at, int pitch, int source, int count, double[] gradient) {
    int targets = errorSignal.length;
    int[] start = new int[targets + 1];
    int[] row = new int[targets * count];
    int[] edge = new int[row.length];
    for (int i = 0; i < targets; i++) {
      for (int k = 0; k < count; k++) {
        row[i * count + k] = source + k;
        edge[i * count + k] = at + i * pitch + k;
      }
      start[i + 1] = (i + 1) * count;
    }
    boolean[] repeats = new boolean[targets];
    Arrays.fill(repeats, Math.min(1, targets), targets, true);
    int[] step = new int[targets];
    Arrays.fill(step, 1);
    kernels.outer(
        rows.numbers(),
        rows.stride(),
        kernels.padded(this.count),
        new Gather(0, start, row, edge, repeats, step),
        errorSignal,
        gradient,
        rows.scratch());
  }
}
