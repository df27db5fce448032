package org.meshnn.plan;

/**
 * The part of the sensitivities that leaking neurons keep, beside what edges bring: {@code
 * row[to[i]] += (1 - a) row[from[i]]}, in the readout {@code (1 - a) row[from[i]] row[times[i]]},
 * with the leak a of neuron[i].
 *
 * @param to target rows
 * @param from the rows of the tick before
 * @param times the rows of dL/dS(T-1) in the readout; empty elsewhere
 * @param neuron whose leak it is
 */
public record Kept(int[] to, int[] from, int[] times, int[] neuron) {
  /** Nothing is kept. */
  static final Kept NONE = new Kept(new int[0], new int[0], new int[0], new int[0]);

  /** {@return the number of rows added} */
  public int size() {
    return to.length;
  }
}
