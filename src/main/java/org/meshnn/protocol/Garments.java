package org.meshnn.protocol;

import java.util.Arrays;
import org.meshnn.protocol.PictureFiles.Part;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The pictures that the authors of SET train and test on in {@code load_fashion_mnist_data} of
 * their repository (github.com/dcmocanu/sparse-evolutionary-artificial-neural-networks): NumPy's
 * generator of seed 0 shuffles the 60,000 training pictures, then the 10,000 test pictures; taken
 * are the first 2,000 and the first 1,000. Pixels are divided by 255.
 *
 * @param train 2,000 rows to learn from
 * @param validation the 1,000 training pictures that follow in the shuffle, for choices of ours
 * @param test 1,000 rows to measure on
 */
record Garments(Table train, Table validation, Table test) {
  static final String LABEL = "garment";
  static final int TRAIN = 2_000;
  static final int OTHERS = 1_000;

  private static final int SEED = 0;

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if a file is not there, or is not the original
   */
  static Garments of(PictureFiles files) {
    MersenneTwister random = new MersenneTwister(SEED);
    int[] train = random.shuffled(Part.TRAIN.rows());
    int[] test = random.shuffled(Part.TEST.rows());
    Pictures ofTrain = new Pictures(files.pixels(Part.TRAIN), files.labels(Part.TRAIN));
    Pictures ofTest = new Pictures(files.pixels(Part.TEST), files.labels(Part.TEST));
    return new Garments(
        ofTrain.table("train", Arrays.copyOf(train, TRAIN)),
        ofTrain.table("validation", Arrays.copyOfRange(train, TRAIN, TRAIN + OTHERS)),
        ofTest.table("test", Arrays.copyOf(test, OTHERS)));
  }

  private record Pictures(byte[] pixels, byte[] labels) {
    Table table(String name, int[] rows) {
      Table table = Table.create(name);
      for (int p = 0; p < PictureFiles.PIXELS; p++) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
          values[i] = Byte.toUnsignedInt(pixels[rows[i] * PictureFiles.PIXELS + p]) / 255.0;
        }
        table.addColumns(DoubleColumn.create("pixel " + p, values));
      }
      String[] classes = new String[rows.length];
      Arrays.setAll(classes, i -> Byte.toString(labels[rows[i]]));
      return table.addColumns(StringColumn.create(LABEL, classes));
    }
  }
}
