package org.meshnn.plan;

/**
 * The live neurons of a tick that leak, in increasing order: {@code S(t) = (1 - a) S(t-1) + a
 * f(Z(t))}.
 *
 * @param place of each, its place among the live neurons
 * @param before of each, its state row of the tick before; -1 where it did not live then: it was 0
 * @param gradient of each, the row of dL/dS(t); a neuron has one for all ticks
 */
public record Leaks(int[] place, int[] before, int[] gradient) {
  /** No neuron leaks. */
  static final Leaks NONE = new Leaks(new int[0], new int[0], new int[0]);

  /** {@return the number of live neurons that leak} */
  public int size() {
    return place.length;
  }

  /** How many keep a part of a state that was computed: one multiply-add each. */
  int carried() {
    int carried = 0;
    for (int row : before) {
      carried += row < 0 ? 0 : 1;
    }
    return carried;
  }
}
