package org.meshnn.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.train.Initialisation;

/**
 * The numbers a piece of work is run on: made from its seed, the same for everyone.
 *
 * @param x one row a sample, one column an input: standard normal, or uniform in [0, 1) for pixels
 * @param label class of each sample
 * @param order the order in which samples are taken
 * @param weights one per edge: He by in-degree
 */
record Problem(Topology topology, DMatrixRMaj x, int[] label, int[] order, double[] weights) {

  static Problem of(Work work) {
    return of(work.topology(), work.rows(), work.layered());
  }

  static Problem of(Topology topology, int rows, boolean pixels) {
    SplittableGenerator root =
        (SplittableGenerator) RandomGeneratorFactory.of("L64X128MixRandom").create(Work.SEED);
    double[] weights = Initialisation.he().weights(topology, root.split());
    RandomGenerator samples = root.split();
    DMatrixRMaj x = new DMatrixRMaj(rows, topology.inputs());
    Arrays.setAll(x.data, i -> pixels ? samples.nextDouble() : samples.nextGaussian());
    int[] label = new int[rows];
    Arrays.setAll(label, i -> samples.nextInt(topology.outputs()));
    return new Problem(topology, x, label, shuffled(rows, root.split()), weights);
  }

  private static int[] shuffled(int rows, RandomGenerator random) {
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The labels as one row a sample with a single 1. */
  DMatrixRMaj oneHot() {
    DMatrixRMaj y = new DMatrixRMaj(label.length, topology.outputs());
    for (int i = 0; i < label.length; i++) {
      y.set(i, label[i], 1);
    }
    return y;
  }

  /** 1 where there is an edge; n x n. */
  DMatrixRMaj mask() {
    double[] ones = new double[topology.edges()];
    Arrays.fill(ones, 1);
    return topology.denseMatrix(ones);
  }

  /**
   * Hands the numbers to other languages: {@code name.json} with the sizes and {@code name.f64}
   * with x, labels, order, A and mask, row-major, little-endian doubles.
   */
  void write(Work work, Path directory) throws IOException {
    Roles roles = work.roles();
    Files.writeString(
        directory.resolve(work.name() + ".json"),
        String.format(
            "{\"inputs\": %d, \"bias\": %d, \"hidden\": %d, \"outputs\": %d, \"ticks\": %d,"
                + " \"batch\": %d, \"rows\": %d, \"layered\": %b}%n",
            roles.inputs(),
            roles.bias() ? 1 : 0,
            roles.hidden(),
            roles.outputs(),
            work.ticks(),
            work.batch(),
            work.rows(),
            work.layered()));
    int n = topology.neurons();
    ByteBuffer bytes =
        ByteBuffer.allocate(8 * (x.data.length + 2 * label.length + 2 * n * n))
            .order(ByteOrder.LITTLE_ENDIAN);
    put(bytes, x.data);
    put(bytes, Arrays.stream(label).asDoubleStream().toArray());
    put(bytes, Arrays.stream(order).asDoubleStream().toArray());
    put(bytes, topology.denseMatrix(weights).data);
    put(bytes, mask().data);
    Files.write(directory.resolve(work.name() + ".f64"), bytes.array());
  }

  private static void put(ByteBuffer bytes, double[] values) {
    for (double value : values) {
      bytes.putDouble(value);
    }
  }
}
