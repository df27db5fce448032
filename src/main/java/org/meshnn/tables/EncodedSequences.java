package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.scores.ClassScores;
import org.meshnn.text.Plural;
import org.meshnn.train.Samples;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Sequences of a table as a mesh takes them, one a sample, all of as many steps. They are copies:
 * overlapping windows take as many times the memory of their rows.
 *
 * <p>Inputs have the shape (sequences, steps x inputs), step after step. A shorter sequence begins
 * later: the inputs of the steps before are NaN. Targets have the shape (sequences, target steps x
 * outputs), target step after target step, all NaN at a step where nothing is learned. A target is
 * there only if all outputs of its step are known.
 */
public final class EncodedSequences {
  private final SequenceEncoding encoding;
  private final Table table;
  private final OrderedRows ordered;
  private final Truths truths;
  private final Samples samples;
  private final int steps;
  private final int[] targetSteps;
  private final int[][] origins; // a position of the ordered rows for each target step, or -1

  EncodedSequences(
      SequenceEncoding encoding,
      Table table,
      OrderedRows ordered,
      Truths truths,
      Samples samples,
      int steps,
      int[] targetSteps,
      int[][] origins) {
    this.encoding = encoding;
    this.table = table;
    this.ordered = ordered;
    this.truths = truths;
    this.samples = samples;
    this.steps = steps;
    this.targetSteps = targetSteps;
    this.origins = origins;
  }

  /** {@return the inputs and targets, shared} */
  public Samples samples() {
    return samples;
  }

  /** {@return the steps of each sequence} */
  public int steps() {
    return steps;
  }

  /** {@return the steps that have targets or predictions, from 1 on, ascending} */
  public int[] targetSteps() {
    return targetSteps.clone();
  }

  /** {@return the number of sequences} */
  public int size() {
    return samples.size();
  }

  /**
   * {@return the row of the table that a prediction is made at, or -1 if none is made}
   *
   * @param sequence from 0 to before {@link #size()}
   * @param target which of the {@link #targetSteps()}, from 0
   */
  public int row(int sequence, int target) {
    int position = origins[sequence][target];
    return position < 0 ? -1 : ordered.rows()[position];
  }

