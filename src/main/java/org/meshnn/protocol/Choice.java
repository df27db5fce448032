package org.meshnn.protocol;

import java.util.List;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.train.Initialisation;

/**
 * Which mesh? Candidates, and the two that were chosen among them on seeds that nothing else is
 * reported of. They learn by truncated back-propagation, which is nearly the exact gradient and
 * takes a quarter of its time.
 */
final class Choice {
  /** Added to a run's seed. */
  static final long SEEDS_AFTER = 100;

  static final String ID = "choice, ";

  private static final Net BASE = Net.of(0.1, 2).with(OnlineGradient.truncated(25));

  static final List<Net> CANDIDATES =
      List.of(
          BASE,
          BASE.withDirect(),
          BASE.withRate(2e-3),
          BASE.with(Initialisation.he()),
          BASE.with(Initialisation.spectralRadius(0.9)),
          BASE.with(Initialisation.spectralRadius(1)),
          BASE.with(Initialisation.spectralRadius(0.9)).withDirect(),
          BASE.with(Initialisation.spectralRadius(0.9)).withRate(5e-4),
          BASE.with(Initialisation.spectralRadius(0.9)).withRate(2e-3),
          Net.of(0.05, 2)
              .with(OnlineGradient.truncated(25))
              .with(Initialisation.spectralRadius(0.9)),
          Net.of(0.05, 2).with(OnlineGradient.truncated(25)).withHidden(96),
          Net.of(0.1, 3).with(OnlineGradient.truncated(25)));

  /** For a^n b^n; for small errors on series. */
  static final List<Net> CHOSEN =
      List.of(
          Net.of(0.1, 2).with(Initialisation.he()),
          Net.of(0.1, 2).with(Initialisation.spectralRadius(0.9)).withRate(5e-4));

  private Choice() {}

  static String id(OnlineTask task, Net candidate) {
    return ID + task + ", " + candidate;
  }
}
