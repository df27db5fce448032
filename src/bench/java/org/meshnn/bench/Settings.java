package org.meshnn.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long to measure.
 *
 * @param rounds times that everyone is measured in turn, each time in new processes where it is a
 *     JVM's
 * @param warmups JMH iterations before those that count
 * @param iterations JMH iterations, and blocks of the Python peers, that count
 * @param milliseconds length of each
 * @param works what to run
 * @param scale edges of the scale series
 * @param meshes its wirings
 */
record Settings(
    int rounds,
    int warmups,
    int iterations,
    int milliseconds,
    List<Work> works,
    List<Integer> scale,
    List<ScaleMesh> meshes) {

  private static final Settings FULL =
      new Settings(
          3,
          30,
          5,
          100,
          Work.ALL,
          List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000),
          List.of(ScaleMesh.values()));

  private static final Settings QUICK =
      new Settings(
          1,
          30,
          3,
          100,
          List.of(Work.named("iris"), Work.named("mnist85-t2"), Work.named("mlp-b32")),
          List.of(1_000, 100_000),
          List.of(ScaleMesh.LAYERED));

  /** Reads {@code [--quick] [--no-scale] [NAME...]}, names from {@link Work#ALL}. */
  static Settings of(String... arguments) {
    List<String> names = new ArrayList<>(Arrays.asList(arguments));
    Settings chosen = names.remove("--quick") ? QUICK : FULL;
    boolean scale = !names.remove("--no-scale");
    return new Settings(
        chosen.rounds,
        chosen.warmups,
        chosen.iterations,
        chosen.milliseconds,
        names.isEmpty() ? chosen.works : names.stream().map(Work::named).toList(),
        scale ? chosen.scale : List.of(),
        chosen.meshes);
  }

  double seconds() {
    return milliseconds / 1000.0;
  }
}
