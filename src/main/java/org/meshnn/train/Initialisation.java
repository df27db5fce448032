package org.meshnn.train;

import java.io.Serializable;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.meshnn.graph.Topology;
import org.meshnn.text.Required;

/** How the weights begin: a recipe that gives one weight per edge. Immutable. */
public sealed interface Initialisation extends Serializable
    permits He,
        Uniform,
        UniformByInDegree,
        SpectralRadius,
        EdgeWeights,
        MatrixWeights,
        WeightsNotKept {

  /**
   * {@return normal weights with variance 2 / in-degree of the target (He et al. 2015, equation 10,
   * with each neuron's own fan-in)} The default.
   */
  static Initialisation he() {
    return new He();
  }

  /**
   * {@return uniform weights between two bounds; the paper's is {@code uniform(0, 1)}}
   *
   * @param low lower bound
   * @param high upper bound, above {@code low}
   * @throws IllegalArgumentException if {@code low < high} does not hold or a bound is not finite
   */
  static Initialisation uniform(double low, double high) {
    return new Uniform(low, high);
  }

  /**
   * {@return uniform weights between {@code ±1 / sqrt(k)}, k the in-degree of the target without
   * the bias} It is what PyTorch's linear layers begin with, for each neuron by its own fan-in.
   */
  static Initialisation uniformByInDegree() {
    return new UniformByInDegree();
  }

  /**
   * {@return He by in-degree, then the recurrent part of A scaled to a spectral radius: see {@link
   * SpectralRadius}}
   *
   * @param radius positive; near 1, states neither fade nor explode from tick to tick
   * @throws IllegalArgumentException if it is not positive and finite
   */
  static Initialisation spectralRadius(double radius) {
    return new SpectralRadius(radius);
  }

  /**
   * {@return weights learned before: training goes on from there} Those of a larger mesh serve a
   * part of it, see {@link org.meshnn.graph.Wiring#largestOf}. For large meshes there is {@link
   * #of(DMatrixSparseCSC)}.
   *
   * @param a a weight matrix, n x n, {@code A[from][to]}; entries where there is no edge are not
   *     used; copied
   * @throws IllegalArgumentException if it is null, or an entry is NaN or infinite
   */
  static Initialisation of(DMatrixRMaj a) {
    return MatrixWeights.of(Required.of(a, "a weight matrix, for example model.matrix()"));
  }

  /**
   * {@return weights learned before, as of {@link #of(DMatrixRMaj)}} Edges where the matrix stores
   * nothing begin at 0.
   *
   * @param a a weight matrix, n x n, {@code A[from][to]}; entries where there is no edge are not
   *     used; copied
   * @throws IllegalArgumentException if it is null, or an entry is NaN or infinite
   */
  static Initialisation of(DMatrixSparseCSC a) {
    return MatrixWeights.of(Required.of(a, "a weight matrix, for example model.sparseMatrix()"));
  }

  /**
   * {@return weights learned before, by edge: training goes on from there} A mesh with the same
   * neurons and other edges takes the weight of each of its edges by the neurons at its ends. All
   * its edges need one; for edges to be added at weight 0 there is {@link #of(DMatrixSparseCSC)}.
   *
   * @param topology whose edges the weights are of
   * @param weights one for each edge; copied
   * @throws IllegalArgumentException if one is null, there are not as many weights as edges, or one
   *     is NaN or infinite
   */
  static Initialisation of(Topology topology, double[] weights) {
    return EdgeWeights.of(topology, weights);
  }

  /**
   * {@return given weights of which only their description was kept} It prints as they did; asked
   * for weights, it throws an {@link IllegalStateException}.
   *
   * @param description what the given weights print
   * @throws IllegalArgumentException if it is null
   */
  static Initialisation notKept(String description) {
    return new WeightsNotKept(Required.of(description, "what the weights were, in words"));
  }

  /**
   * {@return the first weights, one per edge}
   *
   * @param topology whose edges they are
   * @param random draws them
   * @throws IllegalArgumentException if the recipe does not suit the topology: weights of another
   *     mesh, or a spectral radius where there is no cycle
   */
  double[] weights(Topology topology, RandomGenerator random);
}
