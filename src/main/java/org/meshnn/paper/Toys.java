package org.meshnn.paper;

import java.util.Locale;
import java.util.function.LongFunction;
import org.meshnn.experiment.Experiment;
import org.meshnn.tables.Datasets;
import tech.tablesaw.api.Table;

/**
 * The toy sets of section 4.1: two features {@code x} and {@code y}, two or three classes of {@code
 * label}. Each seed draws its own rows, their split and the first weights.
 *
 * <pre>{@code
 * var trials = Toys.MOONS.experiment(1500, 300).seeds(10).run();
 * }</pre>
 */
public enum Toys {
  /** Two interleaved half circles. */
  MOONS(Datasets::moons, 2, 7),

  /** A circle in a circle. */
  CIRCLES(Datasets::circles, 2, 7),

  /** Three clouds, of different widths. */
  BLOBS(Datasets::blobs, 3, 7),

  /** Six clouds, two of each class. */
  BLOBS2(Datasets::blobs2, 3, 7),

  /** Two spirals of two turns each. */
  SPIRALS(Datasets::spirals, 2, 15);

  private final LongFunction<Table> tables;
  private final int classes;
  private final int hidden;

  Toys(LongFunction<Table> tables, int classes, int hidden) {
    this.tables = tables;
    this.classes = classes;
    this.hidden = hidden;
  }

  /**
   * {@return the rows of a seed, shuffled}
   *
   * @param seed the same seed gives the same rows
   */
  public Table table(long seed) {
    return tables.apply(seed);
  }

  /**
   * {@return the number of hidden neurons in the published notebooks: 7, and 15 for the spirals}
   */
  public int hidden() {
    return hidden;
  }

  /**
   * {@return the number of neurons of a mesh for this set: two inputs, the bias, the hidden neurons
   * and an output per class}
   *
   * @param hiddenNeurons at least 0
   */
  public int neurons(int hiddenNeurons) {
    return 2 + 1 + hiddenNeurons + classes;
  }

  /**
   * {@return the experiment of {@link #experiment(int, int, int)} with {@link #hidden()} hidden
   * neurons}
   *
   * @param publishedEpochs of the published training, at least 1; the paper has 1500
   * @param ourEpochs of ours, at least 1
   */
  public Experiment experiment(int publishedEpochs, int ourEpochs) {
    return experiment(hidden, publishedEpochs, ourEpochs);
  }

  /**
   * {@return the published settings and ours on the same rows; see {@link Section41}}
   *
   * @param hiddenNeurons beside two inputs, the bias and an output per class; at least 0
   * @param publishedEpochs of the published training, at least 1; the paper has 1500
   * @param ourEpochs of ours, at least 1
   */
  public Experiment experiment(int hiddenNeurons, int publishedEpochs, int ourEpochs) {
    int n = neurons(hiddenNeurons);
    return Experiment.on(tables, "label")
        .test(Section41.TEST)
        .setting(
            Section41.PUBLISHED,
            Section41.publishedMesh(n),
            Section41.publishedTraining(publishedEpochs))
        .setting(Section41.OURS, Section41.ourMesh(n), Section41.ourTraining(ourEpochs));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
