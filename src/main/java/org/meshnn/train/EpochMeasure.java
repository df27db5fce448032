package org.meshnn.train;

import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Topology;

/** Measures the epochs of a training, on the rows learned from and on those held out. */
final class EpochMeasure {
  private final Loss loss;
  private final double unit;
  private final Monitor monitor;
  private final int rows;
  private final @Nullable RowSource validation;
  private final @Nullable ToDoubleBiFunction<Measure, double[]>
      score; // null where none is monitored

  /**
   * Measures nothing yet.
   *
   * @param unit what the metric is multiplied by
   * @param monitor what epochs are compared by
   * @param rows that are learned from
   * @param validation those held out; null for none
   * @param score of weights on these, where one is monitored; else null
   */
  EpochMeasure(
      Loss loss,
      double unit,
      Monitor monitor,
      int rows,
      @Nullable RowSource validation,
      @Nullable ToDoubleBiFunction<Measure, double[]> score) {
    this.loss = loss;
    this.unit = unit;
    this.monitor = monitor;
    this.rows = rows;
    this.validation = validation;
    this.score = score;
  }

  /** The epoch whose pass has just ended. */
  Epoch of(int number, Descent descent, double seconds) {
    double trainLoss = descent.loss() / rows;
    double trainMetric = unit * loss.metric().of(descent.score(), rows);
    double validationLoss = Double.NaN;
    double validationMetric = Double.NaN;
    if (validation != null) {
      Measure.Measured result = descent.measure().of(descent.weights(), validation);
      validationLoss = result.loss();
      validationMetric = unit * result.metric();
    }
    double monitored =
        score == null ? Double.NaN : score.applyAsDouble(descent.measure(), descent.weights());
    return new Epoch(
        number,
        trainLoss,
        trainMetric,
        validationLoss,
        validationMetric,
        seconds,
        descent.scheduledRate(),
        monitored);
  }

  private double loss(Epoch epoch) {
    return validation == null ? epoch.loss() : epoch.validationLoss();
  }

  /**
   * What tells whether an epoch diverged: its loss, or infinity where a root of squared errors is,
   * which the mean of absolute ones need not be, or where what is monitored is not finite.
   */
  double divergence(Epoch epoch) {
    boolean measured =
        Double.isFinite(epoch.metric())
            && (validation == null || Double.isFinite(epoch.validationMetric()))
            && (score == null || Double.isFinite(epoch.monitored()));
    return measured ? loss(epoch) : Double.POSITIVE_INFINITY;
  }

  /** What epochs are compared by, the lower the better: see {@link Schedule.Rates#epochDone}. */
  double watched(Epoch epoch) {
    if (monitor == Monitor.LOSS) {
      return loss(epoch);
    }
    if (monitor.isScore()) {
      return monitor.watched(epoch.monitored());
    }
    double metric = validation == null ? epoch.metric() : epoch.validationMetric();
    return loss.metric().moreIsBetter() ? -metric : metric;
  }

  /**
   * Offers the weights that {@link #watched} was measured with: on the training rows it was
   * measured on the way, from the weights the epoch began with.
   */
  void offer(Epoch epoch, Descent descent, BestWeights best) {
    Topology topology = validation == null ? descent.begunOn() : descent.topology();
    double[] weights = validation == null ? descent.begunWith() : descent.weights();
    best.offer(epoch.number(), watched(epoch), topology, weights);
  }

  /** What the epochs' metric is. */
  String metricName() {
    return loss.metric().toString();
  }
}
