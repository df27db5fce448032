package org.meshnn.experiment;

import java.util.stream.DoubleStream;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;

/** What runs are measured and compared by on their test rows, from 0 to a largest value. */
enum Score {
  ACCURACY("accuracy", 1) {
    @Override
    double best(DoubleStream scores) {
      return scores.max().orElse(Double.NaN);
    }
  },
  RMSE("RMSE", Double.POSITIVE_INFINITY) {
    @Override
    double best(DoubleStream scores) {
      return scores.min().orElse(Double.NaN);
    }
  },
  NMSE("NMSE", Double.POSITIVE_INFINITY) {
    @Override
    double best(DoubleStream scores) {
      return scores.min().orElse(Double.NaN);
    }
  };

  private final String title;
  private final double most;

  Score(String title, double most) {
    this.title = title;
    this.most = most;
  }

  /** What predictions of a table's label are scored by. */
  static Score of(boolean classes) {
    return classes ? ACCURACY : RMSE;
  }

  /** NaN if there is none. */
  abstract double best(DoubleStream scores);

  /** What is to be small: the score, or its negative where more is better. */
  double cost(double score) {
    return this == ACCURACY ? -score : score;
  }

  /** The part of a mean's interval where a mean can lie. */
  Interval bounded(Interval mean) {
    return mean.within(0, most);
  }

  /** The same for the mean of differences. */
  PairedT bounded(PairedT differences) {
    return differences.within(-most, most);
  }

  /** What a label means whose predictions are scored so. */
  String label() {
    return this == ACCURACY ? "classes" : "a value";
  }

  /** Where means can lie, to be read. */
  String range() {
    return this == ACCURACY ? "[0, 1]" : "0 or more";
  }

  @Override
  public String toString() {
    return title;
  }
}
