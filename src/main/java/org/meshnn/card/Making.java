package org.meshnn.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Plan;
import org.meshnn.provenance.Origin;
import org.meshnn.provenance.Rows;
import org.meshnn.scores.Scores;
import org.meshnn.text.Plural;
import org.meshnn.train.Epoch;
import org.meshnn.train.Fit;
import org.meshnn.train.Monitor;
import org.meshnn.train.Training;

/** How a model was made: data, mesh, training, and what computed. */
final class Making {
  private Making() {}

  static Section data(Subject subject) {
    Rows rows = subject.origin().rows();
    double fraction = subject.training().validation();
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("table", subject.origin().table().toString()));
    facts.add(List.of("rows", rows.toString()));
    if (rows.heldOut() > 0) {
      facts.add(
          List.of(
              "held out",
              fraction
                  + " of the rows, by the seed"
                  + (subject.encoding().classification() ? ", each class in proportion" : "")));
    }
    Scores apart = fraction == 0 ? subject.heldOut() : null;
    if (apart != null) {
      facts.add(
          List.of(
              "validated on", Plural.grouped(apart.samples(), "row") + " of a table of their own"));
    }
    return new Section(
        "Data",
        List.of(
            Block.Cells.ofNames(facts),
            new Block.Text("model.verify(table) says whether a table is this one.")));
  }

  static Section mesh(Subject subject) {
    Plan plan = subject.plan();
    Topology topology = plan.topology();
    return new Section(
        "Mesh",
        List.of(
            new Block.Text(subject.mesh() + "."),
            Block.Cells.ofNames(
                List.of(
                    List.of("neurons", topology.neurons() + ": " + topology.roles()),
                    List.of("edges", edges(topology)),
                    List.of("plan", plan.toString())))));
  }

  private static String edges(Topology topology) {
    return String.format(
        Locale.ROOT,
        "%,d, density %.3g%s",
        topology.edges(),
        topology.density(),
        topology.isRecurrent() ? ", recurrent" : "");
  }

  static Section training(Subject subject) {
    Training training = subject.training();
    Fit fit = subject.fit();
    List<List<String>> facts = new ArrayList<>();
    facts.add(List.of("settings", training.toString()));
    fit.chosen(training).ifPresent(taken -> facts.add(List.of("gradient", taken + " was chosen")));
    facts.add(
        List.of(
            "ended",
            fit.ending()
                + " after "
                + Plural.grouped(fit.epochs().size(), "epoch")
                + ", "
                + Plural.grouped(fit.steps(), "step")));
    if (!fit.epochs().isEmpty()) {
      facts.add(List.of("loss", losses(fit, training.monitor())));
    }
    facts.add(List.of("time", String.format(Locale.ROOT, "%.3g s", subject.origin().seconds())));
    return new Section("Training", List.of(Block.Cells.ofNames(facts)));
  }

  private static String losses(Fit fit, Monitor monitor) {
    Epoch first = fit.epochs().get(0);
    Epoch last = fit.epochs().get(fit.epochs().size() - 1);
    return String.format(
        Locale.ROOT,
        "%.4g in the first epoch, %.4g in the last%s",
        first.loss(),
        last.loss(),
        last.validated()
            ? String.format(
                Locale.ROOT,
                "; on rows held out %.4g and %.4g, %s after epoch %d",
                first.validationLoss(),
                last.validationLoss(),
                monitor == Monitor.LOSS ? "lowest" : best(fit, monitor),
                fit.bestEpoch())
            : "");
  }

  private static String best(Fit fit, Monitor monitor) {
    return "best "
        + monitor
        + (monitor.isScore() && fit.bestEpoch() > 0
            ? String.format(
                Locale.ROOT, ", %.4g,", fit.epochs().get(fit.bestEpoch() - 1).monitored())
            : "");
  }

  static Section provenance(Subject subject) {
    Origin origin = subject.origin();
    List<List<String>> facts = new ArrayList<>();
    origin.facts().forEach((name, value) -> facts.add(List.of(name, value)));
    facts.removeIf(fact -> List.of("table", "rows").contains(fact.get(0))); // in the section Data
    return new Section(
        "Provenance",
        List.of(
            Block.Cells.ofNames(facts),
            new Block.Text(
                "The same table, settings and seed give the same bits wherever code and Java"
                    + " are the same.")));
  }
}
