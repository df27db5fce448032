package org.meshnn.graph;

/** Edges by their ends, in any order; a repeated one counts once. */
record EdgeList(int[] from, int[] to) implements Rule {

  @Override
  public EdgeSet edges(Roles roles) {
    requireNeurons(roles);
    return EdgeSet.of(roles.neurons(), from, to, from.length);
  }

  @Override
  public void addTo(Draft draft, Roles roles) {
    requireNeurons(roles);
    for (int e = 0; e < from.length; e++) {
      draft.add(from[e], to[e]);
    }
  }

  private void requireNeurons(Roles roles) {
    if (isCountedFromOne(roles.neurons())) {
      throw new IllegalArgumentException(
          "the edges name neurons 1 to "
              + roles.neurons()
              + " and never 0, so they seem to be counted from 1, but the mesh has neurons 0 to "
              + (roles.neurons() - 1)
              + "; subtract 1 from both ends of every edge");
    }
    for (int e = 0; e < from.length; e++) {
      Rule.requireNeuron(roles, from[e]);
      Rule.requireNeuron(roles, to[e]);
    }
  }

  private boolean isCountedFromOne(int neurons) {
    int least = neurons;
    int most = 0;
    for (int e = 0; e < from.length; e++) {
      least = Math.min(least, Math.min(from[e], to[e]));
      most = Math.max(most, Math.max(from[e], to[e]));
    }
    return least >= 1 && most == neurons;
  }
}
