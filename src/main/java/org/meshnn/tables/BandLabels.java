package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Required;
import org.meshnn.train.Loss;
import org.meshnn.train.Quantiles;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.columns.Column;

/**
 * A value of which quantiles are predicted: one output a level. Quantiles of a row that cross are
 * put in ascending order, which brings them no further from the true ones (Chernozhukov,
 * Fernández-Val, Galichon, Quantile and probability curves without crossing, Econometrica 78,
 * 2010).
 *
 * @param value the label
 * @param levels each in (0, 1), ascending
 */
public record BandLabels(Labels.Values value, List<Double> levels) implements Labels {
  /**
   * Checks the levels.
   *
   * @param value the label
   * @param levels each in (0, 1), ascending, 1 to 99 of them
   * @throws IllegalArgumentException if they are not
   */
  public BandLabels {
    Required.of(value, "a label that is a value");
    levels = new Quantiles(levels).levels();
  }

  @Override
  public String name() {
    return value.name();
  }

  @Override
  public Kind kind() {
    return value.kind();
  }

  @Override
  public int outputs() {
    return levels.size();
  }

  @Override
  public List<String> outputNames() {
    return levels.stream().map(this::outputName).toList();
  }

  private String outputName(double level) {
    return name() + " q" + level;
  }

  @Override
  public DMatrixRMaj targets(Column<?> column) {
    DMatrixRMaj once = value.targets(column);
    DMatrixRMaj targets = new DMatrixRMaj(once.numRows, levels.size());
    Arrays.setAll(targets.data, i -> once.data[i / levels.size()]);
    return targets;
  }

  @Override
  public Loss usualLoss() {
    return new Quantiles(levels);
  }

  @Override
  public Labels suited(Loss loss) {
    if (!loss.levels().equals(levels)) {
      throw new IllegalArgumentException(
          "the mesh has an output for each of the "
              + usualLoss()
              + " and learns on with these or none said; got the loss "
              + loss);
    }
    return this;
  }

  @Override
  public void answer(double[] outputs, int from) {
    Arrays.sort(outputs, from, from + levels.size());
  }

  @Override
  public double value(double[] outputs, int from) {
    double[] sorted = Arrays.copyOfRange(outputs, from, from + levels.size());
    answer(sorted, 0);
    return sorted[Quantiles.middle(levels)];
  }

  @Override
  public double deviation() {
    return value.deviation();
  }

  @Override
  public double restore(double standardised) {
    return value.restore(standardised);
  }

  /** The level nearest to 0.5, then the others. */
  @Override
  public List<Column<?>> predictions(DMatrixRMaj standardised) {
    Labels.requireNumbers(name(), standardised);
    int middle = Quantiles.middle(levels);
    List<Column<?>> columns = new ArrayList<>();
    columns.add(column(name() + " predicted", standardised, middle));
    for (int q = 0; q < levels.size(); q++) {
      if (q != middle) {
        columns.add(column(outputName(levels.get(q)), standardised, q));
      }
    }
    return columns;
  }

  private DoubleColumn column(String title, DMatrixRMaj standardised, int q) {
    return DoubleColumn.create(
        title,
        IntStream.range(0, standardised.numRows)
            .mapToDouble(row -> value.scale().restore(standardised.get(row, q))));
  }

  @Override
  public Labels plain() {
    return new BandLabels(value.plain(), levels);
  }

  @Override
  public Labels standardised(Column<?> column, int[] rows) {
    return new BandLabels(value.standardised(column, rows), levels);
  }
}
