package org.meshnn.train;

import java.util.random.RandomGenerator;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Spectrum;
import org.meshnn.graph.Topology;

/**
 * {@link He} by in-degree, then the recurrent part of A (edges between neurons that are not
 * clamped) scaled to a spectral radius, the modulus of its largest eigenvalue. Up to 300 recurrent
 * neurons the eigenvalues are computed; beyond that the radius is estimated by the growth of {@code
 * |A^k x|} (Gelfand's formula), good to a few percent on random graphs and to some 10 % where the
 * longest cycles are hundreds of edges long.
 *
 * @param radius positive; near 1, states neither fade nor explode from tick to tick
 */
public record SpectralRadius(double radius) implements Initialisation {

  /**
   * Checks the range.
   *
   * @param radius positive and finite
   * @throws IllegalArgumentException if it is not
   */
  public SpectralRadius {
    if (!(radius > 0) || Double.isInfinite(radius)) {
      throw new IllegalArgumentException(
          "the spectral radius must be positive and finite; got " + radius);
    }
  }

  @Override
  public double[] weights(Topology topology, RandomGenerator random) {
    if (!topology.isRecurrent()) {
      throw new IllegalArgumentException(
          "the mesh has no cycles among its hidden and output neurons, so its spectral radius is"
              + " 0 whatever the weights; use Initialisation.he()");
    }
    double[] weights = new He().weights(topology, random);
    double factor = radius / Spectrum.radius(topology, weights, Spectrum.ROUNDS, random);
    Roles roles = topology.roles();
    for (int e = topology.columnStart(roles.clamped()); e < weights.length; e++) {
      weights[e] *= roles.isClamped(topology.source(e)) ? 1 : factor;
    }
    return weights;
  }

  @Override
  public String toString() {
    return "spectral radius " + radius;
  }
}
