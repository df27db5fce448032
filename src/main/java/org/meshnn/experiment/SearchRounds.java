package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.workers.Ended;
import org.meshnn.workers.Task;
import org.meshnn.workers.Workers;

/** Trains the candidates of a search on the inner folds, round by round. */
final class SearchRounds {
  private final Data data;
  private final Run.Meaning meaning;
  private final int folds;
  private final SearchLedger ledger;
  private final SearchListener listener;
  private final Comparator<CandidateScore> bestFirst;
  private final TreeMap<Integer, CandidateScore> latest = new TreeMap<>(); // by candidate
  private final List<CandidateScore> first = new ArrayList<>();
  private int planned;
  private int reported;
  private @Nullable CandidateScore best;

  /**
   * A candidate that can be trained.
   *
   * @param run with its mesh and training, without a fold
   */
  record Entry(Candidate candidate, Run run) {}

  SearchRounds(
      Data data, Run.Meaning meaning, int folds, SearchLedger ledger, SearchListener listener) {
    this.data = data;
    this.meaning = meaning;
    this.folds = folds;
    this.ledger = ledger;
    this.listener = listener;
    bestFirst = CandidateScore.bestFirst(meaning.score());
  }

  /** All that were scored or failed, the best first. */
  List<CandidateScore> ranking() {
    return latest.values().stream().sorted(bestFirst).toList();
  }

  /** Those of the first round, in which all have the same share of their epochs. */
  List<CandidateScore> first() {
    return first;
  }

  /** False if interrupted: what has ended by then is kept. */
  boolean make(
      List<Strategy.Round> rounds,
      List<Entry> entries,
      List<CandidateScore> refused,
      Workers workers) {
    planned = refused.size() + count(rounds, entries.size());
    refused.forEach(this::report);
    List<Entry> left = entries;
    for (int r = 0; r < rounds.size(); r++) {
      Strategy.Round round = rounds.get(r);
      List<Entry> begun = left.subList(0, Math.min(round.candidates(), left.size()));
      planned = reported + count(rounds.subList(r, rounds.size()), begun.size());
      InRound ended = new InRound(begun, r + 1, round);
      boolean whole = !Thread.interrupted() && workers.make(ended.tasks(), ended::ended);
      ended.end();
      if (!whole) {
        return false;
      }
      left = best(begun);
    }
    return true;
  }

  /** Candidates of the rounds if none fails. */
  private static int count(List<Strategy.Round> rounds, int candidates) {
    return rounds.stream().mapToInt(round -> Math.min(round.candidates(), candidates)).sum();
  }

  /** Those that did not fail, the best first. */
  private List<Entry> best(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> !score(entry).failed())
        .sorted(Comparator.comparing(this::score, bestFirst))
        .toList();
  }

  private CandidateScore score(Entry entry) {
    return Objects.requireNonNull(latest.get(entry.candidate().number()), "its round has ended");
  }

  private void report(CandidateScore scored) {
    latest.put(scored.candidate().number(), scored);
    best = best == null || bestFirst.compare(scored, best) < 0 ? scored : best;
    listener.scored(scored, best, ++reported, planned);
  }

  /** The runs of a round, candidate by candidate, each with all its folds. */
  private final class InRound {
    private final List<Entry> entries;
    private final int number;
    private final List<Run> runs = new ArrayList<>();
    private final List<FoldScore.Key> keys = new ArrayList<>();
    private final @Nullable FoldScore[] ended; // by run; null where it has not ended
    private final int[] open; // the runs to be made
    private int next; // the candidate to be reported

    InRound(List<Entry> entries, int number, Strategy.Round round) {
      this.entries = entries;
      this.number = number;
      for (Entry entry : entries) {
        Run run = entry.run();
        int epochs = round.epochs(run.training().epochs());
        for (int fold = 1; fold <= folds; fold++) {
          runs.add(
              new Run(run.setting(), run.mesh(), run.training().epochs(epochs), run.seed(), fold));
          keys.add(new FoldScore.Key(entry.candidate().number(), epochs, fold));
        }
      }
      ended = keys.stream().map(ledger::get).toArray(FoldScore[]::new);
      open = IntStream.range(0, ended.length).filter(i -> ended[i] == null).toArray();
    }

    List<Task<Data, Measured>> tasks() {
      return Arrays.stream(open)
          .mapToObj(i -> new Task<Data, Measured>(data, new Run.Making(runs.get(i), meaning)))
          .toList();
    }

    boolean ended(int task, Ended<Measured> how) {
      int place = open[task];
      FoldScore score = FoldScore.of(keys.get(place), runs.get(place).outcome(data, how));
      ended[place] = score;
      if (!(how.failure() instanceof Error)) { // want of memory may be over next time
        ledger.add(score);
      }
      while (next < entries.size() && whole(next)) {
        report(next++);
      }
      return true;
    }

    /** Reports those whose turn has not come, as it was stopped or none was to be made. */
    void end() {
      for (; next < entries.size(); next++) {
        if (whole(next)) {
          report(next);
        }
      }
    }

    private List<@Nullable FoldScore> of(int candidate) {
      return Arrays.asList(ended).subList(candidate * folds, (candidate + 1) * folds);
    }

    private boolean whole(int candidate) {
      return of(candidate).stream().allMatch(Objects::nonNull);
    }

    private void report(int candidate) {
      List<FoldScore> scores = of(candidate).stream().map(Objects::requireNonNull).toList();
      CandidateScore scored =
          CandidateScore.of(entries.get(candidate).candidate(), number, meaning.score(), scores);
      if (number == 1) {
        first.add(scored);
      }
      SearchRounds.this.report(scored);
    }
  }
}
