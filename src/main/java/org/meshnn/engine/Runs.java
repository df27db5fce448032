package org.meshnn.engine;

import java.util.ArrayList;
import java.util.List;
import org.meshnn.plan.Tick;

/**
 * The live neurons of a tick as runs of neighbours that apply the same activation.
 *
 * @param activation of each run
 * @param end of each run, one past the place of its last neuron; the first begins at 0
 */
record Runs(Activation[] activation, int[] end) {

  /** The runs of each tick. */
  static Runs[] of(Tick[] ticks, Activation[] activations) {
    Runs[] runs = new Runs[ticks.length];
    for (int t = 0; t < ticks.length; t++) {
      runs[t] = of(ticks[t].neuron(), activations);
    }
    return runs;
  }

  private static Runs of(int[] neurons, Activation[] activations) {
    List<Activation> activation = new ArrayList<>();
    List<Integer> end = new ArrayList<>();
    for (int i = 0; i < neurons.length; i++) {
      Activation f = activations[neurons[i]];
      if (i == 0 || !f.equals(activation.get(activation.size() - 1))) {
        activation.add(f);
        end.add(i + 1);
      } else {
        end.set(end.size() - 1, i + 1);
      }
    }
    return new Runs(activation.toArray(Activation[]::new), end.stream().mapToInt(i -> i).toArray());
  }

  int count() {
    return end.length;
  }

  int start(int run) {
    return run == 0 ? 0 : end[run - 1];
  }
}
