package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.meshnn.Evaluation;
import org.meshnn.TrainedMesh;
import org.meshnn.plot.Picture;
import org.meshnn.scores.Interval;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.text.TextTable;
import org.meshnn.train.Ending;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What a {@link Search} found: its candidates ranked by their inner scores, and the outer score of
 * the best, on rows that chose nothing. A notebook shows table and pictures.
 */
public final class Found {
  private static final int MOST_LINES = 12;

  private final Map<String, Choice> settings;
  private final Score score;
  private final int planned;
  private final List<CandidateScore> ranking;
  private final List<CandidateScore> first;
  private final boolean whole;
  private final @Nullable OuterTest outer; // null where no candidate was scored

  Found(
      Map<String, Choice> settings,
      Score score,
      int planned,
      List<CandidateScore> ranking,
      List<CandidateScore> first,
      boolean whole,
      @Nullable OuterTest outer) {
    this.settings = settings;
    this.score = score;
    this.planned = planned;
    this.ranking = ranking;
    this.first = List.copyOf(first);
    this.whole = whole;
    this.outer = outer;
  }

  /**
   * {@return the candidates that have ended, the best first: by the last round of successive
   * halving, then by inner score, then by loss; failed ones last}
   */
  public List<CandidateScore> ranking() {
    return ranking;
  }

  /**
   * {@return the candidate with the best inner score}
   *
   * @throws IllegalStateException if none was scored
   */
  public Candidate best() {
    requireScored();
    return ranking.get(0).candidate();
  }

  private OuterTest requireScored() {
    if (outer == null) {
      throw new IllegalStateException(
          "expected a candidate that was scored, but "
              + (ranking.isEmpty() ? "none has ended" : "the first failed: " + ranking.get(0)));
    }
    return outer;
  }

  /** {@return whether the search was interrupted before all was done} */
  public boolean interrupted() {
    return !whole;
  }

  /**
   * {@return the best candidate's mesh, trained on all rows but the test rows} It is trained when
   * the search ends; if that was interrupted, or there was no memory to keep the model, it is
   * trained now, on the calling thread, from the table, which must not have been changed.
   *
   * @throws IllegalStateException if no candidate was scored, the training failed or is
   *     interrupted, or another model comes of it
   */
  public TrainedMesh refit() {
    return requireScored().trial().model();
  }

  /**
   * {@return the scores of {@link #refit} on the test rows, which chose nothing} {@link
   * Evaluation#interval} is its interval for other rows of the same kind.
   *
   * @throws IllegalStateException as {@link #refit}
   */
  public Evaluation evaluation() {
    return requireScored().trial().evaluation();
  }

  /**
   * {@return the test rows}
   *
   * @throws IllegalStateException if no candidate was scored
   */
  public Table testRows() {
    return requireScored().rows();
  }

  /**
   * {@return a row per candidate that has ended, ranked: its number, its settings, mean and 95 %
   * interval of the inner score, mean epochs run, parameters; of halving its last round; a column
   * "reason" where some failed} The intervals are corrected for the rows that folds share (Nadeau
   * and Bengio 2003); they do not know that the best was chosen.
   */
  public Table table() {
    Table table = Table.create("inner " + score);
    int[] numbers = ranking.stream().mapToInt(row -> row.candidate().number()).toArray();
    table.addColumns(IntColumn.create("candidate", numbers));
    for (String name : names()) {
      table.addColumns(values(name));
    }
    table.addColumns(
        numbers("inner " + score, row -> row.inner().mean()),
        numbers("95 % low", row -> row.inner().low()),
        numbers("95 % high", row -> row.inner().high()),
        numbers("epochs", row -> row.epochs() == 0 ? Double.NaN : row.epochs()),
        numbers("parameters", row -> row.parameters() == 0 ? Double.NaN : row.parameters()));
    if (ranking.stream().anyMatch(row -> row.round() > 1)) {
      int[] rounds = ranking.stream().mapToInt(CandidateScore::round).toArray();
      table.addColumns(IntColumn.create("round", rounds));
    }
    if (ranking.stream().anyMatch(CandidateScore::failed)) {
      table.addColumns(StringColumn.create("reason", ranking.stream().map(CandidateScore::reason)));
    }
    return table;
  }

