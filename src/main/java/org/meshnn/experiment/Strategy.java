package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.meshnn.tables.Split;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/** Which candidates a search tries, and for how long. */
sealed interface Strategy {
  int MOST_CANDIDATES = 100_000;

  /**
   * Candidates that are trained side by side.
   *
   * @param candidates at most; the best of the round before
   * @param divisor the epochs of a candidate's training are divided by it
   */
  record Round(int candidates, int divisor) {
    int epochs(int all) {
      return Math.max(1, all / divisor);
    }
  }

  /** All different, numbered from 1. */
  List<Candidate> candidates(Map<String, Choice> settings, long seed);

  List<Round> rounds(int candidates);

  /** Every combination of the listed values, the last setting changing fastest. */
  record Grid() implements Strategy {
    @Override
    public List<Candidate> candidates(Map<String, Choice> settings, long seed) {
      List<Map<String, Object>> all = List.of(Map.of());
      for (Map.Entry<String, Choice> setting : settings.entrySet()) {
        List<Object> values = listed(setting.getKey(), setting.getValue());
        requireCount((long) all.size() * values.size());
        List<Map<String, Object>> more = new ArrayList<>();
        for (Map<String, Object> before : all) {
          for (Object value : values) {
            Map<String, Object> combination = new LinkedHashMap<>(before);
            combination.put(setting.getKey(), value);
            more.add(combination);
          }
        }
        all = more;
      }
      List<Candidate> candidates = new ArrayList<>();
      all.forEach(values -> candidates.add(new Candidate(candidates.size() + 1, values, seed)));
      return candidates;
    }

    private static List<Object> listed(String name, Choice choice) {
      if (!choice.listed()) {
        throw new IllegalArgumentException(
            "expected listed values for a grid, but "
                + Listing.quoted(name)
                + " is "
                + choice
                + "; list values, for example over("
                + Listing.quoted(name).replace('\'', '"')
                + ", 1, 10, 100), or take random(40)");
      }
      return choice.values();
    }

    @Override
    public List<Round> rounds(int candidates) {
      return List.of(new Round(candidates, 1));
    }

    @Override
    public String toString() {
      return "every combination";
    }
  }

  /** Each setting drawn by itself (Bergstra and Bengio, JMLR 13, 2012). */
  record Random(int count) implements Strategy {
    private static final int DRAWS = 50; // for each candidate, until it is unlike the others

    public Random {
      requireCount(count);
    }

    @Override
    public List<Candidate> candidates(Map<String, Choice> settings, long seed) {
      RandomGenerator random = Split.generator(seed);
      Set<List<String>> different = new HashSet<>();
      List<Candidate> candidates = new ArrayList<>();
      for (long draws = 0; draws < (long) DRAWS * count && candidates.size() < count; draws++) {
        Map<String, Object> values = new LinkedHashMap<>();
        settings.forEach((name, choice) -> values.put(name, choice.draw(random)));
        Candidate candidate = new Candidate(candidates.size() + 1, values, seed);
        if (different.add(candidate.texts())) {
          candidates.add(candidate);
        }
      }
      return candidates;
    }

    @Override
    public List<Round> rounds(int candidates) {
      return List.of(new Round(candidates, 1));
    }

    @Override
    public String toString() {
      return count + " at random";
    }
  }

  /**
   * Successive halving: round i of 0 to s = floor(log_eta n) trains floor(n / eta^i) candidates for
   * R / eta^(s - i) epochs, where R is the number of epochs of a candidate's training (Jamieson and
   * Talwalkar, AISTATS 2016; a bracket of Hyperband, Li et al., JMLR 18, 2018).
   */
  record Halving(Random drawn, int eta) implements Strategy {
    public Halving {
      if (eta < 2 || drawn.count() < eta) {
        throw new IllegalArgumentException(
            "expected to keep one of 2 or more, of at least as many candidates, got one of "
                + eta
                + " of "
                + Plural.of(drawn.count(), "candidate")
                + "; for example halving(81, 3)");
      }
    }

    @Override
    public List<Candidate> candidates(Map<String, Choice> settings, long seed) {
      return drawn.candidates(settings, seed);
    }

    @Override
    public List<Round> rounds(int candidates) {
      int last = 1; // eta^s
      while (last <= candidates / eta) {
        last *= eta;
      }
      List<Round> rounds = new ArrayList<>();
      for (int divisor = last; divisor >= 1; divisor /= eta) {
        rounds.add(new Round(candidates / (last / divisor), divisor));
      }
      return rounds;
    }

    @Override
    public String toString() {
      return drawn + ", the best of every " + eta + " trained " + eta + " times as long";
    }
  }

  private static void requireCount(long count) {
    if (count < 1 || count > MOST_CANDIDATES) {
      throw new IllegalArgumentException(
          "expected 1 to "
              + Listing.count(MOST_CANDIDATES)
              + " candidates, got "
              + Listing.count(count)
              + "; for example random(40)");
    }
  }
}
