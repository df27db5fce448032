package org.meshnn.plan;

/**
 * What happens at one tick: the neurons computed, and where their pre-activations come from.
 *
 * @param neuron the live neurons, in increasing order
 * @param hidden how many of them are no outputs; those come first
 * @param row state row of {@code neuron[0]}; the others follow
 * @param drive for each live neuron, the row with its share from clamped neurons, or -1
 * @param gather its share from the states of the tick before; targets are the state rows
 * @param scatter the same edges seen from their sources, the live neurons of the tick before: the
 *     error signal rows of this tick that each feeds; targets are the error signal rows of that
 *     tick
 * @param leaks those of the live neurons that leak
 */
public record Tick(
    int[] neuron, int hidden, int row, int[] drive, Gather gather, Gather scatter, Leaks leaks) {

  /** {@return the number of live neurons} */
  public int size() {
    return neuron.length;
  }

  /** Whether some edge into the i-th live neuron carries a state that is not 0 by structure. */
  boolean learns(int i) {
    return drive[i] >= 0 || gather.start()[i] < gather.start()[i + 1];
  }
}
