package org.meshnn.features;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Trains the auto-encoder on each image set and writes its features. See {@code
 * src/features/README.md}.
 */
public final class Features {
  private Features() {}

  /**
   * Runs.
   *
   * @param arguments the folder of the image sets, the folder to write to, the number of epochs
   */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments[0]);
    Path out = Path.of(arguments[1]);
    int epochs = Integer.parseInt(arguments[2]);
    try {
      for (Source source : Source.values()) {
        make(source, data, out.resolve(source.folder()), epochs);
      }
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void make(Source source, Path data, Path out, int epochs) throws IOException {
    Images train = source.train(data);
    Images test = source.test(data);
    System.out.printf(
        "%s: mean squared error of train (while learning) and test%n", source.folder());
    try (AutoEncoder encoder = new AutoEncoder(source.seed())) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        double learned = encoder.learn(train);
        System.out.printf("  epoch %2d  %.5f  %.5f%n", epoch, learned, encoder.error(test));
      }
      System.out.printf("  after it  %.5f  %.5f%n", encoder.error(train), encoder.error(test));
      FeatureFile.write(
          out.resolve("features.bin.gz"),
          joined(train.labels(), test.labels()),
          joined(encoder.features(train), encoder.features(test)));
    }
  }

  private static byte[] joined(byte[] first, byte[] second) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(first);
    all.write(second);
    return all.toByteArray();
  }

  private static float[] joined(float[] first, float[] second) {
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
