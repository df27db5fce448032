package org.meshnn.plan;

import java.util.Arrays;
import org.meshnn.graph.Outgoing;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;

/**
 * How many ticks a neuron or an edge needs to take part at all: those until something reaches it
 * and those from it to the nearest output. Linear in edges.
 */
public final class Distances {
  /** No number of ticks is enough. */
  public static final int NEVER = Integer.MAX_VALUE;

  private final Topology topology;
  private final int[] reached; // first tick after which the state can differ from 0
  private final int[] left; // edges to the nearest output

  /**
   * Measures a mesh.
   *
   * @param topology the graph
   * @param rest which neurons rest at 0
   */
  public Distances(Topology topology, Rest rest) {
    this.topology = topology;
    reached = fromSources(rest);
    left = toOutputs();
  }

  /**
   * {@return the first tick after which the neuron's state can differ from 0, or {@link #NEVER}}
   *
   * @param neuron from 0 to one below the number of neurons
   */
  public int reached(int neuron) {
    return reached[neuron];
  }

  /**
   * {@return the fewest ticks with which the neuron is computed, or {@link #NEVER}}
   *
   * @param neuron not clamped
   */
  public int ticksOf(int neuron) {
    return sum(reached[neuron], left[neuron]);
  }

  /**
   * {@return the fewest ticks with which an edge can learn, or {@link #NEVER}}
   *
   * @param from the neuron it leaves
   * @param to the neuron it enters
   */
  public int ticksOf(int from, int to) {
    return topology.roles().isClamped(to) ? NEVER : sum(sum(reached[from], 1), left[to]);
  }

  private static int sum(int a, int b) {
    return a == NEVER || b == NEVER ? NEVER : a + b;
  }

  private int[] toOutputs() {
    int[] distance = unknown();
    int[] queue = new int[distance.length];
    int size = 0;
    for (int j = topology.roles().firstOutput(); j < distance.length; j++) {
      distance[j] = 0;
      queue[size++] = j;
    }
    for (int i = 0; i < size; i++) {
      int to = queue[i];
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int from = topology.source(e);
        if (distance[from] == NEVER && !topology.roles().isClamped(from)) {
          distance[from] = distance[to] + 1;
          queue[size++] = from;
        }
      }
    }
    return distance;
  }

  private int[] fromSources(Rest rest) {
    Roles roles = topology.roles();
    int[] distance = unknown();
    int[] queue = new int[distance.length];
    int size = 0;
    for (int j = 0; j < distance.length; j++) {
      if (roles.isClamped(j)) {
        distance[j] = 0;
        queue[size++] = j;
      } else if (!rest.rests(j)) {
        distance[j] = 1;
        queue[size++] = j;
      }
    }
    Outgoing outgoing = Outgoing.of(topology);
    int[] start = outgoing.start();
    int[] target = outgoing.target();
    for (int i = 0; i < size; i++) {
      for (int k = start[queue[i]]; k < start[queue[i] + 1]; k++) {
        if (distance[target[k]] == NEVER) {
          distance[target[k]] = distance[queue[i]] + 1;
          queue[size++] = target[k];
        }
      }
    }
    return distance;
  }

  private int[] unknown() {
    int[] distance = new int[topology.neurons()];
    Arrays.fill(distance, NEVER);
    return distance;
  }
}
