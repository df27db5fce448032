package org.meshnn.train;

import java.util.function.Predicate;
import org.meshnn.graph.Topology;
import org.meshnn.text.Required;

/** Is called with a training's progress, on the training thread, which waits for it. */
@FunctionalInterface
public interface Listener {
  /**
   * Called once, before the first epoch; does nothing unless overridden.
   *
   * @param epochs how many are planned
   * @param metricName what the epochs' metric is: accuracy, or RMSE
   */
  default void begun(int epochs, String metricName) {}

  /**
   * Called after each epoch.
   *
   * @param epoch what the epoch left behind
   * @param epochs how many are planned
   */
  void epochDone(Epoch epoch, int epochs);

  /**
   * Says whether training is to stop. Asked after each epoch but the last, when all listeners were
   * called with it; training then ends {@link Ending#STOPPED_BY_LISTENER}. Never, unless
   * overridden.
   *
   * @param epoch what the epoch left behind, of rows held out too
   * @return whether it is to stop
   */
  default boolean stops(Epoch epoch) {
    return false;
  }

  /**
   * {@return a listener that stops training at the first epoch that is good enough}
   *
   * <pre>{@code
   * training.listen(Listener.stopWhen(epoch -> epoch.validationMetric() >= 0.95))
   * training.monitor(Monitor.AUC).listen(Listener.stopWhen(epoch -> epoch.monitored() >= 0.95))
   * }</pre>
   *
   * <p>As a training that has a listener is shown by no other, progress is added where it is
   * wanted.
   *
   * @param reached of an epoch, whether training is to stop
   * @throws IllegalArgumentException if it is null
   */
  static Listener stopWhen(Predicate<Epoch> reached) {
    Required.of(reached, "a condition, for example epoch -> epoch.metric() >= 0.95");
    return new Listener() {
      @Override
      public void epochDone(Epoch epoch, int epochs) {}

      @Override
      public boolean stops(Epoch epoch) {
        return reached.test(epoch);
      }
    };
  }

  /**
   * Called after each rewiring of a {@link Training#rewiring(Rewiring) training that rewires}; does
   * nothing unless overridden.
   *
   * @param rewired when, and how many edges came and went
   * @param topology the mesh from then on
   */
  default void rewired(Rewired rewired, Topology topology) {}

  /**
   * Called once when training has ended; does nothing unless overridden.
   *
   * @param ending why
   */
  default void ended(Ending ending) {}
}
