package org.meshnn.features;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * The paper's convolutional auto-encoder (section 4.2): a picture of 28 x 28 becomes 8 maps of 2 x
 * 2, the 32 features, and from these a picture again. Mean squared error, Adam at 1e-3.
 */
final class AutoEncoder implements AutoCloseable {
  static final int FEATURES = 32;

  private static final int BATCH = 256;
  private static final float LEARNING_RATE = 1e-3f;

  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final Optimizer adam =
      Optimizer.adam().optLearningRateTracker(Tracker.fixed(LEARNING_RATE)).build();
  private final RandomGenerator shuffling;
  private final Weights first;
  private final Weights second;
  private final Weights third;
  private final Weights fourth;
  private final Weights fifth;

  AutoEncoder(long seed) {
    SplittableGenerator random =
        (SplittableGenerator) RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    RandomGenerator drawing = random.split();
    shuffling = random.split();
    first = new Weights("encoder.1", manager, new Shape(16, 1, 3, 3), 16, drawing);
    second = new Weights("encoder.2", manager, new Shape(8, 16, 3, 3), 8, drawing);
    third = new Weights("decoder.1", manager, new Shape(8, 16, 3, 3), 16, drawing);
    fourth = new Weights("decoder.2", manager, new Shape(16, 8, 5, 5), 8, drawing);
    fifth = new Weights("decoder.3", manager, new Shape(8, 1, 2, 2), 1, drawing);
  }

  /**
   * Learns from every picture once, in a new order.
   *
   * @return the mean squared error of the batches, each before it was learned from
   */
  double learn(Images images) {
    int[] order = IntStream.range(0, images.count()).toArray();
    shuffle(order);
    double[] sum = {0};
    batches(
        images,
        order,
        (x, from) -> {
          try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray loss = decoded(encoded(x)).sub(x).square().mean();
            collector.backward(loss);
            sum[0] += loss.getFloat() * x.getShape().get(0);
          }
          List.of(first, second, third, fourth, fifth).forEach(weights -> weights.update(adam));
        });
    return sum[0] / images.count();
  }

  /** The mean squared error over all normalised pixels. */
  double error(Images images) {
    double[] sum = {0};
    batches(
        images,
        inOrder(images),
        (x, from) -> {
          double mean = decoded(encoded(x)).sub(x).square().mean().getFloat();
          sum[0] += mean * x.getShape().get(0);
        });
    return sum[0] / images.count();
  }

  /** The features: {@value #FEATURES} a picture, map by map, each row by row. */
  float[] features(Images images) {
    float[] features = new float[images.count() * FEATURES];
    batches(
        images,
        inOrder(images),
        (x, from) -> {
          float[] part = encoded(x).toFloatArray();
          System.arraycopy(part, 0, features, from * FEATURES, part.length);
        });
    return features;
  }

  /** B x 1 x 28 x 28 to B x 8 x 2 x 2. */
  private NDArray encoded(NDArray x) {
    NDArray maps = relu(convolved(x, first, 3)); // 16 x 10 x 10
    NDArray pooled = pooled(maps, 2); // 16 x 5 x 5
    return pooled(relu(convolved(pooled, second, 2)), 1); // 8 x 3 x 3, then 8 x 2 x 2
  }

  /** B x 8 x 2 x 2 to B x 1 x 28 x 28. */
  private NDArray decoded(NDArray features) {
    NDArray maps = relu(transposed(features, third, 2, 0)); // 16 x 5 x 5
    NDArray larger = relu(transposed(maps, fourth, 3, 1)); // 8 x 15 x 15
    return transposed(larger, fifth, 2, 1).tanh();
  }

  private static NDArray convolved(NDArray x, Weights weights, int stride) {
    Shape strides = new Shape(stride, stride);
    return Conv2d.conv2d(x, weights.kernel(), weights.bias(), strides, new Shape(1, 1))
        .singletonOrThrow();
  }

  /**
   * A transposed convolution, which DJL's PyTorch lacks. Every pixel paints its kernel onto the
   * output, {@code stride} further than its neighbour's; cut into tiles of stride x stride, that is
   * a plain convolution whose channels are the pixels of a tile.
   */
  private static NDArray transposed(NDArray x, Weights weights, int stride, int padding) {
    NDArray kernel = weights.kernel();
    kernel.tempAttach(x.getManager()); // what is computed from it goes with the batch
    long in = kernel.getShape().get(0);
    long out = kernel.getShape().get(1);
    long side = kernel.getShape().get(2);
    long tiles = (side + stride - 1) / stride;
    long missing = tiles * stride - side;
    NDArray byTile =
        kernel
            .pad(new Shape(0, missing, 0, missing), 0)
            .reshape(in, out, tiles, stride, tiles, stride)
            .flip(2, 4)
            .transpose(1, 3, 5, 0, 2, 4)
            .reshape(out * stride * stride, in, tiles, tiles);
    Shape rim = new Shape(tiles - 1, tiles - 1);
    NDArray painted = Conv2d.conv2d(x, byTile, null, new Shape(1, 1), rim).singletonOrThrow();
    long rows = x.getShape().get(2) + tiles - 1;
    long to = rows * stride - missing - padding;
    return painted
        .reshape(-1, out, stride, stride, rows, rows)
        .transpose(0, 1, 4, 2, 5, 3)
        .reshape(-1, out, rows * stride, rows * stride)
        .get(new NDIndex(":, :, {}:{}, {}:{}", padding, to, padding, to))
        .add(weights.bias().reshape(1, out, 1, 1));
  }

  private static NDArray pooled(NDArray x, int stride) {
    return Pool.maxPool2d(x, new Shape(2, 2), new Shape(stride, stride), new Shape(0, 0), false);
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  /** Hands out the pictures batch by batch, each with the place of its first in the order. */
  private void batches(Images images, int[] order, BiConsumer<NDArray, Integer> work) {
    for (int from = 0; from < order.length; from += BATCH) {
      int to = Math.min(order.length, from + BATCH);
      try (NDManager scope = manager.newSubManager()) {
        Shape shape = new Shape(to - from, 1, Images.SIDE, Images.SIDE);
        work.accept(scope.create(images.normalised(order, from, to), shape), from);
      }
    }
  }

  private static int[] inOrder(Images images) {
    return IntStream.range(0, images.count()).toArray();
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = shuffling.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
