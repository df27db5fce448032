package org.meshnn.experiment;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;
import org.meshnn.TrainedMesh;

/** A model that is kept while there is memory to spare, and is trained again where it was not. */
final class SoftModel {
  private final Supplier<TrainedMesh> again;
  private SoftReference<TrainedMesh> kept;

  /**
   * Keeps a model.
   *
   * @param again trains it to the same bits; holds little itself
   */
  SoftModel(TrainedMesh model, Supplier<TrainedMesh> again) {
    this.again = again;
    kept = new SoftReference<>(model);
  }

  synchronized TrainedMesh get() {
    TrainedMesh model = kept.get();
    if (model == null) {
      model = again.get();
      kept = new SoftReference<>(model);
    }
    return model;
  }

  /** Lets go of it, as a JVM does that is short of memory. */
  synchronized void forget() {
    kept.clear();
  }
}
