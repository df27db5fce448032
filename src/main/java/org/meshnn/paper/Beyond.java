package org.meshnn.paper;

import java.util.ArrayList;
import java.util.List;

/**
 * The question the paper raises: with as many parameters, does some mesh beat the perceptron?
 * Candidates, and which of them were chosen with the parameters of MLP-13, by their accuracy on
 * validation rows, the mean of both image sets.
 */
final class Beyond {
  private Beyond() {}

  /** The weights of a perceptron, those of the bias included. */
  static int parameters(Net perceptron) {
    return perceptron.topology(1).edges();
  }

  /** A kind of mesh. */
  interface Kind {
    Net of(int hidden, int ticks, int parameters);
  }

  /** Random wirings: the more hidden neurons, the sparser. */
  static List<Net> random(int parameters) {
    return sizes(Net::random, parameters);
  }

  /** A kind of mesh in the sizes that random wirings are tried in. */
  static List<Net> sizes(Kind kind, int parameters) {
    List<Net> nets = new ArrayList<>();
    for (int hidden : new int[] {17, 30, 50}) {
      for (int ticks : new int[] {2, 3, 4, 5}) {
        nets.add(kind.of(hidden, ticks, parameters));
      }
    }
    return nets;
  }

  /** Pruned wirings. */
  static List<Pruning> pruned(int parameters) {
    List<Pruning> prunings = new ArrayList<>();
    for (int width : new int[] {20, 30, 40}) {
      prunings.add(Pruning.ofPerceptron(width, parameters));
    }
    for (int hidden : new int[] {20, 30, 40}) {
      for (int ticks : new int[] {3, 4}) {
        prunings.add(Pruning.ofMesh(hidden, ticks, parameters));
      }
    }
    return prunings;
  }

  /** The best of the random wirings. */
  static Net chosenRandom(int parameters) {
    return Net.random(17, 4, parameters);
  }

  /** The best of the wirings that SET moves. */
  static Net chosenSet(int parameters) {
    return Net.set(17, 3, parameters);
  }

  /** The best of the wirings that RigL moves. */
  static Net chosenRigl(int parameters) {
    return Net.rigl(17, 3, parameters);
  }

  /** The best of the pruned perceptrons: how much of the gain is pruning's, and not the mesh's? */
  static Pruning chosenPerceptron(int parameters) {
    return Pruning.ofPerceptron(30, parameters);
  }

  /** The best of the pruned wirings. */
  static Pruning chosenMesh(int parameters) {
    return Pruning.ofMesh(30, 4, parameters);
  }
}
