package org.meshnn.replication;

import java.util.Map;
import java.util.Objects;
import org.meshnn.Experiment;

/**
 * One experiment of the paper, and what its settings are compared with.
 *
 * @param name without comma
 * @param experiment its seeds are those of the replication
 * @param seeds how many, from 1 on; at least 2
 * @param claims by setting; a setting without one is reported without comparison
 */
public record Study(
    String name, Experiment experiment, int seeds, Map<String, Report.Claim> claims) {
  /** Checks. */
  public Study {
    Objects.requireNonNull(experiment, "experiment");
    if (seeds < 2) {
      throw new IllegalArgumentException(
          "expected at least 2 seeds for an interval, got " + seeds + " in '" + name + "'");
    }
    claims = Map.copyOf(claims);
    if (!experiment.settings().containsAll(claims.keySet())) {
      throw new IllegalArgumentException(
          "expected claims on the settings "
              + experiment.settings()
              + ", got "
              + claims.keySet()
              + " in '"
              + name
              + "'");
    }
  }
}
