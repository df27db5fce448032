package org.meshnn.paper;

import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.Block;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.text.Plural;
import org.meshnn.train.Loss;

/**
 * The gradient that the paper's published code computes, which is not the derivative: to reproduce
 * its results, never to train with. Immutable.
 *
 * <p>The code carries the tensor {@code G[p, q, j] = dS_j/dA[p, q]} beside the state, as section
 * 2.2 says:
 *
 * <pre>
 *   clamp:  S_i = x_i on inputs, 1 on the bias
 *   Z_j     = sum over k of S_k A[k, j]
 *   G'[p, q, j] = f'(Z_j) (sum over k of G[p, q, k] A[k, j] + [j = q] S_p)
 *   S_j     = f(Z_j)
 * </pre>
 *
 * <p><b>The defect.</b> Where clamping overwrites a state, its derivative is 0 from there on; the
 * code leaves what stood in {@code G[., ., i]}. With an edge into an input or the bias the result
 * departs from the derivative: at 2 ticks for edges from clamped to clamped neurons, at 3 ticks for
 * every edge that leaves or enters one, from 4 ticks on everywhere. Without such edges it is exact.
 * {@link #cleared()} has the missing clause.
 *
 * <p>Work: at most n³ · n multiply-adds a sample and tick; memory 16 n³ bytes.
 */
public final class PublishedGradient {
  private final Topology topology;
  private final Transition transition;
  private final int ticks;
  private final boolean cleared;

  private PublishedGradient(Topology topology, Transition transition, int ticks, boolean cleared) {
    this.topology = topology;
    this.transition = transition;
    this.ticks = ticks;
    this.cleared = cleared;
  }

  /**
   * {@return the gradient as published}
   *
   * @param topology the graph whose edges have a gradient
   * @param transition the activations and their derivatives
   * @param ticks T, at least 1
   * @throws IllegalArgumentException if there is no tick, or a neuron leaks
   */
  public static PublishedGradient of(Topology topology, Transition transition, int ticks) {
    if (transition.leaks()) {
      throw new IllegalArgumentException("the published gradient knows no leak; got " + transition);
    }
    if (ticks < 1) {
      throw new IllegalArgumentException("a mesh has at least 1 tick; got " + ticks);
    }
    return new PublishedGradient(topology, transition, ticks, false);
  }

  /**
   * {@return the same recurrence with the clause it lacks, {@code G[., ., i] = 0} where S_i is
   * clamped}
   */
  public PublishedGradient cleared() {
    return new PublishedGradient(topology, transition, ticks, true);
  }

  /** The graph whose edges have a gradient. */
  Topology topology() {
    return topology;
  }

  /**
   * {@return what it takes for the derivative of the softmax cross-entropy by A, averaged over the
   * batch: n x n, 0 where there is no edge}
   *
   * @param a the weight matrix, n x n, {@code A[from][to]}
   * @param classes the class of each sample, from 0
   * @param x one matrix for an input that stays, or T matrices, one per tick; shape (samples,
   *     inputs), without the bias
   * @throws IllegalArgumentException if there are neither 1 nor T inputs, or one of another shape,
   *     or A does not fit the topology
   */
  public DMatrixRMaj at(DMatrixRMaj a, int[] classes, DMatrixRMaj... x) {
    requireInput(x, classes.length);
    double[] oneHot = new double[classes.length * topology.outputs()];
    int[] order = new int[classes.length];
    for (int p = 0; p < classes.length; p++) {
      oneHot[p * topology.outputs() + classes[p]] = 1;
      order[p] = p;
    }
    double[] gradient = new double[topology.edges()];
    mean(topology.weights(a), x, oneHot, order, 0, order.length, gradient);
    return topology.denseMatrix(gradient);
  }

