package org.meshnn.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Topology;

/**
 * The model as the paper writes it (Galatolo et al. 2021, sections 2.1 and 2.2), for one sample,
 * with no plan and no pruning: what everything faster is checked against.
 *
 * <pre>
 *   clamp:  S_i = x_i and dS_i/dA = 0 on inputs and bias
 *   Z_j     = sum over k of S_k A[k, j]
 *   G'[p, q, j] = a_j f_j'(Z_j) (sum over k of G[p, q, k] A[k, j] + [j = q] S_p)
 *                 + (1 - a_j) G[p, q, j]
 *   S'_j    = a_j f_j(Z_j) + (1 - a_j) S_j
 * </pre>
 *
 * The clause dS_i/dA = 0 is missing from the published code, whose gradient is therefore not the
 * derivative once edges lead into inputs.
 */
public final class Recurrence {
  private final Topology topology;
  private final Activation[] activations;
  private final double[] leaks;
  private final double[] weights;
  private final double[] state;
  private final double[] nextState;
  private final double[] influence; // G[p, q, j] at (p n + q) n + j; empty: states only
  private final double[] nextInfluence;

  private Recurrence(
      Topology topology, Transition transition, double[] weights, boolean differentiate) {
    this.topology = topology;
    activations = transition.activations(topology.roles());
    leaks = transition.leaks(topology.roles());
    this.weights = weights;
    int n = topology.neurons();
    state = new double[n];
    nextState = new double[n];
    influence = new double[differentiate ? n * n * n : 0];
    nextInfluence = new double[influence.length];
  }

  /** States only: any size of mesh. */
  static Recurrence ofStates(Topology topology, Transition transition, double[] weights) {
    return new Recurrence(topology, transition, weights, false);
  }

  /**
   * States and the tensor G = dS/dA.
   *
   * @throws IllegalArgumentException if 16 n³ bytes are over half of what this JVM may use
   */
  static Recurrence withTensor(Topology topology, Transition transition, double[] weights) {
    requireMemory(topology.neurons(), 1);
    return new Recurrence(topology, transition, weights, true);
  }

  /** Refuses meshes whose tensors would take over half of what this JVM may use. */
  static void requireMemory(long n, int meshes) {
    double bytes = 16.0 * n * n * n * meshes;
    long allowed = Runtime.getRuntime().maxMemory() / 2;
    if (bytes > allowed || n * n * n > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the paper's literal tensor of %d neurons takes 16 n^3 bytes%s = %.3g GB; half of this"
                  + " JVM's memory is %.3g GB and n may be 1290 at most. It is there for teaching and"
                  + " checking: use FORWARD_ONLY or BACKWARD",
              n,
              meshes == 1 ? "" : " for each of " + meshes + " samples",
              bytes / 1e9,
              allowed / 1e9));
    }
  }

  /**
   * {@return the states after each tick: T matrices (samples, neurons)} Clamped neurons show f(Z),
   * as they do between a tick and the next overwrite.
   *
   * @param topology the graph
   * @param transition the activations
   * @param weights one per edge
   * @param ticks T, at least 1
   * @param x one matrix (samples, inputs) for a constant input, otherwise one per tick
   * @throws IllegalArgumentException if there is another number of matrices, or one has another
   *     shape
   */
  public static List<DMatrixRMaj> states(
      Topology topology, Transition transition, double[] weights, int ticks, List<DMatrixRMaj> x) {
    if (x.size() != 1 && x.size() != ticks) {
      throw new IllegalArgumentException(
          "expected 1 input matrix, or " + ticks + " for " + ticks + " ticks; got " + x.size());
    }
    for (DMatrixRMaj xt : x) {
      if (xt.numCols != topology.inputs() || xt.numRows != x.get(0).numRows) {
        throw new IllegalArgumentException(
            "expected as many rows at each tick and one column per input, "
                + topology.inputs()
                + "; got "
                + xt.numRows
                + " x "
                + xt.numCols);
      }
    }
    int batch = x.get(0).numRows;
    List<DMatrixRMaj> states = new ArrayList<>();
    for (int t = 0; t < ticks; t++) {
      states.add(new DMatrixRMaj(batch, topology.neurons()));
    }
    Recurrence mesh = ofStates(topology, transition, weights);
    double[] features = new double[topology.inputs()];
    for (int p = 0; p < batch; p++) {
      mesh.reset();
      for (int t = 0; t < ticks; t++) {
        DMatrixRMaj xt = x.get(Math.min(t, x.size() - 1));
        System.arraycopy(xt.data, p * features.length, features, 0, features.length);
        mesh.tick(features);
        System.arraycopy(
            mesh.state, 0, states.get(t).data, p * topology.neurons(), topology.neurons());
      }
    }
    return states;
  }

  /** Back to S(0) = 0, G(0) = 0. */
  void reset() {
    Arrays.fill(state, 0);
    if (influence.length > 0) {
      Arrays.fill(influence, 0);
    }
  }

  /**
   * One tick.
   *
   * @param x the values of the input neurons
   */
  void tick(double[] x) {
    tick(x, Masks.NONE, 0, 0, 0);
  }

  /** As {@link #tick(double[])}, with the states dropped that are at tick t of a sample. */
  void tick(double[] x, Masks masks, long draw, int t, int sample) {
    clamp(x);
    for (int j = 0; j < topology.neurons(); j++) {
      double z = 0;
      for (int e = topology.columnStart(j); e < topology.columnEnd(j); e++) {
        z += state[topology.source(e)] * weights[e];
      }
      double s = activations[j].value(z);
      double share = leaks[j] * masks.factor(draw, t, j, sample);
      nextState[j] = share * s + kept(j, state[j]);
      if (influence.length > 0) {
        influenceOf(j, share * activations[j].slope(z, s));
      }
    }
    System.arraycopy(nextState, 0, state, 0, state.length);
    if (influence.length > 0) {
      System.arraycopy(nextInfluence, 0, influence, 0, influence.length);
    }
  }

  private void clamp(double[] x) {
    int n = topology.neurons();
    int clamped = topology.roles().clamped();
    System.arraycopy(x, 0, state, 0, topology.inputs());
    if (topology.hasBias()) {
      state[topology.inputs()] = 1;
    }
    for (int pq = 0; influence.length > 0 && pq < n * n; pq++) {
      Arrays.fill(influence, pq * n, pq * n + clamped, 0);
    }
  }

  /** G'[p, q, j] for all p, q. */
  private void influenceOf(int j, double slope) {
    int n = topology.neurons();
    for (int p = 0; p < n; p++) {
      for (int q = 0; q < n; q++) {
        int pq = (p * n + q) * n;
        double sum = j == q ? state[p] : 0;
        for (int e = topology.columnStart(j); e < topology.columnEnd(j); e++) {
          sum += influence[pq + topology.source(e)] * weights[e];
        }
        nextInfluence[pq + j] = slope * sum + kept(j, influence[pq + j]);
      }
    }
  }

  private double kept(int j, double before) {
    return leaks[j] == 1 ? 0 : (1 - leaks[j]) * before;
  }

  /** S_j after the last tick. */
  double state(int j) {
    return state[j];
  }

  /** G[p, q, j] = dS_j/dA[p, q] after the last tick, whether or not the edge p -> q exists. */
  double influence(int p, int q, int j) {
    int n = topology.neurons();
    return influence[(p * n + q) * n + j];
  }
}
