package org.meshnn.plan;

import java.util.BitSet;
import org.meshnn.graph.Roles;
import org.meshnn.text.Plural;

/**
 * What neurons do that nothing reaches any more, or not yet. One with f(0) = 0 stays at 0: the plan
 * leaves it out. One with another f(0) is a source of its own (the sigmoid rests at 1/2). One that
 * leaks keeps a part of its state from tick to tick. Immutable.
 */
public final class Rest {
  /** Every neuron stays at 0, and none leaks. */
  public static final Rest SILENT = new Rest(new BitSet(), new BitSet());

  private final BitSet restless;
  private final BitSet leaking;

  /**
   * Copies the sets.
   *
   * @param restless the neurons with an f(0) other than 0, none of them clamped
   * @param leaking the neurons with a leak below 1, none of them clamped
   */
  public Rest(BitSet restless, BitSet leaking) {
    this.restless = (BitSet) restless.clone();
    this.leaking = (BitSet) leaking.clone();
  }

  /**
   * {@return no neuron that is not clamped stays at 0, and none leaks}
   *
   * @param roles those of the mesh's neurons
   */
  public static Rest none(Roles roles) {
    BitSet all = new BitSet();
    all.set(roles.clamped(), roles.neurons());
    return new Rest(all, new BitSet());
  }

  /**
   * {@return whether it stays at 0 until something reaches it}
   *
   * @param neuron not clamped
   */
  public boolean rests(int neuron) {
    return !restless.get(neuron);
  }

  /**
   * {@return whether it keeps a part of its state}
   *
   * @param neuron not clamped
   */
  public boolean leaks(int neuron) {
    return leaking.get(neuron);
  }

  /** {@return how many neurons keep a part of their state} */
  public int leaking() {
    return leaking.cardinality();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rest rest
        && rest.restless.equals(restless)
        && rest.leaking.equals(leaking);
  }

  @Override
  public int hashCode() {
    return 31 * restless.hashCode() + leaking.hashCode();
  }

  @Override
  public String toString() {
    return Plural.of(restless.cardinality(), "neuron")
        + " that do not rest at 0 and "
        + leaking()
        + " that leak";
  }
}
