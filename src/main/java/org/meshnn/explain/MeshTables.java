package org.meshnn.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meshnn.graph.Degrees;
import org.meshnn.graph.Reachability;
import org.meshnn.text.Plural;
import org.meshnn.text.Sizes;

/** A description in tables and sentences. */
final class MeshTables {
  private final MeshDescription mesh;

  MeshTables(MeshDescription mesh) {
    this.mesh = mesh;
  }

  Explanation.Table byRole() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < mesh.degrees().byRole().size(); i++) {
      Degrees.OfRole degree = mesh.degrees().byRole().get(i);
      Reachability.OfRole reach = mesh.reachability().byRole().get(i);
      rows.add(
          List.of(
              degree.role().toString(),
              count(degree.neurons()),
              degree.in().toString(),
              degree.out().toString(),
              count(reach.forward()),
              count(reach.backward()),
              count(reach.both())));
    }
    String ticks = Plural.grouped(mesh.reachability().ticks(), "tick");
    return new Explanation.Table(
        "In- and out-degree: least / median / most. From inputs: neurons that an input reaches in "
            + ticks
            + "; to outputs: that reach an output in "
            + ticks
            + "; both: in "
            + ticks
            + " together.",
        List.of("role", "neurons", "in-degree", "out-degree", "from inputs", "to outputs", "both"),
        List.copyOf(rows));
  }

  Explanation.Table whole() {
    String pairs = Explanation.share(mesh.paths().pairs(), mesh.paths().possiblePairs());
    boolean none = mesh.paths().pairs() == 0;
    return new Explanation.Table(
        "Components, cycles, clustering (Watts and Strogatz 1998, without directions) and spectral"
            + " radius: of hidden and output neurons.",
        List.of("graph", ""),
        List.of(
            row(
                "edges alive in " + Plural.grouped(mesh.reachability().ticks(), "tick"),
                Explanation.share(mesh.alive().atSomeTick(), mesh.alive().edges())),
            row(
                "edges alive at tick " + count(mesh.reachability().ticks()),
                Explanation.share(mesh.alive().atLastTick(), mesh.alive().edges())),
            row(
                "shortest path from an input to an output",
                mesh.paths().inputToOutput() < 0 ? "none" : count(mesh.paths().inputToOutput())),
            row(
                "shortest paths among hidden neurons, mean",
                none ? "-" : number(mesh.paths().mean())),
            row("the longest of these", none ? "-" : count(mesh.paths().longest())),
            row("pairs of hidden neurons with a path", pairs),
            row("strongly connected components", count(mesh.components().count())),
            row("neurons in the largest", count(mesh.components().largest())),
            row("neurons on cycles", count(mesh.components().onCycles())),
            row("cycles of 1 edge (self-loops)", count(mesh.triads().selfLoops())),
            row("cycles of 2 edges", count(mesh.triads().twoCycles())),
            row(
                "cycles of 3 edges",
                mesh.triads().counted()
                    ? count(Math.round(mesh.triads().threeCycles().value()))
                    : "about " + number(mesh.triads().threeCycles().value())),
            row(
                "clustering coefficient",
                about(!mesh.triads().counted()) + number(mesh.triads().clustering().value())),
            row(
                mesh.radius().ofWeights() ? "spectral radius of A" : "spectral radius, each edge 1",
                about(mesh.radius().rounds() > 0) + number(mesh.radius().value()))));
  }

  private static String about(boolean estimated) {
    return estimated ? "about " : "";
  }

  private static List<String> row(String name, String value) {
    return List.of(name, value);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  /** What was estimated, and how. */
  List<String> notes() {
    List<String> sentences = new ArrayList<>();
    if (mesh.paths().sampled()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Paths among hidden neurons are those to %,d of %,d, drawn with seed %d, as each takes"
                  + " up to %s steps; PathLengths.of(topology, targets, seed) takes others.",
              mesh.paths().targets(),
              mesh.paths().hidden(),
              MeshDescription.SEED,
              Sizes.count(mesh.alive().edges())));
    }
    if (!mesh.triads().counted()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Cycles of 3 edges and clustering are estimated from %s pairs of neighbours, drawn"
                  + " with seed %d, as counting takes %s steps: standard errors %.2g and %.2g."
                  + " Triads.of(topology, Long.MAX_VALUE, 0) counts.",
              Sizes.count(mesh.triads().draws()),
              MeshDescription.SEED,
              Sizes.count(mesh.triads().steps()),
              mesh.triads().threeCycles().error(),
              mesh.triads().clustering().error()));
    }
    if (mesh.radius().rounds() > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "The spectral radius is estimated by the growth of |A^k x| in %d steps: good to a few"
                  + " percent on random graphs, to some 10 %% where the longest cycles are hundreds"
                  + " of edges long.",
              mesh.radius().rounds()));
    }
    return List.copyOf(sentences);
  }
}
