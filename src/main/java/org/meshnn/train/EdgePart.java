package org.meshnn.train;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

/**
 * The pairs of neurons among which edges come and go: those of a wiring that lead to neurons that
 * are not clamped, or all of these. The pairs into one neuron have positions, from 0 on, in the
 * order of their sources.
 */
final class EdgePart {
  private final Roles roles;
  private final @Nullable Topology pairs; // null for all

  private EdgePart(Roles roles, @Nullable Topology pairs) {
    this.roles = roles;
    this.pairs = pairs;
  }

  /**
   * The parts of a mesh.
   *
   * @param within empty for one of all pairs
   * @throws IllegalArgumentException if two have an edge in common, or one does not fit the mesh
   */
  static List<EdgePart> of(List<Wiring> within, Roles roles) {
    if (within.isEmpty()) {
      return List.of(new EdgePart(roles, null));
    }
    List<EdgePart> parts = new ArrayList<>();
    for (Wiring wiring : within) {
      EdgePart part = new EdgePart(roles, wiring.wire(roles));
      for (int before = 0; before < parts.size(); before++) {
        parts.get(before).requireApart(part, within.get(before), wiring);
      }
      parts.add(part);
    }
    return parts;
  }

  private void requireApart(EdgePart other, Wiring name, Wiring otherName) {
    for (int to = roles.clamped(); to < roles.neurons(); to++) {
      for (int i = 0; i < other.size(to); i++) {
        if (position(other.source(to, i), to) >= 0) {
          throw new IllegalArgumentException(
              "expected parts without a common edge; the edge from neuron "
                  + other.source(to, i)
                  + " to "
                  + to
                  + " is in "
                  + name
                  + " and in "
                  + otherName);
        }
      }
    }
  }

  /** How many pairs lead to a neuron. */
  int size(int to) {
    if (roles.isClamped(to)) {
      return 0;
    }
    return pairs == null ? roles.neurons() : pairs.inDegree(to);
  }

  /** The source of the pair at a position. */
  int source(int to, int position) {
    return pairs == null ? position : pairs.source(pairs.columnStart(to) + position);
  }

  /** The first source of a pair into a neuron; the largest number where there is none. */
  int firstSource(int to) {
    return size(to) == 0 ? Integer.MAX_VALUE : source(to, 0);
  }

  /** One past the last source of a pair into a neuron; 0 where there is none. */
  int endSource(int to) {
    return size(to) == 0 ? 0 : source(to, size(to) - 1) + 1;
  }

  /** The position of a pair; -1 where it is not in this part. */
  private int position(int from, int to) {
    if (roles.isClamped(to)) {
      return -1;
    }
    if (pairs == null) {
      return from;
    }
    int edge = pairs.edge(from, to);
    return edge < 0 ? -1 : edge - pairs.columnStart(to);
  }

  /** The edges that are in this part, ascending. */
  int[] edgesOf(Topology topology) {
    return IntStream.range(roles.clamped(), roles.neurons())
        .flatMap(
            to ->
                IntStream.range(topology.columnStart(to), topology.columnEnd(to))
                    .filter(e -> position(topology.source(e), to) >= 0))
        .toArray();
  }

  /**
   * The sources of the pairs into a neuron that are no edges, ascending.
   *
   * @param dropped edges that count as none
   * @param sources receives them, at least as many as {@link #size}
   * @return how many
   */
  int absent(Topology topology, BitSet dropped, int to, int[] sources) {
    int e = topology.columnStart(to);
    int end = topology.columnEnd(to);
    int count = 0;
    for (int i = 0; i < size(to); i++) {
      int from = source(to, i);
      while (e < end && topology.source(e) < from) {
        e++;
      }
      if (e == end || topology.source(e) > from || dropped.get(e)) {
        sources[count++] = from;
      }
    }
    return count;
  }

  /**
   * Some of the pairs that are no edges, every choice being as likely: each is drawn by its number
   * among them, in the order of targets and sources.
   *
   * @param dropped edges that count as none
   * @param count how many, at most as there are
   * @return their {@link EdgeChange#pair numbers}, ascending
   */
  long[] draw(Topology topology, BitSet dropped, int count, Draws draws) {
    long[] absent = new long[roles.neurons() + 1]; // [to]: pairs into the neurons before
    for (int to = 0; to < roles.neurons(); to++) {
      absent[to + 1] = absent[to] + size(to) - kept(topology, dropped, to);
    }
    long[] drawn = draws.distinct(absent[roles.neurons()], count);
    int i = 0;
    for (int to = 0; i < count; to++) {
      int e = topology.columnStart(to);
      int before = 0; // edges of lower position
      for (; i < count && drawn[i] < absent[to + 1]; i++) {
        int number = (int) (drawn[i] - absent[to]);
        for (; e < topology.columnEnd(to); e++) {
          int position = dropped.get(e) ? -1 : position(topology.source(e), to);
          if (position > number + before) {
            break;
          }
          before += position < 0 ? 0 : 1;
        }
        drawn[i] = EdgeChange.pair(source(to, number + before), to);
      }
    }
    return drawn;
  }

  private int kept(Topology topology, BitSet dropped, int to) {
    int kept = 0;
    for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
      kept += !dropped.get(e) && position(topology.source(e), to) >= 0 ? 1 : 0;
    }
    return kept;
  }
}
