package org.meshnn.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A neural circuit policy (Lechner et al. 2020): the inputs are its sensory neurons, the hidden
 * ones its inter neurons and after them its command neurons, the outputs its motor neurons.
 */
record Policy(
    int inter,
    int command,
    int sensoryFanOut,
    int interFanOut,
    int commandFanOut,
    int recurrent,
    long seed)
    implements Rule {
  private static final String TO_OUTPUTS = "the fan-out of a command neuron to the outputs";

  Policy {
    requireIn("the number of inter neurons", inter, 1, Integer.MAX_VALUE);
    requireIn("the number of command neurons", command, 1, Integer.MAX_VALUE);
    requireIn("the fan-out of an input to the inter neurons", sensoryFanOut, 1, inter);
    requireIn("the fan-out of an inter neuron to the command neurons", interFanOut, 1, command);
    requireIn(TO_OUTPUTS, commandFanOut, 1, Integer.MAX_VALUE);
    requireIn("the edges of a command neuron to command neurons", recurrent, 0, command);
  }

  private static void requireIn(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what
              + " must be "
              + (most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most)
              + "; got "
              + value);
    }
  }

  @Override
  public EdgeSet edges(Roles roles) {
    Rule.requireHidden(roles, toString(), (long) inter + command);
    requireIn("the inputs of a policy", roles.inputs(), 1, Integer.MAX_VALUE);
    requireIn(TO_OUTPUTS, commandFanOut, 1, roles.outputs());
    EdgeSet.requireRoom(
        (long) roles.inputs() * sensoryFanOut
            + (long) inter * interFanOut
            + (long) command * ((long) commandFanOut + recurrent));
    RandomGenerator random = Draw.of(seed);
    Layer sensory = new Layer(0, roles.inputs(), random);
    Layer inters = new Layer(roles.clamped(), inter, random);
    Layer commands = new Layer(roles.clamped() + inter, command, random);
    Layer motor = new Layer(roles.firstOutput(), roles.outputs(), random);
    Draft edges = new Draft(roles.neurons());
    join(sensory, inters, sensoryFanOut, edges);
    join(inters, commands, interFanOut, edges);
    join(commands, motor, commandFanOut, edges);
    for (int i = 0; i < command; i++) {
      for (int to : commands.draw(recurrent)) {
        edges.add(commands.first + i, to);
      }
    }
    for (int to = roles.clamped(); roles.bias() && to < roles.neurons(); to++) {
      edges.add(roles.inputs(), to);
    }
    return edges.build().added();
  }

  /**
   * Each source to fanOut targets at random; then each target that none has chosen from as many
   * sources as a target has in the mean, rounded down, or one.
   */
  private static void join(Layer sources, Layer targets, int fanOut, Draft edges) {
    boolean[] chosen = new boolean[targets.size()];
    for (int i = 0; i < sources.size(); i++) {
      for (int to : targets.draw(fanOut)) {
        edges.add(sources.first + i, to);
        chosen[to - targets.first] = true;
      }
    }
    int mean = (int) ((long) sources.size() * fanOut / targets.size());
    for (int j = 0; j < targets.size(); j++) {
      if (!chosen[j]) {
        for (int from : sources.draw(Math.max(1, mean))) {
          edges.add(from, targets.first + j);
        }
      }
    }
  }

  /** Neighbouring neurons, of which some can be drawn. */
  private static final class Layer {
    private final int first;
    private final int[] order;
    private final RandomGenerator random;

    Layer(int first, int size, RandomGenerator random) {
      this.first = first;
      this.random = random;
      order = new int[size];
      Arrays.setAll(order, i -> first + i);
    }

    int size() {
      return order.length;
    }

    /** So many different ones: the first steps of a shuffle (Fisher and Yates), in any order. */
    int[] draw(int count) {
      for (int i = 0; i < count; i++) {
        int k = i + random.nextInt(order.length - i);
        int drawn = order[k];
        order[k] = order[i];
        order[i] = drawn;
      }
      return Arrays.copyOf(order, count);
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "policy(%d inter, %d command, fan-outs %d, %d and %d, recurrent %d, seed %d)",
        inter,
        command,
        sensoryFanOut,
        interFanOut,
        commandFanOut,
        recurrent,
        seed);
  }
}
