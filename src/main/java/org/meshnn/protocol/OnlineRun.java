package org.meshnn.protocol;

import org.jspecify.annotations.Nullable;
import org.meshnn.replication.Result;
import org.meshnn.train.OnlineLearner;

/**
 * Runs of a mesh on a task.
 *
 * @param task what is asked
 * @param net the mesh
 * @param files the measured series
 * @param steps to learn from
 */
record OnlineRun(OnlineTask task, Net net, SeriesFiles files, int steps) {

  /** The protocol's measure, an error while learning; null if interrupted. */
  @Nullable Result published(long seed) {
    Course course = task.course(files, seed, steps);
    OnlineLearner learner = net.learner(course, seed);
    Walk walk = Walk.of(course, learner, true);
    return walk == null
        ? null
        : result(walk.error(task.readings()), walk.loss(task.readings()), learner, walk);
  }

  /**
   * The error on a later part of a series over the variance there; null if interrupted.
   *
   * @param learning whether the mesh goes on learning there
   */
  @Nullable Result rest(long seed, boolean learning) {
    OnlineTask.Parts parts = task.parts(files, seed, steps);
    OnlineLearner learner = net.learner(parts.learned(), seed);
    Walk learned = Walk.of(parts.learned(), learner, true);
    Walk rest = learned == null ? null : Walk.of(parts.rest(), learner, learning);
    return learned == null || rest == null
        ? null
        : result(rest.errorFrom(parts.warmUp()) / parts.variance(), Double.NaN, learner, learned);
  }

  private static Result result(double metric, double loss, OnlineLearner learner, Walk walk) {
    return new Result(
        metric, loss, learner.weights().length, walk.diverged() ? "diverged" : "all steps");
  }
}
