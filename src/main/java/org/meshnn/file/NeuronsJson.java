package org.meshnn.file;

import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.text.Required;

/**
 * Neurons that were given an activation or a leak. The names of the components are the names in the
 * file.
 *
 * @param neurons which, in words
 * @param first of each run of neighbours the first, ascending
 * @param last of each run of neighbours the last
 * @param activation its name; null where a leak was given
 * @param leak a in (0, 1]; null where an activation was given
 */
record NeuronsJson(
    @Nullable String neurons,
    int @Nullable [] first,
    int @Nullable [] last,
    @Nullable String activation,
    @Nullable Double leak) {

  static NeuronsJson of(
      Neurons neurons, Roles roles, @Nullable String activation, @Nullable Double leak) {
    int[] all = neurons.in(roles);
    int runs = 0;
    for (int i = 0; i < all.length; i++) {
      runs += i == 0 || all[i] > all[i - 1] + 1 ? 1 : 0;
    }
    int[] first = new int[runs];
    int[] last = new int[runs];
    int run = -1;
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] > all[i - 1] + 1) {
        first[++run] = all[i];
      }
      last[run] = all[i];
    }
    return new NeuronsJson(neurons.toString(), first, last, activation, leak);
  }

  /**
   * Which neurons they are.
   *
   * @throws IllegalArgumentException if the runs are none
   */
  Neurons selection() {
    return Neurons.of(
        Required.of(neurons, "neurons in words"),
        Required.of(first, "the first neuron of each run"),
        Required.of(last, "the last neuron of each run"));
  }
}
