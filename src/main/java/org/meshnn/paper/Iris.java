package org.meshnn.paper;

import org.meshnn.experiment.Experiment;
import org.meshnn.tables.Datasets;

/**
 * Iris as in section 4.1: four inputs, the bias, ten hidden neurons and an output per species.
 *
 * <pre>{@code
 * var trials = Iris.experiment(1000, 200).seeds(100).run();
 * }</pre>
 */
public final class Iris {
  /** Neurons, all together. */
  public static final int NEURONS = 18;

  private Iris() {}

  /**
   * {@return the published settings and ours on the same rows; see {@link Section41}}
   *
   * @param publishedEpochs of the published training, at least 1; the paper has 1000
   * @param ourEpochs of ours, at least 1
   */
  public static Experiment experiment(int publishedEpochs, int ourEpochs) {
    return Experiment.on(Datasets.iris(), "species")
        .test(Section41.TEST)
        .setting(
            Section41.PUBLISHED,
            Section41.publishedMesh(NEURONS),
            Section41.publishedTraining(publishedEpochs))
        .setting(Section41.OURS, Section41.ourMesh(NEURONS), Section41.ourTraining(ourEpochs));
  }
}
