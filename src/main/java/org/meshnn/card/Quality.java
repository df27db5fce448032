package org.meshnn.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.Interval;
import org.meshnn.scores.JointScores;
import org.meshnn.scores.Scores;
import org.meshnn.scores.ValueScores;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.train.Epoch;

/** How well a model does on rows that it did not learn from, as far as that was measured. */
final class Quality {
  private static final String INDEPENDENT =
      " The interval takes these rows for independent of each other, drawn as those it will meet.";

  private final Subject subject;
  private final List<Block> blocks = new ArrayList<>();

  private Quality(Subject subject) {
    this.subject = subject;
  }

  static Section of(Subject subject) {
    Quality quality = new Quality(subject);
    Subject.Test test = subject.test();
    if (test != null) {
      quality.onATest(test);
    }
    if (subject.heldOut() != null) {
      quality.onHeldOut(subject.heldOut());
    }
    if (test == null && subject.heldOut() == null) {
      quality.unmeasured();
    }
    quality.onTrainingRows();
    return new Section("Measured quality", quality.blocks);
  }

  private void onATest(Subject.Test test) {
    boolean known = test.table().sha256().equals(subject.origin().table().sha256());
    measured(
        "On a table handed in, " + test.table(),
        test.scores(),
        known
            ? " That is the table it was trained on: the figures say how well it fits these rows,"
                + " not how well it predicts others, and the interval says nothing about others."
            : INDEPENDENT + " That none of them were among the rows learned from is not checked.");
  }

  private void onHeldOut(Scores scores) {
    measured(
        "On " + Plural.grouped(scores.samples(), "row") + " held out of training",
        scores,
        subject.training().patience() > 0
            ? " These rows chose the epoch, "
                + subject.fit().bestEpoch()
                + ", whose weights were kept: the figures are on the good side. Rows that chose"
                + " nothing: model.card(test)."
            : INDEPENDENT
                + " It is too good if settings were chosen by these rows; model.card(test)"
                + " measures on others.");
  }

  private void measured(String where, Scores scores, String assumptions) {
    if (scores instanceof JointScores joint) {
      joint(where, joint, assumptions);
    } else if (scores instanceof ClassScores classes) {
      classes(where, classes, assumptions);
    } else {
      values(where, (ValueScores) scores, assumptions);
    }
  }

  private void joint(String where, JointScores scores, String assumptions) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < scores.columns().size(); i++) {
      Scores part = scores.parts().get(i);
      String name = Purpose.name(scores.columns().get(i));
      rows.add(
          part instanceof ClassScores flags
              ? List.of(
                  name,
                  "accuracy " + Figures.share(correct(flags), flags.samples()),
                  Figures.shares(flags.interval()))
              : List.of(
                  name,
                  "root mean squared error " + Figures.error(((ValueScores) part).rmse()),
                  part.interval().bounded() ? Figures.errors(part.interval()) : "none"));
    }
    blocks.add(
        new Block.Text(
            where + ", each column by itself, numbers in their own units." + assumptions));
    blocks.add(
        new Block.Cells(
            List.of("column", "score", "95 % interval"), List.of(false, false, false), rows));
  }

  private static int correct(ClassScores scores) {
    return (int) Math.round(scores.accuracy() * scores.samples());
  }

  private void classes(String where, ClassScores scores, String assumptions) {
    int n = scores.samples();
    int correct = (int) Math.round(scores.accuracy() * n);
    blocks.add(
        new Block.Text(
            where
                + ": accuracy "
                + Figures.share(correct, n)
                + ", 95 % interval "
                + Figures.shares(scores.interval())
                + " (Wilson's score), log-loss "
                + Figures.error(scores.logLoss())
                + ". Always to say the commonest class of these rows would be right in "
                + Figures.share(largestSupport(scores), n)
                + "."
                + assumptions));
    ClassErrors errors = new ClassErrors(subject.encoding().classes(), scores);
    blocks.add(errors.table());
    blocks.add(new Block.Text(errors.summary()));
  }

  private static int largestSupport(ClassScores scores) {
    int largest = 0;
    for (int k = 0; k < scores.classes(); k++) {
      largest = Math.max(largest, scores.support(k));
    }
    return largest;
  }

  private void values(String where, ValueScores scores, String assumptions) {
    Interval interval = scores.interval();
    blocks.add(
        new Block.Text(
            where
                + ": root mean squared error "
                + Figures.error(scores.rmse())
                + (interval.bounded()
                    ? ", 95 % interval "
                        + Figures.errors(interval)
                        + " (Student's t of the logarithm of the mean squared error; it holds for"
                        + " many rows, and is too narrow where a few errors are much larger than"
                        + " the others)"
                    : ", without an interval")
                + ", mean absolute error "
                + Figures.error(scores.mae())
                + (Double.isNaN(scores.r2())
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        ", R² %.3f (1 is perfect, 0 no better than the mean)",
                        scores.r2()))
                + ", in units of "
                + Listing.quoted(subject.encoding().label())
                + "."
                + assumptions));
  }

  private void unmeasured() {
    blocks.add(
        new Block.Text(
            "Not measured on rows that it did not learn from, so nothing is known of how well it"
                + " predicts. Hold a table back and hand it in, or train with .validation(0.2):"));
    blocks.add(
        new Block.Code(
            "java",
            """
            var split = Split.random(table, 0.3, 1);   // or Split.stratified, by a label of classes
            var model = mesh.train(split.train(), label);
            model.card(split.test());
            """));
  }

  private void onTrainingRows() {
    List<Epoch> epochs = subject.fit().epochs();
    if (!epochs.isEmpty()) {
      double metric = epochs.get(epochs.size() - 1).metric();
      blocks.add(
          new Block.Text(
              "On the rows learned from, during the last epoch: "
                  + subject.metric()
                  + " "
                  + Figures.error(metric)
                  + ". That says how well it fits, not how well it predicts."));
    }
  }
}
