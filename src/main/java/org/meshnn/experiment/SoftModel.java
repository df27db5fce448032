package org.meshnn.experiment;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;

/**
 * A model that is kept while there is memory to spare, and is trained again where it was not.
 *
 * @param <M> its type
 */
final class SoftModel<M> {
  private final Supplier<M> again;
  private SoftReference<M> kept;

  /**
   * Keeps a model.
   *
   * @param again trains it to the same bits; holds little itself
   */
  SoftModel(M model, Supplier<M> again) {
    this.again = again;
    kept = new SoftReference<>(model);
  }

  synchronized M get() {
    M model = kept.get();
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
