package org.meshnn.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.meshnn.graph.Roles.Role;
import org.meshnn.text.Plural;

/**
 * Which neurons inputs and outputs have to do with in T ticks, an edge a tick, by role.
 *
 * @param ticks T, at least 1
 * @param byRole the roles that neurons have, in their order
 */
public record Reachability(int ticks, List<OfRole> byRole) {

  /**
   * The neurons of one role.
   *
   * @param role of the neurons
   * @param neurons how many they are, at least 1
   * @param forward how many are forward-reachable: at most T edges from an input; of inputs all
   * @param backward how many are backward-reachable: at most T edges to an output; of outputs all
   * @param both how many lie on a way of at most T edges from an input to an output
   */
  public record OfRole(Role role, int neurons, int forward, int backward, int both) {}

  /**
   * {@return what T ticks reach} The bias is no input. Linear in neurons and edges.
   *
   * @param topology the graph
   * @param ticks T, at least 1
   * @throws IllegalArgumentException if there is no tick
   */
  public static Reachability of(Topology topology, int ticks) {
    if (ticks < 1) {
      throw new IllegalArgumentException("a mesh runs for at least 1 tick; got " + ticks);
    }
    Roles roles = topology.roles();
    BreadthFirst from = BreadthFirst.forwards(topology).from(0, roles.inputs());
    BreadthFirst to = BreadthFirst.backwards(topology).from(roles.firstOutput(), roles.neurons());
    List<OfRole> byRole = new ArrayList<>();
    for (Role role : Role.values()) {
      if (roles.count(role) > 0) {
        byRole.add(ofRole(roles, role, from, to, ticks));
      }
    }
    return new Reachability(ticks, List.copyOf(byRole));
  }

  private static OfRole ofRole(
      Roles roles, Role role, BreadthFirst from, BreadthFirst to, int ticks) {
    int forward = 0;
    int backward = 0;
    int both = 0;
    int first = roles.first(role);
    for (int j = first; j < first + roles.count(role); j++) {
      forward += from.distance(j) <= ticks ? 1 : 0;
      backward += to.distance(j) <= ticks ? 1 : 0;
      both += (long) from.distance(j) + to.distance(j) <= ticks ? 1 : 0;
    }
    return new OfRole(role, roles.count(role), forward, backward, both);
  }

  @Override
  public String toString() {
    return byRole.stream()
        .map(r -> r.role() + " " + r.forward() + ", " + r.backward() + ", " + r.both())
        .collect(
            Collectors.joining(
                "; ",
                "reached from inputs, reaching outputs, both in "
                    + Plural.grouped(ticks, "tick")
                    + ": ",
                ""));
  }
}
