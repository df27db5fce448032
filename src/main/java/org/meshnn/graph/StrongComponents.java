package org.meshnn.graph;

import java.util.Locale;
import org.meshnn.text.Plural;

/**
 * Strongly connected components among hidden and output neurons: largest sets of neurons each of
 * which reaches all others of its set (Tarjan, SIAM Journal on Computing 1, 1972). Edges from and
 * into inputs and bias are on no cycle.
 *
 * @param count number of components; a neuron on no cycle is one of its own
 * @param largest neurons in the largest
 * @param onCycles neurons that reach themselves, by a self-loop or through others
 */
public record StrongComponents(int count, int largest, int onCycles) {

  /**
   * {@return the components of a graph} Linear in neurons and edges.
   *
   * @param topology the graph
   */
  public static StrongComponents of(Topology topology) {
    return new Search(topology).run();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, the largest of %s; %s on cycles",
        Plural.grouped(count, "strongly connected component"),
        Plural.grouped(largest, "neuron"),
        Plural.grouped(onCycles, "neuron"));
  }

  /** Tarjan's depth-first search, against the edges, without recursion. */
  private static final class Search {
    private static final int CLOSED = Integer.MAX_VALUE; // in a component that is complete

    private final Topology topology;
    private final int clamped;
    private final int[] index; // order of discovery from 1; 0: not yet
    private final int[] low; // least index that the neuron is known to come to
    private final int[] next; // the edge to be looked at
    private final int[] path; // from the root to the neuron looked at
    private final int[] open; // neurons whose component is not complete
    private int visited;
    private int depth;
    private int opened;
    private int count;
    private int largest;
    private int onCycles;

    Search(Topology topology) {
      this.topology = topology;
      clamped = topology.roles().clamped();
      int n = topology.neurons();
      index = new int[n];
      low = new int[n];
      next = new int[n];
      path = new int[n];
      open = new int[n];
    }

    StrongComponents run() {
      for (int root = clamped; root < index.length; root++) {
        if (index[root] == 0) {
          visit(root);
          while (depth > 0) {
            step(path[depth - 1]);
          }
        }
      }
      return new StrongComponents(count, largest, onCycles);
    }

    private void visit(int neuron) {
      index[neuron] = ++visited;
      low[neuron] = visited;
      next[neuron] = topology.columnStart(neuron);
      path[depth++] = neuron;
      open[opened++] = neuron;
    }

    private void step(int neuron) {
      if (next[neuron] < topology.columnEnd(neuron)) {
        int from = topology.source(next[neuron]++);
        if (from >= clamped && index[from] == 0) {
          visit(from);
        } else if (from >= clamped) {
          low[neuron] = Math.min(low[neuron], index[from]);
        }
      } else {
        depth--;
        if (depth > 0) {
          low[path[depth - 1]] = Math.min(low[path[depth - 1]], low[neuron]);
        }
        if (low[neuron] == index[neuron]) {
          close(neuron);
        }
      }
    }

    /** The neurons opened since this one are its component. */
    private void close(int neuron) {
      int before = opened;
      int last;
      do {
        last = open[--opened];
        index[last] = CLOSED;
      } while (last != neuron);
      int size = before - opened;
      count++;
      largest = Math.max(largest, size);
      onCycles += size > 1 || topology.edge(neuron, neuron) >= 0 ? size : 0;
    }
  }
}
