package org.meshnn.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Wiring;
import org.meshnn.text.Required;
import org.meshnn.train.MagnitudePruning;
import org.meshnn.train.Rewiring;
import org.meshnn.train.RiggedLottery;
import org.meshnn.train.SparseEvolution;

/**
 * How a training changes edges, as model.json has it.
 *
 * @param name set, rigl or prune
 * @param fraction of set and rigl
 * @param every of rigl
 * @param until of rigl and prune
 * @param part of prune; null where its edges are given
 * @param edges of prune; null where its part is given
 * @param within the parts of set and rigl in words, which are all that is kept of them; null for
 *     all pairs
 */
record RewiringJson(
    String name,
    @Nullable Double fraction,
    @Nullable Integer every,
    @Nullable Double until,
    @Nullable Double part,
    @Nullable Integer edges,
    @Nullable List<String> within) {

  static RewiringJson of(Rewiring rewiring) {
    if (rewiring instanceof SparseEvolution set) {
      return new RewiringJson("set", set.fraction(), null, null, null, null, names(set.within()));
    }
    if (rewiring instanceof RiggedLottery rigl) {
      return new RewiringJson(
          "rigl", rigl.fraction(), rigl.every(), rigl.until(), null, null, names(rigl.within()));
    }
    MagnitudePruning prune = (MagnitudePruning) rewiring;
    boolean counted = prune.edges() > 0;
    return new RewiringJson(
        "prune",
        null,
        null,
        prune.until(),
        counted ? null : prune.part(),
        counted ? prune.edges() : null,
        null);
  }

  private static @Nullable List<String> names(List<Wiring> parts) {
    return parts.isEmpty() ? null : parts.stream().map(Wiring::toString).toList();
  }

  Rewiring rewiring() {
    return switch (Required.of(name, "the name of a rewiring")) {
      case "set" -> new SparseEvolution(fractionOrRefuse(), parts());
      case "rigl" ->
          new RiggedLottery(
              fractionOrRefuse(),
              Required.of(every, "the steps between rewirings"),
              untilOrRefuse(),
              parts());
      case "prune" ->
          new MagnitudePruning(part == null ? 0 : part, edges == null ? 0 : edges, untilOrRefuse());
      default -> throw new IllegalArgumentException("there is no rewiring " + name);
    };
  }

  private double fractionOrRefuse() {
    return Required.of(fraction, "the fraction of edges that are replaced");
  }

  private double untilOrRefuse() {
    return Required.of(until, "until when edges change");
  }

  private List<Wiring> parts() {
    return within == null
        ? List.of()
        : within.stream().map(name -> Wiring.notKept(Required.of(name, "a wiring"))).toList();
  }
}
