package org.meshnn.protocol;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meshnn.replication.Result;
import org.meshnn.train.OnlineLearner;
import org.meshnn.train.OnlineState;

/** Runs of a mesh on a task. */
final class OnlineRun {
  private final OnlineTask task;
  private final Net net;
  private final SeriesFiles files;
  private final int steps;
  private final Map<Long, Learned> learned = new ConcurrentHashMap<>(); // by seed

  /**
   * What a seed has learned on the first part of a series, for all that is measured on the rest.
   */
  private record Learned(OnlineState state, boolean diverged) {}

  /**
   * Runs.
   *
   * @param task what is asked
   * @param net the mesh
   * @param files the measured series
   * @param steps to learn from
   */
  OnlineRun(OnlineTask task, Net net, SeriesFiles files, int steps) {
    this.task = task;
    this.net = net;
    this.files = files;
    this.steps = steps;
  }

  /** The protocol's measure, an error while learning; null if interrupted. */
  @Nullable Result published(long seed) {
    Course course = task.course(files, seed, steps);
    OnlineLearner learner = net.begin(course, seed);
    Walk walk = Walk.of(course, learner, true);
    return walk == null
        ? null
        : result(walk.error(task.readings()), walk.loss(task.readings()), learner, walk.diverged());
  }

  /**
   * The error on a later part of a series over the variance there; null if interrupted.
   *
   * @param learning whether the mesh goes on learning there
   */
  @Nullable Result rest(long seed, boolean learning) {
    OnlineTask.Parts parts = task.parts(files, seed, steps);
    Learned first = learned.get(seed);
    if (first == null) {
      OnlineLearner learner = net.begin(parts.learned(), seed);
      Walk walk = Walk.of(parts.learned(), learner, true);
      if (walk == null) {
        return null;
      }
      first = new Learned(learner.state(), walk.diverged());
      learned.put(seed, first);
    }
    OnlineLearner learner = net.goOn(parts.learned(), seed, first.state());
    Walk rest = Walk.of(parts.rest(), learner, learning);
    return rest == null
        ? null
        : result(
            rest.errorFrom(parts.warmUp()) / parts.variance(),
            Double.NaN,
            learner,
            first.diverged() || rest.diverged());
  }

  private static Result result(
      double metric, double loss, OnlineLearner learner, boolean diverged) {
    return new Result(metric, loss, learner.weights().length, diverged ? "diverged" : "all steps");
  }
}
