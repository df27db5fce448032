package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.train.Loss;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.columns.Column;

/**
 * Several columns predicted at once: values, or yes and no of each (multi-label), an output each
 * unless quantiles are predicted. The outputs of the first column come first.
 *
 * @param parts the labels of each column: all of them values, or quantiles of the same levels, or
 *     boolean columns as {@link OrderedLabels} of false and true
 */
public record SeveralLabels(List<Labels> parts) implements Labels {
  private static final List<String> FLAG = List.of("false", "true");

  /**
   * Checks that they are of one sort and differ.
   *
   * @param parts at least one
   * @throws IllegalArgumentException if they are not of one sort, or two columns, of the table or
   *     of the predictions, have one name, case aside
   */
  public SeveralLabels {
    parts = List.copyOf(Required.of(parts, "labels of several columns"));
    Names.distinct("label columns", lower(parts.stream().map(Labels::name).toList()), 1);
    for (Labels part : parts) {
      if (sort(part).isEmpty() || !sort(part).equals(sort(parts.get(0)))) {
        throw new IllegalArgumentException(
            "expected label columns that are all values, or all boolean; got "
                + Listing.quoted(part.name())
                + " beside "
                + Listing.quoted(parts.get(0).name()));
      }
    }
    Names.distinct("columns of predictions", lower(titles(parts)), 1);
  }

  private static String sort(Labels part) {
    if (part instanceof BandLabels band) {
      return "quantiles " + band.levels();
    }
    if (part instanceof Labels.Values) {
      return "a value";
    }
    return part instanceof OrderedLabels && part.classes().equals(FLAG) ? "a flag" : "";
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> titles(List<Labels> parts) {
    return parts.stream()
        .flatMap(part -> shown(part, new DMatrixRMaj(1, part.outputs())).stream())
        .map(Column::name)
        .toList();
  }

  /** Of columns of a table: boolean ones as flags unless values are asked for. */
  static SeveralLabels of(List<Column<?>> columns, Target target) {
    List<Labels> parts = new ArrayList<>();
    for (Column<?> column : columns) {
      if (target == Target.AUTO && column instanceof BooleanColumn) {
        parts.add(new OrderedLabels(new Labels.Classes(column.name(), Kind.FLAG, FLAG)));
      } else if (target.meansValue(column)) {
        parts.add(Labels.Values.of(column));
      } else {
        throw new IllegalArgumentException(
            "several columns are predicted at once as values or, boolean ones, as yes and no; "
                + Listing.quoted(column.name())
                + " ("
                + column.type().name()
                + ") means classes: train a mesh for it alone"
                + (Kind.of(column) == Kind.NUMBER
                    ? ", or read it as a value with Mesh.target(Target.VALUE)"
                    : ""));
      }
    }
    return new SeveralLabels(parts);
  }

  @Override
  public String name() {
    return parts.stream().map(Labels::name).collect(Collectors.joining(", "));
  }

  @Override
  public Kind kind() {
    return parts.get(0).kind();
  }

  /** {@return whether each column is yes or no} */
  public boolean flags() {
    return parts.get(0) instanceof OrderedLabels;
  }

  /**
   * {@return the output that a column's outputs begin with}
   *
   * @param part its place among the {@link #parts()}
   */
  public int first(int part) {
    return part * parts.get(0).outputs(); // all have as many
  }

  @Override
  public int outputs() {
    return first(parts.size());
  }

  @Override
  public List<String> outputNames() {
    return flags()
        ? columns()
        : parts.stream().flatMap(part -> part.outputNames().stream()).toList();
  }

  @Override
  public DMatrixRMaj targets(Column<?> column) {
    return targets(List.of(column));
  }

  @Override
  public DMatrixRMaj targets(List<Column<?>> labels) {
    int outputs = outputs();
    DMatrixRMaj targets = new DMatrixRMaj(labels.get(0).size(), outputs);
    for (int i = 0; i < parts.size(); i++) {
      DMatrixRMaj part = parts.get(i).targets(labels.get(i));
      for (int row = 0; row < part.numRows; row++) {
        System.arraycopy(
            part.data, row * part.numCols, targets.data, row * outputs + first(i), part.numCols);
      }
    }
    return targets;
  }

  @Override
  public Loss usualLoss() {
    return parts.get(0).usualLoss();
  }

  @Override
  public Labels suited(Loss loss) {
    return each(part -> part.suited(loss));
  }

  private SeveralLabels each(UnaryOperator<Labels> change) {
    return new SeveralLabels(parts.stream().map(change).toList());
  }

  @Override
  public void answer(double[] outputs, int from) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).answer(outputs, from + first(i));
    }
  }

  @Override
  public List<Column<?>> predictions(DMatrixRMaj answers) {
    List<Column<?>> columns = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      columns.addAll(shown(parts.get(i), outputs(answers, i)));
    }
    return columns;
  }

  /**
   * {@return the outputs of one column}
   *
   * @param all shape (rows, {@link #outputs()})
   * @param part the column's place among the {@link #parts()}
   */
  public DMatrixRMaj outputs(DMatrixRMaj all, int part) {
    DMatrixRMaj own = new DMatrixRMaj(all.numRows, parts.get(part).outputs());
    for (int row = 0; row < own.numRows; row++) {
      System.arraycopy(
          all.data, row * all.numCols + first(part), own.data, row * own.numCols, own.numCols);
    }
    return own;
  }

  /** A flag as whether its probability is above a half, and that. */
  private static List<Column<?>> shown(Labels part, DMatrixRMaj answers) {
    if (!(part instanceof OrderedLabels)) {
      return part.predictions(answers);
    }
    Labels.requireNumbers(part.name(), answers);
    BooleanColumn yes = BooleanColumn.create(part.name() + " predicted");
    for (double p : answers.data) {
      yes.append(p > 0.5);
    }
    return List.of(yes, DoubleColumn.create("P(" + part.name() + ")", answers.data));
  }

  @Override
  public Labels plain() {
    return each(Labels::plain);
  }

  @Override
  public Labels standardised(Column<?> column, int[] rows) {
    return standardised(List.of(column), rows);
  }

  @Override
  public Labels standardised(List<Column<?>> labels, int[] rows) {
    return new SeveralLabels(
        IntStream.range(0, parts.size())
            .mapToObj(i -> parts.get(i).standardised(labels.get(i), rows))
            .toList());
  }
}
