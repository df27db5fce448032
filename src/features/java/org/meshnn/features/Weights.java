package org.meshnn.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.optimizer.Optimizer;
import java.util.random.RandomGenerator;

/**
 * Kernel and bias of a convolution, plain or transposed, drawn as PyTorch draws them by default:
 * uniform in +-1/sqrt(second dimension of the kernel x its area), the bias in the same range.
 */
final class Weights {
  private final String name;
  private final NDArray kernel;
  private final NDArray bias;

  /**
   * @param shape out x in x side x side; of a transposed convolution in x out x side x side
   * @param out channels out
   */
  Weights(String name, NDManager manager, Shape shape, int out, RandomGenerator random) {
    this.name = name;
    double bound = 1 / Math.sqrt(shape.get(1) * shape.get(2) * shape.get(3));
    kernel = uniform(manager, shape, bound, random);
    bias = uniform(manager, new Shape(out), bound, random);
  }

  private static NDArray uniform(
      NDManager manager, Shape shape, double bound, RandomGenerator random) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    NDArray array = manager.create(values, shape);
    array.setRequiresGradient(true);
    return array;
  }

  NDArray kernel() {
    return kernel;
  }

  NDArray bias() {
    return bias;
  }

  void update(Optimizer optimiser) {
    try (NDArray gradient = kernel.getGradient();
        NDArray biasGradient = bias.getGradient()) {
      optimiser.update(name + ".kernel", kernel, gradient);
      optimiser.update(name + ".bias", bias, biasGradient);
    }
  }
}