  /** Those searched over, then those solved. */
  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(settings.keySet());
    ranking.forEach(row -> names.addAll(row.candidate().values().keySet()));
    return names;
  }

  private Column<?> values(String name) {
    String title = name.equals("candidate") ? "candidate's" : name;
    List<Object> values = new ArrayList<>();
    for (CandidateScore row : ranking) {
      values.add(row.candidate().values().getOrDefault(name, Double.NaN));
    }
    if (values.stream().allMatch(Number.class::isInstance)) {
      return DoubleColumn.create(
          title, values.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray());
    }
    return StringColumn.create(title, values.stream().map(Candidate::text));
  }

  private DoubleColumn numbers(String name, ToDoubleFunction<CandidateScore> value) {
    return DoubleColumn.create(name, ranking.stream().mapToDouble(value).toArray());
  }

  /**
   * {@return a picture of slices: the inner score of each candidate against each of its settings, a
   * panel each, the best one marked} Of successive halving those of the first round, in which all
   * have the same share of their epochs.
   *
   * @throws IllegalStateException if no candidate was scored
   */
  public Picture plot() {
    return firstRound().draw(best().number());
  }

  private FirstRound firstRound() {
    boolean further = ranking.stream().anyMatch(row -> row.round() > 1);
    return FirstRound.of(settings, first, "inner " + score + (further ? ", first round" : ""));
  }

  /**
   * {@return how much of the variance of the inner scores each setting explains by itself} Of
   * successive halving, of those of the first round.
   *
   * @throws IllegalStateException if fewer than three candidates were scored
   */
  public SettingImportance importance() {
    return firstRound().importance();
  }

  /** {@return how many were scored, the best with its inner and its outer score, in one line} */
  public String headline() {
    long failed = ranking.stream().filter(CandidateScore::failed).count();
    List<String> parts = new ArrayList<>();
    parts.add(
        (ranking.size() - failed)
            + " of "
            + Plural.of(planned, "candidate")
            + " scored"
            + (whole ? "" : ": interrupted"));
    if (failed > 0) {
      CandidateScore one = ranking.get(ranking.size() - (int) failed);
      parts.add(failed + " failed, such as " + OneLine.of(one, 200));
    }
    if (outer == null) {
      return String.join("; ", parts);
    }
    parts.add("best: " + best());
    parts.add(
        String.format(
            Locale.ROOT,
            "inner %s %.4g, too good as the best of many",
            score,
            ranking.get(0).inner().mean()));
    parts.add(outer.outcome().map(this::judged).orElse("no outer test yet: refit() makes it"));
    return String.join("; ", parts);
  }

  private String judged(Outcome outcome) {
    if (!(outcome instanceof Trial trial)) {
      return "on all rows but the test rows it failed: " + outcome;
    }
    Interval interval = trial.evaluation().interval();
    return "outer "
        + score
        + " "
        + interval
        + (trial.ending() == Ending.DIVERGED ? ", diverged, measured with its best weights" : "");
  }

  @Override
  public String toString() {
    List<String> head = new ArrayList<>(List.of("candidate"));
    names().forEach(name -> head.add(OneLine.of(OneLine.name(name), 20)));
    head.addAll(List.of("inner " + score, "95 % low", "95 % high", "epochs", "parameters"));
    List<List<String>> rows = new ArrayList<>(List.of(head));
    ranking.stream().limit(MOST_LINES).forEach(row -> rows.add(cells(row)));
    List<Boolean> right = head.stream().map(name -> true).toList();
    int more = ranking.size() - MOST_LINES;
    return headline()
        + "\n"
        + String.join("\n", TextTable.lines(rows, right, "  "))
        + (more > 0 ? "\nand " + more + " more: table() has all" : "");
  }

  private List<String> cells(CandidateScore row) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(row.candidate().number()));
    for (String name : names()) {
      Object value = row.candidate().values().getOrDefault(name, "-");
      cells.add(OneLine.of(Candidate.brief(value), 20));
    }
    for (double value :
        new double[] {row.inner().mean(), row.inner().low(), row.inner().high(), row.epochs()}) {
      cells.add(Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value));
    }
    cells.add(row.parameters() == 0 ? "-" : Integer.toString(row.parameters()));
    return cells;
  }
}
