package org.meshnn.paper;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;
import org.meshnn.train.Samples;

/**
 * The image sets of section 4.2, each picture as the 32 features of an auto-encoder. The rows are
 * read once and kept.
 */
public enum Images {
  /** Handwritten digits. */
  MNIST("MNIST", "digit", Datasets::mnistFeatures),

  /** Articles of clothing. */
  FASHION_MNIST("Fashion-MNIST", "garment", Datasets::fashionMnistFeatures);

  /** The last training rows, those that choices are made by. */
  private static final int VALIDATION = 10_000;

  private final String title;
  private final String label;
  private final Supplier<Split> features;
  private @Nullable Sets sets; // null until asked for

  /**
   * Rows to learn from and rows to measure on.
   *
   * @param train to learn from
   * @param test to measure on
   */
  public record Rows(Samples train, Samples test) {}

  private record Sets(Rows raw, Rows standardised, Rows validation) {}

  Images(String title, String label, Supplier<Split> features) {
    this.title = title;
    this.label = label;
    this.features = features;
  }

  /**
   * {@return the features as tables, 60,000 training and 10,000 test rows: new ones at every call}
   */
  public Split tables() {
    return features.get();
  }

  /**
   * {@return 60,000 training rows and 10,000 test rows}
   *
   * @param standard features of mean 0 and deviation 1 over the training rows; else as they are
   */
  public synchronized Rows rows(boolean standard) {
    return standard ? sets().standardised : sets().raw;
  }

  /**
   * The training rows in two parts, to choose between settings without a look at the test rows: the
   * first 50,000 to learn from, the last 10,000 to measure on. Standardised over the former.
   */
  synchronized Rows validation() {
    return sets().validation;
  }

  private Sets sets() {
    if (sets == null) {
      sets = encoded(tables());
    }
    return sets;
  }

  private Sets encoded(Split split) {
    TrainingTable train = TrainingTable.of(split.train(), label, Target.CLASSES);
    int[] all = train.allRows();
    int chosenBy = all.length - VALIDATION;
    int[] first = Arrays.copyOf(all, chosenBy);
    Samples samples = train.encoded(first, true).samples();
    return new Sets(
        rows(train.encoded(all, false), split),
        rows(train.encoded(all, true), split),
        new Rows(samples.take(first), samples.take(Arrays.copyOfRange(all, chosenBy, all.length))));
  }

  private static Rows rows(TrainingTable.Encoded train, Split split) {
    return new Rows(train.samples(), train.encoding().samples(split.test()));
  }

  @Override
  public String toString() {
    return title;
  }
}
