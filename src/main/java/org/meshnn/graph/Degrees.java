package org.meshnn.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.meshnn.graph.Roles.Role;

/**
 * How many edges enter and leave a neuron, by role. All edges are counted, those into inputs and
 * bias too, though they have no effect.
 *
 * @param byRole the roles that neurons have, in their order
 */
public record Degrees(List<OfRole> byRole) {

  /**
   * The degrees of the neurons of one role.
   *
   * @param role of the neurons
   * @param neurons how many they are, at least 1
   * @param in edges into one of them
   * @param out edges out of one of them
   */
  public record OfRole(Role role, int neurons, Spread in, Spread out) {}

  /**
   * Where counts lie.
   *
   * @param least the smallest
   * @param median the one in the middle, or the mean of the two in the middle
   * @param most the largest
   */
  public record Spread(int least, double median, int most) {
    private static Spread of(int[] counts) {
      Arrays.sort(counts);
      int n = counts.length;
      double median = ((double) counts[(n - 1) / 2] + counts[n / 2]) / 2;
      return new Spread(counts[0], median, counts[n - 1]);
    }

    @Override
    public String toString() {
      String middle = String.format(Locale.ROOT, median % 1 == 0 ? "%,.0f" : "%,.1f", median);
      return String.format(Locale.ROOT, "%,d / %s / %,d", least, middle, most);
    }
  }

  /**
   * {@return the degrees of a graph's neurons} Linear in edges, and in neurons but for sorting.
   *
   * @param topology the graph
   */
  public static Degrees of(Topology topology) {
    int[] out = new int[topology.neurons()];
    for (int e = 0; e < topology.edges(); e++) {
      out[topology.source(e)]++;
    }
    Roles roles = topology.roles();
    List<OfRole> byRole = new ArrayList<>();
    for (Role role : Role.values()) {
      if (roles.count(role) > 0) {
        byRole.add(
            new OfRole(
                role,
                roles.count(role),
                spread(roles, role, topology::inDegree),
                spread(roles, role, neuron -> out[neuron])));
      }
    }
    return new Degrees(List.copyOf(byRole));
  }

  private static Spread spread(Roles roles, Role role, IntUnaryOperator degree) {
    int[] counts = new int[roles.count(role)];
    Arrays.setAll(counts, i -> degree.applyAsInt(roles.first(role) + i));
    return Spread.of(counts);
  }

  @Override
  public String toString() {
    return byRole.stream()
        .map(r -> r.role() + ": in " + r.in() + ", out " + r.out())
        .collect(Collectors.joining("; ", "edges, least / median / most: ", ""));
  }
}
