package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.train.Samples;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How a table becomes the inputs and targets of a mesh, and outputs become a table again. Learned
 * once from a table, immutable, and kept with the model.
 *
 * <ul>
 *   <li>A numeric column is one input, standardised to mean 0 and standard deviation 1 over the
 *       <em>training rows</em> (a column constant there is only centred).
 *   <li>A boolean column is one input, 0 or 1.
 *   <li>A string column is one input per category, sorted: 1 for the row's own category, else 0.
 *   <li>{@link ColumnRules} make inputs of dates, ordinals, codes and missing entries: {@link
 *       Dates}, {@link Ordinal}, {@link Grouped}, {@link Filled}.
 *   <li>A string, boolean or integer label means classes, a floating-point label a value; {@link
 *       Target} overrules. Values are standardised like inputs, and predictions are mapped back.
 * </ul>
 *
 * <p>Categories and classes are collected over the whole table handed to {@link #fit}, not only
 * over its training rows: they are the vocabulary of the problem, not a statistic of its rows.
 *
 * <p>Columns are matched by name, ignoring case as tablesaw does, whatever their order. A table to
 * be encoded later may lack the label and may have columns the encoding does not know: only the
 * feature columns are read. Every error is an {@link IllegalArgumentException} that names the
 * column and the remedy; no row or value is dropped or changed silently.
 */
public final class Encoding {
  private final List<Feature> features;
  private final List<String> inputNames;
  private final Labels labels;
  private final LeftOut leftOut;

  Encoding(List<Feature> features, Labels labels) {
    this(features, labels, LeftOut.NOTHING);
  }

  Encoding(List<Feature> features, Labels labels, LeftOut leftOut) {
    this.leftOut = leftOut;
    this.features = List.copyOf(features);
    this.inputNames = features.stream().flatMap(feature -> feature.inputNames().stream()).toList();
    this.labels = labels;
  }

  /**
   * As {@link #fit(Table, String, Target, int[])}, on all rows.
   *
   * @param table at least one row; numeric, boolean and string columns, without missing or infinite
   *     values
   * @param label name of the label column; at least two classes, or numbers
   * @param target how to read the label
   * @return the encoding
   * @throws IllegalArgumentException if the table does not meet this, saying where and how to fix
   *     it
   */
  public static Encoding fit(Table table, String label, Target target) {
    TrainingTable checked = TrainingTable.of(table, label, target);
    return checked.encoding(checked.allRows(), true);
  }

  /**
   * Learns an encoding. Every column but the label is a feature.
   *
   * @param table at least one row; numeric, boolean and string columns, without missing or infinite
   *     values
   * @param label name of the label column; at least two classes, or numbers
   * @param target how to read the label
   * @param trainingRows the rows (from 0) whose mean and standard deviation are used; at least one
   * @return the encoding
   * @throws IllegalArgumentException if the table does not meet this, saying where and how to fix
   *     it
   */
  public static Encoding fit(Table table, String label, Target target, int[] trainingRows) {
    return TrainingTable.of(table, label, target).encoding(trainingRows, true);
  }

  /**
   * {@return an encoding that was learned before}
   *
   * @param features how each feature column becomes inputs, in the order of the inputs
   * @param labels how the label column becomes targets
   * @throws IllegalArgumentException if there is no feature, or two columns have one name, case
   *     aside
   */
  public static Encoding of(List<Feature> features, Labels labels) {
    return of(features, labels, LeftOut.NOTHING);
  }

  /**
   * {@return an encoding that was learned before}
   *
   * @param features how each feature column becomes inputs, in the order of the inputs
   * @param labels how the label column becomes targets
   * @param leftOut what of a table is left out
   * @throws IllegalArgumentException if there is no feature, or two columns have one name, case
   *     aside
   */
  public static Encoding of(List<Feature> features, Labels labels, LeftOut leftOut) {
    Required.of(leftOut, "what is left out, for example encoding.leftOut()");
    Required.of(features, "features, for example encoding.features()");
    Required.of(labels, "labels, for example encoding.labels()");
    List<String> names = new ArrayList<>();
    labels.columns().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    features.forEach(feature -> names.add(feature.name().toLowerCase(Locale.ROOT)));
    Names.distinct("columns, a label and a feature", names, 2);
    return new Encoding(features, labels, leftOut);
  }

  /** {@return how each feature column becomes inputs, in the order of the inputs} */
  public List<Feature> features() {
    return features;
  }

  /** {@return how the label column becomes targets, and outputs predictions} */
  public Labels labels() {
    return labels;
  }

  /** {@return what of a table is left out: columns, incomplete rows} */
  public LeftOut leftOut() {
    return leftOut;
  }

  /**
   * {@return what {@link ColumnRules} made of the columns, a line for each that they changed: what
   * was filled, gathered, left out; empty without rules}
   */
  public List<String> rules() {
    Stream<String> changed =
        features.stream()
            .filter(feature -> !feature.rule().isEmpty())
            .map(
                feature ->
                    OneLine.of(OneLine.name(feature.name()), Listing.LONGEST)
                        + ": "
                        + feature.rule());
    return Stream.concat(changed, leftOut.told().stream()).toList();
  }

  /**
   * {@return the number of inputs: one per numeric or boolean column, one per category of a string
   * one}
   */
  public int inputs() {
    return inputNames.size();
  }

  /** {@return one name per input: the column's, or {@code column=category}} */
  public List<String> inputNames() {
    return inputNames;
  }

  /**
   * {@return whether two encodings are of the same columns: names, kinds, categories and classes,
   * in their order; how numbers are standardised may differ}
   *
   * @param other not null
   */
  public boolean sameColumns(Encoding other) {
    return features.stream()
            .map(Feature::plain)
            .toList()
            .equals(other.features.stream().map(Feature::plain).toList())
        && labels.plain().equals(other.labels.plain());
  }

  /** {@return whether the label means classes; otherwise it is a value} */
  public boolean classification() {
    return !labels.classes().isEmpty();
  }

  /**
   * {@return the classes in the order of the outputs: numbers numerically, false before true,
   * strings alphabetically; empty for a value}
   */
  public List<String> classes() {
    return labels.classes();
  }

  /**
   * {@return the number of outputs: one per class, or 1 for a value; one fewer for ordered classes,
   * one a level for quantiles}
   */
  public int outputs() {
    return labels.outputs();
  }

  /** {@return the name of the label column, as the fitted table spells it} */
  public String label() {
    return labels.name();
  }

  /**
   * {@return the features of a table, shape (rows, {@link #inputs()})}
   *
   * @param table with all feature columns, by name, in any order
   * @throws IllegalArgumentException for an empty table, a feature column that is absent, has
   *     changed its type, holds missing or infinite values or categories unknown to the training
   */
  public DMatrixRMaj inputs(Table table) {
    return known(table).inputs();
  }

  /**
   * {@return a table whose feature columns are checked, once, however often it is asked}
   *
   * @param table with all feature columns, by name, in any order
   * @throws IllegalArgumentException as {@link #inputs}
   */
  public KnownTable known(Table table) {
    return KnownTable.of(this, table);
  }

  /**
   * {@return the rows of a table that are learned from: where incomplete rows are left out, those
   * that have their label, if the table has it, and all entries that no rule fills; else the table
   * itself}
   *
   * @param table with all feature columns, by name, in any order
   * @throws IllegalArgumentException for an empty table, an absent column, or if no row is left
   */
  public Table complete(Table table) {
    if (!leftOut.incompleteRows()) {
      return table;
    }
    Columns.requireRows(table);
    List<String> needed =
        Stream.concat(
                features.stream().filter(f -> !(f instanceof Filled)).map(Feature::name),
                labels.columns().stream()
                    .filter(
                        label -> table.columnNames().stream().anyMatch(label::equalsIgnoreCase)))
            .toList();
    return Completeness.complete(table, Columns.getAll(table, needed));
  }

  /** The inputs of the features' columns, in their order, checked. */
  DMatrixRMaj encode(List<Column<?>> columns) {
    DMatrixRMaj inputs = new DMatrixRMaj(columns.get(0).size(), inputs());
    int at = 0;
    for (int i = 0; i < features.size(); i++) {
      features.get(i).encode(columns.get(i), inputs, at);
      at += features.get(i).inputNames().size();
    }
    return inputs;
  }

  /**
   * {@return the targets of a table, shape (rows, {@link #outputs()}): one-hot for classes,
   * standardised for a value}
   *
   * @param table with the label column
   * @throws IllegalArgumentException if the label column is absent, has missing or infinite
   *     entries, or classes unknown to the training
   */
  public DMatrixRMaj targets(Table table) {
    return labels.targets(labelColumns(table));
  }

  /** The targets of the label columns, checked; of classes those of each row, which are known. */
  DMatrixRMaj targets(List<Column<?>> columns, int[] classOfRow) {
    if (labels instanceof Labels.Classes classes) {
      return classes.oneHot(classOfRow);
    }
    return labels instanceof OrderedLabels ordered
        ? ordered.targets(classOfRow)
        : labels.targets(columns);
  }

  /**
   * {@return the {@link #inputs} and {@link #targets} of all rows}
   *
   * @param table with all feature columns and the label column, by name, in any order
   * @throws IllegalArgumentException as they do
   */
  public Samples samples(Table table) {
    return known(table).samples();
  }

  /**
   * {@return what the columns hold in some rows: the features in their order, then the label}
   *
   * @param table with all feature columns and the label column, by name, in any order
   * @param rows from 0 on, at least one
   * @throws IllegalArgumentException as {@link #samples}
   */
  public List<Content> contents(Table table, int[] rows) {
    return known(table).contents(rows);
  }

  /**
   * {@return the class of every row as an index into {@link #classes()}}
   *
   * @param table with the label column
   * @throws IllegalArgumentException as {@link #targets}
   * @throws IllegalStateException if the label is a value
   */
  public int[] classIndices(Table table) {
    requireClasses();
    return indices(labels, labelColumns(table).get(0));
  }

  /** Refuses a label that means no classes. */
  void requireClasses() {
    if (classification()) {
      return;
    }
    throw new IllegalStateException(
        "the label "
            + Listing.quoted(label())
            + (labels instanceof SeveralLabels
                ? " is of several columns, which have no classes; use targets(table)"
                : " is a value and has no classes; use values(table)"));
  }

  /** The class of every row, of labels that mean classes. */
  static int[] indices(Labels labels, Column<?> column) {
    return labels instanceof OrderedLabels ordered
        ? ordered.known().indices(column)
        : ((Labels.Classes) labels).indices(column);
  }

  /**
   * {@return the label of every row in its own unit, not standardised}
   *
   * @param table with the label column
   * @throws IllegalArgumentException as {@link #targets}
   * @throws IllegalStateException if the label means classes
   */
  public double[] values(Table table) {
    return requireValue().values(labelColumns(table).get(0));
  }

  /**
   * {@return an output in the label's own unit}
   *
   * @param standardised the output of a mesh
   * @throws IllegalArgumentException if the value is beyond the largest number
   * @throws IllegalStateException if the label means classes
   */
  public double toValue(double standardised) {
    return requireValue().scale().restore(standardised);
  }

  /**
   * {@return the standard deviation that a label was divided by: an output that is off by 1 is off
   * by so much in the label's own unit}
   *
   * @throws IllegalStateException if the label means classes
   */
  public double deviation() {
    return requireValue().scale().sd();
  }

  Labels.Values requireValue() {
    if (labels instanceof Labels.Values values) {
      return values;
    }
    if (labels instanceof BandLabels band) {
      return band.value();
    }
    throw new IllegalStateException(
        "the label "
            + Listing.quoted(label())
            + (labels instanceof SeveralLabels
                ? " is of several columns; use targets(table)"
                : " means classes and has no values; use classIndices(table)"));
  }

  /**
   * {@return what a label column holds in every row, in its own unit; of a boolean one 0 or 1}
   *
   * @param table with the label columns
   * @param part the place of the column among the label columns, from 0
   * @throws IllegalArgumentException as {@link #targets}
   */
  public double[] values(Table table, int part) {
    return values(labelColumns(table).get(part));
  }

  static double[] values(Column<?> column) {
    return IntStream.range(0, column.size())
        .mapToDouble(row -> LongNumbers.from(0, column, row))
        .toArray();
  }

  List<Column<?>> labelColumns(Table table) {
    Columns.requireRows(table);
    List<Column<?>> columns = Columns.getAll(table, labels.columns());
    Columns.requireSupported(columns);
    Completeness.require(columns, columns, leftOut.incompleteRows());
    return columns;
  }

  /**
   * {@return outputs as a table, in the order of the rows} For classes: the string column {@code
   * "<label> predicted"} (the most probable class, the first of equals) and one column {@code
   * "P(<class>)"} per class. For a value: the column {@code "<label> predicted"} in the label's own
   * unit. To see them beside their rows: {@code source.copy().concat(predictions)}.
   *
   * @param source the table predicted
   * @param outputs rows of the source x {@link #outputs()}: class probabilities, or the
   *     standardised value
   * @throws IllegalArgumentException if the shape is another, an output is NaN, or a value is
   *     beyond the largest number
   */
  public Table predictions(Table source, DMatrixRMaj outputs) {
    requireShape("outputs", source, outputs(), outputs);
    return Table.create(predictionsOf(source), labels.predictions(outputs));
  }

  private static void requireShape(String what, Table source, int width, DMatrixRMaj numbers) {
    if (numbers.getNumRows() != source.rowCount() || numbers.getNumCols() != width) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected %s of shape %d x %d (rows x %s), got %d x %d",
              what,
              source.rowCount(),
              width,
              what,
              numbers.getNumRows(),
              numbers.getNumCols()));
    }
  }

  private static String predictionsOf(Table source) {
    return source.name() == null ? "predictions" : source.name() + ": predictions";
  }

  /**
   * {@return class probabilities as a table, as of {@link #predictions(Table, DMatrixRMaj)}: also
   * where the outputs are not one a class}
   *
   * @param source the table predicted
   * @param probabilities shape (rows, classes)
   * @throws IllegalArgumentException if the shape is another, or one is NaN
   * @throws IllegalStateException if the label is a value
   */
  public Table predictionsOfProbabilities(Table source, DMatrixRMaj probabilities) {
    requireClasses();
    requireShape("classes", source, classes().size(), probabilities);
    Labels.Classes known =
        labels instanceof OrderedLabels ordered ? ordered.known() : (Labels.Classes) labels;
    return Table.create(predictionsOf(source), known.predictions(probabilities));
  }

  /**
   * {@return outputs as a table, as of {@link #predictions(Table, DMatrixRMaj)}}
   *
   * @param outputs shape (rows, {@link #outputs()})
   * @throws IllegalArgumentException if an output is NaN, or a value is beyond the largest number
   */
  public Table predictions(DMatrixRMaj outputs) {
    return Table.create("predictions", labels.predictions(outputs));
  }

  /** {@return the names of the columns of {@link #predictions(DMatrixRMaj)}} */
  public List<String> predictionNames() {
    return predictions(new DMatrixRMaj(1, outputs())).columnNames();
  }

  private static String predicted(Labels part) {
    if (part instanceof BandLabels band) {
      return "quantiles " + Listing.of(band.levels());
    }
    return part instanceof OrderedLabels ? "yes or no" : "the value";
  }

  /** For example: {@code Encoding: 4 inputs (a, b, c, d) -> 3 classes of species (x, y, z)}. */
  @Override
  public String toString() {
    String made =
        classification()
            ? Plural.of(classes().size(), "class")
                + " of "
                + OneLine.of(label())
                + " ("
                + Listing.of(classes())
                + ")"
            : predicted(labels.parts().get(0)) + " of " + OneLine.of(label());
    return "Encoding: "
        + Plural.of(inputs(), "input")
        + " ("
        + Listing.of(inputNames)
        + ") -> "
        + made;
  }
}
