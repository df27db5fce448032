package org.meshnn.exchange;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Roles.Role;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/**
 * What each node of a graph is for. A role that is given counts. Where no input and no bias is
 * given, nodes without incoming edges are inputs; where no output is given, nodes without edges to
 * others are outputs; the rest is hidden.
 */
final class RoleDecision {
  private final List<Draft.Node> nodes;
  private final Role[] roles;
  private final List<String> remarks = new ArrayList<>();

  RoleDecision(List<Draft.Node> nodes, Edges edges) {
    this.nodes = nodes;
    BitSet fed = new BitSet(); // by any edge
    BitSet feeding = new BitSet(); // another node
    for (int e = 0; e < edges.size; e++) {
      fed.set(edges.to[e]);
      if (edges.from[e] != edges.to[e]) {
        feeding.set(edges.from[e]);
      }
    }
    boolean inputsGiven = isGiven(Role.INPUT) || isGiven(Role.BIAS);
    boolean outputsGiven = isGiven(Role.OUTPUT);
    roles = new Role[nodes.size()];
    for (int i = 0; i < roles.length; i++) {
      @Nullable Role given = nodes.get(i).role;
      if (given != null) {
        roles[i] = given;
      } else if (!inputsGiven && !fed.get(i) && feeding.get(i)) {
        roles[i] = Role.INPUT;
      } else if (!outputsGiven && fed.get(i) && !feeding.get(i)) {
        roles[i] = Role.OUTPUT;
      } else {
        roles[i] = Role.HIDDEN;
      }
    }
    if (!inputsGiven) {
      remark(Role.INPUT, "inputs", "nodes without incoming edges", "withInputs");
    }
    if (!outputsGiven) {
      remark(Role.OUTPUT, "outputs", "nodes without edges to others", "withOutputs");
    }
    remarkOnClamped(edges);
  }

  private boolean isGiven(Role role) {
    return nodes.stream().anyMatch(node -> node.role == role);
  }

  private void remark(Role role, String what, String rule, String method) {
    List<String> names =
        IntStream.range(0, roles.length)
            .filter(i -> roles[i] == role)
            .mapToObj(i -> nodes.get(i).name)
            .toList();
    remarks.add(
        names.isEmpty()
            ? "no " + what + ": there are no " + rule + "; name them, ." + method + "(\"..\")"
            : what + ": the " + rule + ", " + Listing.of(names));
  }

  private void remarkOnClamped(Edges edges) {
    int into =
        (int)
            IntStream.range(0, edges.size)
                .filter(e -> roles[edges.to[e]] == Role.INPUT || roles[edges.to[e]] == Role.BIAS)
                .count();
    if (into > 0) {
      remarks.add(
          Plural.grouped(into, "edge")
              + (into == 1 ? " leads" : " lead")
              + " into inputs or bias, whose state is overwritten: without effect");
    }
  }

  Role[] roles() {
    return roles;
  }

  List<String> remarks() {
    return remarks;
  }

  /** The nodes as a mesh has them: inputs, bias, hidden, outputs; as they came among each. */
  int[] order() {
    int[] order = new int[roles.length];
    int size = 0;
    for (Role role : Role.values()) {
      for (int i = 0; i < roles.length; i++) {
        if (roles[i] == role) {
          order[size++] = i;
        }
      }
    }
    return order;
  }
}
