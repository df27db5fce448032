package org.meshnn.bench;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.meshnn.experiment.Candidate;

/**
 * Five tables that Weka brings along, ten splits of each: meshes beside logistic regression, random
 * forest and perceptron of scikit-learn ({@code src/bench/python/sklearn_arff.py}), on the same
 * rows. Prints a report; see {@code src/bench/README.md}.
 */
public final class ArffStudy {
  static final List<Long> SEEDS = LongStream.rangeClosed(1, 10).boxed().toList();

  private static final Path DIRECTORY = Bench.DIRECTORY.resolve("arff");
  private static final Path OURS = DIRECTORY.resolve("mesh.tsv");
  private static final Path THEIRS = DIRECTORY.resolve("sklearn.tsv");
  private static final Path CHOSEN = DIRECTORY.resolve("chosen.tsv");
  private static final Path OUR_TIMES = DIRECTORY.resolve("mesh.times");
  private static final Path THEIR_TIMES = DIRECTORY.resolve("sklearn.times");
  private static final String USE =
      "expected the folder of soybean.arff, vote.arff, credit-g.arff, unbalanced.arff,"
          + " segment-challenge.arff and segment-test.arff, and perhaps a number of threads, or"
          + " --report; Debian's package weka has them";

  private ArffStudy() {}

  /**
   * Runs.
   *
   * @param arguments the folder of the files; then how many runs go on at once, as many as
   *     processors unless given, or {@code --report}, which reports on runs that are there
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 1 || arguments.length > 2) {
      throw new IllegalArgumentException(USE + "; got " + Arrays.toString(arguments));
    }
    List<ArffSet> sets = ArffSet.all(Path.of(arguments[0]));
    boolean reportAlone = arguments.length == 2 && arguments[1].equals("--report");
    if (!reportAlone) {
      int threads =
          arguments.length == 2
              ? Integer.parseInt(arguments[1])
              : Runtime.getRuntime().availableProcessors();
      Files.createDirectories(DIRECTORY);
      hand(sets);
      meshes(sets, threads);
      peers(threads);
    }
    ArffPredictions predictions = new ArffPredictions();
    predictions.read(OURS);
    predictions.read(THEIRS);
    ArffResults results = ArffResults.of(sets, predictions);
    String report =
        new ArffReport(
                sets,
                results,
                Files.readAllLines(CHOSEN),
                Files.readAllLines(OUR_TIMES),
                Files.readAllLines(THEIR_TIMES))
            .markdown();
    Files.writeString(Bench.DIRECTORY.resolve("arff.md"), report);
    System.out.println(report);
  }

  /** Writes the tables and the rows of every split for the script. */
  private static void hand(List<ArffSet> sets) throws IOException {
    JsonArray told = new JsonArray();
    for (ArffSet set : sets) {
      set.table().write().csv(DIRECTORY.resolve(set.name() + ".csv").toString());
      told.add(set.told(SEEDS));
    }
    Files.writeString(DIRECTORY.resolve("sets.json"), told.toString());
  }

  private static void meshes(List<ArffSet> sets, int threads) throws IOException {
    ArffPredictions predictions = new ArffPredictions();
    List<String> chosen = new ArrayList<>();
    double fixedSeconds = 0;
    double chosenSeconds = 0;
    for (ArffSet set : sets) {
      for (long seed : SEEDS) {
        ArffMeshes meshes = new ArffMeshes(set, seed, threads);
        double begun = seconds();
        meshes.fixed(predictions);
        fixedSeconds += seconds() - begun;
        begun = seconds();
        Candidate best = meshes.chosen(predictions);
        chosenSeconds += seconds() - begun;
        chosen.add(chosen(set, seed, best));
        System.out.printf(
            Locale.ROOT, "%s, seed %d of %d: %s%n", set.name(), seed, SEEDS.size(), best);
      }
    }
    predictions.write(OURS);
    Files.write(CHOSEN, chosen);
    Files.write(
        OUR_TIMES,
        List.of(
            "Java " + Runtime.version(),
            String.format(Locale.ROOT, "%s\t%.1f", ArffMeshes.FIXED, fixedSeconds),
            String.format(Locale.ROOT, "%s\t%.1f", ArffMeshes.CHOSEN, chosenSeconds)));
  }

  private static String chosen(ArffSet set, long seed, Candidate best) {
    String values =
        best.values().values().stream().map(String::valueOf).collect(Collectors.joining("\t"));
    return set.name() + "\t" + seed + "\t" + values;
  }

  /** Of the processor, of all threads. */
  private static double seconds() {
    Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return used.toMillis() / 1e3;
  }

  private static void peers(int threads) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "/usr/bin/python3",
                "src/bench/python/sklearn_arff.py",
                DIRECTORY.toString(),
                "" + threads)
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "the script of the peers failed; it needs Debian's python3-sklearn");
    }
  }
}
