package org.meshnn;

import org.meshnn.scores.ClassScores;
import org.meshnn.scores.ErrorScores;
import org.meshnn.scores.Interval;
import org.meshnn.scores.ProbabilityScores;
import org.meshnn.scores.ValueScores;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Scores as a table: a row each, with its 95 % interval where there is one. */
final class Metrics {
  private static final int[] TOPS = {3, 5, 10};

  private final StringColumn name = StringColumn.create("metric");
  private final DoubleColumn value = DoubleColumn.create("value");
  private final DoubleColumn low = DoubleColumn.create("95 % low");
  private final DoubleColumn high = DoubleColumn.create("95 % high");

  Metrics of(ClassScores scores) {
    return row("accuracy", scores.interval())
        .row("balanced accuracy", scores.balancedAccuracy())
        .row("macro F1", scores.macroF1())
        .row("MCC", scores.mcc())
        .row("log-loss", scores.logLoss());
  }

  Metrics of(ProbabilityScores scores) {
    row("Brier score", scores.brier());
    if (scores.auc() != null) {
      row("AUC", scores.auc()).row("average precision", scores.averagePrecision());
    }
    for (int k : TOPS) {
      if (k < scores.ranks().length) {
        row("top-" + k + " accuracy", scores.topK(k));
      }
    }
    return this;
  }

  Metrics of(ValueScores scores) {
    return row("RMSE", scores.interval()).row("MAE", scores.mae()).row("R2", scores.r2());
  }

  Metrics of(ErrorScores scores) {
    return row("median absolute error", scores.median())
        .row("explained variance", scores.explainedVariance())
        .row("MAPE", scores.mape());
  }

  private Metrics row(String metric, double score) {
    name.append(metric);
    value.append(score);
    low.appendMissing();
    high.appendMissing();
    return this;
  }

  private Metrics row(String metric, Interval interval) {
    row(metric, interval.mean());
    low.set(low.size() - 1, interval.low());
    high.set(high.size() - 1, interval.high());
    return this;
  }

  Table table() {
    return Table.create("metrics", name, value, low, high);
  }
}
