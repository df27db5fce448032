package org.meshnn.plan;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Topology;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;

/**
 * The symbolic plan of a mesh that runs for T ticks. Immutable; made once per topology and shared
 * by every engine that runs it.
 */
public final class Plan implements Program {
  private final Topology topology;
  private final Clamping clamping;
  private final Layout layout;
  private final Gather drive;
  private final List<Tick> ticks;
  private final DriveErrorSignal driveErrorSignal;
  private final Rest rest;
  private @Nullable Forecast forecast;
  private @Nullable Sensitivities sensitivities;

  Plan(
      Topology topology,
      Clamping clamping,
      Rest rest,
      Layout layout,
      Gather drive,
      List<Tick> ticks,
      DriveErrorSignal driveErrorSignal) {
    this.topology = topology;
    this.clamping = clamping;
    this.rest = rest;
    this.layout = layout;
    this.drive = drive;
    this.ticks = List.copyOf(ticks);
    this.driveErrorSignal = driveErrorSignal;
  }

  /**
   * {@return the plan of a mesh}
   *
   * @param topology the graph
   * @param ticks T, at least 1
   * @param clamping whether the input stays or changes from tick to tick
   * @param rest which neurons rest at 0
   * @throws IllegalArgumentException if there is not one tick, or if the plan takes more than half
   *     of the memory, by a forecast
   */
  public static Plan of(Topology topology, int ticks, Clamping clamping, Rest rest) {
    requireTick(ticks);
    return new PlanBuilder(topology, ticks, clamping, rest, false).build();
  }

  /**
   * {@return the plan of a mesh whose neurons are all computed, whatever they reach and whatever
   * reaches them} Every neuron that is not clamped lives at every tick but the last, and has a
   * drive, so that states and error signals are there that only edges which the mesh lacks would
   * need. At the last tick the outputs live. The input is constant.
   *
   * @param topology the graph
   * @param ticks T, at least 1
   * @param rest which neurons rest at 0 and which leak
   * @throws IllegalArgumentException as {@link #of}
   */
  public static Plan whole(Topology topology, int ticks, Rest rest) {
    requireTick(ticks);
    return new PlanBuilder(topology, ticks, Clamping.CONSTANT, rest, true).build();
  }

  /**
   * {@return the plan of the same neurons, for as many ticks, with other edges} Linear in ticks
   * times edges.
   *
   * @param other with the roles that this plan is for
   * @throws IllegalArgumentException if its roles are others, or as {@link #of}
   */
  public Plan on(Topology other) {
    if (!other.roles().equals(topology.roles())) {
      throw new IllegalArgumentException(
          "expected a topology of " + topology.roles() + "; got one of " + other.roles());
    }
    return of(other, ticks.size(), clamping, rest);
  }

  private static void requireTick(int ticks) {
    if (ticks < 1) {
      throw new IllegalArgumentException("a mesh runs for at least 1 tick; got " + ticks);
    }
  }

  @Override
  public Topology topology() {
    return topology;
  }

  /** {@return whether the input stays or changes from tick to tick} */
  public Clamping clamping() {
    return clamping;
  }

  /** {@return which neurons it takes to rest at 0; an engine's activations must agree} */
  public Rest rest() {
    return rest;
  }

  /** {@return where everything lies} */
  public Layout layout() {
    return layout;
  }

  /**
   * {@return what clamped neurons send to the others: computed once where the input is constant}
   */
  public Gather drive() {
    return drive;
  }

  /** {@return what happens at each tick, tick 1 first} */
  public List<Tick> ticks() {
    return ticks;
  }

  /** {@return what the loss owes to each drive} */
  public DriveErrorSignal driveErrorSignal() {
    return driveErrorSignal;
  }

  /**
   * {@return what forward-only propagation carries; laid out at the first call}
   *
   * @throws IllegalStateException if that takes more than 1 GiB of indices; nothing is laid out
   *     then, and {@link #cost} tells what it would take
   */
  public synchronized Sensitivities sensitivities() {
    if (!forecast().fits()) {
      throw new IllegalStateException(
          cost().refusal(topology, ticks.size())
              + " Back-propagation is gradient(GradientMethod.BACKWARD). (This JVM's heap is "
              + Sizes.bytes(Runtime.getRuntime().maxMemory())
              + ".)");
    }
    if (sensitivities == null) {
      sensitivities = Sensitivities.of(layout, ticks, forecast());
    }
    return sensitivities;
  }

  private synchronized Forecast forecast() {
    if (forecast == null) {
      forecast = new Forecast(layout, ticks);
    }
    return forecast;
  }

  /** {@return how many edges can learn at all: those whose gradient is not 0 by structure} */
  public int learnableEdges() {
    return learnable().cardinality();
  }

  /** {@return the edges that can learn at all} */
  public BitSet learnable() {
    BitSet learnable = new BitSet(topology.edges());
    mark(learnable, drive);
    ticks.forEach(tick -> mark(learnable, tick.gather()));
    return learnable;
  }

  private static void mark(BitSet edges, Gather gather) {
    for (int e : gather.edge()) {
      edges.set(e);
    }
  }

  @Override
  public int inputColumns() {
    return topology.inputs();
  }

  @Override
  public int targets() {
    return 1;
  }

  @Override
  public long stateNumbers() {
    return layout.errorSignal();
  }

  @Override
  public long multiplyAdds() {
    return edgeTerms() + ticks.stream().mapToLong(tick -> tick.leaks().carried()).sum();
  }

  /** Of these, those along edges: as many multiply-adds give the gradient by the weights. */
  long edgeTerms() {
    return drive.terms() + ticks.stream().mapToLong(tick -> tick.gather().terms()).sum();
  }

  /** {@return what one sample costs, by gradient method} */
  public Cost cost() {
    return Cost.of(this, forecast());
  }

  @Override
  public String toString() {
    return Plural.of(ticks.size(), "tick")
        + ", live neurons at each: "
        + Listing.of(ticks.stream().map(Tick::size).toList())
        + "; "
        + learnableEdges()
        + " of "
        + Plural.of(topology.edges(), "edge")
        + " can learn";
  }
}
