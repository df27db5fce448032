package org.meshnn.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All samples of a run, in nanoseconds. */
final class Timings {
  /**
   * A mesh of the scale series.
   *
   * @param edges about how many were asked for
   * @param facts what {@link ScaleBench} left beside the times
   */
  record Scale(ScaleMesh mesh, int edges, Map<String, Double> facts, Spread step) {
    /** Nanoseconds a step, a sample and an edge that learns. */
    double perLiveEdge() {
      return step.median() / ScaleBench.BATCH / facts.get("live");
    }
  }

  private final Map<Work, Map<Contender, List<Double>>> steps = new LinkedHashMap<>();
  private final Map<Work, List<Double>> matrices = new LinkedHashMap<>();
  private final List<Double> multiplyAdds = new ArrayList<>();
  private final List<Double> triads = new ArrayList<>();
  private final List<Scale> scale = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void step(Work work, Contender contender, List<Double> samples) {
    steps
        .computeIfAbsent(work, w -> new EnumMap<>(Contender.class))
        .computeIfAbsent(contender, c -> new ArrayList<>())
        .addAll(samples);
  }

  void matrix(Work work, List<Double> samples) {
    matrices.computeIfAbsent(work, w -> new ArrayList<>()).addAll(samples);
  }

  void peak(List<Double> multiplyAddCalls, List<Double> triadCalls) {
    multiplyAdds.addAll(multiplyAddCalls);
    triads.addAll(triadCalls);
  }

  void scale(Scale row) {
    scale.add(row);
  }

  /** Something a reader of the report has to know; said once. */
  void note(String note) {
    if (!notes.contains(note)) {
      notes.add(note);
      System.out.println("  " + note);
    }
  }

  List<Work> works() {
    return List.copyOf(steps.keySet());
  }

  Optional<Spread> step(Work work, Contender contender) {
    return Optional.ofNullable(steps.getOrDefault(work, Map.of()).get(contender)).map(Spread::of);
  }

  boolean has(Contender contender) {
    return steps.values().stream().anyMatch(row -> row.containsKey(contender));
  }

  /** The multiply-adds of states and gradient in a second, over the measured peak. */
  double fractionOfPeak(Work work) {
    double each = work.plan().cost().forwardOnly() * (double) work.batch();
    return each / Spread.of(matrices.get(work)).median() / multiplyAddsPerNanosecond();
  }

  /** Of the fastest call: a limit is what can be reached. */
  double multiplyAddsPerNanosecond() {
    return PeakBench.multiplyAddsPerCall() / Collections.min(multiplyAdds);
  }

  /** Of the fastest call. */
  double bytesPerNanosecond() {
    return PeakBench.bytesPerCall() / Collections.min(triads);
  }

  List<Scale> scale() {
    return List.copyOf(scale);
  }

  Optional<Scale> scale(ScaleMesh mesh, int edges) {
    return scale.stream().filter(row -> row.mesh() == mesh && row.edges() == edges).findFirst();
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
