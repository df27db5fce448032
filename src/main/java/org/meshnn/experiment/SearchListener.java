package org.meshnn.experiment;

/** Receives the candidates of a {@link Search}: see {@link Search#listen}. */
@FunctionalInterface
public interface SearchListener {
  /**
   * Called with each candidate once all its inner folds have ended, in each round of successive
   * halving; in the same order whatever the number of threads.
   *
   * @param latest the candidate, scored or failed
   * @param best the best up to now; a failed one while none has been scored
   * @param done how many have been reported, from 1
   * @param planned how many there are, over all rounds
   */
  void scored(CandidateScore latest, CandidateScore best, int done, int planned);
}
