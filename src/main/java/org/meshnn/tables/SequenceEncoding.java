package org.meshnn.tables;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How sequences of a table become the inputs and targets of a mesh, and outputs become a table
 * again. Learned once, immutable, and kept with the model.
 *
 * <p>Columns become inputs and targets as in {@link Encoding}. Means and deviations, categories and
 * classes, and the usual distance between rows are those of the sequences handed to {@link #fit}
 * alone, each row counted once, however many windows hold it. The horizons of a forecast share
 * those of their column.
 *
 * <p>The outputs of a step are the classes, or the values: of the first column at each horizon,
 * then of the second.
 */
public final class SequenceEncoding {
  private final Ordering ordering;
  private final Windows windows;
  private final Predicted predicted;
  private final Pace pace;
  private final List<Feature> features;
  private final List<Labels> labels; // one for each predicted column
  private final List<String> inputNames;

  private SequenceEncoding(
      Ordering ordering,
      Windows windows,
      Predicted predicted,
      Pace pace,
      List<Feature> features,
      List<Labels> labels) {
    this.ordering = ordering;
    this.windows = windows;
    this.predicted = predicted;
    this.pace = pace;
    this.features = List.copyOf(features);
    this.labels = List.copyOf(labels);
    inputNames = features.stream().flatMap(feature -> feature.inputNames().stream()).toList();
  }

  /**
   * Learns an encoding.
   *
   * @param training the sequences to learn from, and nothing else
   * @return the encoding
   * @throws IllegalArgumentException if columns are of other kinds than inputs and labels can be,
   *     rows have no order, values are missing or gaps there and no rule is stated, or a label is
   *     not constant within its series; it says where and how to fix it
   * @throws IllegalStateException if nothing is to be predicted
   */
  public static SequenceEncoding fit(Sequences training) {
    return fit(training, true);
  }

  /**
   * As {@link #fit(Sequences)}.
   *
   * @param training the sequences to learn from, and nothing else
   * @param standardise whether numeric inputs and values to predict are brought to mean 0 and
   *     deviation 1; else they are taken as they are
   * @return the encoding
   * @throws IllegalArgumentException as {@link #fit(Sequences)}
   * @throws IllegalStateException if nothing is to be predicted
   */
  public static SequenceEncoding fit(Sequences training, boolean standardise) {
    return SequenceFit.of(training, standardise);
  }

  /**
   * {@return an encoding that was learned before}
   *
   * @param ordering how rows become series
   * @param windows how series become sequences
   * @param predicted what is predicted
   * @param pace the usual distance between rows
   * @param features how each input column becomes inputs, in their order, at least one
   * @param labels how each predicted column becomes targets, in the order of {@code predicted}
   * @throws IllegalArgumentException if one is null, there is no feature, or the labels are not
   *     those of the predicted columns, or classes beside other outputs
   */
  public static SequenceEncoding of(
      Ordering ordering,
      Windows windows,
      Predicted predicted,
      Pace pace,
      List<Feature> features,
      List<Labels> labels) {
    Required.of(ordering, "an ordering, for example encoding.ordering()");
    Required.of(windows, "windows, for example encoding.windows()");
    Required.of(predicted, "what is predicted, for example encoding.predicted()");
    Required.of(pace, "a pace, for example encoding.pace()");
    Required.of(features, "features, for example encoding.features()");
    Required.of(labels, "labels, for example encoding.labels()");
    Names.distinct(
        "input columns",
        features.stream().map(feature -> feature.name().toLowerCase(Locale.ROOT)).toList(),
        1);
    features.forEach(feature -> feature.requireUnruled("sequences"));
    requireLabels(predicted, labels);
    requireUnseen(predicted, features);
    return new SequenceEncoding(ordering, windows, predicted, pace, features, labels);
  }

  private static void requireLabels(Predicted predicted, List<Labels> labels) {
    List<String> names = labels.stream().map(Labels::name).toList();
    boolean same =
        names.size() == predicted.columns().size()
            && IntStream.range(0, names.size())
                .allMatch(i -> names.get(i).equalsIgnoreCase(predicted.columns().get(i)));
    if (!same) {
      throw new IllegalArgumentException(
          "expected labels of " + Listing.of(predicted.columns()) + ", got " + Listing.of(names));
    }
    Optional<Labels> classes = labels.stream().filter(Labels.Classes.class::isInstance).findFirst();
    int outputs = labels.size() * predicted.horizons().size();
    if (classes.isPresent() && outputs > 1) {
      throw new IllegalArgumentException(
          "expected values to predict, or the classes of one column at one horizon; got the classes"
              + " of "
              + Listing.quoted(classes.get().name())
              + " in a "
              + predicted
              + "; predict it alone");
    }
  }

  /** Refuses a label as an input. */
  private static void requireUnseen(Predicted predicted, List<Feature> features) {
    for (String label : predicted.forecast() ? List.<String>of() : predicted.columns()) {
      if (features.stream().anyMatch(feature -> feature.name().equalsIgnoreCase(label))) {
        throw new IllegalArgumentException(
            "expected inputs without the label, got "
                + Listing.quoted(label)
                + " as both; leave it out of .inputs(...)");
      }
    }
  }

  /** {@return how rows become series} */
  public Ordering ordering() {
    return ordering;
  }

  /** {@return how series become sequences} */
  public Windows windows() {
    return windows;
  }

  /** {@return what is predicted} */
  public Predicted predicted() {
    return predicted;
  }

  /** {@return the usual distance between rows} */
  public Pace pace() {
    return pace;
  }

  /** {@return how each input column becomes inputs, in the order of the inputs} */
  public List<Feature> features() {
    return features;
  }

  /** {@return how each predicted column becomes targets} */
  public List<Labels> labels() {
    return labels;
  }

  /** {@return the number of inputs of a step} */
  public int inputs() {
    return inputNames.size();
  }

  /** {@return one name per input: the column's, or {@code column=category}} */
  public List<String> inputNames() {
    return inputNames;
  }

  /** {@return whether classes are predicted; otherwise values} */
  public boolean classification() {
    return labels.get(0) instanceof Labels.Classes;
  }

  /** {@return the classes in the order of the outputs; empty for values} */
  public List<String> classes() {
    return labels.get(0) instanceof Labels.Classes known ? known.classes() : List.of();
  }

  /** {@return the number of outputs of a step: the classes, or columns x horizons} */
  public int outputs() {
    return outputNames().size();
  }

  /** {@return one name per output: a class, the label, or {@code column +horizon}} */
  public List<String> outputNames() {
    return classification() ? classes() : answers().stream().map(Labels::name).toList();
  }

  /**
   * {@return what the outputs of a step are read as, one after the other: the labels, those of a
   * forecast once for each horizon, named {@code column +horizon}}
   */
  public List<Labels> answers() {
    return labels.stream()
        .flatMap(label -> predicted.horizons().stream().map(horizon -> named(label, horizon)))
        .toList();
  }

  private Labels named(Labels label, int horizon) {
    String name = label.name() + (predicted.forecast() ? " +" + horizon : "");
    if (label instanceof Labels.Classes known) {
      return new Labels.Classes(name, known.kind(), known.classes());
    }
    Labels.Values values = (Labels.Values) label;
    return new Labels.Values(name, values.kind(), values.scale());
  }

  /**
   * {@return whether sequences are ordered, cut and predicted by the rules of this encoding, from
   * the same columns}
   *
   * @param sequences of any table
   */
  public boolean isOf(Sequences sequences) {
    return sequences.ordering().equals(ordering)
        && sequences.windows().equals(windows)
        && sequences.predicted().equals(predicted)
        && sequences.inputs().equals(features.stream().map(Feature::name).toList());
  }

  /**
   * {@return the sequences of a table by the same rules, all of its rows asked about}
   *
   * @param table with the columns of the order, the series and the inputs
   * @throws IllegalArgumentException if it lacks one, or has no row
   */
  public Sequences sequences(Table table) {
    return Sequences.of(table, this);
  }

  /**
   * {@return sequences to learn from or to measure the loss on: as long and as far apart as stated,
   * those that have a target}
   *
   * @param sequences with the columns of the order, the series, the inputs and the label; a rule
   *     for missing inputs or gaps that they state counts, beyond that they must not differ
   * @throws IllegalArgumentException if the table does not fit the encoding, no sequence has a
   *     target, or they do not fit into the memory of this virtual machine
   */
  public EncodedSequences toLearn(Sequences sequences) {
    return encoded(sequences, true);
  }

  /**
   * {@return sequences to predict from: every row asked about is predicted, but those in the
   * warm-up and, in windows with a loss at their last step, those before the end of the first
   * window; a label of a series in windows is predicted for each window of the stated stride}
   * Targets that are not known are NaN.
   *
   * @param sequences with the columns of the order, the series and the inputs; what is predicted
   *     may be missing or not there
   * @throws IllegalArgumentException as {@link #toLearn}
   */
  public EncodedSequences toPredict(Sequences sequences) {
    return encoded(sequences, false);
  }

  private EncodedSequences encoded(Sequences sequences, boolean learning) {
    sequences.requireFor(this);
    Ordering rules = ordering.overruled(sequences.ordering());
    return new SequenceEncoding(rules, windows, predicted, pace, features, labels)
        .cut(sequences, learning);
  }

  private EncodedSequences cut(Sequences sequences, boolean learning) {
    Table table = sequences.table();
    List<Column<?>> inputs = Columns.getAll(table, features.stream().map(Feature::name).toList());
    Columns.requireSupported(inputs);
    List<Column<?>> targets =
        learning
            ? Columns.getAll(table, predicted.columns())
            : predicted.columns().stream().flatMap(c -> Columns.find(table, c).stream()).toList();
    Columns.requireSupported(targets);
    Completeness.requireFinite(targets);
    SeriesRows series = SeriesRows.of(table, ordering);
    OrderedRows ordered =
        OrderedRows.of(
            series, ordering, inputs, learning ? required(series, targets) : List.of(), pace);
    Truths truths = Truths.of(this, table, series, ordered);
    return new SequenceCutter(this, sequences, ordered, truths, learning)
        .cut(inputs(inputs, ordered));
  }

  private List<Column<?>> required(SeriesRows series, List<Column<?>> targets) {
    return SequenceFit.required(series, ordering, predicted, targets);
  }

  /** The inputs at every position, shape (positions, inputs). */
  private DMatrixRMaj inputs(List<Column<?>> columns, OrderedRows ordered) {
    DMatrixRMaj inputs = new DMatrixRMaj(ordered.size(), inputs());
    int at = 0;
    for (int i = 0; i < features.size(); i++) {
      Feature feature = features.get(i);
      feature.encode(columns.get(i).subset(ordered.sources()[i]), inputs, at);
      at += feature.inputNames().size();
    }
    return inputs;
  }

  /** For example {@code SequenceEncoding: 2 inputs (a, b) -> forecast of a +1, windows of 20}. */
  @Override
  public String toString() {
    return "SequenceEncoding: "
        + Plural.of(inputs(), "input")
        + " ("
        + Listing.of(inputNames)
        + ") -> "
        + predicted
        + (classification() ? " (" + Listing.of(classes()) + ")" : "")
        + (windows.whole() ? "" : ", windows of " + windows.length());
  }
}
