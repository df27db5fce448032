package org.meshnn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.meshnn.engine.GradientMethod;
import org.meshnn.graph.Topology;

/** One training under way: epoch after epoch, until it ends. */
final class TrainingRun {
  private final Training training;
  private final Descent descent;
  private final EpochMeasure measure;
  private final Consumer<Fit> checkpoint;
  private final BestWeights best;
  private final List<Epoch> epochs;
  private final GradientMethod gradient; // that is taken
  private final long begin; // as if it had never stopped

  /**
   * Goes on from a state.
   *
   * @param descent from that state
   * @param gradient the method that is taken
   * @param checkpoint is called as {@link Training#checkpoints(java.nio.file.Path, int)} says
   */
  TrainingRun(
      Training training,
      Descent descent,
      EpochMeasure measure,
      GradientMethod gradient,
      TrainingState from,
      Consumer<Fit> checkpoint) {
    this.training = training;
    this.descent = descent;
    this.measure = measure;
    this.gradient = gradient;
    this.checkpoint = checkpoint;
    best = new BestWeights(from.best());
    epochs = new ArrayList<>(from.epochs());
    epochs.forEach(epoch -> descent.epochDone(measure.watched(epoch)));
    begin = System.nanoTime() - (long) (from.seconds() * 1e9);
  }

  /** Trains to the end, and calls the listeners. */
  Fit fit() {
    for (Listener listener : training.listeners()) {
      listener.begun(training.epochs(), measure.metricName());
    }
    Ending ending = run();
    for (Listener listener : training.listeners()) {
      listener.ended(ending);
    }
    return fit(ending);
  }

  private Ending run() {
    while (!isOutOfPatience()) {
      if (epochs.size() >= training.epochs()) {
        return Ending.COMPLETED;
      }
      boolean whole = descent.pass();
      if (descent.diverges(descent.loss(), !whole)) {
        return Ending.DIVERGED;
      }
      if (!whole) {
        return Ending.INTERRUPTED;
      }
      Optional<Ending> ending = finish(measure.of(epochs.size() + 1, descent, seconds()));
      if (ending.isPresent()) {
        return ending.get();
      }
    }
    return Ending.STOPPED_EARLY;
  }

  /** One more epoch, unless it has diverged; what training ends by with it, if it does. */
  private Optional<Ending> finish(Epoch epoch) {
    if (descent.diverges(measure.divergence(epoch), epoch.number() == training.epochs())) {
      return Optional.of(Ending.DIVERGED);
    }
    epochs.add(epoch);
    measure.offer(epoch, descent, best);
    descent.epochDone(measure.watched(epoch));
    for (Listener listener : training.listeners()) {
      listener.epochDone(epoch, training.epochs());
    }
    if (isStopped(epoch)) {
      boolean diverged = descent.diverges(measure.divergence(epoch), true);
      return Optional.of(diverged ? Ending.DIVERGED : Ending.STOPPED_BY_LISTENER);
    }
    if (isCheckpointDue()) {
      checkpoint.accept(fit(Ending.INTERRUPTED));
    }
    return Optional.empty();
  }

  /** Whether a listener says so; all are asked. */
  private boolean isStopped(Epoch epoch) {
    boolean stopped = false;
    for (Listener listener : training.listeners()) {
      stopped |= epochs.size() < training.epochs() && listener.stops(epoch);
    }
    return stopped;
  }

  private boolean isOutOfPatience() {
    return training.patience() > 0 && epochs.size() - best.epoch() >= training.patience();
  }

  private boolean isCheckpointDue() {
    boolean goesOn = epochs.size() < training.epochs() && !isOutOfPatience();
    return goesOn && training.checkpoints().filter(c -> epochs.size() % c.every() == 0).isPresent();
  }

  /** What is left if training ends here; its arrays are the training's own. */
  private Fit fit(Ending ending) {
    boolean restored = ending == Ending.DIVERGED || (training.patience() > 0 && best.epoch() > 0);
    double[] weights = restored ? best.weights() : descent.weights();
    Topology topology = restored ? best.topology() : descent.topology();
    return new Fit(
        topology,
        weights,
        List.copyOf(epochs),
        best.epoch(),
        ending,
        descent.steps(),
        List.copyOf(descent.rewired()),
        Optional.of(descent.memory()).filter(m -> isCurrent(topology, weights)),
        ending == Ending.INTERRUPTED ? Optional.of(state()) : Optional.empty(),
        Optional.of(gradient));
  }

  private boolean isCurrent(Topology topology, double[] weights) {
    return topology.equals(descent.topology()) && Arrays.equals(weights, descent.weights());
  }

  private TrainingState state() {
    return new TrainingState(
        descent.topology(),
        descent.weights(),
        descent.memory(),
        descent.steps(),
        epochs,
        descent.rewired(),
        seconds(),
        best.state(),
        descent.part(),
        Optional.of(gradient));
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }
}
