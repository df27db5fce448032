package org.meshnn.exchange;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshnn.graph.Roles.Role;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.text.Spelling;

/** A graph whose neurons of a role are others than before. */
final class RoleChange {
  private RoleChange() {}

  static MeshGraph of(MeshGraph graph, Role role, String... names) {
    Set<String> chosen = chosen(graph, names);
    Draft draft = new Draft("the graph");
    chosen.forEach(draft::declare); // first, so that among their role they keep this order
    Map<String, Integer> before = new HashMap<>();
    for (MeshGraph.Neuron neuron : graph.neurons()) {
      before.put(neuron.name(), before.size());
      if (!chosen.contains(neuron.name())) {
        draft.declare(neuron.name());
      }
    }
    before.forEach(
        (name, number) -> {
          MeshGraph.Neuron neuron = graph.neurons().get(number);
          int node = draft.node(name);
          boolean computed = neuron.role() == Role.HIDDEN || neuron.role() == Role.OUTPUT;
          Role rest = neuron.role() == role ? Role.HIDDEN : neuron.role();
          draft.role(node, chosen.contains(name) ? role : rest);
          if (computed) {
            draft.attribute(node, Draft.LEAK, Double.toString(neuron.leak()));
          }
          if (computed && !graph.isActivationAssumed(number)) {
            draft.activation(node, neuron.activation());
          }
        });
    draft.ticks(graph.givenTicks());
    for (int to = 0; to < graph.neurons().size(); to++) {
      int target = draft.node(graph.neurons().get(to).name());
      for (int e = graph.columnStart(to); e < graph.columnStart(to + 1); e++) {
        int source = draft.node(graph.neurons().get(graph.source(e)).name());
        draft.edge(source, target, graph.weight(e));
      }
    }
    return draft.graph();
  }

  private static Set<String> chosen(MeshGraph graph, String... names) {
    Required.of(names, "names of neurons");
    List<String> known = graph.neurons().stream().map(MeshGraph.Neuron::name).toList();
    Set<String> chosen = new LinkedHashSet<>(Arrays.asList(names));
    for (String name : chosen) {
      Required.of(name, "a name of a neuron");
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no neuron "
                + Listing.quoted(name)
                + Spelling.didYouMean(name, known)
                + " (neurons: "
                + Listing.of(known)
                + ")");
      }
    }
    if (chosen.size() < names.length || names.length == 0) {
      throw new IllegalArgumentException(
          "expected names of neurons, at least one, each once; got ["
              + Listing.of(List.of(names))
              + "]");
    }
    return chosen;
  }
}
