package org.meshnn.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Edges on shortest directed paths: from inputs to outputs, and between hidden neurons, along any
 * hidden and output neurons (the characteristic path length of Watts and Strogatz, Nature 393,
 * 1998, with directions).
 *
 * @param inputToOutput the fewest from an input to an output, or -1 if no path leads there
 * @param hidden number of hidden neurons
 * @param targets hidden neurons to which paths were looked for: all, or a sample
 * @param pairs ordered pairs of a hidden neuron and another one among the targets, joined by a path
 * @param mean over these pairs; NaN if there are none
 * @param longest over these pairs; 0 if there are none
 */
public record PathLengths(
    int inputToOutput, int hidden, int targets, long pairs, double mean, int longest) {

  /**
   * {@return the lengths of shortest paths: a breadth-first search against the edges from each
   * target, targets times (neurons + edges) steps in all}
   *
   * @param topology the graph
   * @param most targets, at least 1; if there are more hidden neurons, as many are drawn
   * @param seed of that choice: the same seed, the same neurons
   * @throws IllegalArgumentException if there is to be no target
   */
  public static PathLengths of(Topology topology, int most, long seed) {
    if (most < 1) {
      throw new IllegalArgumentException("paths need at least 1 target; got " + most);
    }
    int hidden = topology.hidden();
    int targets = Math.min(most, hidden);
    BreadthFirst search = BreadthFirst.backwards(topology);
    Roles roles = topology.roles();
    long pairs = 0;
    long edges = 0;
    int longest = 0;
    for (int target : drawn(roles.clamped(), hidden, targets, seed)) {
      search.from(target, target + 1);
      for (int i = 1; i < search.size(); i++) {
        int source = search.found(i);
        if (!roles.isClamped(source) && !roles.isOutput(source)) {
          pairs++;
          edges += search.distance(source);
          longest = Math.max(longest, search.distance(source));
        }
      }
    }
    double mean = pairs == 0 ? Double.NaN : (double) edges / pairs;
    return new PathLengths(topology.shortestPath(), hidden, targets, pairs, mean, longest);
  }

  /** Some of {@code count} neurons from {@code first} on: the start of a shuffle. */
  private static int[] drawn(int first, int count, int some, long seed) {
    int[] neurons = new int[count];
    Arrays.setAll(neurons, i -> first + i);
    if (some < count) {
      RandomGenerator random = Draw.of(seed);
      for (int i = 0; i < some; i++) {
        int other = random.nextInt(i, count);
        int neuron = neurons[other];
        neurons[other] = neurons[i];
        neurons[i] = neuron;
      }
    }
    return Arrays.copyOf(neurons, some);
  }

  /** {@return whether paths were looked for to some of the hidden neurons only} */
  public boolean sampled() {
    return targets < hidden;
  }

  /** {@return the number of ordered pairs that paths were looked for between} */
  public long possiblePairs() {
    return (long) targets * Math.max(0, hidden - 1);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "shortest path from input to output %s, among hidden neurons mean %.3g, longest %d (%d of"
            + " %d pairs%s)",
        inputToOutput < 0 ? "none" : inputToOutput,
        mean,
        longest,
        pairs,
        possiblePairs(),
        sampled() ? ", to a sample of " + targets : "");
  }
}
