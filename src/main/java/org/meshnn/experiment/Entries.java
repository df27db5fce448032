package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.meshnn.Mesh;

/**
 * The candidates of a search, their meshes and trainings made.
 *
 * @param ready to be trained, at least one
 * @param refused those that no mesh or training could be made of
 */
record Entries(List<SearchRounds.Entry> ready, List<CandidateScore> refused) {

  /**
   * Makes them.
   *
   * @param make throws for a candidate that is refused
   * @param data whose label must mean the same to all meshes
   * @throws IllegalArgumentException if none can be made, or no mesh can learn from the data
   */
  static Entries of(
      List<Candidate> candidates, Function<Candidate, SearchRounds.Entry> make, Data data) {
    Entries entries = new Entries(new ArrayList<>(), new ArrayList<>());
    candidates.forEach(candidate -> entries.add(candidate, make, data));
    if (entries.ready.isEmpty()) {
      CandidateScore first = entries.refused.get(0);
      throw new IllegalArgumentException(
          "none of the candidates could be made; the first, " + first);
    }
    return entries;
  }

  private void add(Candidate candidate, Function<Candidate, SearchRounds.Entry> make, Data data) {
    SearchRounds.Entry entry;
    try {
      entry = make.apply(candidate);
    } catch (RuntimeException e) {
      refuse(candidate, e);
      return;
    }
    Score score = data.score(entry.run().mesh());
    Score others = ready.isEmpty() ? score : data.score(mesh());
    if (score == others) {
      ready.add(entry);
    } else {
      refuse(
          entry.candidate(),
          new IllegalArgumentException(
              "its mesh takes the label for "
                  + score.label()
                  + ", that of candidate "
                  + ready.get(0).candidate().number()
                  + " for "
                  + others.label()
                  + "; give all meshes the same target(..)"));
    }
  }

  private void refuse(Candidate candidate, RuntimeException cause) {
    Failure failure = new Failure("", 0, OptionalInt.empty(), cause);
    refused.add(CandidateScore.refused(candidate, failure.reason()));
  }

  /** The first that is ready: what the label means to it, it means to all. */
  Mesh mesh() {
    return ready.get(0).run().mesh();
  }

  /** That of a candidate that is ready, without a fold. */
  Run run(Candidate candidate) {
    return ready.stream()
        .filter(entry -> entry.candidate().number() == candidate.number())
        .findFirst()
        .orElseThrow()
        .run();
  }

  /** What tells them from others, as far as text does. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (SearchRounds.Entry entry : ready) {
      Candidate candidate = entry.candidate();
      texts.add(candidate.number() + " " + candidate.texts() + entry.run().mesh());
      texts.add(entry.run().alone().toString());
    }
    refused.forEach(scored -> texts.add(scored.candidate().number() + " " + scored.reason()));
    return texts;
  }
}
