package org.meshnn.inspect;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.meshnn.TrainedMesh;
import org.meshnn.plot.Picture;
import org.meshnn.plot.ResidualPlot;
import org.meshnn.scores.Interval;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * How far predicted values are off, row by row: {@code residual = actual - predicted}. Over the
 * prediction one sees whether a mesh is off more where values are large, or bends otherwise than
 * the data do; over normal quantiles, whether a few rows are off much more than the others.
 * Immutable.
 */
public final class Residuals implements Inspection {
  private final String label;
  private final double[] actual;
  private final double[] predicted;
  private final double[] residuals;

  private Residuals(String label, double[] actual, double[] predicted) {
    this.label = label;
    this.actual = actual;
    this.predicted = predicted;
    residuals = new double[actual.length];
    Arrays.setAll(residuals, i -> actual[i] - predicted[i]);
  }

  /**
   * {@return the residuals of a model}
   *
   * @param model that predicts a value
   * @param table with all feature columns and the label column; rows that the mesh did not learn
   *     from
   * @throws IllegalArgumentException if the model tells classes, or the table does not fit it
   */
  public static Residuals of(TrainedMesh model, Table table) {
    Required.of(model, "a trained mesh, for example mesh.train(table, \"price\")");
    Required.of(table, "a table, for example split.test()");
    Asked.requireOneColumn(model);
    String label = model.encoding().label();
    if (model.encoding().classification()) {
      throw new IllegalArgumentException(
          "expected a mesh that predicts a value, but "
              + Listing.quoted(label)
              + " means classes; for classes there is Calibration.of(model, table)");
    }
    double[] predicted = model.predict(table).doubleColumn(0).asDoubleArray();
    return of(label, model.encoding().values(table), predicted);
  }

  /**
   * {@return the residuals of any predictions}
   *
   * @param label what is predicted
   * @param actual value of each row
   * @param predicted value of each row, in the same order
   * @throws IllegalArgumentException if there is no row, there are not as many of either, or a
   *     number or a residual is NaN or infinite
   */
  public static Residuals of(String label, double[] actual, double[] predicted) {
    Required.of(label, "what is predicted, for example \"price\"");
    if (actual.length == 0 || actual.length != predicted.length) {
      throw new IllegalArgumentException(
          "expected a prediction for each value, at least one, got "
              + predicted.length
              + " for "
              + Plural.of(actual.length, "value"));
    }
    for (int i = 0; i < actual.length; i++) {
      if (!Double.isFinite(actual[i] - predicted[i])) {
        throw new IllegalArgumentException(
            "expected finite values and residuals, got "
                + actual[i]
                + " and the prediction "
                + predicted[i]
                + " in row "
                + i);
      }
    }
    return new Residuals(label, actual.clone(), predicted.clone());
  }

  /** {@return actual value minus predicted one, row by row, in units of the label} */
  public double[] values() {
    return residuals.clone();
  }

  /**
   * {@return the mean residual and its 95 % interval by Student's t, in units of the label: where
   * it does not hold 0, the predictions are off to one side} It takes the rows for independent of
   * each other and of the training.
   */
  public Interval bias() {
    return Interval.of(residuals);
  }

  /**
   * {@return actual value, prediction, residual, and the quantile of a standard normal distribution
   * that goes with the residual's rank, {@code (rank - 1/2) / n}, row by row}
   */
  @Override
  public Table table() {
    Integer[] order = new Integer[residuals.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(residuals[i], residuals[j]));
    double[] quantiles = quantiles();
    double[] ofRow = new double[residuals.length];
    for (int rank = 0; rank < order.length; rank++) {
      ofRow[order[rank]] = quantiles[rank];
    }
    return Table.create(
        "residuals of " + OneClass.shown(label),
        DoubleColumn.create("actual", actual),
        DoubleColumn.create("predicted", predicted),
        DoubleColumn.create("residual", residuals),
        DoubleColumn.create("normal quantile", ofRow));
  }

  private double[] quantiles() {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double[] quantiles = new double[residuals.length];
    Arrays.setAll(
        quantiles, i -> normal.inverseCumulativeProbability((i + 0.5) / residuals.length));
    return quantiles;
  }

  /**
   * {@return a picture: each residual over its prediction, and their order over normal quantiles}
   */
  @Override
  public Picture plot() {
    return ResidualPlot.draw(OneClass.shown(label), predicted, residuals, quantiles());
  }

  @Override
  public String toString() {
    int worst = 0;
    for (int i = 1; i < residuals.length; i++) {
      worst = Math.abs(residuals[i]) > Math.abs(residuals[worst]) ? i : worst;
    }
    return String.format(
        Locale.ROOT,
        "Residuals of %s: mean %s; standard deviation %.4g, largest %.4g in row %d",
        Listing.quoted(label),
        bias(),
        bias().deviation(),
        residuals[worst],
        worst);
  }
}
