package org.meshnn.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meshnn.scores.Holm;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;

/** The scores of all runs of {@link ArffStudy}, and what they say about all rows of a kind. */
final class ArffResults {
  static final List<String> MESHES = List.of(ArffMeshes.FIXED, ArffMeshes.CHOSEN);
  static final List<String> PEERS = List.of("logistic regression", "random forest", "perceptron");

  /**
   * A model on a table.
   *
   * @param set name of the table, or of the table with class weights
   * @param model name of the model
   */
  record Cell(String set, String model) {}

  /**
   * A mesh beside a peer on a table.
   *
   * @param set name of the table, or of the table with class weights
   * @param difference mesh minus peer, seed by seed
   * @param p adjusted for all tables by Holm's method
   */
  record Pair(String set, PairedT difference, double p) {
    /** Whether they differ, in the sense of {@code p < 0.05}. */
    boolean decided() {
      return p < 0.05;
    }

    boolean ahead(ArffMetric metric) {
      return difference.difference().mean() > 0 == metric.moreIsBetter;
    }
  }

  private final List<String> sets = new ArrayList<>();
  private final Map<ArffMetric, Map<Cell, double[]>> scores = new EnumMap<>(ArffMetric.class);

  static ArffResults of(List<ArffSet> sets, ArffPredictions predictions) {
    ArffResults results = new ArffResults();
    for (ArffMetric metric : ArffMetric.values()) {
      results.scores.put(metric, new HashMap<>());
    }
    for (ArffSet set : sets) {
      results.add(set, set.name(), predictions);
      if (set.rare()) {
        results.add(set, set.weighted(), predictions);
      }
    }
    return results;
  }

  private void add(ArffSet set, String name, ArffPredictions predictions) {
    sets.add(name);
    int[] actual = set.encoding(set.table()).classIndices(set.table());
    int positive = set.classes().indexOf(set.positive());
    for (int seed = 0; seed < ArffStudy.SEEDS.size(); seed++) {
      int[] test = ArffSet.rowNumbers(set.split(ArffStudy.SEEDS.get(seed)).test());
      for (String model : models()) {
        ArffPredictions.Key key = new ArffPredictions.Key(name, model, ArffStudy.SEEDS.get(seed));
        if (predictions.has(key)) {
          int place = seed;
          predictions
              .scores(key, actual, positive, test)
              .forEach((metric, score) -> values(metric, new Cell(name, model))[place] = score);
        }
      }
    }
  }

  private double[] values(ArffMetric metric, Cell cell) {
    return scores.get(metric).computeIfAbsent(cell, c -> new double[ArffStudy.SEEDS.size()]);
  }

  static List<String> models() {
    List<String> models = new ArrayList<>(MESHES);
    models.addAll(PEERS);
    return models;
  }

  /** The tables that have this metric, with class weights or not. */
  List<String> sets(ArffMetric metric) {
    return sets.stream()
        .filter(set -> scores.get(metric).containsKey(new Cell(set, ArffMeshes.FIXED)))
        .toList();
  }

  /** The mean of all seeds and its interval; without values where the model was not trained. */
  Interval interval(ArffMetric metric, String set, String model) {
    double[] values = scores.get(metric).getOrDefault(new Cell(set, model), new double[0]);
    return values.length == 0
        ? Interval.of()
        : Interval.corrected(ArffSet.OVERLAP, values).within(0, metric.most);
  }

  /** A mesh beside a peer, on each table where both were trained. */
  Map<String, Pair> pairs(ArffMetric metric, String mesh, String peer) {
    Map<Cell, double[]> all = scores.get(metric);
    Map<String, PairedT> tests = new LinkedHashMap<>();
    for (String set : sets(metric)) {
      double[] theirs = all.get(new Cell(set, peer));
      if (theirs != null) {
        double[] ours = all.get(new Cell(set, mesh));
        tests.put(
            set,
            PairedT.corrected(ArffSet.OVERLAP, ours, theirs).within(-metric.most, metric.most));
      }
    }
    double[] adjusted = Holm.adjusted(tests.values().stream().mapToDouble(PairedT::p).toArray());
    Map<String, Pair> pairs = new LinkedHashMap<>();
    for (String set : tests.keySet()) {
      pairs.put(set, new Pair(set, tests.get(set), adjusted[pairs.size()]));
    }
    return pairs;
  }
}
