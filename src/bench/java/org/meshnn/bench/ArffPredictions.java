package org.meshnn.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.Ranking;

/**
 * The probabilities that each model of {@link ArffStudy} gave to the test rows, and their scores:
 * the same code for all. As a file, a line a row: table, model, seed, row, a probability a class.
 */
final class ArffPredictions {
  /** As in scikit-learn's log-loss: a class without a vote in a forest costs 34.5. */
  static final double LEAST = 1e-15;

  /**
   * A run.
   *
   * @param set name of the table, or of the table with class weights
   * @param model name of the model
   * @param seed of split and model
   */
  record Key(String set, String model, long seed) {}

  private final Map<Key, Map<Integer, double[]>> runs = new LinkedHashMap<>();

  void add(Key key, int row, double[] probabilities) {
    runs.computeIfAbsent(key, k -> new TreeMap<>()).put(row, probabilities);
  }

  void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Map.Entry<Key, Map<Integer, double[]>> run : runs.entrySet()) {
        for (Map.Entry<Integer, double[]> row : run.getValue().entrySet()) {
          Key key = run.getKey();
          String numbers =
              Arrays.stream(row.getValue())
                  .mapToObj(Double::toString)
                  .collect(Collectors.joining("\t"));
          String head = key.set() + "\t" + key.model() + "\t" + key.seed() + "\t" + row.getKey();
          out.write(head + "\t" + numbers + "\n");
        }
      }
    }
  }

  void read(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split("\t");
        Key key = new Key(cells[0], cells[1], Long.parseLong(cells[2]));
        double[] probabilities =
            Arrays.stream(cells).skip(4).mapToDouble(Double::parseDouble).toArray();
        add(key, Integer.parseInt(cells[3]), probabilities);
      }
    }
  }

  boolean has(Key key) {
    return runs.containsKey(key);
  }

  /**
   * The scores of a run.
   *
   * @param actual class of each row of the whole table
   * @param positive index of the class that is looked for; below 0 where there are more than two
   * @param test rows, all of which must have been predicted
   */
  Map<ArffMetric, Double> scores(Key key, int[] actual, int positive, int[] test) {
    Map<Integer, double[]> run = runs.get(key);
    if (run == null || !Arrays.equals(test, run.keySet().stream().mapToInt(r -> r).toArray())) {
      throw new IllegalStateException("expected predictions of all test rows by " + key);
    }
    int[] classes = Arrays.stream(test).map(row -> actual[row]).toArray();
    double[][] logits = new double[test.length][];
    double[] ranked = new double[test.length];
    boolean[] found = new boolean[test.length];
    for (int i = 0; i < test.length; i++) {
      double[] p = run.get(test[i]);
      logits[i] = Arrays.stream(p).map(v -> StrictMath.log(Math.max(v, LEAST))).toArray();
      ranked[i] = p[Math.max(0, positive)];
      found[i] = classes[i] == positive;
    }
    ClassScores scores = ClassScores.of(classes, new DMatrixRMaj(logits));
    Map<ArffMetric, Double> values = new EnumMap<>(ArffMetric.class);
    values.put(ArffMetric.ACCURACY, scores.accuracy());
    values.put(ArffMetric.BALANCED_ACCURACY, scores.balancedAccuracy());
    values.put(ArffMetric.LOG_LOSS, scores.logLoss());
    if (positive >= 0) {
      Ranking ranking = Ranking.of(found, ranked);
      values.put(ArffMetric.AUC, ranking.auc());
      values.put(ArffMetric.AVERAGE_PRECISION, ranking.averagePrecision());
    }
    return values;
  }
}