  private void requireInput(DMatrixRMaj[] x, int samples) {
    if (x.length != 1 && x.length != ticks) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected 1 input matrix, or %d for %d ticks; got %d",
              ticks,
              ticks,
              x.length));
    }
    for (DMatrixRMaj xt : x) {
      if (xt.numRows != samples || xt.numCols != topology.inputs()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected %d x %d, a row per class and a column per input; got %d x %d",
                samples,
                topology.inputs(),
                xt.numRows,
                xt.numCols));
      }
    }
  }

  /**
   * A batch.
   *
   * @param weights one per edge
   * @param targets one row a sample, one-hot
   * @param order rows to take, from position {@code from} on
   * @param gradient receives one number per edge
   * @return the mean loss
   */
  double mean(
      double[] weights,
      DMatrixRMaj[] x,
      double[] targets,
      int[] order,
      int from,
      int count,
      double[] gradient) {
    Arrays.fill(gradient, 0);
    Tensor tensor = new Tensor(topology.denseMatrix(weights).data);
    int outputs = topology.outputs();
    double[] values = new double[2 * outputs];
    Block logits = new Block(values, 0, 1, outputs);
    Block slopes = new Block(values, outputs, 1, outputs);
    double sum = 0;
    for (int at = from; at < from + count; at++) {
      tensor.run(x, order[at]);
      System.arraycopy(tensor.state, topology.roles().firstOutput(), values, 0, outputs);
      sum += Loss.CROSS_ENTROPY.mean(logits, slopes, targets, order, at, 1);
      for (int q = 0; q < topology.neurons(); q++) {
        for (int e = topology.columnStart(q); e < topology.columnEnd(q); e++) {
          gradient[e] += tensor.along(topology.source(e), q, slopes) / count;
        }
      }
    }
    return sum / count;
  }

  /** State and tensor of one sample. */
  private final class Tensor {
    private final int n = topology.neurons();
    private final Roles roles = topology.roles();
    private final double[] a;
    private final double[] state = new double[n];
    private final double[] z = new double[n];
    private double[] g = new double[n * n * n]; // G[p, q, j] at (p n + q) n + j
    private double[] next = new double[n * n * n];

    private Tensor(double[] a) {
      this.a = a;
    }

    private void run(DMatrixRMaj[] x, int row) {
      Arrays.fill(state, 0);
      Arrays.fill(g, 0);
      for (int t = 0; t < ticks; t++) {
        clamp(x[Math.min(t, x.length - 1)], row);
        tick(t > 0, t == ticks - 1 ? roles.firstOutput() : 0);
      }
    }

    private void clamp(DMatrixRMaj x, int row) {
      System.arraycopy(x.data, row * x.numCols, state, 0, x.numCols);
      if (topology.hasBias()) {
        state[x.numCols] = 1;
      }
      for (int pq = 0; cleared && pq < n * n; pq++) {
        Arrays.fill(g, pq * n, pq * n + roles.clamped(), 0);
      }
    }

    /**
     * One tick.
     *
     * @param moving whether G has become other than 0
     * @param first the neurons from here on: after the last tick only outputs are asked
     */
    private void tick(boolean moving, int first) {
      product(state, 0, z, 0, first);
      for (int p = 0; p < n; p++) {
        for (int q = 0; q < n; q++) {
          int pq = (p * n + q) * n;
          if (moving) {
            product(g, pq, next, pq, first);
          } else {
            Arrays.fill(next, pq + first, pq + n, 0);
          }
          next[pq + q] += state[p];
        }
      }
      for (int j = first; j < n; j++) {
        state[j] = transition.of(roles, j).value(z[j]);
        z[j] = transition.of(roles, j).slope(z[j], state[j]);
      }
      for (int pq = 0; pq < n * n * n; pq += n) {
        for (int j = first; j < n; j++) {
          next[pq + j] *= z[j];
        }
      }
      double[] before = g;
      g = next;
      next = before;
    }

    /** y_j = sum over k of x_k A[k, j], for j from {@code first} on. */
    private void product(double[] x, int fromX, double[] y, int fromY, int first) {
      Arrays.fill(y, fromY + first, fromY + n, 0);
      for (int k = 0; k < n; k++) {
        double xk = x[fromX + k];
        if (xk == 0) {
          continue; // most of G, in the first ticks
        }
        for (int j = first; j < n; j++) {
          y[fromY + j] += xk * a[k * n + j];
        }
      }
    }

    /** sum over outputs o of dL/dS_o G[p, q, o]. */
    private double along(int p, int q, Block slopes) {
      double sum = 0;
      for (int o = 0; o < slopes.rows(); o++) {
        sum += slopes.value(o, 0) * g[(p * n + q) * n + roles.firstOutput() + o];
      }
      return sum;
    }
  }

  @Override
  public String toString() {
    return (cleared ? "the published recurrence, cleared, of " : "the published recurrence of ")
        + topology
        + ", "
        + Plural.of(ticks, "tick");
  }
}
