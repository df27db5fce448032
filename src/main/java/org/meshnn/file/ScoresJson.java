package org.meshnn.file;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.JointScores;
import org.meshnn.scores.Scores;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Labels;
import org.meshnn.text.Required;

/**
 * What predictions of the rows held out are worth, as model.json has it: of classes, of values, or
 * of several columns.
 */
record ScoresJson(
    @Nullable ClassScores classes,
    @Nullable ValueScores values,
    @Nullable List<ScoresJson> several) {

  static ScoresJson of(Scores scores) {
    if (scores instanceof JointScores joint) {
      return new ScoresJson(null, null, joint.parts().stream().map(ScoresJson::of).toList());
    }
    return scores instanceof ClassScores classes
        ? new ScoresJson(classes, null, null)
        : new ScoresJson(null, (ValueScores) scores, null);
  }

  Scores scores(Encoding encoding) {
    List<Labels> parts = encoding.labels().parts();
    if (several == null) {
      return scores(encoding.labels());
    }
    if (several.size() != parts.size()) {
      throw new IllegalArgumentException(
          "expected scores of " + parts.size() + " columns, got " + several.size());
    }
    return new JointScores(
        encoding.labels().columns(),
        IntStream.range(0, parts.size())
            .mapToObj(i -> Required.of(several.get(i), "scores").scores(parts.get(i)))
            .toList());
  }

  private Scores scores(Labels label) {
    int known = label.classes().size();
    if (known > 0 && classes != null && isSquare(classes.confusion(), known)) {
      return classes;
    }
    boolean value = known == 0 && label.parts().get(0) == label;
    if (value && values != null && values.samples() > 0) {
      return values;
    }
    throw new IllegalArgumentException(
        "expected scores of the rows held out that suit "
            + (known > 0 ? "its " + known + " classes" : "a label that is a value"));
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
