package org.meshnn.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.meshnn.graph.Wiring;

/**
 * Wirings of {@link #HIDDEN} hidden neurons that differ in their cycles alone. All three share a
 * base without cycles, in which every hidden neuron lies on a path of at most three edges from an
 * input to an output and every input reaches every output by such a path; to it come {@link #MORE}
 * edges between hidden neurons. They are drawn from a seed; with the same seed the base is the
 * same.
 */
enum Cycles {
  /** The edges that come to the base close no cycle. */
  NONE,

  /** Each closes a cycle of two neurons. */
  OF_TWO,

  /** Each closes a cycle of three neurons, and none a cycle of two. */
  OF_THREE;

  /** Hidden neurons. */
  static final int HIDDEN = 12;

  /** Edges between them that come to the base. */
  static final int MORE = 8;

  /** Edges of the base between hidden neurons. */
  private static final int BASE = 24;

  /** Hidden neurons that each input leads to, and that each output is led to by. */
  private static final int ENDS = 4;

  static final int OUTPUTS = 2;

  private static final int MOST_DRAWS = 100_000;

  /**
   * {@return a wiring}
   *
   * @param inputs at least 1; a bias leads to all hidden neurons and outputs
   * @param seed of the base and of what comes to it
   */
  Wiring wiring(int inputs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      Base base = Base.draw(inputs, random);
      if (base.reaches() && base.candidates().stream().allMatch(c -> c.size() >= MORE)) {
        List<Edge> more = new ArrayList<>(base.candidates().get(ordinal()));
        SplittableRandom own = new SplittableRandom(random.nextLong() + ordinal());
        shuffle(more, own);
        return base.with(more.subList(0, MORE));
      }
    }
    throw new IllegalStateException(
        "no base of " + inputs + " inputs among " + MOST_DRAWS + " draws, seed " + seed);
  }

  private static void shuffle(List<Edge> edges, SplittableRandom random) {
    for (int i = edges.size() - 1; i > 0; i--) {
      Collections.swap(edges, i, random.nextInt(i + 1));
    }
  }

  @Override
  public String toString() {
    return switch (this) {
      case NONE -> "no cycles";
      case OF_TWO -> "cycles of 2";
      case OF_THREE -> "cycles of 3";
    };
  }

  /** From one hidden neuron to another, both from 0. */
  private record Edge(int from, int to) {}

  /**
   * What the three have in common.
   *
   * @param inputs how many
   * @param edge [u][v]: whether hidden neuron u leads to v; u < v
   * @param reads [h]: whether an input leads to hidden neuron h, by input
   * @param leads [h]: whether hidden neuron h leads to an output, by output
   */
  private record Base(int inputs, boolean[][] edge, boolean[][] reads, boolean[][] leads) {

    static Base draw(int inputs, SplittableRandom random) {
      boolean[][] edge = new boolean[HIDDEN][HIDDEN];
      for (int made = 0; made < BASE; ) {
        int u = random.nextInt(HIDDEN);
        int v = random.nextInt(HIDDEN);
        if (u < v && !edge[u][v]) {
          edge[u][v] = true;
          made++;
        }
      }
      return new Base(inputs, edge, ends(inputs, random), ends(OUTPUTS, random));
    }

    private static boolean[][] ends(int count, SplittableRandom random) {
      boolean[][] ends = new boolean[HIDDEN][count];
      for (int k = 0; k < count; k++) {
        for (int made = 0; made < ENDS; ) {
          int h = random.nextInt(HIDDEN);
          if (!ends[h][k]) {
            ends[h][k] = true;
            made++;
          }
        }
      }
      return ends;
    }

    /** Whether paths of at most three edges join what they must. */
    boolean reaches() {
      boolean[] passes = new boolean[HIDDEN];
      boolean[][] joined = new boolean[inputs][OUTPUTS];
      for (int u = 0; u < HIDDEN; u++) {
        for (int v = u; v < HIDDEN; v++) {
          for (int i = 0; i < inputs && (u == v || edge[u][v]); i++) {
            for (int o = 0; o < OUTPUTS; o++) {
              if (reads[u][i] && leads[v][o]) {
                passes[u] = true;
                passes[v] = true;
                joined[i][o] = true;
              }
            }
          }
        }
      }
      return all(passes) && IntStream.range(0, inputs).allMatch(i -> all(joined[i]));
    }

    private static boolean all(boolean[] values) {
      return IntStream.range(0, values.length).allMatch(i -> values[i]);
    }

    /** The edges that may come to it, by what they close. */
    List<List<Edge>> candidates() {
      List<Edge> none = new ArrayList<>();
      List<Edge> two = new ArrayList<>();
      List<Edge> three = new ArrayList<>();
      for (int u = 0; u < HIDDEN; u++) {
        for (int v = u + 1; v < HIDDEN; v++) {
          if (edge[u][v]) {
            two.add(new Edge(v, u));
          } else {
            none.add(new Edge(u, v));
            if (hasTwoSteps(u, v)) {
              three.add(new Edge(v, u));
            }
          }
        }
      }
      return List.of(none, two, three);
    }

    private boolean hasTwoSteps(int u, int v) {
      return IntStream.range(u + 1, v).anyMatch(w -> edge[u][w] && edge[w][v]);
    }

    Wiring with(List<Edge> more) {
      int first = inputs + 1; // hidden, after the bias
      int firstOutput = first + HIDDEN;
      List<Edge> all = new ArrayList<>();
      for (int h = 0; h < HIDDEN; h++) {
        all.add(new Edge(inputs, first + h));
        for (int i = 0; i < inputs; i++) {
          if (reads[h][i]) {
            all.add(new Edge(i, first + h));
          }
        }
        for (int o = 0; o < OUTPUTS; o++) {
          if (leads[h][o]) {
            all.add(new Edge(first + h, firstOutput + o));
          }
        }
        for (int v = h + 1; v < HIDDEN; v++) {
          if (edge[h][v]) {
            all.add(new Edge(first + h, first + v));
          }
        }
      }
      for (int o = 0; o < OUTPUTS; o++) {
        all.add(new Edge(inputs, firstOutput + o));
      }
      more.forEach(e -> all.add(new Edge(first + e.from(), first + e.to())));
      return Wiring.edges(
          all.stream().mapToInt(Edge::from).toArray(), all.stream().mapToInt(Edge::to).toArray());
    }
  }
}