  /** {@return the rows of the table that predictions are made at, ascending} */
  public int[] rows() {
    return answers().keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Where the prediction of a row stands: of the sequence with the longest past. */
  record Answer(int sequence, int target, int position) {}

  /** By row of the table. The first window that holds a row begins longest before it. */
  Map<Integer, Answer> answers() {
    Map<Integer, Answer> answers = new TreeMap<>();
    for (int s = 0; s < origins.length; s++) {
      for (int t = 0; t < targetSteps.length; t++) {
        if (origins[s][t] >= 0) {
          answers.putIfAbsent(row(s, t), new Answer(s, t, origins[s][t]));
        }
      }
    }
    return answers;
  }

  /**
   * {@return outputs as a table: a row for each row that a prediction is made at, in the order of
   * the table} Its columns are those of the series and the order, and for each column predicted,
   * and each horizon, what is true, if the table has the column, and what is predicted: in the
   * column's own unit, or the most probable class and one column {@code P(<class>)} per class. What
   * is true {@code +12} rows ahead stands beside what was predicted twelve rows before; it is
   * missing where the table ends. A label of a series is predicted at the last row of each
   * sequence.
   *
   * @param outputs shape (sequences, target steps x outputs): class probabilities, or standardised
   *     values
   * @throws IllegalArgumentException if the shape is another, an output is NaN, or a value is
   *     beyond the largest number
   */
  public Table predictions(DMatrixRMaj outputs) {
    requireShape(outputs);
    Map<Integer, Answer> answers = answers();
    int[] rows = answers.keySet().stream().mapToInt(Integer::intValue).toArray();
    List<Answer> inOrder = List.copyOf(answers.values());
    List<Column<?>> columns = new ArrayList<>();
    for (String name : names(encoding.ordering().series(), encoding.ordering().order())) {
      columns.add(Columns.getAll(table, List.of(name)).get(0).subset(rows));
    }
    List<Labels> labels = encoding.answers();
    int horizons = encoding.predicted().horizons().size();
    int output = 0;
    for (int i = 0; i < labels.size(); i++) {
      Labels label = labels.get(i);
      int horizon = encoding.predicted().horizons().get(i % horizons);
      Column<?> truth = truth(label.name(), i / horizons, horizon, inOrder);
      if (truth != null) {
        columns.add(truth);
      }
      columns.addAll(label.predictions(picked(outputs, inOrder, output, label.outputs())));
      output += label.outputs();
    }
    String name = table.name() == null ? "predictions" : table.name() + ": predictions";
    return Table.create(name, columns);
  }

  /**
   * {@return outputs as values beside what came true, those of each output}
   *
   * @param outputs shape (sequences, target steps x outputs), standardised
   * @throws IllegalArgumentException if the shape is another, or a value is beyond the largest
   *     number
   * @throws IllegalStateException if classes are predicted
   */
  public List<PredictedValues> values(DMatrixRMaj outputs) {
    requireShape(outputs);
    if (encoding.classification()) {
      throw new IllegalStateException(
          "classes are predicted, which have no values; ask classScores(logits)");
    }
    return PredictedValues.of(encoding, this, ordered, truths, outputs);
  }

  /**
   * {@return how well classes are told at the rows whose class is known}
   *
   * @param logits shape (sequences, target steps x classes)
   * @throws IllegalArgumentException if the shape is another, one is not finite, or no class is
   *     known
   * @throws IllegalStateException if values are predicted
   */
  public ClassScores classScores(DMatrixRMaj logits) {
    requireShape(logits);
    if (!encoding.classification()) {
      throw new IllegalStateException(
          "values are predicted, which are no classes; ask values(outputs)");
    }
    int horizon = encoding.predicted().furthest();
    List<Answer> known =
        answers().values().stream()
            .filter(answer -> answer.position + horizon < ordered.end(answer.position))
            .filter(answer -> truths.knows(0, answer.position + horizon))
            .toList();
    if (known.isEmpty()) {
      throw new IllegalArgumentException("no row that is predicted at has a known class");
    }
    DMatrixRMaj targets = truths.targets().get(0);
    int classes = encoding.outputs();
    int[] actual =
        known.stream()
            .mapToInt(
                answer ->
                    IntStream.range(0, classes)
                        .filter(k -> targets.get(answer.position + horizon, k) == 1)
                        .findFirst()
                        .orElseThrow())
            .toArray();
    return ClassScores.of(actual, picked(logits, known, 0, classes));
  }

  /**
   * {@return the share of rows whose class is that of {@code season} rows before, or the least
   * multiple of it that was known when the forecast was made, of the rows where both are known; NaN
   * where there are none} With 1 the class before is the last one known.
   *
   * @param season rows, at least 1
   * @throws IllegalArgumentException if there are less
   * @throws IllegalStateException if no classes are forecast
   */
  public double naiveAccuracy(int season) {
    int horizon = encoding.predicted().furthest();
    if (season < 1) {
      throw new IllegalArgumentException("expected a season of 1 row or more, got " + season);
    }
    if (!encoding.classification() || horizon == 0) {
      throw new IllegalStateException("no classes are forecast, but " + encoding.predicted());
    }
    int back = (horizon + season - 1) / season * season - horizon;
    DMatrixRMaj classes = truths.targets().get(0);
    int known = 0;
    int same = 0;
    for (Answer answer : answers().values()) {
      int ahead = answer.position + horizon;
      int before = season == 1 ? lastKnown(answer.position) : answer.position - back;
      boolean within = ahead < ordered.end(answer.position) && before >= begin(answer.position);
      if (within && truths.knows(0, ahead) && truths.knows(0, before)) {
        known++;
        same += sameRow(classes, ahead, before) ? 1 : 0;
      }
    }
    return (double) same / known;
  }

  private int begin(int position) {
    return ordered.begins()[ordered.piece(position)];
  }

  private int lastKnown(int position) {
    int last = position;
    while (last > begin(position) && !truths.knows(0, last)) {
      last--;
    }
    return last;
  }

  private static boolean sameRow(DMatrixRMaj matrix, int one, int other) {
    return IntStream.range(0, matrix.numCols)
        .allMatch(k -> matrix.get(one, k) == matrix.get(other, k));
  }

  private static List<String> names(@Nullable String series, @Nullable String order) {
    List<String> names = new ArrayList<>();
    if (series != null) {
      names.add(series);
    }
    if (order != null && !order.equalsIgnoreCase(series)) {
      names.add(order);
    }
    return names;
  }

  void requireShape(DMatrixRMaj outputs) {
    int wide = targetSteps.length * encoding.outputs();
    if (outputs.numRows != size() || outputs.numCols != wide) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected outputs of shape %d x %d (sequences x target steps and outputs), got %d x %d",
              size(),
              wide,
              outputs.numRows,
              outputs.numCols));
    }
  }

  /** Some outputs of each answer. */
  DMatrixRMaj picked(DMatrixRMaj outputs, List<Answer> answers, int first, int count) {
    DMatrixRMaj picked = new DMatrixRMaj(answers.size(), count);
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      int from = answer.sequence * outputs.numCols + answer.target * encoding.outputs() + first;
      System.arraycopy(outputs.data, from, picked.data, i * count, count);
    }
    return picked;
  }

  private @Nullable Column<?> truth(String name, int column, int horizon, List<Answer> answers) {
    Column<?> all = truths.columns().get(column).orElse(null);
    if (all == null) {
      return null;
    }
    int[] rows =
        answers.stream()
            .mapToInt(answer -> source(answer.position + horizon, answer.position, column))
            .toArray();
    return entries(all, rows).setName(name);
  }

  /** The row that holds what is true at a position ahead of another, or -1 beyond its piece. */
  private int source(int ahead, int position, int column) {
    return ahead < ordered.end(position) ? truths.sources()[column][ahead] : -1;
  }

  /** The entries of some rows, missing for -1. */
  private static <T> Column<T> entries(Column<T> column, int[] rows) {
    Column<T> entries = column.emptyCopy();
    for (int row : rows) {
      if (row < 0) {
        entries.appendMissing();
      } else {
        entries.append(column, row);
      }
    }
    return entries;
  }

  /** {@return the number of steps, of all sequences, that have a target} */
  public int targets() {
    return (int)
        IntStream.iterate(0, i -> i < samples.y().getNumElements(), i -> i + encoding.outputs())
            .filter(i -> !Double.isNaN(samples.y().get(i)))
            .count();
  }

  @Override
  public String toString() {
    return "EncodedSequences: "
        + Plural.of(size(), "sequence")
        + " of "
        + Plural.of(steps, "step")
        + " with "
        + Plural.of(targets(), "target")
        + ", "
        + Plural.of(encoding.inputs(), "input")
        + " and "
        + Plural.of(encoding.outputs(), "output");
  }
}
