package org.meshnn.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meshnn.graph.Roles.Role;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;

/** A graph in lines: its counts, names, activations and remarks. */
final class Summary {
  private static final int LONGEST = 400; // characters of a remark

  private Summary() {}

  static String of(MeshGraph graph) {
    List<String> lines = new ArrayList<>();
    lines.add(head(graph));
    for (Role role : List.of(Role.INPUT, Role.OUTPUT)) {
      List<String> names = graph.names(role);
      if (!names.isEmpty()) {
        lines.add(String.format(Locale.ROOT, "  %-11s  %s", role + "s", Listing.of(names)));
      }
    }
    String activations = activations(graph);
    if (!activations.isEmpty()) {
      lines.add("  activations  " + activations);
    }
    for (String remark : graph.remarks()) {
      lines.add("  note         " + OneLine.of(remark, LONGEST));
    }
    return String.join("\n", lines);
  }

  private static String head(MeshGraph graph) {
    List<String> roles = new ArrayList<>();
    for (Role role : Role.values()) {
      int count = graph.names(role).size();
      if (count > 0) {
        roles.add(
            switch (role) {
              case BIAS -> "bias";
              case HIDDEN -> count + " hidden";
              case INPUT, OUTPUT -> Plural.of(count, role.toString());
            });
      }
    }
    return String.format(
        Locale.ROOT,
        "MeshGraph of %s (%s), %s%s%s",
        Plural.of(graph.neurons().size(), "neuron"),
        String.join(", ", roles),
        Plural.of(graph.edges(), "edge"),
        weights(graph),
        graph.ticks() == 0 ? "" : ", " + Plural.of(graph.ticks(), "tick"));
  }

  private static String weights(MeshGraph graph) {
    if (!graph.hasWeights()) {
      return " without weights";
    }
    if (graph.edges() == 0) {
      return "";
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int e = 0; e < graph.edges(); e++) {
      least = Math.min(least, graph.weight(e));
      most = Math.max(most, graph.weight(e));
    }
    return String.format(Locale.ROOT, " with weights from %.4g to %.4g", least, most);
  }

  /** How many hidden and output neurons have each activation. */
  private static String activations(MeshGraph graph) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int leaking = 0;
    for (MeshGraph.Neuron neuron : graph.neurons()) {
      if (neuron.role() == Role.HIDDEN || neuron.role() == Role.OUTPUT) {
        counts.merge(neuron.activation() + " (" + neuron.role() + ")", 1, Integer::sum);
        leaking += neuron.leak() < 1 ? 1 : 0;
      }
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((what, count) -> parts.add(count + " " + what));
    if (leaking > 0) {
      parts.add(Plural.of(leaking, "neuron") + " with a leak");
    }
    return Listing.ofParts(parts);
  }
}
