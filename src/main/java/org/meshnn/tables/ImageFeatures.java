package org.meshnn.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The stored features of an image set: a byte for each picture's label, then 32 little-endian IEEE
 * 754 half floats, none negative, for each picture; first the training pictures, then the test
 * pictures; gzipped.
 *
 * @param name of the folder and the tables
 * @param label name of the label column
 * @param classes what the label bytes mean
 */
record ImageFeatures(String name, String label, List<String> classes) {
  static final ImageFeatures MNIST =
      new ImageFeatures(
          "mnist", "digit", List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
  static final ImageFeatures FASHION_MNIST =
      new ImageFeatures(
          "fashion-mnist",
          "garment",
          List.of(
              "T-shirt/top",
              "Trouser",
              "Pullover",
              "Dress",
              "Coat",
              "Sandal",
              "Shirt",
              "Sneaker",
              "Bag",
              "Ankle boot"));

  private static final int TRAIN = 60_000;
  private static final int TEST = 10_000;
  private static final int FEATURES = 32;

  Split read() {
    ByteBuffer content = ByteBuffer.wrap(content()).order(ByteOrder.LITTLE_ENDIAN);
    return new Split(
        table(name + "-train", content, 0, TRAIN), table(name + "-test", content, TRAIN, TEST));
  }

  private byte[] content() {
    String resource = "/org/meshnn/datasets/" + name + "/features.bin.gz";
    try (InputStream zipped = Datasets.resource(resource);
        InputStream in = new GZIPInputStream(zipped)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Table table(String tableName, ByteBuffer content, int first, int rows) {
    Table table = Table.create(tableName);
    for (int f = 0; f < FEATURES; f++) {
      double[] values = new double[rows];
      for (int row = 0; row < rows; row++) {
        int place = (first + row) * FEATURES + f;
        values[row] = fromHalf(content.getShort(TRAIN + TEST + Short.BYTES * place));
      }
      table.addColumns(DoubleColumn.create("f" + (f + 1), values));
    }
    String[] labels = new String[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = classes.get(content.get(first + row));
    }
    return table.addColumns(StringColumn.create(label, labels));
  }

  /** The value of a half that is not negative: its exponent is 112 less than a float's. */
  private static float fromHalf(short half) {
    return Float.intBitsToFloat(half << 13) * 0x1p112f;
  }
}
