package org.meshnn.card;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.meshnn.scores.ClassScores;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/** Recall and precision of each class, and which is taken for which. */
final class ClassErrors {
  private static final int MOST_CLASSES = 40;

  private final List<String> classes;
  private final ClassScores scores;

  ClassErrors(List<String> classes, ClassScores scores) {
    this.classes = classes;
    this.scores = scores;
  }

  /** A row a class; of very many classes, those of lowest recall. */
  Block.Cells table() {
    return new Block.Cells(
        List.of("class", "recall", "precision", "most often taken for"),
        List.of(false, true, true, false),
        shown().mapToObj(this::row).toList());
  }

  private IntStream shown() {
    IntStream all = IntStream.range(0, classes.size());
    return classes.size() <= MOST_CLASSES
        ? all
        : all.boxed()
            .filter(k -> scores.support(k) > 0)
            .sorted(Comparator.comparingDouble(scores::recall))
            .limit(MOST_CLASSES)
            .mapToInt(k -> k);
  }

  private List<String> row(int k) {
    int correct = scores.confusion()[k][k];
    int support = scores.support(k);
    int predicted = IntStream.range(0, classes.size()).map(a -> scores.confusion()[a][k]).sum();
    int taken = mostTakenFor(k);
    return List.of(
        Purpose.name(classes.get(k)),
        support == 0 ? "no row" : Figures.share(correct, support),
        predicted == 0 ? "never predicted" : Figures.share(correct, predicted),
        scores.confusion()[k][taken] == 0 || taken == k
            ? ""
            : Purpose.name(classes.get(taken)) + ": " + scores.confusion()[k][taken]);
  }

  /** The other class that most rows of a class are taken for, the first of equals. */
  private int mostTakenFor(int k) {
    int[] counts = scores.confusion()[k];
    int most = k == 0 ? 1 : 0;
    for (int other = 0; other < counts.length; other++) {
      most = other != k && counts[other] > counts[most] ? other : most;
    }
    return most;
  }

  /** The most common confusion, and what recall and precision are. */
  String summary() {
    int worst = 0;
    for (int k = 1; k < classes.size(); k++) {
      worst = mistaken(k) > mistaken(worst) ? k : worst;
    }
    String confusion =
        mistaken(worst) == 0
            ? "No row was taken for another class."
            : "Most common confusion: "
                + Listing.quoted(classes.get(worst))
                + " taken for "
                + Listing.quoted(classes.get(mostTakenFor(worst)))
                + ", "
                + mistaken(worst)
                + " of "
                + Plural.grouped(scores.support(worst), "row")
                + ".";
    return confusion
        + " Recall: of the rows of a class, how many were predicted to be. Precision: of those"
        + " predicted to be of a class, how many are."
        + (classes.size() <= MOST_CLASSES
            ? ""
            : " Shown are the "
                + MOST_CLASSES
                + " classes of lowest recall, of "
                + Listing.count(classes.size())
                + ".");
  }

  private int mistaken(int k) {
    return scores.confusion()[k][mostTakenFor(k)];
  }
}
