package org.meshnn.plan;

import java.util.Locale;
import org.meshnn.graph.Topology;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;

/**
 * What one sample costs, by gradient method. Multiply-adds are those of the sums over edges and
 * paths; one activation per live neuron and tick comes on top. Rows are numbers that each sample
 * has to itself; indices say what is multiplied, once for all samples.
 *
 * <p>Where forward-only does not fit, its three figures are upper bounds: counting them would take
 * too long.
 *
 * @param states multiply-adds of the states alone
 * @param forwardOnly multiply-adds of states and gradient, forward-only
 * @param backward multiply-adds of states and gradient by back-propagation
 * @param tensor multiply-adds of states and gradient by the paper's literal tensor, or {@link
 *     #UNBOUNDED}
 * @param forwardOnlyBytes memory of all rows for one sample
 * @param backwardBytes memory of all rows for one sample
 * @param tensorBytes memory of the literal tensor and its successor, or {@link #UNBOUNDED}
 * @param forwardOnlyIndexBytes memory of the plan's indices and those of the sensitivities
 * @param planIndexBytes memory of the plan's indices, all that the other two methods take
 * @param fits whether forward-only is laid out: the sensitivities take at most 1 GiB of indices
 */
public record Cost(
    long states,
    long forwardOnly,
    long backward,
    long tensor,
    long forwardOnlyBytes,
    long backwardBytes,
    long tensorBytes,
    long forwardOnlyIndexBytes,
    long planIndexBytes,
    boolean fits) {

  private static final int SHARD = 32; // samples side by side in an engine of a training

  /** Stands for a number that a long does not hold. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  static Cost of(Plan plan, Forecast carried) {
    long states = plan.multiplyAdds();
    long forwardAndOuter = states + plan.edgeTerms();
    long scatters = plan.ticks().stream().mapToLong(tick -> tick.scatter().terms()).sum();
    long leaks = plan.ticks().stream().mapToLong(tick -> tick.leaks().carried()).sum();
    int ticks = plan.ticks().size();
    Tick last = plan.ticks().get(ticks - 1);
    double n = plan.topology().neurons();
    long rows = plan.layout().sensitivity();
    long indices = indexBytes(plan);
    return new Cost(
        states,
        (long)
            (forwardAndOuter + carried.terms() + last.scatter().terms() + last.leaks().carried()),
        forwardAndOuter + scatters + leaks,
        (long) (ticks * ((n * n + 1) * plan.topology().edges() + n * n * plan.rest().leaking())),
        (long) (8 * (rows + carried.carried())),
        8 * rows,
        (long) (16 * n * n * n),
        (long) (indices + carried.indexBytes()),
        indices,
        carried.fits());
  }

  /** {@return multiply-adds of forward-only over those of back-propagation; 1 if both are 0} */
  public double ratio() {
    return backward == 0 ? 1 : forwardOnly / (double) backward;
  }

  /**
   * {@return whether forward-only takes no more multiply-adds than back-propagation, is laid out,
   * and takes at most 1 GiB for 32 samples} Where it does, so does back-propagation, whose rows are
   * a part of its own. No limit depends on the machine, so that the same way is taken everywhere.
   * The multiply-adds of both ways are counted, not their time, in which either may be ahead by a
   * tenth or two where the counts are close.
   */
  public boolean forwardOnlyIsCheaper() {
    return fits && forwardOnly <= backward && (double) SHARD * forwardOnlyBytes <= Forecast.LIMIT;
  }

  /**
   * {@return why the sensitivities of a mesh are not laid out, and what to take instead}
   *
   * @param topology the mesh that was planned
   * @param ticks T, for how many it was planned
   */
  public String refusal(Topology topology, int ticks) {
    return String.format(
        Locale.ROOT,
        "Forward-only propagation through %s of this mesh (%s) takes more than the %s of indices"
            + " that are laid out, at most %s and %s multiply-adds per sample: take fewer ticks, a"
            + " sparser wiring, or back-propagation, which takes %s multiply-adds per sample and %s"
            + " of indices.",
        Plural.grouped(ticks, "tick"),
        topology,
        Sizes.bytes(Forecast.LIMIT),
        Sizes.bytes(forwardOnlyIndexBytes - planIndexBytes),
        Sizes.count(forwardOnly),
        Sizes.count(backward),
        Sizes.bytes(planIndexBytes));
  }

  private static long indexBytes(Plan plan) {
    DriveErrorSignal errorSignal = plan.driveErrorSignal();
    Sums shared = errorSignal.shared();
    long ints = errorSignal.row().length + shared.start().length + (long) shared.source().length;
    long bytes = bytes(plan.drive());
    for (Tick tick : plan.ticks()) {
      ints += tick.neuron().length + tick.drive().length + 3L * tick.leaks().size();
      bytes += bytes(tick.gather()) + bytes(tick.scatter());
    }
    return bytes + Integer.BYTES * ints;
  }

  private static long bytes(Gather gather) {
    long ints = gather.start().length + (long) gather.source().length + gather.edge().length;
    return Integer.BYTES * (ints + gather.step().length) + gather.repeats().length;
  }
}
