package org.meshnn.experiment;

import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model that is kept while there is memory to spare, and is trained again where it was not. It
 * does not travel: where it is received it was not kept.
 *
 * @param <M> its type
 */
final class SoftModel<M> implements Serializable {
  private transient @Nullable SoftReference<M> kept;

  SoftModel(M model) {
    kept = new SoftReference<>(model);
  }

  /**
   * The model.
   *
   * @param again trains it to the same bits
   */
  synchronized M get(Supplier<M> again) {
    M model = kept == null ? null : kept.get();
    if (model == null) {
      model = again.get();
      kept = new SoftReference<>(model);
    }
    return model;
  }

  /** Lets go of it, as a JVM does that is short of memory. */
  synchronized void forget() {
    kept = null;
  }
}
