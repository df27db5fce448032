package org.meshnn.paper;

import org.meshnn.Mesh;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;

/**
 * What the experiments of section 4.1 share: the settings as published, and ours. Both train dense
 * meshes of 3 ticks by the exact forward-only gradient, and hold 30 % of the rows out, classes in
 * proportion. Both shuffle before every epoch and learn from the last, incomplete batch too; the
 * published code shuffles once, drops that batch, and tests on the last 30 % as they come.
 */
public final class Section41 {
  /** The name of the published settings in an experiment. */
  public static final String PUBLISHED = "as published";

  /** The name of our settings in an experiment. */
  public static final String OURS = "our defaults";

  /** The part of the rows held out to test. */
  public static final double TEST = 0.3;

  private Section41() {}

  /**
   * {@return the mesh as published: relu on all neurons, features as they are}
   *
   * @param neurons of all roles together
   */
  public static Mesh publishedMesh(int neurons) {
    return ourMesh(neurons).outputActivation(Activation.RELU).standardise(false);
  }

  /**
   * {@return the training as published: weights from Uniform(0, 1), Adam at 0.001, batches of 10}
   *
   * @param epochs at least 1
   */
  public static Training publishedTraining(int epochs) {
    return Training.defaults()
        .initialisation(Initialisation.uniform(0, 1))
        .optimiser(Optimiser.adam(1e-3))
        .batchSize(10)
        .epochs(epochs);
  }

  /**
   * {@return our mesh: linear outputs, features standardised}
   *
   * @param neurons of all roles together
   */
  public static Mesh ourMesh(int neurons) {
    return Mesh.of(neurons).connect(Wiring.dense());
  }

  /**
   * {@return our training: weights from He's normal distribution by in-degree, Adam at 0.01,
   * batches of 16}
   *
   * @param epochs at least 1
   */
  public static Training ourTraining(int epochs) {
    return Training.defaults().epochs(epochs);
  }
}
