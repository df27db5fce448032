package org.meshnn.inspect;

import java.util.Arrays;
import java.util.Locale;
import org.meshnn.scores.Ranking;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;

/**
 * Rows that are of a class or not, and its probability or any other score of each.
 *
 * @param name of the class
 * @param positive whether each row is of it
 * @param scores of each row
 */
record OneClass(String name, boolean[] positive, double[] scores) {
  private static final int LONGEST = 40;

  /** A name as one line that fits a title. */
  static String shown(String name) {
    return OneLine.of(OneLine.name(name), LONGEST);
  }

  /** Of arrays that are not kept, so that what is made of them stays as it is. */
  static OneClass of(boolean[] positive, double[] scores) {
    Required.of(positive, "whether each row is positive, for example {true, false}");
    Required.of(scores, "a score for each row, for example {0.9, 0.2}");
    return new OneClass("positive", positive.clone(), scores.clone());
  }

  /** Refuses rows of one kind only. */
  Ranking ranking() {
    Ranking ranking = Ranking.of(positive, scores);
    if (!ranking.hasBoth()) {
      throw new IllegalArgumentException(
          "expected rows of "
              + Listing.quoted(name)
              + " and others, but "
              + (ranking.positives() == 0 ? "none" : "all")
              + " of "
              + Plural.of(scores.length, "row")
              + (ranking.positives() == 0 ? " is" : " are")
              + "; hand in a table with both");
    }
    return ranking;
  }

  /** Refuses numbers that are not probabilities. */
  OneClass requireProbabilities() {
    if (positive.length != scores.length || scores.length == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a probability for each row, at least one, got %d of %s",
              scores.length,
              Plural.of(positive.length, "row")));
    }
    Arrays.stream(scores)
        .filter(p -> !(p >= 0 && p <= 1))
        .findFirst()
        .ifPresent(
            p -> {
              throw new IllegalArgumentException("expected probabilities in [0, 1], got " + p);
            });
    return this;
  }

  /** How many rows of how many are of the class. */
  static String rows(Ranking ranking) {
    return String.format(
        Locale.ROOT,
        "%d of %s",
        ranking.positives(),
        Plural.of(ranking.positives() + ranking.negatives(), "row"));
  }
}
