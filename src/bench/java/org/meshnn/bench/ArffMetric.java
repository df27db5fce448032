package org.meshnn.bench;

/** What the models of {@link ArffStudy} are measured by. */
enum ArffMetric {
  ACCURACY("accuracy", true, 1),
  BALANCED_ACCURACY("balanced accuracy", true, 1),
  LOG_LOSS("log-loss", false, Double.POSITIVE_INFINITY),
  AUC("area under the ROC curve", true, 1),
  AVERAGE_PRECISION("average precision", true, 1);

  final String title;
  final boolean moreIsBetter;
  final double most; // 0 is the least of all

  ArffMetric(String title, boolean moreIsBetter, double most) {
    this.title = title;
    this.moreIsBetter = moreIsBetter;
    this.most = most;
  }
}
