package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meshnn.plot.Picture;
import org.meshnn.plot.Slices;

/**
 * What the first round of a search, in which all candidates have the same share of their epochs,
 * tells of its settings.
 *
 * @param settings searched over
 * @param scored the candidates that did not fail in it
 * @param score what they are scored by, in words
 */
record FirstRound(Map<String, Choice> settings, List<CandidateScore> scored, String score) {

  /** Leaves out the candidates that failed. */
  static FirstRound of(Map<String, Choice> settings, List<CandidateScore> all, String score) {
    return new FirstRound(settings, all.stream().filter(row -> !row.failed()).toList(), score);
  }

  private double[] scores() {
    return scored.stream().mapToDouble(row -> row.inner().mean()).toArray();
  }

  private List<Object> values(String setting) {
    return scored.stream().map(row -> row.candidate().get(setting, Object.class)).toList();
  }

  /** Slices, a panel for each setting, with the candidate of a number marked. */
  Picture draw(int number) {
    List<Slices.Panel> panels = new ArrayList<>();
    settings.forEach((name, choice) -> panels.add(panel(name, choice)));
    int marked = 0;
    while (scored.get(marked).candidate().number() != number) {
      marked++;
    }
    return Slices.draw(panels, scores(), marked, score);
  }

  private Slices.Panel panel(String name, Choice choice) {
    List<Object> values = values(name);
    if (choice.listed()) {
      List<String> levels = choice.values().stream().map(Candidate::text).toList();
      double[] places =
          values.stream().mapToDouble(value -> levels.indexOf(Candidate.text(value))).toArray();
      return Slices.Panel.levels(name, levels, places);
    }
    double[] numbers = values.stream().mapToDouble(value -> (Double) value).toArray();
    return choice.scale() == Choice.Scale.LOGARITHMIC
        ? Slices.Panel.logarithmic(name, numbers)
        : Slices.Panel.numbers(name, numbers);
  }

  /** The shares of the variance; refuses fewer than three candidates. */
  SettingImportance importance() {
    if (scored.size() < 3) {
      throw new IllegalStateException(
          "expected at least 3 candidates that were scored, got "
              + scored.size()
              + "; search over more");
    }
    double[] scores = scores();
    List<SettingImportance.Share> shares = new ArrayList<>();
    settings.forEach(
        (name, choice) ->
            shares.add(SettingImportance.Share.of(name, choice, values(name), scores)));
    return new SettingImportance(shares, score);
  }
}
