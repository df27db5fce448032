package org.meshnn.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.train.Loss;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** How the label column becomes targets, and outputs become predictions. Immutable. */
public sealed interface Labels
    permits Labels.Classes, Labels.Values, BandLabels, OrderedLabels, SeveralLabels {
  /** {@return the name of the label column; of several all of them, with commas} */
  String name();

  /** {@return the labels of each label column; itself unless several columns are predicted} */
  default List<Labels> parts() {
    return List.of(this);
  }

  /** {@return the names of the label columns} */
  default List<String> columns() {
    return parts().stream().map(Labels::name).toList();
  }

  /** {@return the kind of the column they were learned from} */
  Kind kind();

  /** {@return the number of output neurons needed} */
  int outputs();

  /** {@return a name for each output} */
  List<String> outputNames();

  /**
   * {@return the classes that exclude each other, in their order; empty where something else is
   * predicted}
   */
  default List<String> classes() {
    return List.of();
  }

  /**
   * {@return the targets, shape (rows, {@link #outputs()})}
   *
   * @param column complete, one entry per row
   * @throws IllegalArgumentException if it is of another kind, or has classes that are not known
   */
  DMatrixRMaj targets(Column<?> column);

  /**
   * {@return the targets, shape (rows, {@link #outputs()})}
   *
   * @param labels the {@link #columns()}, in their order
   * @throws IllegalArgumentException as {@link #targets(Column)}
   */
  default DMatrixRMaj targets(List<Column<?>> labels) {
    return targets(labels.get(0));
  }

  /** {@return what is minimised unless a training says otherwise} */
  Loss usualLoss();

  /**
   * {@return these labels as a loss needs them: a value for quantiles has an output for each level,
   * two classes for binary cross-entropy have one output}
   *
   * @param loss what is minimised
   * @throws IllegalArgumentException if it does not suit the label
   */
  Labels suited(Loss loss);

  /**
   * Turns outputs into answers, in their place: probabilities of classes, or values, still
   * standardised, which stay as they are.
   *
   * @param outputs hold those of a row
   * @param from index of its first
   */
  default void answer(double[] outputs, int from) {}

  /**
   * Reads the outputs of a row as logits of the {@link #classes()}: their softmax are the
   * probabilities.
   *
   * @param outputs hold those of the row, finite
   * @param from index of its first
   * @param logits receives one a class
   */
  default void logits(double[] outputs, int from, double[] logits) {
    System.arraycopy(outputs, from, logits, 0, logits.length);
  }

  /**
   * {@return the class that targets stand for}
   *
   * @param targets hold those of a row, which may be weighted
   * @param from index of its first
   */
  default int classAt(double[] targets, int from) {
    int k = 0;
    while (targets[from + k] == 0) {
      k++;
    }
    return k;
  }

  /**
   * {@return the predicted value of a row, standardised; one of its {@link #outputs()}}
   *
   * @param outputs hold those of the row
   * @param from index of its first
   */
  default double value(double[] outputs, int from) {
    return outputs[from];
  }

  /**
   * {@return a standardised {@link #value} in the label's own unit}
   *
   * @param standardised an output
   * @throws IllegalArgumentException if the value is beyond the largest number
   */
  default double restore(double standardised) {
    return standardised;
  }

  /**
   * {@return what an output that is off by 1 is off by in the label's own unit; 1 for classes and
   * for several columns}
   */
  default double deviation() {
    return 1;
  }

  /**
   * {@return the columns that answers are shown as}
   *
   * @param outputs shape (rows, {@link #outputs()}): probabilities, or standardised values
   * @throws IllegalArgumentException if one is NaN, or stands for a value beyond the largest number
   */
  List<Column<?>> predictions(DMatrixRMaj outputs);

  /**
   * {@return the same, but a value is standardised}
   *
   * @param column that the labels are of
   * @param rows whose mean and standard deviation are used
   */
  default Labels standardised(Column<?> column, int[] rows) {
    return this;
  }

  /**
   * {@return the same, but values are standardised}
   *
   * @param labels the {@link #columns()}, in their order
   * @param rows whose mean and standard deviation are used
   */
  default Labels standardised(List<Column<?>> labels, int[] rows) {
    return standardised(labels.get(0), rows);
  }

  /** {@return the same, but a value is passed on as it is} */
  default Labels plain() {
    return this;
  }

  /**
   * {@return what a label column means: its classes; a value is passed on as it is}
   *
   * @param column numeric, boolean or text, complete
   * @param target how to read it
   * @throws IllegalArgumentException if it has fewer than two classes, or as many as hardly two
   *     rows are of one, or is text where a value is expected
   */
  static Labels of(Column<?> column, Target target) {
    if (target.meansValue(column)) {
      return Values.of(column);
    }
    if (target == Target.AUTO && column instanceof StringColumn text) {
      Categories.requireClasses(text);
    }
    return classes(Classes.of(column), target, column.size());
  }

  /** Classes that were found in so many rows, if they are. */
  static Classes classes(Classes classes, Target target, int rows) {
    requireSeveral(classes);
    if (target == Target.AUTO) {
      requireNoValue(classes, rows);
    }
    return classes;
  }

  private static void requireSeveral(Classes label) {
    if (label.outputs() < 2) {
      throw new IllegalArgumentException(
          "expected at least two classes in the label column "
              + Listing.quoted(label.name())
              + ", got one ("
              + Listing.of(label.classes())
              + "); check the selection of rows, or whether another column is the label");
    }
  }

  private static void requireNoValue(Classes label, int rows) {
    if (Categories.nameRows(label.outputs(), rows)) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "the integer label column %s has %s distinct numbers in %s rows, so hardly two rows are of",
                  Listing.quoted(label.name()),
                  Listing.count(label.outputs()),
                  Listing.count(rows))
              + " one class; predict it as a number with Mesh.target(Target.VALUE), or, if they are"
              + " classes, say so with Mesh.target(Target.CLASSES)");
    }
  }

  /** The error for a loss that does not suit these labels. */
  static IllegalArgumentException unsuited(String label, Loss loss, String remedy) {
    return new IllegalArgumentException(
        "the loss "
            + loss
            + " is for labels that are "
            + loss.targets()
            + ", but "
            + Listing.quoted(label)
            + " "
            + remedy);
  }

  static void requireNumbers(String label, DMatrixRMaj outputs) {
    for (int i = 0; i < outputs.getNumElements(); i++) {
      if (Double.isNaN(outputs.get(i))) {
        throw new IllegalArgumentException(
            String.format(
                    Locale.ROOT,
                    "expected numbers as outputs for %s, got NaN in row %d;"
                        + " the weights have diverged: ",
                    Listing.quoted(label),
                    i / outputs.getNumCols())
                + "train again with a smaller learning rate");
      }
    }
  }

  /**
   * Classes: one output each, targets one-hot.
   *
   * @param name of the label column
   * @param kind of the column they were learned from
   * @param classes at least one (a mesh needs two), each once, in the order of the outputs
   */
  record Classes(String name, Kind kind, List<String> classes) implements Labels {
    /**
     * Checks the classes.
     *
     * @param name of the label column
     * @param kind of the column they were learned from
     * @param classes at least one, each once, in the order of the outputs
     * @throws IllegalArgumentException if there is none, or one stands there twice, or null
     */
    public Classes {
      Names.column(name);
      Required.of(kind, "the kind of a column, for example Kind.TEXT");
      classes = Names.distinct("classes of " + Listing.quoted(name), classes, 1);
    }

    static Classes of(Column<?> column) {
      Set<String> names = new LinkedHashSet<>();
      for (int row = 0; row < column.size(); row++) {
        names.add(className(column, row));
      }
      return of(column.name(), Kind.of(column), names);
    }

    /** Numbers in numeric order, false before true, text alphabetically. */
    static Classes of(String name, Kind kind, Set<String> names) {
      Comparator<String> order =
          kind == Kind.NUMBER ? Comparator.comparing(BigDecimal::new) : Comparator.naturalOrder();
      return new Classes(name, kind, names.stream().sorted(order).toList());
    }

    @Override
    public int outputs() {
      return classes.size();
    }

    @Override
    public List<String> outputNames() {
      return classes;
    }

    @Override
    public Loss usualLoss() {
      return Loss.CROSS_ENTROPY;
    }

    @Override
    public Labels suited(Loss loss) {
      if (loss.targets() == Loss.Targets.FLAGS && classes.size() == 2) {
        return new OrderedLabels(this);
      }
      if (loss.targets() != Loss.Targets.CLASSES) {
        throw unsuited(
            name,
            loss,
            "means classes: take Loss.labelSmoothing(0.1), or none"
                + (kind == Kind.TEXT ? "" : ", or read it as a value: Mesh.target(Target.VALUE)"));
      }
      return this;
    }

    @Override
    public void answer(double[] outputs, int from) {
      Loss.softmax(outputs, from, classes.size());
    }

    /** The class of a row; whole numbers read alike whether the column is integer or floating. */
    static String className(Column<?> column, int row) {
      if (column instanceof BooleanColumn || column instanceof StringColumn) {
        return String.valueOf(column.get(row));
      }
      if (column instanceof LongColumn longs) {
        return Long.toString(longs.getLong(row));
      }
      double number = ((NumericColumn<?>) column).getDouble(row);
      if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
        return Long.toString((long) number);
      }
      return column instanceof FloatColumn
          ? Float.toString((float) number)
          : Double.toString(number);
    }

    int[] indices(Column<?> column) {
      Map<String, Integer> positions = Names.positions(classes);
      int[] indices = new int[column.size()];
      Map<String, Integer> unknown = new TreeMap<>();
      for (int row = 0; row < indices.length; row++) {
        String found = className(column, row);
        if (positions.containsKey(found)) {
          indices[row] = positions.get(found);
        } else {
          unknown.merge(found, 1, Integer::sum);
        }
      }
      if (!unknown.isEmpty()) {
        throw Kind.of(column) == kind
            ? Columns.unseen(
                "the label column " + Listing.quoted(name) + " has classes", unknown, classes)
            : kind.changed("the label column", column);
      }
      return indices;
    }

    @Override
    public DMatrixRMaj targets(Column<?> column) {
      return oneHot(indices(column));
    }

    DMatrixRMaj oneHot(int[] indices) {
      DMatrixRMaj targets = new DMatrixRMaj(indices.length, classes.size());
      for (int row = 0; row < indices.length; row++) {
        targets.set(row, indices[row], 1);
      }
      return targets;
    }

    @Override
    public List<Column<?>> predictions(DMatrixRMaj probabilities) {
      requireNumbers(name, probabilities);
      int rows = probabilities.getNumRows();
      StringColumn predicted = StringColumn.create(name + " predicted");
      for (int row = 0; row < rows; row++) {
        predicted.append(classes.get(argmax(probabilities, row)));
      }
      List<Column<?>> columns = new ArrayList<>(List.of(predicted));
      for (int k = 0; k < classes.size(); k++) {
        int output = k;
        columns.add(
            DoubleColumn.create(
                probabilityName(k),
                IntStream.range(0, rows).mapToDouble(row -> probabilities.get(row, output))));
      }
      return columns;
    }

    /** P(class), numbered where tablesaw, which ignores case, would take it for an earlier one. */
    private String probabilityName(int k) {
      long earlier =
          classes.subList(0, k).stream().filter(classes.get(k)::equalsIgnoreCase).count();
      return "P(" + classes.get(k) + ")" + (earlier == 0 ? "" : " " + (earlier + 1));
    }

    private static int argmax(DMatrixRMaj matrix, int row) {
      int best = 0;
      for (int k = 1; k < matrix.getNumCols(); k++) {
        best = matrix.get(row, k) > matrix.get(row, best) ? k : best;
      }
      return best;
    }
  }

  /**
   * A value: one output.
   *
   * @param name of the label column
   * @param kind of the column it was learned from, a number or a flag
   * @param scale how values are standardised
   */
  record Values(String name, Kind kind, Scale scale) implements Labels {
    /**
     * Refuses null.
     *
     * @param name of the label column
     * @param kind of the column it was learned from
     * @param scale how values are standardised
     * @throws IllegalArgumentException if one is null
     */
    public Values {
      Names.column(name);
      Required.of(kind, "the kind of a column, for example Kind.NUMBER");
      Required.of(scale, "a scale, for example Scale.NONE");
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public List<String> outputNames() {
      return List.of(name);
    }

    @Override
    public Loss usualLoss() {
      return Loss.HALF_SQUARED_ERROR;
    }

    @Override
    public Labels suited(Loss loss) {
      if (loss.targets() != Loss.Targets.VALUES) {
        throw unsuited(
            name,
            loss,
            "is a value: take Loss.huber(1) or Loss.quantiles(0.1, 0.5, 0.9), or none, or read it"
                + " as classes: Mesh.target(Target.CLASSES)");
      }
      return loss.levels().isEmpty() ? this : new BandLabels(this, loss.levels());
    }

    @Override
    public double deviation() {
      return scale.sd();
    }

    @Override
    public double restore(double standardised) {
      return scale.restore(standardised);
    }

    static Values of(Column<?> column) {
      if (column instanceof StringColumn text) {
        throw Categories.notNumeric(
            text,
            "expected a numeric label for Target.VALUE, got the string column "
                + Listing.quoted(column.name())
                + "; for text as classes there is Target.CLASSES");
      }
      LongNumbers.requireExact("the label column", column);
      return new Values(column.name(), Kind.of(column), Scale.NONE);
    }

    @Override
    public Values plain() {
      return new Values(name, kind, Scale.NONE);
    }

    @Override
    public Values standardised(Column<?> column, int[] rows) {
      return new Values(name, kind, Scale.of(column, rows));
    }

    double[] values(Column<?> column) {
      if (Kind.of(column) != kind) {
        throw kind.changed("the label column", column);
      }
      LongNumbers.requireExact("the label column", column);
      return IntStream.range(0, column.size())
          .mapToDouble(row -> LongNumbers.from(0, column, row))
          .toArray();
    }

    @Override
    public DMatrixRMaj targets(Column<?> column) {
      double[] values = values(column);
      DMatrixRMaj targets = new DMatrixRMaj(values.length, 1);
      for (int row = 0; row < values.length; row++) {
        targets.set(row, 0, scale.standardise(values[row]));
      }
      return targets;
    }

    @Override
    public List<Column<?>> predictions(DMatrixRMaj standardised) {
      requireNumbers(name, standardised);
      return List.of(
          DoubleColumn.create(
              name + " predicted",
              IntStream.range(0, standardised.getNumRows())
                  .mapToDouble(row -> scale.restore(standardised.get(row, 0)))));
    }
  }
}
