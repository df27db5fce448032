package org.meshnn.graph;

/** Edges by their ends, in any order; a repeated one counts once. */
record EdgeList(int[] from, int[] to) implements Rule {

  @Override
  public EdgeSet edges(Roles roles) {
    requireNeurons(roles);
    return EdgeSet.of(roles.neurons(), from, to, from.length);
  }

  @Override
  public void addTo(Union union, Roles roles) {
    requireNeurons(roles);
    for (int e = 0; e < from.length; e++) {
      union.add(from[e], to[e]);
    }
  }

  private void requireNeurons(Roles roles) {
    for (int e = 0; e < from.length; e++) {
      Rule.requireNeuron(roles, from[e]);
      Rule.requireNeuron(roles, to[e]);
    }
  }
}
