package org.meshnn.file;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.Scores;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Encoding;

/**
 * What predictions of the rows held out are worth, as model.json has it: of classes or of values.
 */
record ScoresJson(@Nullable ClassScores classes, @Nullable ValueScores values) {

  static ScoresJson of(Scores scores) {
    return scores instanceof ClassScores classes
        ? new ScoresJson(classes, null)
        : new ScoresJson(null, (ValueScores) scores);
  }

  Scores scores(Encoding encoding) {
    int known = encoding.classes().size();
    if (known > 0 && classes != null && isSquare(classes.confusion(), known)) {
      return classes;
    }
    if (!encoding.classification() && values != null && values.samples() > 0) {
      return values;
    }
    throw new IllegalArgumentException(
        "expected scores of the rows held out that suit "
            + (encoding.classification()
                ? "its " + known + " classes"
                : "a label that is a value"));
  }

  private static boolean isSquare(int @Nullable [][] confusion, int size) {
    return confusion != null
        && confusion.length == size
        && Arrays.stream(confusion)
            .allMatch(
                row ->
                    row != null
                        && row.length == size
                        && Arrays.stream(row).allMatch(count -> count >= 0));
  }
}
