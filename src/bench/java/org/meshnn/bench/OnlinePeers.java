package org.meshnn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.meshnn.graph.Topology;
import org.meshnn.train.OnlineLearner;

/**
 * What a step of online learning costs, ours and the Python peers', on the same stream in the same
 * run: those that are exact first show that after some steps their weights are the same.
 */
public final class OnlinePeers {
  private static final int CHECKED = OnlineWork.RESET + 50; // steps; a reset among them
  private static final double TOLERANCE = 1e-9;
  private static final int RUN = 15_000; // steps of the published protocol

  private final Optional<String> python = PythonPeer.versions();
  private final StringBuilder report = new StringBuilder();
  private final int rounds;

  private OnlinePeers(int rounds) {
    this.rounds = rounds;
  }

  /** Samples of a contender, in seconds a step. */
  private record Samples(List<Double> seconds, List<Double> bytes) {
    private Samples() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    double median() {
      return Spread.of(seconds).median();
    }
  }

  /**
   * Runs.
   *
   * @param arguments {@code [--quick] [NAME...]}: one round; names of {@link OnlineWork}, all
   *     without one
   */
  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(Bench.DIRECTORY);
    List<String> names = new ArrayList<>(Arrays.asList(arguments));
    int rounds = names.remove("--quick") ? 1 : 3;
    List<OnlineWork> works =
        names.isEmpty()
            ? List.of(OnlineWork.values())
            : names.stream().map(OnlineWork::valueOf).toList();
    new OnlinePeers(rounds).run(works);
  }

  private void run(List<OnlineWork> works) throws IOException {
    tell("# Learning online, beside peers%n%n%s%n", Machine.now(python));
    tell("Seconds are the processor's, of one thread; medians, ± half the interquartile range.%n");
    for (OnlineWork work : works) {
      work.write();
      tell("%n## %s: %,d edges, %d lanes%n%n", work, work.topology().edges(), OnlineWork.LANES);
      check(work);
      table(work, measured(work));
    }
    Files.writeString(Bench.DIRECTORY.resolve("online.md"), report.toString());
  }

  private void tell(String format, Object... values) {
    String text = String.format(Locale.ROOT, format, values);
    System.out.print(text);
    report.append(text);
  }

  private List<OnlineContender> contenders() {
    return Arrays.stream(OnlineContender.values())
        .filter(c -> python.isPresent() || !c.isPeer())
        .toList();
  }

  /** Refuses to go on if weights differ. */
  private void check(OnlineWork work) {
    double[] ours = weights(work, OnlineContender.TICK_BY_TICK);
    for (OnlineContender contender : contenders()) {
      if (contender.isExact()) {
        double[] theirs = weights(work, contender);
        double worst = 0;
        for (int i = 0; i < ours.length; i++) {
          worst = Math.max(worst, Math.abs(ours[i] - theirs[i]));
        }
        if (!(worst <= TOLERANCE)) {
          throw new IllegalStateException(
              contender.title + " does other work: its weights are off by " + worst);
        }
        tell("- %s: weights after %d steps within %.1e%n", contender.title, CHECKED, worst);
      }
    }
  }

  /** The n x n weights after some steps, row by row. */
  private static double[] weights(OnlineWork work, OnlineContender contender) {
    if (contender.isPeer()) {
      try (PythonPeer peer = contender.peer()) {
        return array(peer.ask("weights %s %d", work.file(), CHECKED));
      }
    }
    OnlineLearner learner = work.learner(contender.gradient().orElseThrow(), OnlineWork.LANES);
    double[][] x = OnlineWork.rows(OnlineWork.LANES, 0);
    double[][] y = OnlineWork.rows(OnlineWork.LANES, 1);
    double[] outputs = new double[OnlineWork.LANES];
    for (int t = 0; t < CHECKED; t++) {
      learner.predict(x[t], outputs);
      learner.learn(y[t]);
    }
    Topology topology = work.topology();
    double[] matrix = new double[topology.neurons() * topology.neurons()];
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        matrix[topology.source(e) * topology.neurons() + to] = learner.weights()[e];
      }
    }
    return matrix;
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** All in turn, some rounds. */
  private Map<OnlineContender, Samples> measured(OnlineWork work) {
    Map<OnlineContender, Samples> all = new EnumMap<>(OnlineContender.class);
    contenders().forEach(contender -> all.put(contender, new Samples()));
    for (int round = 0; round < rounds; round++) {
      all.forEach((contender, samples) -> turn(work, contender, samples));
    }
    return all;
  }

  private static void turn(OnlineWork work, OnlineContender contender, Samples samples) {
    if (!contender.isPeer()) {
      List<Double> numbers = OnlineTurn.take(work, contender);
      samples.seconds().addAll(numbers.subList(0, numbers.size() - 1));
      samples.bytes().add(numbers.get(numbers.size() - 1));
      return;
    }
    try (PythonPeer peer = contender.peer()) {
      samples
          .seconds()
          .addAll(peer.ask("time %s %d %d", work.file(), OnlineWork.RESET, contender.blocks()));
    }
  }

  private void table(OnlineWork work, Map<OnlineContender, Samples> all) {
    double exact = all.get(OnlineContender.EXACT).median();
    tell("%n| who | a step | times exact | %,d steps | bytes a step |%n", RUN);
    tell("|---|---:|---:|---:|---:|%n");
    all.forEach(
        (contender, samples) ->
            tell(
                "| %s | %s | %s | %.3g s | %s |%n",
                contender.title,
                Spread.of(samples.seconds().stream().map(s -> 1e9 * s).toList()),
                ratio(samples.median() / exact),
                RUN * samples.median(),
                samples.bytes().isEmpty()
                    ? ""
                    : String.format(Locale.ROOT, "%.2f", Spread.of(samples.bytes()).median())));
    double states = all.get(OnlineContender.STATES).median();
    tell(
        "%nSnAp-1, states and gradient, takes %s times what states alone take; with Adam %s"
            + " times.%n",
        ratio(all.get(OnlineContender.SNAP_1_ALONE).median() / states),
        ratio(all.get(OnlineContender.SNAP_1).median() / states));
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
  }
}
