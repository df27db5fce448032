package org.meshnn.inspect;

import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.TrainedMesh;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.train.Loss;
import tech.tablesaw.api.Table;

/**
 * A classifier whose probabilities are corrected by one number, the temperature T: {@code
 * softmax(logits / T)}. Above 1 they become less sure, below 1 surer; which class is the most
 * probable stays. T is that of the least log-loss on a table handed in (Guo, Pleiss, Sun,
 * Weinberger, On calibration of modern neural networks, ICML 2017). Immutable.
 *
 * <pre>{@code
 * var calibrated = Temperature.fit(model, validation);      // rows that the mesh did not learn from
 * show(Calibration.of(model, test), calibrated, calibrated.calibration(test));
 * }</pre>
 */
public final class Temperature {
  /** The least and, as 1 over it, the largest temperature that is tried. */
  public static final double LEAST = 0.01;

  private static final double DIGITS = 1e-14;
  private static final int MOST_STEPS = 200;

  private final TrainedMesh model;
  private final int rows;
  private final double value;
  private final double before;
  private final double after;

  private Temperature(TrainedMesh model, TemperedLoss loss) {
    this.model = model;
    rows = loss.rows();
    value = 1 / inverse(loss);
    before = loss.at(1);
    after = loss.at(1 / value);
  }

  /**
   * {@return the model with the temperature that suits a table}
   *
   * @param model that tells classes
   * @param table with all feature columns and the label column; rows that the mesh did not learn
   *     from, and that nothing else is measured on
   * @throws IllegalArgumentException if the model tells no classes, or the table does not fit it
   */
  public static Temperature fit(TrainedMesh model, Table table) {
    ClassRows rows = ClassRows.of(model, table);
    return new Temperature(model, new TemperedLoss(logits(rows), rows.actual()));
  }

  /**
   * Where the slope of the loss by 1 / T changes its sign: the loss is convex in it. Newton's
   * steps, halving where they leave the bounds.
   */
  static double inverse(TemperedLoss loss) {
    double low = LEAST;
    double high = 1 / LEAST;
    if (loss.slope(low) >= 0) {
      return low;
    }
    if (loss.slope(high) <= 0) {
      return high;
    }
    double at = 1;
    for (int step = 0; step < MOST_STEPS && high - low > DIGITS * low; step++) {
      double slope = loss.slope(at);
      if (slope < 0) {
        low = at;
      } else {
        high = at;
      }
      double next = at - slope / loss.curvature(at);
      if (Math.abs(next - at) <= DIGITS * at) {
        return at;
      }
      at = next > low && next < high ? next : low + (high - low) / 2;
    }
    return at;
  }

  /**
   * Their logarithms: logits, up to a number a row, which softmax does not see; 0 as the smallest
   * normal number.
   */
  private static DMatrixRMaj logits(ClassRows rows) {
    int classes = rows.classes().size();
    DMatrixRMaj logits = new DMatrixRMaj(rows.actual().length, classes);
    for (int k = 0; k < classes; k++) {
      double[] p = rows.probabilities().get(k);
      for (int i = 0; i < p.length; i++) {
        logits.set(i, k, StrictMath.log(Math.max(p[i], Double.MIN_NORMAL)));
      }
    }
    return logits;
  }

  /** {@return the temperature, from 0.01 to 100} */
  public double value() {
    return value;
  }

  /**
   * {@return predictions with the corrected probabilities, as {@link TrainedMesh#predict} has them}
   *
   * @param table with all feature columns, by name, in any order
   * @throws IllegalArgumentException if the table does not fit the model
   */
  public Table predict(Table table) {
    Table predictions = model.predict(table);
    List<String> classes = model.encoding().classes();
    DMatrixRMaj p = new DMatrixRMaj(table.rowCount(), classes.size());
    for (int k = 0; k < classes.size(); k++) {
      double[] before = predictions.doubleColumn(1 + k).asDoubleArray();
      for (int i = 0; i < before.length; i++) {
        p.set(i, k, StrictMath.log(Math.max(before[i], Double.MIN_NORMAL)) / value);
      }
    }
    return model.encoding().predictionsOfProbabilities(table, Loss.softmax(p));
  }

  /**
   * {@return the calibration of the corrected probabilities}
   *
   * @param table with all feature columns and the label column; other rows than those of {@link
   *     #fit}
   * @throws IllegalArgumentException if the table does not fit the model
   */
  public Calibration calibration(Table table) {
    return Calibration.of(ClassRows.of(model, table, predict(table)));
  }

  @Override
  public String toString() {
    boolean bound = value <= LEAST || value >= 1 / LEAST;
    return String.format(
        Locale.ROOT,
        "Temperature %.4g of the probabilities of %s, from %s: log-loss %.4g before, %.4g with it%s",
        value,
        Listing.quoted(model.encoding().label()),
        Plural.of(rows, "row"),
        before,
        after,
        !bound
            ? ""
            : value < 1
                ? "; the least that is tried: all rows are predicted rightly, so that no probability"
                    + " seems too sure"
                : "; the largest that is tried: the probabilities tell no more than chance");
  }
}
