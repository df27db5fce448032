package org.meshnn.bench;

import static org.meshnn.bench.Contender.BACKWARD;
import static org.meshnn.bench.Contender.FORWARD_ONLY;
import static org.meshnn.bench.Contender.FORWARD_ONLY_2;
import static org.meshnn.bench.Contender.NUMPY;
import static org.meshnn.bench.Contender.SINGLE;
import static org.meshnn.bench.Contender.TORCH32;
import static org.meshnn.bench.Contender.TORCH64;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What we set out to reach, and what a run says of it.
 *
 * @param what the claim
 * @param atLeast whether more is better
 * @param asked the bound
 * @param measured empty if the run did not measure it
 */
record Goal(String what, boolean atLeast, double asked, Optional<Double> measured) {

  /** All claims that a run measured; empty if none. */
  static String table(Timings results) {
    StringBuilder table =
        new StringBuilder("| claim | asked | measured | |\n|---|---:|---:|---|\n");
    for (Goal claim : all(results)) {
      claim.measured.ifPresent(value -> table.append(claim.row(value)));
    }
    return table.toString();
  }

  private String row(double value) {
    boolean met = atLeast ? value >= asked : value <= asked;
    return String.format(
        Locale.ROOT,
        "| %s | %s %s | %s | %s |%n",
        what,
        atLeast ? "≥" : "≤",
        BenchReport.ratio(asked),
        BenchReport.ratio(value),
        met ? "met" : "**missed**");
  }

  private static List<Goal> all(Timings results) {
    List<Goal> claims = new ArrayList<>();
    claims.add(faster(results, "mnist85-t2", TORCH32, 30));
    claims.add(faster(results, "mnist85-t2", NUMPY, 40_000));
    claims.add(faster(results, "mnist85-t3", TORCH32, 15));
    claims.add(faster(results, "iris", TORCH32, 80));
    claims.add(faster(results, "iris", NUMPY, 240));
    for (String sparse : List.of("mnist85-t2", "mnist85-t3", "mnist80-t2", "mnist80-t3")) {
      claims.add(overBackward(results, sparse, 1.3));
    }
    claims.add(overBackward(results, "dense-t3-b32", 2.5));
    claims.add(faster(results, "dense-t2-b256", TORCH32, 1));
    claims.add(faster(results, "dense-t2-b256", TORCH64, 2));
    claims.add(faster(results, "mlp-b32", TORCH64, 1 / 1.5));
    claims.add(faster(results, "mlp-b128", TORCH64, 1 / 1.5));
    claims.add(singleFaster(results, "mlp-b128"));
    for (String dense : List.of("dense-t2-b32", "dense-t3-b32", "dense-t2-b256", "dense-t3-b256")) {
      claims.add(ofPeak(results, dense));
    }
    claims.add(ofPeak(results, "mlp-b32"));
    claims.add(ofPeak(results, "mlp-b128"));
    for (String large : List.of("dense-t3-b256", "mlp-b128")) {
      Work work = Work.named(large);
      String what = work + ": two threads, times faster than one";
      claims.add(new Goal(what, true, 1.6, ratio(results, work, FORWARD_ONLY, FORWARD_ONLY_2)));
    }
    for (ScaleMesh mesh : ScaleMesh.values()) {
      claims.add(scale(results, mesh));
    }
    return claims;
  }

  private static Goal faster(Timings results, String name, Contender peer, double asked) {
    Work work = Work.named(name);
    String what = work + ": times faster than " + peer.title;
    return new Goal(what, true, asked, ratio(results, work, peer, FORWARD_ONLY));
  }

  private static Goal singleFaster(Timings results, String name) {
    Work work = Work.named(name);
    String what = work + ", single precision: times faster than " + TORCH32.title;
    return new Goal(what, true, 1, ratio(results, work, TORCH32, SINGLE));
  }

  private static Goal overBackward(Timings results, String name, double asked) {
    Work work = Work.named(name);
    String what = work + ": forward-only over back-propagation";
    return new Goal(what, false, asked, ratio(results, work, FORWARD_ONLY, BACKWARD));
  }

  private static Optional<Double> ratio(Timings results, Work work, Contender a, Contender b) {
    return results
        .step(work, a)
        .flatMap(x -> results.step(work, b).map(y -> x.median() / y.median()));
  }

  private static Goal ofPeak(Timings results, String name) {
    Work work = Work.named(name);
    boolean run = results.works().contains(work);
    return new Goal(
        work + ": states and gradient, of the multiply-add peak",
        true,
        0.4,
        run ? Optional.of(results.fractionOfPeak(work)) : Optional.empty());
  }

  private static Goal scale(Timings results, ScaleMesh mesh) {
    return new Goal(
        mesh.name().toLowerCase(Locale.ROOT) + ": time per live edge, 10^7 edges over 10^4",
        false,
        4,
        results
            .scale(mesh, 10_000_000)
            .flatMap(
                large ->
                    results
                        .scale(mesh, 10_000)
                        .map(small -> large.perLiveEdge() / small.perLiveEdge())));
  }
}
