package org.meshnn.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The two image sets of the paper's section 4.2, as they are distributed. */
enum Source {
  /** Handwritten digits. */
  MNIST(
      "mnist",
      "MNIST of LeCun, Cortes and Burges (http://yann.lecun.com/exdb/mnist/)",
      3,
      0.1307f,
      0.3081f,
      "0b367032e93c5d0cea0925647cfdb18614af8ee15f83e6f2fc2ad904a6835971",
      "1787548bbe0bff1ec2ecdc0ef292b02df999e2d1a6002d27500982c652b17203",
      "1a1a05eab793c14bb050b398624a11b0ffd1a2953baed553b1b9bd079e2a20be",
      "b91679a0acfe4ba0e50a2437a903084cba1f5f92592b016a25a7dfd00455798b"),
  /** Garments; the paper does not normalise them. */
  FASHION_MNIST(
      "fashion-mnist",
      "Fashion-MNIST of Zalando Research (https://github.com/zalandoresearch/fashion-mnist)",
      1,
      0,
      1,
      "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
      "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056",
      "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
      "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05");

  private final String folder;
  private final String origin;
  private final long seed;
  private final float mean;
  private final float sd;
  private final List<String> sha256;

  /**
   * @param sha256 of the training images and labels, then of the test images and labels
   */
  Source(String folder, String origin, long seed, float mean, float sd, String... sha256) {
    this.folder = folder;
    this.origin = origin;
    this.seed = seed;
    this.mean = mean;
    this.sd = sd;
    this.sha256 = List.of(sha256);
  }

  /** The folder of its files, in the input as in the output. */
  String folder() {
    return folder;
  }

  /** What the shipped features were made with. */
  long seed() {
    return seed;
  }

  /** The 60,000 pictures to learn from. */
  Images train(Path data) throws IOException {
    return read(data, "train", 0, 60_000);
  }

  /** The 10,000 held out. */
  Images test(Path data) throws IOException {
    return read(data, "t10k", 2, 10_000);
  }

  private Images read(Path data, String part, int at, int count) throws IOException {
    Path home = data.resolve(folder);
    Path images = home.resolve(part + "-images-idx3-ubyte.gz");
    Path labels = home.resolve(part + "-labels-idx1-ubyte.gz");
    return new Images(
        new IdxFile(images, origin, sha256.get(at)).bytes(count, Images.SIDE, Images.SIDE),
        new IdxFile(labels, origin, sha256.get(at + 1)).bytes(count),
        mean,
        sd);
  }
}
