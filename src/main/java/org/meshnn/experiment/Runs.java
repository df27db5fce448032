package org.meshnn.experiment;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meshnn.train.Ending;

/**
 * The runs of one setting that have ended.
 *
 * @param all in the order of the seeds and folds
 */
record Runs(List<Outcome> all) {
  List<Trial> finished() {
    return of(Trial.class).toList();
  }

  List<Failure> failed() {
    return of(Failure.class).toList();
  }

  private <T extends Outcome> Stream<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Those with a metric that a mean can be taken of: one of NaN or infinite outputs has none. */
  List<Trial> measured() {
    return of(Trial.class).filter(trial -> Double.isFinite(trial.metric())).toList();
  }

  int unmeasured() {
    return finished().size() - measured().size();
  }

  int diverged() {
    return (int) of(Trial.class).filter(trial -> trial.ending() == Ending.DIVERGED).count();
  }

  /** Mean number of edges. */
  double edges() {
    return of(Trial.class).mapToInt(Trial::edges).average().orElse(Double.NaN);
  }

  /** The measured ones that the other setting has measured with the same seed and fold. */
  List<Trial> pairedWith(Runs other) {
    Set<Object> theirs = other.measured().stream().map(Runs::key).collect(Collectors.toSet());
    return measured().stream().filter(trial -> theirs.contains(key(trial))).toList();
  }

  private static Object key(Trial trial) {
    return List.of(trial.seed(), trial.fold());
  }
}
